import type { MarketInfo, MarketStatus, Ticker } from '../contract/index.ts'
import type { Stats } from './stats.ts'

/** What a ticker takes from the market itself. */
export interface TickerSource {
  readonly info: MarketInfo
  readonly status: MarketStatus
  readonly last?: number
  readonly bestBid?: readonly [price: number, lots: number]
  readonly bestAsk?: readonly [price: number, lots: number]
}

/** One market at a glance. */
export function tickerOf({ info, status, last, bestBid, bestAsk }: TickerSource, stats: Stats): Ticker {
  return {
    info,
    status,
    ...(last === undefined ? {} : { last }),
    ...(bestBid === undefined ? {} : { bid: bestBid[0] }),
    ...(bestAsk === undefined ? {} : { ask: bestAsk[0] }),
    ...stats,
  }
}
