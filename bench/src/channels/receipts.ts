/** Which of the numbered posts one client has, and whether it was given any twice. */
export class Receipts {
  /** So many of the first posts are all there. */
  through = 0
  doubles = 0
  readonly #got = new Set<number>()

  get count(): number {
    return this.through + this.#got.size
  }

  /** `text` is the one of a post: `#17`. */
  add(text: string): void {
    const number = Number(text.slice(1))
    if (number <= this.through || this.#got.has(number)) {
      this.doubles++
      return
    }
    this.#got.add(number)
    while (this.#got.delete(this.through + 1)) this.through++
  }

  /** What a whole state brings is no news, and not counted twice. */
  replace(texts: readonly string[]): void {
    for (const text of texts) {
      const number = Number(text.slice(1))
      if (number > this.through && !this.#got.has(number)) this.add(text)
    }
  }
}

export function textOf(number: number): string {
  return `#${number}`
}
