import type { Rate } from '../define/rules.ts'
import type { TokenBucket } from '../session/token-bucket.ts'

/** What a rate counts. */
export type Counted = NonNullable<Rate['counts']>

/**
 * What one command takes of the rates of its rule: of those that count attempts when it is decided, of the others when it takes effect. It holds that
 * while it is under way, so that no more get through together than one by one; then it is spent, or given back. Time is an argument.
 */
export class RateCharge {
  readonly #bucketsOf: (counted: Counted) => readonly TokenBucket[]
  readonly #held = new Map<Counted, readonly TokenBucket[]>()

  constructor(bucketsOf: (counted: Counted) => readonly TokenBucket[]) {
    this.#bucketsOf = bucketsOf
  }

  /** A token of all that count this, or of none. 0: it holds them; otherwise it is worth trying again in so many milliseconds. */
  take(counted: Counted, now: number): number {
    if (this.#held.has(counted)) return 0
    const buckets = this.#bucketsOf(counted)
    const waitMs = takeAll(buckets, now)
    if (waitMs === 0) this.#held.set(counted, buckets)
    return waitMs
  }

  /** What it holds counts. */
  spend(): void {
    this.#held.clear()
  }

  /** It did not count after all. */
  giveBack(): void {
    for (const buckets of this.#held.values()) for (const bucket of buckets) bucket.giveBack()
    this.#held.clear()
  }
}

/** 0: a token of each was taken. Otherwise of none, and in so many milliseconds it is worth trying again. */
export function takeAll(buckets: readonly TokenBucket[], now: number): number {
  let wait = 0
  for (const bucket of buckets) if (!bucket.has(now)) wait = Math.max(wait, bucket.waitMs(now))
  if (wait === 0) for (const bucket of buckets) bucket.take(now)
  return wait
}
