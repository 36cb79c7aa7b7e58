import { UsageError } from '@parley/channel'
import { BearerKeys, defaultKeyRate, faultInKeyRate, isKey, KeyRate, keyHash } from '@parley/http'
import { checkList, checkRecord } from '../check-options.ts'
import { isAccountId, isBotId } from '../names.ts'

/** `read`: what its account may see. `trade`: orders and cancels, too. */
export const rights = ['read', 'trade'] as const
export type Right = (typeof rights)[number]

/** A program that acts for one account over HTTP. */
export interface TradingKey {
  /** A secret of 16 or more visible ASCII characters: `Authorization: Bearer <key>`. */
  readonly key: string
  /** For whom: a person's id. */
  readonly account: string
  readonly may: readonly Right[]
  /** Requests a second on average, twice as many at once. @default 50 */
  readonly perSecond?: number
}

/** A key that came, as far as it is one of ours. */
export interface Program {
  /** Tells programs apart, and says nothing of the key. */
  readonly name: string
  readonly account: string
  may(right: Right): boolean
  /** 0: it may go on. Otherwise the milliseconds until it is worth trying again. */
  take(now: number): number
}

export const keysLine = "trading({ keys: [{ key: process.env.TRADING_KEY, account: 'ana', may: ['read', 'trade'] }] })"

/** Throws `UsageError` (`ERR_TRADING_KEY`) with the line to write. */
export function programKeys(keys: readonly TradingKey[]): BearerKeys<Program> {
  checkList('ERR_TRADING_KEY', '"keys"', keys, keysLine)
  for (const key of keys) {
    checkRecord('ERR_TRADING_KEY', 'A key', key, keysLine, ['key', 'account', 'may', 'perSecond'])
    check(key)
  }
  if (new Set(keys.map(({ key }) => key)).size < keys.length) throw wrong('is there twice; each program has its own')
  return new BearerKeys(keys.map((key) => [key.key, programOf(key)]))
}

function programOf({ key, account, may, perSecond = defaultKeyRate }: TradingKey): Program {
  const rate = new KeyRate(perSecond)
  return {
    name: keyHash(`name of ${key}`).toString('hex').slice(0, 16),
    account,
    may: (right) => may.includes(right),
    take: (now) => rate.take(now),
  }
}

function check({ key, account, may, perSecond = defaultKeyRate }: TradingKey): void {
  if (!isKey(key)) throw wrong('has 16 or more visible ASCII characters')
  if (!isAccountId(account)) throw wrong('says for which "account" it acts')
  if (isBotId(account)) throw wrong('acts for no account that begins with "bot-": those are the server’s own')
  if (!Array.isArray(may) || may.length === 0 || !may.every((right) => rights.includes(right)))
    throw wrong(`says what it "may": ${rights.join(', ')}`)
  const fault = faultInKeyRate(perSecond)
  if (fault !== undefined) throw wrong(fault)
}

function wrong(what: string): UsageError {
  return new UsageError('ERR_TRADING_KEY', `A key for trading over HTTP ${what}: ${keysLine}.`)
}
