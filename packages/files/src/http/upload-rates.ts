import { TokenBucket } from '@parley/channel'

/** How fast each person may begin uploads. What was spent is remembered until it makes no difference. */
export class UploadRates {
  readonly #perMinute: number
  readonly #people = new Map<string, TokenBucket>()

  constructor(perMinute: number) {
    this.#perMinute = perMinute
  }

  /** 0: he may. Otherwise the milliseconds until it is worth trying again. */
  take(person: string, now: number): number {
    this.#forgetFull(now)
    const known = this.#people.get(person) ?? new TokenBucket(this.#perMinute / 60, this.#perMinute, now)
    // Whoever was here last is looked at last.
    this.#people.delete(person)
    this.#people.set(person, known)
    return known.take(now) ? 0 : known.waitMs(now)
  }

  /** How many people are remembered. */
  get size(): number {
    return this.#people.size
  }

  /** Two looks for each that comes: they are forgotten faster than they can come. */
  #forgetFull(now: number): void {
    let looks = 0
    for (const [person, bucket] of this.#people) {
      if (++looks > 2 || !bucket.isFull(now)) return
      this.#people.delete(person)
    }
  }
}
