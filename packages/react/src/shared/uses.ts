/** Calls `run` after so many milliseconds, unless what it gives is called. */
export type After = (run: () => void, ms: number) => () => void

/** How long what nobody uses any more is kept: StrictMode, Suspense and moves take it up again at once. */
export const lingerMs = 1_000

export interface UsesHooks {
  /** The first use begins. What it throws, `retain` and `touch` throw. */
  begin(): void
  end(): void
}

/**
 * Counts who uses a thing and ends it a while after the last has gone: React lets go of what it takes up again at once (StrictMode, Suspense, a
 * component that moves), and that must cost nothing.
 */
export class Uses {
  readonly #after: After
  readonly #lingerMs: number
  readonly #hooks: UsesHooks
  #count = 0
  #hasBegun = false
  #stopTimer: (() => void) | undefined

  constructor(after: After, lingerMs: number, hooks: UsesHooks) {
    this.#after = after
    this.#lingerMs = lingerMs
    this.#hooks = hooks
  }

  /** Gives what ends this use, once. */
  retain(): () => void {
    this.#begin()
    this.#stopTimer?.()
    this.#count += 1
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#count -= 1
      if (this.#count === 0) this.#endAfter(this.#lingerMs)
    }
  }

  /** Keeps it for so long although nobody uses it yet: what is rendered may never be shown, and says nothing then. */
  touch(ms: number): void {
    this.#begin()
    if (this.#count === 0) this.#endAfter(ms)
  }

  #begin(): void {
    if (this.#hasBegun) return
    this.#hooks.begin()
    this.#hasBegun = true
  }

  #endAfter(ms: number): void {
    this.#stopTimer?.()
    this.#stopTimer = this.#after(() => {
      this.#hasBegun = false
      this.#hooks.end()
    }, ms)
  }
}
