import { TokenBucket } from '@parley/channel'

/** People whose rate is remembered; beyond, the one who asked longest ago begins anew. */
const maxPeople = 10_000

/** How often each person may do something: `perSecond` on average, `burst` at once. */
export class PersonalRate {
  readonly #perSecond: number
  readonly #burst: number
  readonly #most: number
  readonly #buckets = new Map<string, TokenBucket>()

  constructor(perSecond: number, burst: number, most = maxPeople) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#most = most
  }

  /** 0: go on. Otherwise the milliseconds until it is worth trying again. `now` in milliseconds. */
  take(person: string, now: number): number {
    const bucket = this.#buckets.get(person) ?? new TokenBucket(this.#perSecond, this.#burst, now)
    this.#buckets.delete(person)
    this.#buckets.set(person, bucket)
    if (this.#buckets.size > this.#most) {
      const [oldest] = this.#buckets.keys()
      if (oldest !== undefined) this.#buckets.delete(oldest)
    }
    return bucket.take(now) ? 0 : bucket.waitMs(now)
  }
}
