import { createHash, timingSafeEqual } from 'node:crypto'
import { TokenBucket, UsageError } from '@parley/channel'
import { checkList, checkRecord } from '../check-options.ts'

/**
 * `open`: begins inquiries for customers. `customer`, `agent`, `bot`, `note`: writes as such into those that there are. `report`: reads what the desk
 * counted.
 */
export const rights = ['open', 'customer', 'agent', 'bot', 'note', 'report'] as const
export type Right = (typeof rights)[number]

/** What a program may do over HTTP. */
export interface InquiryKey {
  /** A secret of 16 or more visible ASCII characters: `Authorization: Bearer <key>`. */
  readonly key: string
  readonly may: readonly Right[]
  /** Requests a second on average, twice as many at once. @default 50 */
  readonly perSecond?: number
}

/** A key that came, as far as it is one of ours. */
export interface Program {
  /** Tells programs apart, and says nothing of the key. */
  readonly name: string
  may(right: Right): boolean
  /** 0: it may go on. Otherwise the milliseconds until it is worth trying again. */
  take(now: number): number
}

export class Programs {
  readonly #known: readonly { readonly hash: Buffer; readonly program: Program }[]

  /** Throws `UsageError` (`ERR_INQUIRY_KEY`) with the line to write. */
  constructor(keys: readonly InquiryKey[]) {
    checkList('ERR_INQUIRY_KEY', '"keys"', keys, keysLine)
    for (const key of keys) {
      checkRecord('ERR_INQUIRY_KEY', 'A key', key, keysLine, ['key', 'may', 'perSecond'])
      check(key)
    }
    if (new Set(keys.map(({ key }) => key)).size < keys.length) throw wrong('is there twice; each program has its own')
    this.#known = keys.map((key) => ({ hash: digest(key.key), program: programOf(key) }))
  }

  get isEmpty(): boolean {
    return this.#known.length === 0
  }

  /** Compared by hashes, all of them: how long it takes says nothing about how much of a key was right. */
  programOf({ headers }: Request): Program | undefined {
    const [, given] = /^Bearer +([\x21-\x7e]+) *$/i.exec(headers.get('authorization') ?? '') ?? []
    if (given === undefined) return undefined
    const hash = digest(given)
    const [found] = this.#known.filter((each) => timingSafeEqual(each.hash, hash))
    return found?.program
  }
}

function programOf({ key, may, perSecond = 50 }: InquiryKey): Program {
  let bucket: TokenBucket | undefined
  return {
    name: digest(`name of ${key}`).toString('hex'),
    may: (right) => may.includes(right),
    take: (now) => {
      bucket ??= new TokenBucket(perSecond, Math.max(1, 2 * perSecond), now)
      return bucket.take(now) ? 0 : bucket.waitMs(now)
    },
  }
}

function check({ key, may, perSecond = 50 }: InquiryKey): void {
  if (typeof key !== 'string' || !/^[\x21-\x7e]{16,}$/.test(key)) throw wrong('has 16 or more visible ASCII characters')
  if (!Array.isArray(may) || may.length === 0 || !may.every((right) => rights.includes(right)))
    throw wrong(`says what it "may": ${rights.join(', ')}`)
  if (!(typeof perSecond === 'number' && perSecond > 0 && perSecond <= 10_000))
    throw wrong(`has "perSecond", a number above 0 and up to 10000, not ${String(perSecond)}`)
}

export const keysLine = "inquiry({ keys: [{ key: process.env.INQUIRY_KEY, may: ['open', 'customer'] }] })"

function wrong(what: string): UsageError {
  return new UsageError('ERR_INQUIRY_KEY', `A key for inquiries over HTTP ${what}: ${keysLine}.`)
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
