import { defineFold } from '@parley/channel/client'
import type { Enqueued } from './door.ts'

/** What waits, in milliseconds since 1970. */
export interface QueuedDelivery extends Enqueued {
  /** How often it was tried. The next attempt is `attempts + 1`. */
  readonly attempts: number
  /** Not to be tried before. */
  readonly nextAt: number
  readonly since: number
}

export interface DoorQueue {
  /** By the event's id, in the order in which they came. */
  queued: { [id: string]: QueuedDelivery }
}

export interface DoorQueueEvents {
  readonly enqueued: Enqueued
  /** What waits behind another of its inquiry takes along what was said up to this time. */
  readonly stretched: { readonly id: string; readonly at: number }
  readonly postponed: {
    readonly id: string
    readonly attempts: number
    readonly nextAt: number
    readonly reason: string
  }
  readonly ended: {
    readonly id: string
    readonly status: 'sent' | 'failed'
    readonly attempts: number
    readonly reason?: string
    /** Of a question to the bot that is given up: the inquiry that people take over. */
    readonly handOff?: string
  }
  /** The app has this door no more. */
  readonly emptied: Readonly<Record<never, never>>
}

/** The view `queue` of `inquiry-door/<door>`. */
export const queueFold = defineFold<DoorQueue, DoorQueueEvents>({
  state: () => ({ queued: {} }),
  events: {
    enqueued: ({ queued }, enqueued, { at }) => {
      const nextAt = Math.max(at, enqueued.notBefore ?? at)
      queued[enqueued.event.id] = { ...enqueued, attempts: 0, nextAt, since: nextAt }
    },
    stretched: ({ queued }, { id, at }) => {
      const known = queued[id]
      if (known !== undefined) queued[id] = { ...known, event: { ...known.event, at } }
    },
    postponed: ({ queued }, { id, attempts, nextAt }) => {
      const known = queued[id]
      if (known !== undefined) queued[id] = { ...known, attempts, nextAt }
    },
    ended: ({ queued }, { id }) => {
      delete queued[id]
    },
    emptied: (queue) => {
      queue.queued = {}
    },
  },
})
