/** Nobody is told to wait longer; who comes back too early is told again. */
const maxWaitMs = 60_000

export interface ConnectLimits {
  readonly connectsPerSecond: number
  readonly connectBurst: number
}

/**
 * How fast sockets are let in, so that all who come back at once do not take the time of those who are here. Who has to wait is
 * told a turn of his own: one after the other at the same rate. Time is an argument.
 */
export class ConnectRate {
  readonly #perMs: number
  readonly #burst: number
  #free: number
  #filledAt: number
  /** When the next one who has to wait may come. */
  #nextTurn = 0

  constructor({ connectsPerSecond, connectBurst }: ConnectLimits, now: number) {
    this.#perMs = connectsPerSecond / 1000
    this.#burst = connectBurst
    this.#free = connectBurst
    this.#filledAt = now
  }

  /** 0: come in. Otherwise in how many milliseconds to come again. */
  take(now: number): number {
    this.#free = Math.min(this.#burst, this.#free + (now - this.#filledAt) * this.#perMs)
    this.#filledAt = now
    if (this.#free >= 1) {
      this.#free--
      return 0
    }
    const turn = Math.max(now, this.#nextTurn) + 1 / this.#perMs
    this.#nextTurn = Math.min(turn, now + maxWaitMs)
    return Math.ceil(this.#nextTurn - now)
  }
}
