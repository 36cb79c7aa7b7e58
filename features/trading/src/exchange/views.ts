// What is seen of an exchange: PROTOCOL.md#trading.
import { type Actor, conflate, everyPart, systemActor } from '@parley/channel'
import {
  type CandlesChanged,
  type Interval,
  intervals,
  type MarketsChanged,
  type MarketsState,
  type OrdersState,
} from '../contract/index.ts'
import {
  accountFold,
  accountsOf,
  bookFold,
  bookOf,
  candlesFold,
  factsFor,
  marketsFold,
  mergeBooks,
  mergeCandles,
  mergeMarkets,
  ordersFold,
  ordersOf,
  tickerOf,
  tradesFold,
  tradesOf,
} from '../feeds/index.ts'
import { isAccountId } from '../names.ts'
import { accountDocuments, publicDocuments } from './documents.ts'
import type { StoredEvent } from './events.ts'
import type { ExchangeState } from './exchange-state.ts'
import { executionsFold, serverFold } from './server-folds.ts'

const none: readonly string[] = []
const everyMs = { markets: 500, depth: 100, candles: 250 } as const
const allIntervals = Object.keys(intervals) as Interval[]

interface Shown {
  readonly state: ExchangeState
  readonly part: string
}

/** A view of one market. */
const ofMarket = {
  history: false,
  acceptsPart: (state: ExchangeState, part: string) => state.market(part) !== undefined,
} as const

const book = {
  ...ofMarket,
  parts: bookParts,
  projection: {
    fold: bookFold,
    project: (state: ExchangeState, { part }: { readonly part: string }) => bookState(state, part),
    show: (event: StoredEvent, { part }: Shown) => {
      if (event.type !== 'executed') return undefined
      const { facts, sums } = event.data
      const changed = bookOf(facts, part, sums?.[part] ?? 0)
      return changed && ({ type: 'bookChanged', data: changed } as const)
    },
  },
}

export const exchangeViews = {
  markets: {
    history: false,
    delivery: conflate(everyMs.markets, merged('marketsChanged', mergeMarkets)),
    projection: {
      fold: marketsFold,
      project: marketsState,
      show: (event: StoredEvent, { state }: { readonly state: ExchangeState }) => {
        const changed = marketsChanged(event, state)
        return changed && ({ type: 'marketsChanged', data: changed } as const)
      },
    },
  },
  'book/*': book,
  'depth/*': { ...book, delivery: conflate(everyMs.depth, merged('bookChanged', mergeBooks)) },
  'orders/*': {
    ...ofMarket,
    parts: bookParts,
    projection: {
      fold: ordersFold,
      project: (state: ExchangeState, { part }: { readonly part: string }) => ordersState(state, part),
      show: (event: StoredEvent, { part }: Shown) => {
        const changed = event.type === 'executed' ? ordersOf(event.data.facts, part) : undefined
        return changed && ({ type: 'ordersChanged', data: changed } as const)
      },
    },
  },
  'trades/*': {
    ...ofMarket,
    parts: tradedMarkets,
    projection: {
      fold: tradesFold,
      project: (state: ExchangeState, { part }: { readonly part: string }) => state.feeds.markets.tape(part),
      show: (event: StoredEvent, { part }: Shown) => {
        const changed = event.type === 'executed' ? tradesOf(event.data.facts, part, event.at) : undefined
        return changed && ({ type: 'tradesChanged', data: changed } as const)
      },
    },
  },
  'candles/*': {
    history: false,
    acceptsPart: (state: ExchangeState, part: string) => {
      const series = seriesOf(part)
      return series !== undefined && state.market(series.market) !== undefined
    },
    parts: (event: StoredEvent) =>
      candledMarkets(event).flatMap((market) => allIntervals.map((interval) => `${market}.${interval}`)),
    delivery: conflate(everyMs.candles, merged('candlesChanged', mergeCandles)),
    documents: publicDocuments,
    projection: {
      fold: candlesFold,
      project: (state: ExchangeState, { part }: { readonly part: string }) => candlesState(state, part),
      show: (event: StoredEvent, { state, part }: Shown) => {
        const changed = event.type === 'pastMade' ? candlesState(state, part) : candlesChanged(state, part, event.at)
        return changed && ({ type: 'candlesChanged', data: { candles: changed.candles } } as const)
      },
    },
  },
  'account/*': {
    history: false,
    presence: true,
    acceptsPart: (_state: ExchangeState, part: string) => isAccountId(part),
    allow: (_state: ExchangeState, actor: Actor, _key: string, part: string) =>
      actor === systemActor || actor.id === part,
    parts: accountParts,
    documents: accountDocuments,
    projection: {
      fold: accountFold,
      project: (state: ExchangeState, { part }: { readonly part: string }) => state.feeds.accounts.of(part),
      show: (event: StoredEvent, { part }: Shown) => {
        const changed = event.type === 'executed' ? factsFor(part, event.data) : undefined
        return changed && ({ type: 'accountChanged', data: changed } as const)
      },
    },
  },
  /** For what runs beside the exchange. */
  server: {
    history: false,
    allow: (_state: ExchangeState, actor: Actor) => actor === systemActor,
    projection: {
      fold: serverFold,
      project: ({ present, living }: ExchangeState) => ({
        present: [...present].sort(),
        ...(living !== undefined && { living }),
      }),
      show: (event: StoredEvent) => {
        if (event.type === 'presenceSet') return { type: 'presenceSet', data: event.data } as const
        if (event.type === 'livingSet') return { type: 'livingSet', data: event.data } as const
        return undefined
      },
    },
  },
  /** All that happens, for the app's own code. */
  executions: {
    history: false,
    allow: (_state: ExchangeState, actor: Actor) => actor === systemActor,
    projection: {
      fold: executionsFold,
      project: () => ({}),
      show: (event: StoredEvent) => {
        if (event.type !== 'executed') return undefined
        const { prints: _prints, ...data } = event.data
        return { type: 'executed', data } as const
      },
    },
  },
}

