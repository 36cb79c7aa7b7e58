/**
 * Where a channel's newest commands took effect, so that a quick retry is answered without the store. It keeps between
 * `most` and twice as many. Forgetting one is harmless: the store knows, and refuses the second.
 */
export class RecentOutcomes {
  readonly #most: number
  #newer = new Map<string, number>()
  #older = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): number | undefined {
    return this.#newer.get(key) ?? this.#older.get(key)
  }

  add(key: string, offset: number): void {
    // A generation at a time: dropping a whole map costs nothing, dropping the oldest key each time costs a search.
    if (this.#newer.size >= this.#most) {
      this.#older = this.#newer
      this.#newer = new Map()
    }
    this.#newer.set(key, offset)
  }
}

/** Command ids are unique per actor, and hold no line feed. */
export function commandKey(actor: string, command: string): string {
  return `${command}\n${actor}`
}
