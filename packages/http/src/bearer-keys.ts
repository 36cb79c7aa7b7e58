import { createHash, timingSafeEqual } from 'node:crypto'
import { TokenBucket } from '@parley/channel'

/** Whether it is fit to be one: 16 or more visible ASCII characters. */
export function isKey(key: unknown): key is string {
  return typeof key === 'string' && /^[\x21-\x7e]{16,}$/.test(key)
}

/** What stands behind the keys of programs: `Authorization: Bearer <key>`. */
export class BearerKeys<Holder> {
  readonly #known: readonly { readonly hash: Buffer; readonly holder: Holder }[]

  constructor(keys: readonly (readonly [key: string, holder: Holder])[]) {
    this.#known = keys.map(([key, holder]) => ({ hash: keyHash(key), holder }))
  }

  get isEmpty(): boolean {
    return this.#known.length === 0
  }

  /** Compared by hashes, all of them: how long it takes says nothing about how much of a key was right. */
  holderOf({ headers }: Request): Holder | undefined {
    const [, given] = /^Bearer +([\x21-\x7e]+) *$/i.exec(headers.get('authorization') ?? '') ?? []
    if (given === undefined) return undefined
    const hash = keyHash(given)
    const [found] = this.#known.filter((each) => timingSafeEqual(each.hash, hash))
    return found?.holder
  }
}

export function keyHash(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** How fast one key may be used. */
export class KeyRate {
  readonly #perSecond: number
  #bucket: TokenBucket | undefined

  /** `perSecond`: on average; twice as many at once. */
  constructor(perSecond: number) {
    this.#perSecond = perSecond
  }

  /** 0: it may go on. Otherwise the milliseconds until it is worth trying again. */
  take(now: number): number {
    this.#bucket ??= new TokenBucket(this.#perSecond, Math.max(1, 2 * this.#perSecond), now)
    return this.#bucket.take(now) ? 0 : this.#bucket.waitMs(now)
  }
}

export const tooFastForKey = 'Requests come faster than this key may send them.'
export const defaultKeyRate = 50

/** What is wrong with the rate of a key; `undefined`: nothing. */
export function faultInKeyRate(perSecond: unknown): string | undefined {
  if (typeof perSecond === 'number' && perSecond > 0 && perSecond <= 10_000) return undefined
  return `has "perSecond", a number above 0 and up to 10000, not ${String(perSecond)}`
}
