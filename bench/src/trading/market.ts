// The market that all measures of trading use, and who takes part: the same to the server and to the load.
import type { TradingOptions } from '@parley/trading/server'

export const channel = 'exchange/main'
export const symbol = 'BTC-USD'
export const lot = '0.0001'

/** What everybody begins with: more than he can lose, and less in all than can be counted exactly. */
export const welcome = { USD: '10000000', BTC: '1000' } as const
const decimals = { USD: 6, BTC: 8 } as const

/** In minor units. */
export const welcomeUnits = {
  USD: Number(welcome.USD) * 10 ** decimals.USD,
  BTC: Number(welcome.BTC) * 10 ** decimals.BTC,
} as const

/** One account sends what a thousand people would. */
export const exchange: TradingOptions = {
  markets: [{ symbol, tick: '0.01', lot, maxQuantity: '1000', minNotional: '1' }],
  assets: decimals,
  welcome,
  orderRate: { perSecond: 1_000_000, burst: 1_000_000 },
  // Names of ended orders are remembered for as long as a command that brings them again is good.
  limits: { maxWindowMs: 5_000 },
}

export function traderId(index: number): string {
  return `trader-${index}`
}
