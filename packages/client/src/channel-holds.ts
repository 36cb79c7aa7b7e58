import type { Reason } from '@parley/channel/client'
import { retryMs } from './back-off.ts'
import type { Environment, Timer } from './environment.ts'
import type { OutboxEntry } from './outbox-entry.ts'

/** Channels where nothing is sent until a refused command may be sent again, to keep the order. */
export class ChannelHolds {
  readonly #environment: Environment
  readonly #released: () => void
  readonly #timers = new Map<string, Timer>()

  constructor(environment: Environment, released: () => void) {
    this.#environment = environment
    this.#released = released
  }

  has(channel: string): boolean {
    return this.#timers.has(channel)
  }

  /** Until the server's own time is over, or a while that grows with each refusal of the same command. */
  hold(entry: OutboxEntry, { retryAfterMs }: Reason): void {
    const { channel } = entry
    if (this.#timers.has(channel)) return
    const afterMs = retryMs(retryAfterMs, entry.refusals, this.#environment.random)
    entry.refusals += 1
    const release = () => {
      this.#timers.delete(channel)
      this.#released()
    }
    this.#timers.set(channel, this.#environment.setTimer(release, afterMs))
  }

  clear(): void {
    for (const timer of this.#timers.values()) timer.cancel()
    this.#timers.clear()
  }
}
