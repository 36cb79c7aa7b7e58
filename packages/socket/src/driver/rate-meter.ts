export interface Rates {
  readonly messagesPerSecond: number
  readonly messageBurst: number
  readonly bytesPerSecond: number
  readonly byteBurst: number
}

/** What one peer may still send, as two token buckets that fill as time goes by. */
export class RateMeter {
  readonly #rates: Rates
  #messages: number
  #bytes: number
  #filledAt: number

  /** `now`: monotonic milliseconds. */
  constructor(rates: Rates, now: number) {
    this.#rates = rates
    this.#messages = rates.messageBurst
    this.#bytes = rates.byteBurst
    this.#filledAt = now
  }

  /** Counts what came. `false`: that was too much. */
  take(messages: number, bytes: number, now: number): boolean {
    const { messagesPerSecond, messageBurst, bytesPerSecond, byteBurst } = this.#rates
    const seconds = Math.max(0, now - this.#filledAt) / 1000
    this.#filledAt = now
    this.#messages = Math.min(messageBurst, this.#messages + seconds * messagesPerSecond) - messages
    this.#bytes = Math.min(byteBurst, this.#bytes + seconds * bytesPerSecond) - bytes
    return this.#messages >= 0 && this.#bytes >= 0
  }
}
