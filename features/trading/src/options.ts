import type { Actor, Rate } from '@parley/channel'
import {
  checkFunction,
  checkList,
  checkRecord,
  checkSpeed,
  checkWhole,
  type OptionCode,
  wrong,
} from './check-options.ts'
import { type AssetInfo, type MarketInfo, Rejection } from './contract/index.ts'
import { MarketFault, type MarketOptions, marketFields, marketInfoOf, mostDecimals } from './exchange/market-info.ts'
import { minorStep, parseDecimal } from './money/index.ts'
import { isAsset, isBotId } from './names.ts'
import { paperAssets, paperBigFills, paperMarkets, paperWelcome } from './paper.ts'

export type { MarketOptions } from './exchange/market-info.ts'

/** Decimals as text by the names of assets: `{ USD: '100000' }`. */
export type Amounts = { readonly [asset: string]: string }

export interface Speed {
  /** Above 0, up to 1000000. */
  readonly perSecond: number
  /** From 1, up to 1000000. */
  readonly burst: number
}

export interface TradingLimits {
  /** People with money. Beyond, nobody joins: `trading/too-many-accounts`. @default 50000 */
  readonly maxAccounts: number
  /** What one `batch` may hold. Beyond: `invalid-input`. @default 50 */
  readonly maxBatch: number
  /** Names of ended orders that are remembered of each account, besides those that a late command could still bring. @default 1000 */
  readonly rememberedIds: number
  /** The longest time that a command may be under way, in milliseconds. Beyond: `invalid-input`. @default 60000 */
  readonly maxWindowMs: number
  /** Events that are kept. At least 1000. @default 100000 */
  readonly keptEvents: number
}

export interface ExchangeOptions {
  /** @default BTC-USD, ETH-USD, SOL-USD and BTC-KRW, for paper money */
  readonly markets?: readonly MarketOptions[]
  /** How many decimals the minor unit of each asset has, 0 to 12. @default { BTC: 8, ETH: 8, SOL: 8, USD: 6, KRW: 2 } */
  readonly assets?: { readonly [asset: string]: number }
  /** What everybody is given who joins for the first time. @default { USD: '100000', KRW: '100000000' } where there are the paper markets, else nothing */
  readonly welcome?: Amounts
  /** Who may halt markets, set fees, give and take money. It answers at once and is pure. @default nobody but the server */
  readonly isAdmin?: (user: Actor) => boolean
  /** Who may order. Whoever may not still sees everything that is public, and his own account. @default everybody */
  readonly mayTrade?: (user: Actor) => boolean
  /** Who may change what the simulated market is like, besides admins: for sites that are there to be tried. @default nobody */
  readonly maySteer?: (user: Actor) => boolean
  /** Which accounts are no people: nothing is kept of their ended orders and trades, and nothing announced to them. @default those that begin with `bot-` */
  readonly isBot?: (account: string) => boolean
  /** How long a command may be under way unless it says so itself, in milliseconds. @default 5000 */
  readonly windowMs?: number
  /** How fast an account may order what does not trade: each order takes one, and gives it back when it trades. @default { perSecond: 50, burst: 500 } */
  readonly orderRate?: Speed
  /** How fast people may join from one network address. @default { perSecond: 1 / 60, burst: 60 } */
  readonly joinsPerAddress?: Speed
  /** How long somebody may be gone before his orders that ask for it are canceled, in milliseconds. @default 10000 */
  readonly disconnectGraceMs?: number
  /** What an order must be worth, in the quote asset, to be announced also to who is there. @default { USD: '50000', KRW: '50000000' } for the paper markets, else nothing */
  readonly bigFills?: Amounts
  /** Where a market is in the app, for notifications. */
  readonly linkTo?: (market: string) => string
  readonly limits?: Partial<TradingLimits>
}

