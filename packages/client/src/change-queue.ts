/** Gathers who has changed while something is going on, and tells each once when it is over. */
export class ChangeQueue<Item> {
  readonly #tell: (item: Item) => void
  readonly #changed = new Set<Item>()
  #depth = 0

  constructor(tell: (item: Item) => void) {
    this.#tell = tell
  }

  mark(item: Item): void {
    this.#changed.add(item)
  }

  /** Whoever is told may cause more changes; they are told of in the same go. */
  during<Result>(work: () => Result): Result {
    this.#depth += 1
    try {
      return work()
    } finally {
      if (this.#depth === 1) this.#flush()
      this.#depth -= 1
    }
  }

  #flush(): void {
    for (const item of this.#changed) {
      this.#changed.delete(item)
      this.#tell(item)
    }
  }
}
