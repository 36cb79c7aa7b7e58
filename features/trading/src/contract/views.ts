// What readers of an exchange see. The channel is `exchange/<name>`; the views in parts are opened as `book/BTC-USD`.
import type { Executed } from './facts.ts'
import type { MarketInfo, MarketStatus } from './market.ts'
import type { OrderReport, Side } from './order.ts'

/** price in ticks, quantity in lots. */
export type Level = readonly [price: number, lots: number]

/** `book/<market>` (every change) and `depth/<market>` (merged, ten times a second at most): best first. */
export interface BookState {
  status: MarketStatus
  /** Until when an auction collects. */
  until?: number
  bids: Level[]
  asks: Level[]
  /** `bookSum` of it. */
  sum: number
}

/** Absolute quantities by price; 0 takes a level out. Several changes of one price: the last holds. */
export interface BookChanged {
  readonly levels: readonly (readonly [side: Side, price: number, lots: number])[]
  /** `bookSum` after it. */
  readonly sum: number
  readonly status?: MarketStatus
  readonly until?: number
}

/** `orders/<market>`: each order that stands in the book, without its owner: those that buy, then those that sell, in the order in which they would trade. */
export interface OrdersState {
  orders: { id: number; side: Side; price: number; lots: number }[]
}

/** `last`: it goes behind all others of its price. `lots` 0: it is gone. */
export interface OrdersChanged {
  readonly orders: readonly {
    readonly id: number
    readonly side: Side
    readonly price: number
    readonly lots: number
    readonly last?: true
  }[]
}

export interface PublicTrade {
  readonly trade: number
  readonly price: number
  readonly lots: number
  /** The taker's side. */
  readonly side: Side
  readonly at: number
}

/** `trades/<market>`: the newest 100, newest first. */
export interface TradesState {
  trades: PublicTrade[]
}

export interface TradesChanged {
  readonly trades: readonly PublicTrade[]
}

export const intervals = { '1s': 1, '1m': 60, '5m': 300, '15m': 900, '1h': 3600, '4h': 14_400, '1d': 86_400 } as const
export type Interval = keyof typeof intervals

/** `t`: where it begins, seconds since 1970. Prices in ticks, volume in lots. A bucket without trades has the close of the one before, and volume 0. */
export interface Candle {
  readonly t: number
  readonly o: number
  readonly h: number
  readonly l: number
  readonly c: number
  readonly v: number
}

/**
 * `candles/<market>.<interval>`: the newest 500, oldest first, with no gap up to the last trade. Those of older buckets that had trades are found by `find` in
 * `candles/<market>.<interval>`.
 */
export interface CandlesState {
  /** Of the interval. */
  seconds: number
  candles: Candle[]
}

/** Those that traded, oldest first: the same `t` replaces, later ones are added, and buckets between without trades besides. */
export interface CandlesChanged {
  readonly candles: readonly Candle[]
}

/** One market at a glance; the statistics are of the last 24 hours, to the minute. */
export interface Ticker {
  readonly info: MarketInfo
  readonly status: MarketStatus
  readonly last?: number
  readonly bid?: number
  readonly ask?: number
  readonly open?: number
  readonly high?: number
  readonly low?: number
  readonly lots: number
  readonly trades: number
}

/** `markets`: all of them, merged, twice a second at most. */
export interface MarketsState {
  markets: { [symbol: string]: Ticker }
  assets: { [name: string]: { readonly decimals: number } }
  /** What the page shows of the simulated market; `undefined` where there is none. */
  living?: { readonly scenario: string; readonly paused: boolean; readonly speed: number }
}

/** `you` of `markets`, for whom the app lets. */
export interface MarketsYou {
  /** He may say what the simulated market is like: the command `living`. */
  readonly steers: true
}

export interface MarketsChanged {
  readonly markets?: { readonly [symbol: string]: Ticker }
  readonly living?: { readonly scenario: string; readonly paused: boolean; readonly speed: number }
}

export interface Fill {
  readonly trade: number
  readonly market: string
  readonly order: number
  readonly client: string
  readonly side: Side
  readonly price: number
  readonly lots: number
  readonly cost: number
  readonly fee: number
  readonly maker: boolean
  readonly at: number
}

/** Average cost; `realized` is without fees, which are counted by themselves. Minor units of the quote asset. */
export interface Position {
  readonly lots: number
  readonly cost: number
  readonly realized: number
  readonly fees: number
}

/** `account/<person>`: his alone, never thinned. */
export interface AccountState {
  /** What is bought and sold in each market, so that its facts can be counted in money. */
  markets: { [market: string]: { readonly base: string; readonly quote: string; readonly lotUnits: number } }
  balances: { [asset: string]: { free: number; locked: number } }
  positions: { [market: string]: Position }
  /** Those that are not ended, oldest first. */
  orders: OrderReport[]
  /** The newest 50 that ended, newest first; older by `find` in `orders/<person>`. */
  closed: OrderReport[]
  /** The newest 50, newest first; older by `find` in `fills/<person>`. */
  fills: Fill[]
  deadMan?: number
}

/** The facts of one command that concern this account, without who the others are. */
export type AccountChanged = Executed

/** What is heard in each view, by its name before the `/`. */
export interface ViewEvents {
  readonly book: { readonly bookChanged: BookChanged }
  readonly depth: ViewEvents['book']
  readonly orders: { readonly ordersChanged: OrdersChanged }
  readonly trades: { readonly tradesChanged: TradesChanged }
  readonly candles: { readonly candlesChanged: CandlesChanged }
  readonly markets: { readonly marketsChanged: MarketsChanged }
  readonly account: { readonly accountChanged: AccountChanged }
}
