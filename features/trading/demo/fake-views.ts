import type { Executed, Fact, Interval, MarketsState } from '../src/contract/index.ts'
import { intervals } from '../src/contract/index.ts'
import type { Engine } from '../src/engine.ts'
import type { Accounts, MarketFeeds } from '../src/feeds/index.ts'
import { bookOf, candlesOf, factsFor, ordersOf, tickerOf, tradesOf } from '../src/feeds/index.ts'

/** What the views of the fake exchange show of it. */
export interface Shown {
  readonly engine: Engine
  readonly feeds: MarketFeeds
  readonly accounts: Accounts
}

/** What one view is and how it hears of a command. */
export interface FakeRule {
  state(of: Shown, part: string): object | undefined
  event(
    executed: Executed,
    of: Shown,
    part: string,
    at: number,
  ): { readonly type: string; readonly data: unknown } | undefined
}

const data = (type: string, data: unknown) => (data === undefined ? undefined : { type, data })

const book: FakeRule = {
  state: ({ engine }, part) => {
    const market = engine.market(part)
    if (market === undefined) return undefined
    const { status, until, sum } = market
    const levels = { bids: engine.levels(part, 'buy'), asks: engine.levels(part, 'sell') }
    return { status, ...(until !== undefined && { until }), ...levels, sum }
  },
  event: ({ facts }, { engine }, part) => data('bookChanged', bookOf(facts, part, engine.market(part)?.sum ?? 0)),
}

export const rules: { readonly [view: string]: FakeRule } = {
  'book/*': book,
  'depth/*': book,
  markets: {
    state: (of) => ({
      markets: tickers(of.engine.markets(), of),
      assets: Object.fromEntries(of.engine.assets.map(({ name, decimals }) => [name, { decimals }])),
    }),
    event: ({ facts }, of) => {
      const symbols = new Set(facts.flatMap((fact) => marketOf(fact) ?? []))
      return symbols.size === 0 ? undefined : data('marketsChanged', { markets: tickers([...symbols], of) })
    },
  },
  'orders/*': {
    state: ({ engine }, part) => ({
      orders: [...engine.queue(part, 'buy'), ...engine.queue(part, 'sell')].map(({ order, price, shown }) => ({
        ...{ id: order.id, side: order.side, price, lots: shown },
      })),
    }),
    event: ({ facts }, _, part) => data('ordersChanged', ordersOf(facts, part)),
  },
  'trades/*': {
    state: ({ feeds }, part) => feeds.tape(part),
    event: ({ facts }, _, part, at) => data('tradesChanged', tradesOf(facts, part, at)),
  },
  'candles/*': {
    state: ({ feeds }, part) => feeds.candles(...seriesOf(part)),
    event: ({ facts }, { feeds }, part) => {
      const [market, interval] = seriesOf(part)
      return data('candlesChanged', candlesOf(facts, market, feeds.candles(market, interval)))
    },
  },
  'account/*': {
    state: ({ accounts }, part) => accounts.of(part),
    event: (executed, _, part) => data('accountChanged', factsFor(part, executed)),
  },
}

function marketOf(fact: Fact): string | undefined {
  if (fact.type === 'listed') return fact.info.symbol
  return 'market' in fact ? fact.market : undefined
}

function tickers(symbols: readonly string[], { engine, feeds }: Shown): MarketsState['markets'] {
  const now = Date.now()
  return Object.fromEntries(
    symbols.flatMap((symbol) => {
      const market = engine.market(symbol)
      return market === undefined ? [] : [[symbol, tickerOf(market, feeds.stats(symbol, now))]]
    }),
  )
}

function seriesOf(part: string): [market: string, interval: Interval] {
  const dot = part.lastIndexOf('.')
  const interval = part.slice(dot + 1)
  return [part.slice(0, dot), (Object.hasOwn(intervals, interval) ? interval : '1m') as Interval]
}
