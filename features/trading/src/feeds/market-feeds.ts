// What was traded in each market, as its readers see it: the tape, candles of all intervals, the last day. The server's half of `trades`, `candles`, `markets`.
import {
  type Candle,
  type CandlesState,
  type Fact,
  type Interval,
  intervals,
  type TradesState,
} from '../contract/index.ts'
import { addToCandles, foldCandles } from './candles.ts'
import { emptyCandles, maxCandles } from './candles-fold.ts'
import { addToStats, type Minutes, minuteOf, type Stats, statsAt } from './stats.ts'
import { addTrades, tradesOf } from './trades-fold.ts'

interface MarketFeed {
  readonly tape: TradesState
  readonly candles: { readonly [I in Interval]: CandlesState }
  readonly minutes: Minutes
}

/** A candle that nothing changes any more. */
export interface ClosedCandle {
  readonly market: string
  readonly interval: Interval
  readonly candle: Candle
}

export type SavedFeeds = readonly (readonly [market: string, feed: MarketFeed])[]

const allIntervals = Object.keys(intervals) as Interval[]

export class MarketFeeds {
  readonly #feeds = new Map<string, MarketFeed>()
  #closed: ClosedCandle[] = []
  /** The last day's, by market, as of a minute. */
  readonly #stats = new Map<string, { readonly minute: number; stats: Stats }>()

  /** All facts of a command. `at`: its wall clock. */
  apply(facts: readonly Fact[], at: number): void {
    this.#closed = []
    const markets = new Set<string>()
    for (const fact of facts) {
      if (fact.type !== 'traded') continue
      markets.add(fact.market)
      this.#trade(fact.market, fact.price, fact.lots, at)
    }
    for (const market of markets) {
      const trades = tradesOf(facts, market, at)
      if (trades !== undefined) addTrades(this.#feed(market).tape, trades)
    }
  }

  /** Candles of a minute from before the first trade, oldest first, without gaps; longer ones are made of them. */
  begin(market: string, candles: readonly Candle[]): void {
    this.#closed = []
    this.#stats.delete(market)
    const feed = this.#feed(market)
    for (const { t, o, h, l, v } of candles) feed.minutes.push({ m: t / 60, o, h, l, lots: v, trades: 1 })
    for (const interval of allIntervals) {
      if (intervals[interval] < 60) continue
      const folded = foldCandles(candles, intervals[interval])
      feed.candles[interval].candles.push(...folded.slice(-maxCandles))
      // The last one may go on to grow.
      for (const candle of folded.slice(0, -1)) this.#closed.push({ market, interval, candle })
    }
  }

  /** The candles that ended by the command that was applied last: for who keeps them all. */
  get closed(): readonly ClosedCandle[] {
    return this.#closed
  }

  tape(market: string): TradesState {
    return this.#feeds.get(market)?.tape ?? { trades: [] }
  }

  candles(market: string, interval: Interval): CandlesState {
    return this.#feeds.get(market)?.candles[interval] ?? emptyCandles(intervals[interval])
  }

  /** Counted anew with each minute, and kept as trades come between. */
  stats(market: string, now: number): Stats {
    const minute = minuteOf(now)
    const known = this.#stats.get(market)
    if (known?.minute === minute) return known.stats
    const stats = statsAt(this.#feeds.get(market)?.minutes ?? [], now)
    this.#stats.set(market, { minute, stats })
    return stats
  }

  #trade(market: string, price: number, lots: number, at: number): void {
    const { candles, minutes } = this.#feed(market)
    addToStats(minutes, price, lots, at)
    this.#addToKnown(market, price, lots, at)
    for (const interval of allIntervals) {
      const candle = addToCandles(candles[interval], price, lots, at)
      if (candle !== undefined) this.#closed.push({ market, interval, candle })
    }
  }

  #addToKnown(market: string, price: number, lots: number, at: number): void {
    const known = this.#stats.get(market)
    if (known === undefined) return
    if (known.minute !== minuteOf(at)) {
      this.#stats.delete(market)
      return
    }
    const { open = price, high = price, low = price, ...sums } = known.stats
    known.stats = {
      ...{ open, high: Math.max(high, price), low: Math.min(low, price) },
      ...{ lots: sums.lots + lots, trades: sums.trades + 1 },
    }
  }

  #feed(market: string): MarketFeed {
    const known = this.#feeds.get(market)
    if (known !== undefined) return known
    const candles = Object.fromEntries(allIntervals.map((each) => [each, emptyCandles(intervals[each])]))
    const feed: MarketFeed = { tape: { trades: [] }, candles: candles as MarketFeed['candles'], minutes: [] }
    this.#feeds.set(market, feed)
    return feed
  }

  save(): SavedFeeds {
    return [...this.#feeds]
  }

  /** What was saved becomes its own: give it a copy, as JSON makes one. */
  static load(saved: SavedFeeds): MarketFeeds {
    const loaded = new MarketFeeds()
    for (const [market, feed] of saved) loaded.#feeds.set(market, feed)
    return loaded
  }
}
