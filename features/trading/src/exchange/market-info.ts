// A market as somebody writes it, decimals as text, made into the whole numbers that the exchange counts by.
import { type AssetInfo, type MarketInfo, Rejection } from '../contract/index.ts'
import { isStep, minorStep, parseDecimal, unitsOfProduct, unitsOfStep } from '../money/index.ts'
import { isAsset, isSymbol } from '../names.ts'

/** A market as an app or an admin writes it. */
export interface MarketOptions {
  /** `BTC-USD`: 1 to 20 of `A`–`Z`, `0`–`9`, `-`. */
  readonly symbol: string
  /** @default what stands before the first `-` of the symbol */
  readonly base?: string
  /** @default what stands behind it */
  readonly quote?: string
  /** Smallest step of a price, as a decimal. */
  readonly tick: string
  /** Smallest step of a quantity. */
  readonly lot: string
  /** Least price × quantity of an order, in the quote asset. @default none */
  readonly minNotional?: string
  /** Most of the base asset in one order. @default 1 000 000 lots */
  readonly maxQuantity?: string
  /** How far from the last price a limit may stand, in parts per million. @default any */
  readonly bandPpm?: number
  /** How far from the best price a market order may trade, in parts per million. @default 50000 */
  readonly protectionPpm?: number
  /** Fee of who stood in the book, in parts per million of what is paid. @default 200 */
  readonly makerPpm?: number
  /** Fee of who came. @default 500 */
  readonly takerPpm?: number
  /** Open orders of one account in this market. @default 200 */
  readonly maxOpenOrders?: number
  /** Of those, stops that wait. @default 25 */
  readonly maxStops?: number
  /** Trailing stops of all accounts together in this market. @default 1000 */
  readonly maxTrailing?: number
}

export const marketFields = [
  ...['symbol', 'base', 'quote', 'tick', 'lot', 'minNotional', 'maxQuantity', 'bandPpm', 'protectionPpm'],
  ...['makerPpm', 'takerPpm', 'maxOpenOrders', 'maxStops', 'maxTrailing'],
] as const

/** The highest that each number of a market may be. */
export const mostOf = {
  bandPpm: 1_000_000,
  protectionPpm: 1_000_000,
  makerPpm: 100_000,
  takerPpm: 100_000,
  maxOpenOrders: 1_000,
  maxStops: 1_000,
  maxTrailing: 10_000,
} as const

const defaults = { protectionPpm: 50_000, makerPpm: 200, takerPpm: 500, maxOpenOrders: 200, maxStops: 25 } as const
const defaultMaxLots = 1_000_000

/** What is wrong with a market, in one sentence without an end. */
export class MarketFault {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** `decimalsOf`: how many decimals the minor unit of an asset has; `undefined`: there is no such asset. */
export function marketInfoOf(
  options: MarketOptions,
  decimalsOf: (asset: string) => number | undefined,
): MarketInfo | MarketFault {
  const { symbol, tick, lot } = options
  if (!isSymbol(symbol)) return fault('"symbol" is 1 to 20 of A–Z, 0–9 and "-", as in "BTC-USD"')
  const [before = '', after = ''] = symbol.split('-')
  const { base = before, quote = after } = options
  if (!isAsset(base) || !isAsset(quote) || base === quote)
    return fault('"base" and "quote" are two assets, each 1 to 10 of A–Z, 0–9: base: "BTC", quote: "USD"')
  const [baseDecimals, quoteDecimals] = [decimalsOf(base), decimalsOf(quote)]
  if (baseDecimals === undefined || quoteDecimals === undefined)
    return fault(`nobody says how many decimals ${baseDecimals === undefined ? base : quote} has`)
  if (!isDecimal(tick) || !isDecimal(lot)) return fault('"tick" and "lot" are decimals as text: tick: "0.01"')
  const lotUnits = unitsOfStep(lot, baseDecimals)
  if (lotUnits === undefined) return fault(`a lot of ${lot} ${base} is finer than its ${baseDecimals} decimals`)
  const stepUnits = unitsOfProduct(tick, lot, quoteDecimals)
  if (stepUnits === undefined)
    return fault(
      `tick × lot is what the smallest step of a price costs for the smallest quantity: ${tick} × ${lot} must be no finer than the ${quoteDecimals} decimals of ${quote}`,
    )
  const numbers = { ...defaults, ...given(options) }
  const wrong = faultyNumber(numbers)
  if (wrong !== undefined) return fault(wrong)
  const minNotional = parsed(options.minNotional, minorStep(quoteDecimals), 0)
  if (minNotional === undefined) return fault('"minNotional" is a decimal as text: minNotional: "5"')
  const maxLots = parsed(options.maxQuantity, lot, defaultMaxLots)
  if (maxLots === undefined) return fault('"maxQuantity" is a decimal as text, a whole number of lots')
  // What nobody could pay for at one tick can never be ordered.
  if (!Number.isSafeInteger(maxLots * stepUnits) || !Number.isSafeInteger(maxLots * lotUnits))
    return fault('"maxQuantity" is more than can be counted exactly: it stays below 2^53 minor units')
  return { symbol, base, quote, tick, lot, lotUnits, stepUnits, minNotional, maxLots, ...numbers }
}

/** The assets of a market with their decimals, as far as its numbers say it: one of them is enough to print all amounts. */
export function assetsOf({ base, quote, tick, lot, lotUnits, stepUnits }: MarketInfo): readonly AssetInfo[] {
  return [
    { name: base, decimals: decimalsBy((decimals) => unitsOfStep(lot, decimals) === lotUnits) },
    { name: quote, decimals: decimalsBy((decimals) => unitsOfProduct(tick, lot, decimals) === stepUnits) },
  ]
}

export const mostDecimals = 12

function decimalsBy(fits: (decimals: number) => boolean): number {
  for (let decimals = 0; decimals <= mostDecimals; decimals++) if (fits(decimals)) return decimals
  return 0
}

function given({ bandPpm, protectionPpm, makerPpm, takerPpm, maxOpenOrders, maxStops, maxTrailing }: MarketOptions) {
  return {
    ...(bandPpm !== undefined && { bandPpm }),
    ...(protectionPpm !== undefined && { protectionPpm }),
    ...(makerPpm !== undefined && { makerPpm }),
    ...(takerPpm !== undefined && { takerPpm }),
    ...(maxOpenOrders !== undefined && { maxOpenOrders }),
    ...(maxStops !== undefined && { maxStops }),
    ...(maxTrailing !== undefined && { maxTrailing }),
  }
}

function faultyNumber(numbers: { readonly [Name in keyof typeof mostOf]?: number }): string | undefined {
  for (const [name, most] of Object.entries(mostOf)) {
    const value = numbers[name as keyof typeof mostOf]
    const least = name === 'makerPpm' || name === 'takerPpm' || name === 'maxStops' ? 0 : 1
    if (value === undefined || (Number.isSafeInteger(value) && value >= least && value <= most)) continue
    return `"${name}" is a whole number from ${least} to ${most}, not ${String(value)}`
  }
  return undefined
}

function parsed(text: unknown, step: string, otherwise: number): number | undefined {
  if (text === undefined) return otherwise
  const count = parseDecimal(text, step)
  return count instanceof Rejection ? undefined : count
}

function isDecimal(text: unknown): text is string {
  return typeof text === 'string' && isStep(text)
}

function fault(message: string): MarketFault {
  return new MarketFault(message)
}
