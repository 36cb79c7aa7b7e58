/** Who wants to hear of one thing. One that throws is reported and does not keep the others from hearing. */
export class Listeners<Arguments extends readonly unknown[]> {
  readonly #report: (error: unknown) => void
  readonly #entries = new Set<{ readonly listener: (...args: Arguments) => void }>()
  readonly #due: Arguments[] = []
  #isTelling = false

  constructor(report: (error: unknown) => void) {
    this.#report = report
  }

  /** Returns what ends it. The same function added twice is called twice. */
  add(listener: (...args: Arguments) => void): () => void {
    const entry = { listener }
    this.#entries.add(entry)
    return () => void this.#entries.delete(entry)
  }

  /** What a listener brings about while it is told is told after, so that all hear the same order and the same last word. */
  tell(...args: Arguments): void {
    this.#due.push(args)
    if (this.#isTelling) return
    this.#isTelling = true
    try {
      for (let next = this.#due.shift(); next !== undefined; next = this.#due.shift()) this.#tellAll(next)
    } finally {
      this.#isTelling = false
    }
  }

  #tellAll(args: Arguments): void {
    for (const entry of [...this.#entries]) {
      if (!this.#entries.has(entry)) continue
      try {
        entry.listener(...args)
      } catch (fault) {
        this.#report(fault)
      }
    }
  }
}
