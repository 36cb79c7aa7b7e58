import { UsageError } from '../usage-error.ts'
import type { EventMeta } from './fold.ts'

/** How news reaches a view's readers. Made by `events`, `latest` or `sample`. */
export type Delivery<Event> = EventsDelivery | LatestDelivery<Event> | SampleDelivery

export interface EventsDelivery {
  readonly kind: 'events'
}

export interface LatestDelivery<Event> {
  readonly kind: 'latest'
  readonly key: (event: Event & EventMeta) => string
  readonly maxKeys: number
}

export interface SampleDelivery {
  readonly kind: 'sample'
  readonly everyMs: number
}

/** Every reader gets every event; one that does not keep up is levelled once it has drained. What a view does by default. */
export function events(): EventsDelivery {
  return { kind: 'events' }
}

/**
 * Readers that keep up get every event. One that does not gets, once it has drained, only the newest event of each key: for
 * views whose events of one key replace each other, as prices by symbol do. `maxKeys` keys are kept for those who are behind,
 * whatever their number; who missed more is levelled as without it. @default maxKeys 1000. Throws `UsageError` (`ERR_DELIVERY`).
 * What the key reads has to be written, and is checked: `latest((event: { data: { symbol: string } }) => event.data.symbol)`.
 */
export function latest<Event>(
  key: (event: Event & EventMeta) => string,
  { maxKeys = 1000 }: { readonly maxKeys?: number } = {},
): LatestDelivery<Event> {
  if (typeof key !== 'function') {
    throw wrong('The key of "latest" is a function of the event: latest((event) => event.data.symbol).')
  }
  if (!isWhole(maxKeys)) {
    throw wrong(`"maxKeys" is a whole number from 1: latest(key, { maxKeys: 100 }); this one is ${String(maxKeys)}.`)
  }
  return { kind: 'latest', key, maxKeys }
}

/**
 * All readers get the newest event only, at most once in so many milliseconds: for views whose every event says all, as a
 * meter's reading does. The events between are not sent; `read` still finds them. Throws `UsageError` (`ERR_DELIVERY`).
 */
export function sample(everyMs: number): SampleDelivery {
  if (!isWhole(everyMs)) {
    throw wrong(`"sample" takes whole milliseconds from 1: sample(250); this is ${String(everyMs)}.`)
  }
  return { kind: 'sample', everyMs }
}

/** As far as a timer can go. */
const most = 2_147_483_647

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most
}

function wrong(message: string): UsageError {
  return new UsageError('ERR_DELIVERY', message)
}