function bookParts(event: StoredEvent): readonly string[] {
  if (event.type !== 'executed') return none
  const markets = new Set<string>()
  for (const fact of event.data.facts) if ('level' in fact || fact.type === 'status') markets.add(fact.market)
  return [...markets]
}

function tradedMarkets(event: StoredEvent): readonly string[] {
  if (event.type !== 'executed') return none
  const markets = new Set<string>()
  for (const fact of event.data.facts) if (fact.type === 'traded') markets.add(fact.market)
  return [...markets]
}

function candledMarkets(event: StoredEvent): readonly string[] {
  return event.type === 'pastMade' ? [event.data.market] : tradedMarkets(event)
}

/** A market that is listed concerns everybody: it says what trades in it mean. */
function accountParts(event: StoredEvent): readonly string[] {
  if (event.type !== 'executed') return none
  const accounts = new Set<string>()
  for (const fact of event.data.facts) {
    if (fact.type === 'listed') return everybody
    for (const account of accountsOf(fact)) accounts.add(account)
  }
  return [...accounts]
}

const everybody: readonly string[] = [everyPart]

function bookState({ engine }: ExchangeState, symbol: string) {
  const market = engine.market(symbol)
  const { status = 'open', until, sum = 0 } = market ?? {}
  return {
    status,
    ...(until !== undefined && { until }),
    bids: engine.levels(symbol, 'buy'),
    asks: engine.levels(symbol, 'sell'),
    sum,
  }
}

function ordersState({ engine }: ExchangeState, symbol: string): OrdersState {
  const standing = [...engine.queue(symbol, 'buy'), ...engine.queue(symbol, 'sell')]
  return { orders: standing.map(({ order: { id, side }, price, shown }) => ({ id, side, price, lots: shown })) }
}

function marketsState(state: ExchangeState): MarketsState {
  const { engine, living } = state
  const markets = tickersOf(engine.markets(), state)
  const assets = Object.fromEntries(engine.assets.map(({ name, decimals }) => [name, { decimals }]))
  return { markets, assets, ...(living !== undefined && { living }) }
}

function marketsChanged(event: StoredEvent, state: ExchangeState): MarketsChanged | undefined {
  if (event.type === 'livingSet') {
    const { scenario, paused, speed } = event.data
    return { living: { scenario, paused, speed } }
  }
  if (event.type === 'pastMade') return { markets: tickersOf([event.data.market], state) }
  if (event.type !== 'executed') return undefined
  const symbols = new Set<string>()
  for (const fact of event.data.facts) {
    if (fact.type === 'listed') symbols.add(fact.info.symbol)
    else if ('market' in fact) symbols.add(fact.market)
  }
  return symbols.size === 0 ? undefined : { markets: tickersOf([...symbols], state) }
}

function tickersOf(symbols: readonly string[], { engine, feeds }: ExchangeState): MarketsState['markets'] {
  const tickers: MarketsState['markets'] = {}
  for (const symbol of symbols) {
    const market = engine.market(symbol)
    if (market === undefined) continue
    // Before its first trade a market is where its past left it.
    const last = market.last ?? feeds.markets.candles(symbol, '1m').candles.at(-1)?.c
    const stats = feeds.markets.stats(symbol, feeds.at)
    tickers[symbol] = tickerOf(last === undefined ? market : { ...market, last }, stats)
  }
  return tickers
}

function candlesState({ feeds }: ExchangeState, part: string) {
  const { market = '', interval = '1m' } = seriesOf(part) ?? {}
  return feeds.markets.candles(market, interval)
}

/** The candle that was growing then, as it is by now. */
function candlesChanged(state: ExchangeState, part: string, at: number): CandlesChanged | undefined {
  const { candles, seconds } = candlesState(state, part)
  const t = Math.floor(at / 1000 / seconds) * seconds
  for (let place = candles.length - 1; place >= 0; place--) {
    const candle = candles[place]!
    if (candle.t === t) return { candles: [candle] }
    if (candle.t < t) return undefined
  }
  return undefined
}

function seriesOf(part: string): { readonly market: string; readonly interval: Interval } | undefined {
  const dot = part.lastIndexOf('.')
  const interval = part.slice(dot + 1)
  return dot > 0 && Object.hasOwn(intervals, interval)
    ? { market: part.slice(0, dot), interval: interval as Interval }
    : undefined
}

/** Events of one type as one, by what they say. */
function merged<Type extends string, Data>(type: Type, merge: (...changes: readonly Data[]) => Data) {
  return (events: readonly { readonly type: Type; readonly data: Data }[]) => ({
    type,
    data: merge(...events.map(({ data }) => data)),
  })
}
