/** The newest event of each key since some offset: all that a reader of a thinned view needs that stopped there or later. */
export class LatestEvents<Kept> {
  readonly #maxKeys: number
  /** The one written last stands last, so the first is the oldest. */
  readonly #entries = new Map<string, { readonly offset: number; readonly kept: Kept }>()
  /** Who is at this offset or beyond finds all it missed here. */
  #since: number

  constructor(since: number, maxKeys: number) {
    this.#since = since
    this.#maxKeys = maxKeys
  }

  add(key: string, offset: number, kept: Kept): void {
    this.#entries.delete(key)
    this.#entries.set(key, { offset, kept })
    if (this.#entries.size <= this.#maxKeys) return
    const [oldest] = this.#entries
    if (oldest === undefined) return
    this.#entries.delete(oldest[0])
    this.#since = oldest[1].offset
  }

  /** In their order; `undefined`: something after `offset` is no longer kept. */
  after(offset: number): readonly Kept[] | undefined {
    if (offset < this.#since) return undefined
    const newest: Kept[] = []
    for (const entry of this.#entries.values()) {
      if (entry.offset > offset) newest.push(entry.kept)
    }
    return newest
  }
}
