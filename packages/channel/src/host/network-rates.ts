import type { Rate } from '../define/rules.ts'
import { TokenBucket } from '../session/token-bucket.ts'

/**
 * What each network has spent of rates `per: 'address'`, whoever its users are. Who sent longest ago stands first: there those whose buckets
 * are full again are forgotten, two looks for each that comes, and beyond `max` whoever stands there. Time is an argument.
 */
export class NetworkRates {
  readonly #max: number
  readonly #networks = new Map<string, Map<Rate, TokenBucket>>()

  constructor(max: number) {
    this.#max = max
  }

  /** How many networks are remembered. */
  get size(): number {
    return this.#networks.size
  }

  /** The bucket that all behind this network share for this rate. */
  bucketOf(network: string, rate: Rate, now: number): TokenBucket {
    this.#forget(now)
    const buckets = this.#networks.get(network) ?? new Map<Rate, TokenBucket>()
    this.#networks.delete(network)
    this.#networks.set(network, buckets)
    let bucket = buckets.get(rate)
    if (bucket === undefined) {
      bucket = new TokenBucket(rate.perSecond, rate.burst, now)
      buckets.set(rate, bucket)
    }
    const [oldest] = this.#networks.keys()
    if (this.#networks.size > this.#max && oldest !== undefined) this.#networks.delete(oldest)
    return bucket
  }

  #forget(now: number): void {
    let looks = 0
    for (const [network, buckets] of this.#networks) {
      if (++looks > 2) return
      for (const bucket of buckets.values()) if (!bucket.isFull(now)) return
      this.#networks.delete(network)
    }
  }
}
