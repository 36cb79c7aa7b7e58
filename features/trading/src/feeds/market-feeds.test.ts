import { describe, expect, it } from 'vitest'
import { engineLog } from '../../test/engine-log.ts'
import { btc, traded } from '../../test/facts.ts'
import type { MarketsState, TradesState } from '../contract/index.ts'
import { MarketFeeds } from './market-feeds.ts'
import { marketsFold, mergeMarkets } from './markets-fold.ts'
import { tickerOf } from './ticker.ts'
import { mergeTrades, tradesFold, tradesOf } from './trades-fold.ts'

const many = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => traded({ trade: from + index, price: from + index, lots: 1 }))

describe('the feeds of a market', () => {
  it('have its newest hundred trades, newest first, with the side of who came', () => {
    const feeds = new MarketFeeds()
    feeds.apply([traded({ trade: 1, side: 'buy' }), traded({ trade: 1, market: 'ETH-USD' })], 1000)
    expect(feeds.tape('BTC-USD').trades).toEqual([{ trade: 1, price: 100, lots: 10, side: 'sell', at: 1000 }])
    feeds.apply(many(2, 131), 2000)
    const { trades } = feeds.tape('BTC-USD')
    expect([trades.length, trades[0]?.trade, trades[99]?.trade]).toEqual([100, 131, 32])
    expect(feeds.tape('DOGE-USD')).toEqual({ trades: [] })
  })

  it('have candles of all intervals, and say which ended', () => {
    const feeds = new MarketFeeds()
    feeds.apply([traded({ price: 5 })], 0)
    feeds.apply([traded({ price: 7 })], 61_000)
    expect(feeds.closed.map(({ interval }) => interval)).toEqual(['1s', '1m'])
    expect(feeds.closed[1]).toEqual({
      market: 'BTC-USD',
      interval: '1m',
      candle: { t: 0, o: 5, h: 5, l: 5, c: 5, v: 10 },
    })
    expect(feeds.candles('BTC-USD', '5m').candles).toEqual([{ t: 0, o: 5, h: 7, l: 5, c: 7, v: 20 }])
    expect(feeds.candles('DOGE-USD', '1h')).toEqual({ seconds: 3600, candles: [] })
    feeds.apply([], 99_000)
    expect(feeds.closed).toEqual([])
  })

  it('count the last day as they would anew, whenever they are asked', () => {
    const feeds = new MarketFeeds()
    const anew = () => MarketFeeds.load(JSON.parse(JSON.stringify(feeds.save())))
    for (let n = 0; n < 300; n++) {
      const at = n * 17_000 + (n % 7 === 0 ? 86_400_000 * Math.floor(n / 100) : 0)
      if (n % 3 > 0) feeds.apply([traded({ price: 50 + ((n * 37) % 60), lots: 1 + (n % 5) })], at)
      expect(feeds.stats('BTC-USD', at)).toEqual(anew().stats('BTC-USD', at))
    }
  })

  it('go on from what was saved as if nothing had been', () => {
    const whole = new MarketFeeds()
    let other = new MarketFeeds()
    for (const { facts, at } of engineLog(3, 200)) {
      whole.apply(facts, at * 20_000)
      other.apply(facts, at * 20_000)
      other = MarketFeeds.load(JSON.parse(JSON.stringify(other.save())))
    }
    expect(other.save()).toEqual(whole.save())
    expect(whole.stats('A-B', 0).trades).toBeGreaterThan(0)
    expect(whole.stats('DOGE-USD', 0)).toEqual({ lots: 0, trades: 0 })
  })
})

describe('a tape', () => {
  it('is the same if its trades are merged', () => {
    const [one, other] = [tradesFold.state(), tradesFold.state()] as [TradesState, TradesState]
    const [first, second] = [many(1, 70), many(71, 160)].map((facts) => tradesOf(facts, 'BTC-USD', 5)!)
    for (const change of [first!, second!]) tradesFold.events.tradesChanged(one, change, { offset: 1, at: 5 })
    tradesFold.events.tradesChanged(other, mergeTrades(first!, second!), { offset: 1, at: 5 })
    expect(other).toEqual(one)
    expect(tradesOf([traded({ market: 'ETH-USD' })], 'BTC-USD', 5)).toBeUndefined()
  })
})

describe('a ticker', () => {
  it('has what there is', () => {
    expect(tickerOf({ info: btc, status: 'halted' }, { lots: 0, trades: 0 })).toEqual({
      info: btc,
      status: 'halted',
      lots: 0,
      trades: 0,
    })
    const stats = { open: 1, high: 3, low: 1, lots: 5, trades: 2 }
    const market = { info: btc, status: 'open', last: 2, bestBid: [1, 9], bestAsk: [4, 9] } as const
    expect(tickerOf(market, stats)).toEqual({ info: btc, status: 'open', last: 2, bid: 1, ask: 4, ...stats })
  })

  it('replaces the one of its market, also merged', () => {
    const ticker = (last: number) => tickerOf({ info: btc, status: 'open', last }, { lots: 0, trades: 0 })
    const living = { scenario: 'calm', paused: false, speed: 1 }
    const merged = mergeMarkets({ markets: { a: ticker(1), b: ticker(2) }, living }, { markets: { b: ticker(3) } })
    expect(merged).toEqual({ markets: { a: ticker(1), b: ticker(3) }, living })
    const state: MarketsState = { markets: { c: ticker(4) }, assets: {} }
    marketsFold.events.marketsChanged(state, merged, { offset: 1, at: 0 })
    expect(state).toEqual({ markets: { a: ticker(1), b: ticker(3), c: ticker(4) }, assets: {}, living })
    marketsFold.events.marketsChanged(state, mergeMarkets({}, {}), { offset: 2, at: 0 })
    expect(state.living).toEqual(living)
  })
})
