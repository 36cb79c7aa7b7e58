/** How much time there is for all steps together. */
export class Deadline {
  readonly #until: number
  readonly #now: () => number

  constructor(withinMs: number, now: () => number) {
    this.#now = now
    this.#until = now() + withinMs
  }

  now(): number {
    return this.#now()
  }

  /** What is left, at most `atMostMs`, at least 1. */
  upTo(atMostMs: number): number {
    return Math.max(1, Math.min(atMostMs, this.#until - this.#now()))
  }

  get isOver(): boolean {
    return this.#now() >= this.#until
  }
}
