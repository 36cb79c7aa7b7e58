import type { Clock } from '../models/clock.ts'

/** A connection that is back within this time was hardly gone: nothing is said about it. */
export const patienceMs = 1000

/** Knows whether the connection has been away for so long that the reader should be told. */
export class Patience {
  readonly #clock: Clock
  readonly #changed: () => void
  #cancel: (() => void) | undefined
  #isOver = false

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock
    this.#changed = changed
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** To be called with every status. */
  note(isLive: boolean): void {
    if (isLive) this.stop()
    else if (!this.#isOver) this.#cancel ??= this.#clock.after(patienceMs, () => this.#end())
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#isOver = false
  }

  #end(): void {
    this.#isOver = true
    this.#changed()
  }
}
