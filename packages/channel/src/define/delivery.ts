import { UsageError } from '../usage-error.ts'
import type { EventMeta } from './fold.ts'

/** How news reaches a view's readers. Made by `events`, `latest`, `sample` or `conflate`. */
export type Delivery<Event> = EventsDelivery | LatestDelivery<Event> | SampleDelivery | ConflateDelivery<Event>

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

export interface ConflateDelivery<Event> {
  readonly kind: 'conflate'
  readonly everyMs: number
  readonly merge: (events: readonly (Event & EventMeta)[]) => Event
  readonly maxKept: number
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

/**
 * All readers get what happened merged into one event, at most once in so many milliseconds, and the first after a silence at once: for views whose events are
 * changes that add up, as those of a price level do. `merge` is pure. It gets two events or more, oldest first, and what it gave before may be among them;
 * folding what it gives must give what folding all of them would. It stands at the offset and time of the last. Who misses some gets all of it merged, too.
 * Of more than `maxKept` events between two sendings the oldest are merged ahead; who stands between those is levelled by the state. `show` shows them when they
 * are stored, not when they are sent. @default maxKept 1000. Throws `UsageError` (`ERR_DELIVERY`). The events' type has to be written, and is checked:
 * `conflate(250, (events: readonly NewEvent<EventsOf<typeof bookFold>>[]) => …)`.
 */
export function conflate<Event>(
  everyMs: number,
  merge: (events: readonly (Event & EventMeta)[]) => Event,
  { maxKept = 1000 }: { readonly maxKept?: number } = {},
): ConflateDelivery<Event> {
  if (!isWhole(everyMs)) {
    throw wrong(`"conflate" takes whole milliseconds from 1: conflate(250, merge); this is ${String(everyMs)}.`)
  }
  if (typeof merge !== 'function') {
    throw wrong('"conflate" takes a function that makes one event of many: conflate(250, (events) => merged).')
  }
  if (!isWhole(maxKept)) {
    throw wrong(
      `"maxKept" is a whole number from 1: conflate(250, merge, { maxKept: 100 }); this one is ${String(maxKept)}.`,
    )
  }
  return { kind: 'conflate', everyMs, merge, maxKept }
}

/** As far as a timer can go. */
const most = 2_147_483_647

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most
}

function wrong(message: string): UsageError {
  return new UsageError('ERR_DELIVERY', message)
}
