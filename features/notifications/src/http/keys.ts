import { UsageError } from '@parley/channel'
import { BearerKeys, defaultKeyRate, faultInKeyRate, isKey, KeyRate, keyHash } from '@parley/http'

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
  readonly #known: BearerKeys<Sender>
  readonly #patterns: readonly string[]

  /** Throws `UsageError` (`ERR_NOTIFICATIONS_KEY`) with the line to write. */
  constructor(keys: readonly SendKey[]) {
    for (const key of keys) check(key)
    if (new Set(keys.map(({ key }) => key)).size < keys.length) throw wrong('is there twice; each program has its own')
    this.#known = new BearerKeys(keys.map((key) => [key.key, senderOf(key)]))
    this.#patterns = keys.flatMap(({ categories }) => categories)
  }

  get isEmpty(): boolean {
    return this.#known.isEmpty
  }

  /** Throws `UsageError` (`ERR_NOTIFICATIONS_KEY`) if a key names what is no category. */
  checkCategories(names: readonly string[]): void {
    const unknown = this.#patterns.find((pattern) => pattern !== '*' && !names.some((name) => fits(pattern, name)))
    if (unknown === undefined) return
    const there = names.join(', ') || 'none'
    throw wrong(`is for ${JSON.stringify(unknown)}, which is no category; there are ${there}`)
  }

  senderOf(request: Request): Sender | undefined {
    return this.#known.holderOf(request)
  }
}

function senderOf({ key, categories, perSecond = defaultKeyRate }: SendKey): Sender {
  const rate = new KeyRate(perSecond)
  return {
    name: keyHash(key).toString('base64url'),
    maySend: (category) => categories.some((pattern) => fits(pattern, category)),
    take: (now) => rate.take(now),
  }
}

function fits(pattern: string, category: string): boolean {
  if (pattern === '*') return true
  return pattern.endsWith('/*') ? category.startsWith(pattern.slice(0, -1)) : category === pattern
}

function check({ key, categories, perSecond = defaultKeyRate }: SendKey): void {
  if (!isKey(key)) throw wrong('has 16 or more visible ASCII characters')
  const isPattern = (pattern: unknown) => typeof pattern === 'string' && /^(\*|[a-z0-9_/-]{1,64}(\/\*)?)$/.test(pattern)
  if (!Array.isArray(categories) || categories.length === 0 || !categories.every(isPattern))
    throw wrong('says for which "categories" it is: names, "billing/*", or "*"')
  const fault = faultInKeyRate(perSecond)
  if (fault !== undefined) throw wrong(fault)
}

function wrong(what: string): UsageError {
  const line = "notifications({ keys: [{ key: process.env.BILLING_KEY, categories: ['billing/*'] }] })"
  return new UsageError('ERR_NOTIFICATIONS_KEY', `A key for sending over HTTP ${what}: ${line}.`)
}
