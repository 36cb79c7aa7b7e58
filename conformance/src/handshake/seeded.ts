/** Numbers that look like chance and are the same in every run: a 32-bit generator by additive steps and mixing. */
export class Seeded {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A whole number from 0, below `end`. */
  below(end: number): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) % end
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)]
    if (picked === undefined) throw new RangeError('nothing to pick from')
    return picked
  }

  /** As many as asked for, each from the list, repetitions allowed. */
  several<T>(count: number, list: readonly T[]): T[] {
    return Array.from({ length: count }, () => this.pick(list))
  }

  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.below(256)))
  }

  /** The text with the case of each letter thrown anew. */
  anyCase(text: string): string {
    return [...text].map((one) => (this.below(2) === 0 ? one.toLowerCase() : one.toUpperCase())).join('')
  }
}