/** What the channel is made of. Amounts count minor units. */
export interface ExchangeConfig {
  readonly markets: readonly MarketInfo[]
  readonly assets: ReadonlyMap<string, AssetInfo>
  readonly welcome: ReadonlyMap<string, number>
  readonly isAdmin: (user: Actor) => boolean
  readonly mayTrade: (user: Actor) => boolean
  readonly maySteer: (user: Actor) => boolean
  readonly isBot: (account: string) => boolean
  readonly windowMs: number
  readonly orderRate: Speed
  readonly joinRate: Rate
  readonly disconnectGraceMs: number
  readonly bigFills: ReadonlyMap<string, number>
  readonly linkTo: ((market: string) => string) | undefined
  readonly limits: TradingLimits
}

export const exchangeOptionNames = [
  ...[
    'markets',
    'assets',
    'welcome',
    'isAdmin',
    'mayTrade',
    'maySteer',
    'isBot',
    'windowMs',
    'orderRate',
    'joinsPerAddress',
  ],
  ...['disconnectGraceMs', 'bigFills', 'linkTo', 'limits'],
] as const

const defaults: TradingLimits = {
  maxAccounts: 50_000,
  maxBatch: 50,
  rememberedIds: 1_000,
  maxWindowMs: 60_000,
  keptEvents: 100_000,
}

const bounds: { readonly [Name in keyof TradingLimits]: readonly [least: number, most: number] } = {
  maxAccounts: [1, 1_000_000],
  maxBatch: [1, 50],
  rememberedIds: [1, 100_000],
  maxWindowMs: [1, 60_000],
  keptEvents: [1_000, 1_000_000_000],
}

const lines = {
  isAdmin: "isAdmin: ({ id }) => id === 'ana'",
  mayTrade: 'mayTrade: ({ guest }) => !guest',
  maySteer: 'maySteer: () => true',
  isBot: "isBot: (account) => account.startsWith('bot-')",
  linkTo: "linkTo: (market) => '/trade?market=' + market",
} as const
const marketLine = "markets: [{ symbol: 'BTC-USD', tick: '0.01', lot: '0.0001' }]"
const assetsLine = 'assets: { BTC: 8, USD: 6 }'
const maxDisconnectGraceMs = 86_400_000

/**
 * Throws `UsageError`: `ERR_TRADING_MARKET`, `ERR_TRADING_ASSET`, `ERR_TRADING_LIMITS`, `ERR_TRADING_OPTION`.
 */
export function exchangeConfig(options: ExchangeOptions = {}): ExchangeConfig {
  const isPaper = options.markets === undefined
  const { markets = paperMarkets, windowMs = 5_000, disconnectGraceMs = 10_000 } = options
  for (const [name, line] of Object.entries(lines))
    checkFunction('ERR_TRADING_OPTION', `"${name}"`, options[name as keyof typeof lines], line)
  const limits = limitsOf(options.limits)
  checkWhole('ERR_TRADING_LIMITS', '"windowMs"', windowMs, 1, limits.maxWindowMs)
  checkWhole('ERR_TRADING_LIMITS', '"disconnectGraceMs"', disconnectGraceMs, 0, maxDisconnectGraceMs)
  const assets = assetsOf(options.assets ?? (isPaper ? paperAssets : undefined))
  const amounts = (name: 'welcome' | 'bigFills', paper: Amounts) =>
    amountsOf(name, options[name] ?? (isPaper ? paper : {}), assets)
  const isBot = options.isBot ?? isBotId
  return {
    markets: marketsOf(markets, assets),
    assets,
    welcome: amounts('welcome', paperWelcome),
    bigFills: amounts('bigFills', paperBigFills),
    // A promise is no yes.
    isAdmin: (user) => options.isAdmin?.(user) === true,
    mayTrade: (user) => options.mayTrade === undefined || options.mayTrade(user) === true,
    maySteer: (user) => options.isAdmin?.(user) === true || options.maySteer?.(user) === true,
    isBot,
    windowMs,
    orderRate: speedOf('orderRate', options.orderRate ?? { perSecond: 50, burst: 500 }),
    joinRate: {
      ...speedOf('joinsPerAddress', options.joinsPerAddress ?? { perSecond: 1 / 60, burst: 60 }),
      per: 'address',
    },
    disconnectGraceMs,
    linkTo: options.linkTo,
    limits,
  }
}

