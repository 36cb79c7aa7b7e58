import { createHash, timingSafeEqual } from 'node:crypto'
import { TokenBucket, UsageError } from '@parley/channel'

/** What a program may send over HTTP. */
export interface SendKey {
  /** A secret of 16 or more visible ASCII characters: `Authorization: Bearer <key>`. */
  readonly key: string
  /** By name, `billing/*` for all that begin with `billing/`, `*` for all. */
  readonly categories: readonly string[]
  /** Requests a second on average, twice as many at once. @default 50 */
  readonly perSecond?: number
}

/** A key that came, as far as it is one of ours. */
export interface Sender {
  /** Tells it from others; its key cannot be read from it. */
  readonly name: string
  maySend(category: string): boolean
  /** 0: it may send now. Otherwise the milliseconds until it is worth trying again. */
  take(now: number): number
}

export class SendKeys {
  readonly #known: readonly { readonly hash: Buffer; readonly sender: Sender }[]
  readonly #patterns: readonly string[]

  /** Throws `UsageError` (`ERR_NOTIFICATIONS_KEY`) with the line to write. */
  constructor(keys: readonly SendKey[]) {
    for (const key of keys) check(key)
    if (new Set(keys.map(({ key }) => key)).size < keys.length) throw wrong('is there twice; each program has its own')
    this.#known = keys.map((key) => ({ hash: digest(key.key), sender: senderOf(key) }))
    this.#patterns = keys.flatMap(({ categories }) => categories)
  }

  get isEmpty(): boolean {
    return this.#known.length === 0
  }

  /** Throws `UsageError` (`ERR_NOTIFICATIONS_KEY`) if a key names what is no category. */
  checkCategories(names: readonly string[]): void {
    const unknown = this.#patterns.find((pattern) => pattern !== '*' && !names.some((name) => fits(pattern, name)))
    if (unknown === undefined) return
    const there = names.join(', ') || 'none'
    throw wrong(`is for ${JSON.stringify(unknown)}, which is no category; there are ${there}`)
  }

  /** Compared by hashes, all of them: how long it takes says nothing about how much of a key was right. */
  senderOf(authorization: string | null): Sender | undefined {
    const [, given] = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '') ?? []
    if (given === undefined) return undefined
    const hash = digest(given)
    const [found] = this.#known.filter((each) => timingSafeEqual(each.hash, hash))
    return found?.sender
  }
}

function senderOf({ key, categories, perSecond = 50 }: SendKey): Sender {
  let bucket: TokenBucket | undefined
  return {
    name: digest(key).toString('base64url'),
    maySend: (category) => categories.some((pattern) => fits(pattern, category)),
    take: (now) => {
      bucket ??= new TokenBucket(perSecond, Math.max(1, 2 * perSecond), now)
      return bucket.take(now) ? 0 : bucket.waitMs(now)
    },
  }
}

function fits(pattern: string, category: string): boolean {
  if (pattern === '*') return true
  return pattern.endsWith('/*') ? category.startsWith(pattern.slice(0, -1)) : category === pattern
}

function check({ key, categories, perSecond = 50 }: SendKey): void {
  if (typeof key !== 'string' || !/^[\x21-\x7e]{16,}$/.test(key)) throw wrong('has 16 or more visible ASCII characters')
  const isPattern = (pattern: unknown) => typeof pattern === 'string' && /^(\*|[a-z0-9_/-]{1,64}(\/\*)?)$/.test(pattern)
  if (!Array.isArray(categories) || categories.length === 0 || !categories.every(isPattern))
    throw wrong('says for which "categories" it is: names, "billing/*", or "*"')
  if (!(typeof perSecond === 'number' && perSecond > 0 && perSecond <= 10_000))
    throw wrong(`has "perSecond", a number above 0 and up to 10000, not ${String(perSecond)}`)
}

function wrong(what: string): UsageError {
  const line = "notifications({ keys: [{ key: process.env.BILLING_KEY, categories: ['billing/*'] }] })"
  return new UsageError('ERR_NOTIFICATIONS_KEY', `A key for sending over HTTP ${what}: ${line}.`)
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
