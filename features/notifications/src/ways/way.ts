import type { Delivery, SendResult } from '../contract/index.ts'
import type { WayRule } from '../options.ts'

export type { Delivery, SendResult }

/**
 * A way beyond the page. Users add theirs: `notifications({ ways: [{ name: 'sms', title: 'SMS', send: async (delivery) => … }] })`.
 *
 * `send` is called at least once for each delivery, again under the same `delivery.id` after a crash or `later`. `signal` is aborted when
 * it has taken longer than `timeoutMs` of `notifications()`; what it answers from then on is not heard. What it throws is `later`.
 */
export interface Way extends WayRule {
  send(delivery: Delivery, signal: AbortSignal): Promise<SendResult>
  /** Called at each start, before the first `send`; what it rejects with is reported, and it is called again. */
  prepare?(setting: WaySetting): Promise<Prepared | undefined>
}

/** What a way may ask of the server. */
export interface WaySetting {
  /** A value of this way that is the same at every start: kept with the data, made by `make` when there is none. JSON of up to 4 KB. */
  keep(name: string, make: () => unknown): Promise<unknown>
}

export interface Prepared {
  /** The public key that browsers subscribe with. */
  readonly pushKey?: string
}
