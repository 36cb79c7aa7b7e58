// The markets of paper money that there are where an app says nothing else. Their numbers stay below 2^53: 50 000 guests with their welcome and makers
// with a thousand times as much can be counted exactly.
import type { MarketOptions } from './exchange/market-info.ts'
import type { LivingMarketOptions } from './living/options.ts'

export const paperAssets: { readonly [asset: string]: number } = { BTC: 8, ETH: 8, SOL: 8, USD: 6, KRW: 2 }

export const paperMarkets: readonly MarketOptions[] = [
  { symbol: 'BTC-USD', tick: '0.01', lot: '0.0001', minNotional: '5', maxQuantity: '100', bandPpm: 500_000 },
  { symbol: 'ETH-USD', tick: '0.01', lot: '0.001', minNotional: '5', maxQuantity: '2000', bandPpm: 500_000 },
  { symbol: 'SOL-USD', tick: '0.01', lot: '0.01', minNotional: '5', maxQuantity: '50000', bandPpm: 500_000 },
  { symbol: 'BTC-KRW', tick: '1000', lot: '0.0001', minNotional: '5000', maxQuantity: '100', bandPpm: 500_000 },
]

/** Where the paper markets begin if they live by themselves, and what a usual order is about. */
export const paperLiving: { readonly [symbol: string]: LivingMarketOptions } = {
  'BTC-USD': { price: '64000', quantity: '0.05' },
  'ETH-USD': { price: '3200', quantity: '0.8' },
  'SOL-USD': { price: '150', quantity: '15' },
  'BTC-KRW': { price: '89000000', quantity: '0.04' },
}

export const paperWelcome: { readonly [asset: string]: string } = { USD: '100000', KRW: '100000000' }
/** A trade that is worth so much is told also to who is there. */
export const paperBigFills: { readonly [asset: string]: string } = { USD: '50000', KRW: '50000000' }
