import { checkRecord, checkWhole, wrong } from './check-options.ts'
import { Rejection } from './contract/index.ts'
import type { LivingMarketOptions, LivingOptions } from './living/options.ts'
import { parseDecimal } from './money/index.ts'
import type { ExchangeConfig } from './options.ts'
import { paperLiving } from './paper.ts'
import type { LivingPlan, PlannedMarket } from './running/living.ts'

const line = "living: { markets: { 'BTC-USD': { price: '64000', quantity: '0.05' } } }"
const code = 'ERR_TRADING_LIVING'
const maxSeed = 1_000_000
const maxStepMs = 60_000

/** `undefined`: nothing lives. Throws `UsageError` (`ERR_TRADING_LIVING`) with the line to write. */
export function livingPlan(given: boolean | LivingOptions | undefined, config: ExchangeConfig): LivingPlan | undefined {
  if (given === undefined || given === false) return undefined
  const options = given === true ? {} : given
  checkRecord(code, '"living"', options, line, ['seed', 'markets', 'stepMs', 'idleStepMs'])
  const { seed = 1, markets = livingPaper(config), stepMs = 250, idleStepMs = 5_000 } = options
  checkWhole(code, '"seed" of "living"', seed, 0, maxSeed)
  checkWhole(code, '"stepMs" of "living"', stepMs, 50, maxStepMs)
  checkWhole(code, '"idleStepMs" of "living"', idleStepMs, 50, maxStepMs)
  checkRecord(code, '"markets" of "living"', markets, line)
  if (Object.keys(markets).length === 0) throw wrong(code, `Say which markets live: ${line}`)
  const planned = Object.entries(markets).map(([symbol, market]) => plannedOf(symbol, market, config))
  const decimals = new Map([...config.assets].map(([name, asset]) => [name, asset.decimals]))
  return { seed, markets: planned, stepMs, idleStepMs, maxBatch: config.limits.maxBatch, decimals }
}

function livingPaper({ markets }: ExchangeConfig): { readonly [symbol: string]: LivingMarketOptions } {
  const there = new Set(markets.map(({ symbol }) => symbol))
  return Object.fromEntries(Object.entries(paperLiving).filter(([symbol]) => there.has(symbol)))
}

function plannedOf(symbol: string, market: LivingMarketOptions, { markets }: ExchangeConfig): PlannedMarket {
  const info = markets.find((each) => each.symbol === symbol)
  if (info === undefined)
    throw wrong(code, `"living" names ${JSON.stringify(symbol)}, which is none of "markets": ${line}`)
  checkRecord(code, `What "living" says of ${symbol}`, market, line, ['price', 'quantity'])
  const [price, lots] = [
    parseDecimal(market.price, info.tick, '"price"'),
    parseDecimal(market.quantity, info.lot, '"quantity"'),
  ]
  const fault = [price, lots].find((each) => each instanceof Rejection)
  if (fault instanceof Rejection) throw wrong(code, `What "living" says of ${symbol}: ${fault.message} ${line}`)
  return { info, price: price as number, lots: lots as number }
}
