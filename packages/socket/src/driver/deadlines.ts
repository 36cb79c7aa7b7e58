interface Waiting {
  readonly run: () => void
  readonly until: number
}

/**
 * One deadline for many: all wait for the same time, so who came first is due first, and one timer, set for the first in the
 * row, does for all of them. What is due runs up to a tenth of the time late.
 */
export class Deadlines {
  readonly #afterMs: number
  readonly #waiting = new Set<Waiting>()
  #timer: NodeJS.Timeout | undefined

  constructor(afterMs: number) {
    this.#afterMs = afterMs
  }

  /** Runs `run` unless what is returned was called in time. */
  add(run: () => void): () => void {
    const waiting = { run, until: performance.now() + this.#afterMs }
    this.#waiting.add(waiting)
    if (this.#timer === undefined) this.#wait(this.#afterMs)
    return () => {
      this.#waiting.delete(waiting)
      if (this.#waiting.size > 0) return
      clearTimeout(this.#timer)
      this.#timer = undefined
    }
  }

  #wait(ms: number): void {
    // Not one turn for each of those that came in a row: a tenth of the time more harms nobody.
    // And what came while this process was stopped is read before anybody is called late.
    this.#timer = setTimeout(() => setImmediate(() => this.#look()), Math.max(ms, this.#afterMs / 10)).unref()
  }

  #look(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const now = performance.now()
    for (const waiting of this.#waiting) {
      if (waiting.until > now) {
        this.#wait(waiting.until - now)
        return
      }
      this.#waiting.delete(waiting)
      waiting.run()
    }
  }
}
