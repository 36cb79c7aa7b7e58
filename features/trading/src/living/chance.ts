/** Numbers that look like chance and follow from a seed: the same on every machine. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
    // The first numbers of seeds that lie side by side would be alike.
    for (let at = 0; at < 4; at++) this.#next()
  }

  /** At least 0, less than 1. */
  next(): number {
    return this.#next() / 4_294_967_296
  }

  /** A whole number, `least` and `most` among them. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  /** Whether something of this likelihood happens. */
  happens(likelihood: number): boolean {
    return this.next() < likelihood
  }

  /** Around 0, with a standard deviation of 1, never beyond 6: the sum of twelve. Additions alone, so no engine rounds it otherwise. */
  normal(): number {
    let sum = -6
    for (let at = 0; at < 12; at++) sum += this.next()
    return sum
  }

  /** Mulberry32 (Tommy Ettinger, public domain). */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}