function assetsOf(given: unknown): ReadonlyMap<string, AssetInfo> {
  checkRecord('ERR_TRADING_ASSET', '"assets", the decimals of each asset of your "markets",', given, assetsLine)
  const assets = new Map<string, AssetInfo>()
  for (const [name, decimals] of Object.entries(given as { readonly [asset: string]: unknown })) {
    if (!isAsset(name))
      throw wrong('ERR_TRADING_ASSET', `An asset is 1 to 10 of A–Z, 0–9, not ${JSON.stringify(name)}: ${assetsLine}`)
    checkWhole('ERR_TRADING_ASSET', `What "assets" says of ${name}, its decimals,`, decimals, 0, mostDecimals)
    assets.set(name, { name, decimals: decimals as number })
  }
  return assets
}

function marketsOf(given: unknown, assets: ReadonlyMap<string, AssetInfo>): readonly MarketInfo[] {
  checkList('ERR_TRADING_MARKET', '"markets"', given, marketLine)
  const infos = (given as readonly MarketOptions[]).map((market) => {
    checkRecord('ERR_TRADING_MARKET', 'A market', market, marketLine, marketFields)
    const info = marketInfoOf(market, (asset) => assets.get(asset)?.decimals)
    if (info instanceof MarketFault)
      throw wrong(
        'ERR_TRADING_MARKET',
        `The market ${JSON.stringify(market.symbol)}: ${info.message}; ${marketLine}, ${assetsLine}`,
      )
    return info
  })
  if (infos.length === 0) throw wrong('ERR_TRADING_MARKET', `There is one market at least: ${marketLine}`)
  if (new Set(infos.map(({ symbol }) => symbol)).size < infos.length)
    throw wrong('ERR_TRADING_MARKET', `Each market has a symbol of its own: ${marketLine}`)
  return infos
}

function amountsOf(name: string, given: unknown, assets: ReadonlyMap<string, AssetInfo>): ReadonlyMap<string, number> {
  const line = `${name}: { USD: '100000' }`
  checkRecord('ERR_TRADING_ASSET', `"${name}"`, given, line)
  const amounts = new Map<string, number>()
  for (const [asset, text] of Object.entries(given as Amounts)) {
    const decimals = assets.get(asset)?.decimals
    if (decimals === undefined)
      throw wrong(
        'ERR_TRADING_ASSET',
        `"${name}" names ${JSON.stringify(asset)}, which is none of your "assets": ${assetsLine}`,
      )
    const units = parseDecimal(text, minorStep(decimals), `"${asset}" of "${name}"`)
    if (units instanceof Rejection) throw wrong('ERR_TRADING_ASSET', `${units.message} It is written ${line}`)
    amounts.set(asset, units)
  }
  return amounts
}

function speedOf(name: string, speed: unknown): Speed {
  const line = `${name}: { perSecond: 50, burst: 500 }`
  const code: OptionCode = 'ERR_TRADING_LIMITS'
  checkRecord(code, `"${name}"`, speed, line, ['perSecond', 'burst'])
  const { perSecond, burst } = speed as Speed
  checkSpeed(code, `"perSecond" of "${name}"`, perSecond, 1_000_000)
  checkWhole(code, `"burst" of "${name}"`, burst, 1, 1_000_000)
  return { perSecond, burst }
}

function limitsOf(given: Partial<TradingLimits> = {}): TradingLimits {
  checkRecord('ERR_TRADING_LIMITS', '"limits"', given, 'limits: { maxAccounts: 1_000 }', Object.keys(defaults))
  for (const [name, [least, most]] of Object.entries(bounds)) {
    const value = given[name as keyof TradingLimits]
    if (value !== undefined) checkWhole('ERR_TRADING_LIMITS', `"${name}" of "limits"`, value, least, most)
  }
  return { ...defaults, ...given }
}
