/** What happened as seen from outside the server: the only witness that no fault of it can touch. */
export class Ledger {
  readonly posted = new Set<string>()
  /** By text; the offset that the acknowledgement named. */
  readonly acknowledged = new Map<string, number>()
  readonly refused: unknown[] = []
  readonly #waiting = new Set<{ readonly count: number; readonly resolve: () => void }>()

  acknowledge(text: string, offset: number): void {
    this.acknowledged.set(text, offset)
    for (const waiting of this.#waiting) {
      if (this.acknowledged.size < waiting.count) continue
      this.#waiting.delete(waiting)
      waiting.resolve()
    }
  }

  /** Resolves when so many more are acknowledged. */
  grows(by: number): Promise<void> {
    return this.#reaches(this.acknowledged.size + by)
  }

  /** Resolves when all that was posted so far is acknowledged. */
  settles(): Promise<void> {
    return this.#reaches(this.posted.size)
  }

  #reaches(count: number): Promise<void> {
    if (this.acknowledged.size >= count) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.add({ count, resolve }))
  }
}
