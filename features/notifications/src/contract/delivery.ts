// The channels `notify-delivery/<way>`: what is to leave the page by one way. View `queue`, for the server itself.
import type { SendResult } from '@parley/outbound/rules'
import type { Why } from './inbox.ts'
import type { ActorName, Line } from './notification.ts'

/** What a browser gave when it subscribed (`PushSubscription.toJSON()`). */
export interface PushSubscriptionKeys {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
  readonly expirationTime?: number | null
}

/** One notification by one way to one person, or to one device of his. */
export interface Delivery {
  /** `<user>/<n>.<last>/<way>`, and behind it `/<device>`: the same in every attempt. */
  readonly id: string
  readonly user: string
  readonly n: number
  readonly way: string
  readonly category: string
  /** The language that `title` and `body` are in, as far as there was a choice. */
  readonly language: string
  /** Missing, as are `body`, `actors`, `lines` and `data`, if it is private and the way does not tell what is. */
  readonly title?: string
  readonly body?: string
  readonly link?: string
  readonly actors?: readonly ActorName[]
  readonly lines?: readonly Line[]
  readonly count: number
  readonly data?: unknown
  readonly key?: string
  readonly private?: true
  /** Of a way that leads to devices. */
  readonly device?: { readonly id: string; readonly subscription: PushSubscriptionKeys }
  /** When it was decided, in milliseconds since 1970; `offset`: by which event of the inbox. */
  readonly at: number
  readonly offset: number
  /** Not worth sending from then on. */
  readonly expiresAt?: number
}

/** The reasons of our own ways that are words; the others are `HTTP <status>`. */
export type WayWhy =
  | 'refused'
  | 'gone'
  | 'busy'
  | 'timeout'
  | 'unreachable'
  | 'error'
  | 'closing'
  | 'gave-up'
  | 'no-address'
  | 'bad-address'
  | 'bad-subscription'
  | 'private-address'
  | 'host-not-allowed'

export type { SendResult }

/** A delivery that waits, in milliseconds since 1970. */
export interface QueuedDelivery {
  readonly delivery: Delivery
  /** How often it was tried. The next attempt is `attempts + 1`. */
  readonly attempts: number
  /** Not to be tried before. */
  readonly nextAt: number
  readonly since: number
  /** It is not to be sent any more: it ends so, unless the attempt that is being made sends it. */
  readonly cancelled?: Why
}

export interface DeliveryQueue {
  /** By the delivery's id, in the order in which they came. */
  queued: { [id: string]: QueuedDelivery }
}

export interface DeliveryQueueEvents {
  readonly enqueued: { readonly delivery: Delivery }
  readonly postponed: {
    readonly id: string
    readonly attempts: number
    readonly nextAt: number
    readonly reason: string
  }
  readonly cancelled: { readonly ids: readonly string[]; readonly reason: Why }
  readonly ended: {
    readonly id: string
    readonly status: 'sent' | 'failed' | 'not-sent'
    readonly attempts: number
    readonly reason?: string
  }
}

/** What only the server itself sends. */
export interface DeliverySystemCommands {
  readonly enqueue: Delivery
  /** What an inbox decided up to its event `upTo` is not to be sent: of notification `n`, or to `device`. `left`: so many had not ended. */
  readonly cancel: {
    readonly user: string
    readonly n?: number
    readonly device?: string
    readonly upTo: number
    readonly left?: number
    readonly reason: Why
  }
  /** `attempt`: 1, 2, 3 …; of one that was reported before, nothing changes. */
  readonly reported: { readonly id: string; readonly attempt: number; readonly result: SendResult }
}
