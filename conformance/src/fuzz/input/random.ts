/** A seeded source of chance: the same seed gives the same numbers on every machine. */
export class Random {
  #a: number
  #b: number
  #c: number
  #count = 1

  constructor(seed: number) {
    this.#a = seed | 0
    this.#b = Math.imul(seed, 0x9e37_79b1) | 0
    this.#c = ~seed
    // Seeds that differ by one bit part only after some rounds.
    for (let round = 0; round < 16; round++) this.word()
  }

  /** The next 32 bits (sfc32). */
  word(): number {
    const sum = (this.#a + this.#b + this.#count++) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor((this.word() / 0x1_0000_0000) * end)
  }

  between(first: number, last: number): number {
    return first + this.below(last - first + 1)
  }

  /** True once in `count` times. */
  oneIn(count: number): boolean {
    return this.below(count) === 0
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)]
    if (item === undefined) throw new Error('expected something to pick from')
    return item
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at++) bytes[at] = this.word() >>> 11
    return bytes
  }

  /** A length: mostly small, sometimes around the borders where headers change their form. */
  length(most: number): number {
    const wanted = this.oneIn(4)
      ? this.pick([0, 1, 2, 3, 4, 63, 64, 65, 124, 125, 126, 127, 128, 255, 256])
      : this.below(40)
    return Math.min(wanted, most)
  }
}
