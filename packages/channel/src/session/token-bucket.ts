/** Lets so many through at once and so many a second on average. Time is an argument. */
export class TokenBucket {
  readonly #perSecond: number
  readonly #burst: number
  #tokens: number
  #filledAt: number

  constructor(perSecond: number, burst: number, now: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#filledAt = now
  }

  /** Takes one token if there is one. */
  take(now: number): boolean {
    if (!this.has(now)) return false
    this.#tokens--
    return true
  }

  /** A token that was taken is there again. */
  giveBack(): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + 1)
  }

  /** Whether there is a token to take. */
  has(now: number): boolean {
    this.#fill(now)
    return this.#tokens >= 1
  }

  isFull(now: number): boolean {
    this.#fill(now)
    return this.#tokens >= this.#burst
  }

  /**
   * In how many whole milliseconds it is worth trying again: when there is a tenth of the burst, one token at least, so that
   * who has much to send does not come back for each single one.
   */
  waitMs(now: number): number {
    this.#fill(now)
    const missing = Math.max(1, this.#burst / 10) - this.#tokens
    return missing <= 0 ? 0 : Math.floor((missing / this.#perSecond) * 1000) + 1
  }

  #fill(now: number): void {
    // A clock that was set back gives nothing, and takes nothing away.
    const elapsedMs = Math.max(0, now - this.#filledAt)
    this.#tokens = Math.min(this.#burst, this.#tokens + (elapsedMs / 1000) * this.#perSecond)
    this.#filledAt = now
  }
}
