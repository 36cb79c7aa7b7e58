/** The newest events of a channel, so that who missed a few need not ask the store. */
export class RecentEvents {
  readonly #most: number
  #texts: string[] = []
  /** Offset of the event before the first kept. */
  #before = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Starts anew with these, the last of which stands at `offset`. */
  reset(texts: readonly string[], offset: number): void {
    this.#texts = texts.slice(-this.#most)
    this.#before = offset - this.#texts.length
  }

  push(texts: readonly string[]): void {
    // One by one: as arguments of one call a hundred thousand of them would not fit on the stack.
    for (const text of texts) this.#texts.push(text)
    // Trimmed in large steps: a shift per event would move the whole array each time.
    if (this.#texts.length > 2 * this.#most) {
      const extra = this.#texts.length - this.#most
      this.#texts = this.#texts.slice(extra)
      this.#before += extra
    }
  }

  /** All events after `offset`, or `undefined` if some of them are no longer kept. */
  after(offset: number): readonly string[] | undefined {
    if (offset < this.#before) return undefined
    return this.#texts.slice(offset - this.#before)
  }
}
