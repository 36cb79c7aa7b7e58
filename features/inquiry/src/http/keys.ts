import { UsageError } from '@parley/channel'
import { BearerKeys, defaultKeyRate, faultInKeyRate, isKey, KeyRate, keyHash } from '@parley/http'
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

/** Throws `UsageError` (`ERR_INQUIRY_KEY`) with the line to write. */
export function programKeys(keys: readonly InquiryKey[]): BearerKeys<Program> {
  checkList('ERR_INQUIRY_KEY', '"keys"', keys, keysLine)
  for (const key of keys) {
    checkRecord('ERR_INQUIRY_KEY', 'A key', key, keysLine, ['key', 'may', 'perSecond'])
    check(key)
  }
  if (new Set(keys.map(({ key }) => key)).size < keys.length) throw wrong('is there twice; each program has its own')
  return new BearerKeys(keys.map((key) => [key.key, programOf(key)]))
}

function programOf({ key, may, perSecond = defaultKeyRate }: InquiryKey): Program {
  const rate = new KeyRate(perSecond)
  return {
    name: keyHash(`name of ${key}`).toString('hex'),
    may: (right) => may.includes(right),
    take: (now) => rate.take(now),
  }
}

function check({ key, may, perSecond = defaultKeyRate }: InquiryKey): void {
  if (!isKey(key)) throw wrong('has 16 or more visible ASCII characters')
  if (!Array.isArray(may) || may.length === 0 || !may.every((right) => rights.includes(right)))
    throw wrong(`says what it "may": ${rights.join(', ')}`)
  const fault = faultInKeyRate(perSecond)
  if (fault !== undefined) throw wrong(fault)
}

export const keysLine = "inquiry({ keys: [{ key: process.env.INQUIRY_KEY, may: ['open', 'customer'] }] })"

function wrong(what: string): UsageError {
  return new UsageError('ERR_INQUIRY_KEY', `A key for inquiries over HTTP ${what}: ${keysLine}.`)
}
