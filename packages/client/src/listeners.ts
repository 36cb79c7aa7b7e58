/** Who wants to hear of one thing. One that throws is reported and does not keep the others from hearing. */
export class Listeners<Arguments extends readonly unknown[]> {
  readonly #report: (error: unknown) => void
  readonly #entries = new Set<{ readonly listener: (...args: Arguments) => void }>()

  constructor(report: (error: unknown) => void) {
    this.#report = report
  }

  /** Returns what ends it. The same function added twice is called twice. */
  add(listener: (...args: Arguments) => void): () => void {
    const entry = { listener }
    this.#entries.add(entry)
    return () => void this.#entries.delete(entry)
  }

  tell(...args: Arguments): void {
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
