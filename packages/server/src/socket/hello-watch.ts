/** Somebody of whom nothing was heard yet. */
interface Silent {
  readonly run: () => void
  readonly until: number
}

/**
 * Watches new sockets for their first word. All wait for the same time, so who came first is due first: one timer, set for
 * the first in the row, does for all of them.
 */
export class HelloWatch {
  readonly #afterMs: number
  readonly #silent = new Set<Silent>()
  #timer: NodeJS.Timeout | undefined

  constructor(afterMs: number) {
    this.#afterMs = afterMs
  }

  /** Runs `run` unless what is returned was called in time. */
  add(run: () => void): () => void {
    const silent = { run, until: performance.now() + this.#afterMs }
    this.#silent.add(silent)
    if (this.#timer === undefined) this.#wait(this.#afterMs)
    return () => {
      this.#silent.delete(silent)
      if (this.#silent.size > 0) return
      clearTimeout(this.#timer)
      this.#timer = undefined
    }
  }

  #wait(ms: number): void {
    // Not one turn for each of those that came in a row: a tenth of the time more harms nobody.
    this.#timer = setTimeout(() => this.#look(), Math.max(ms, this.#afterMs / 10)).unref()
  }

  #look(): void {
    this.#timer = undefined
    const now = performance.now()
    for (const silent of this.#silent) {
      if (silent.until > now) {
        this.#wait(silent.until - now)
        return
      }
      this.#silent.delete(silent)
      silent.run()
    }
  }
}
