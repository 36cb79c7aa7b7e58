import { late, withDeadline } from '../deadline.ts'

/** Requests that are being answered: `close()` waits for them, and cuts those that take too long. */
export class UnderWay {
  readonly #requests = new Map<Promise<void>, () => void>()

  /** `work` never rejects. `cut` ends it at once. */
  add(work: Promise<void>, cut: () => void): void {
    this.#requests.set(work, cut)
    void work.then(() => this.#requests.delete(work))
  }

  /** Resolves when all that are under way now were answered, or were cut after `afterMs`: how many were. */
  async end(afterMs: number): Promise<number> {
    if (this.#requests.size === 0) return 0
    const all = Promise.all(this.#requests.keys())
    if ((await withDeadline(all, afterMs)) !== late) return 0
    const cuts = [...this.#requests.values()]
    for (const cut of cuts) cut()
    return cuts.length
  }
}
