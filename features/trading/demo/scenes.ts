import type { MarketInfo } from '../src/contract/index.ts'
import { FakeExchange } from './fake-exchange.ts'

const common = {
  bandPpm: 100_000,
  protectionPpm: 20_000,
  makerPpm: 1000,
  takerPpm: 2000,
  maxOpenOrders: 200,
  maxStops: 20,
}

const markets: readonly MarketInfo[] = [
  {
    ...{ symbol: 'BTC-USD', base: 'BTC', quote: 'USD', tick: '0.01', lot: '0.0001', lotUnits: 10_000, stepUnits: 1 },
    ...{ minNotional: 5_000_000, maxLots: 1_000_000, ...common },
  },
  {
    ...{ symbol: 'ETH-USD', base: 'ETH', quote: 'USD', tick: '0.01', lot: '0.001', lotUnits: 100_000, stepUnits: 10 },
    ...{ minNotional: 5_000_000, maxLots: 2_000_000, ...common },
  },
  {
    ...{ symbol: 'BTC-KRW', base: 'BTC', quote: 'KRW', tick: '1000', lot: '0.0001', lotUnits: 10_000, stepUnits: 10 },
    ...{ minNotional: 500_000, maxLots: 1_000_000, ...common },
  },
]

/** Ticks around which each market begins. */
const mids: { readonly [symbol: string]: number } = { 'BTC-USD': 6_412_350, 'ETH-USD': 318_420, 'BTC-KRW': 89_410 }

/** A walk that is the same each time. */
function walk(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** The same markets on their first day: nothing traded, nobody offers anything, Ana has nothing. */
export function emptyExchange(): FakeExchange {
  return new FakeExchange({ BTC: 8, ETH: 8, KRW: 2, USD: 6 }, markets)
}

/** Three markets with hours behind them and a book that somebody made; Ana has paper money. */
export function paperExchange(): FakeExchange {
  const exchange = new FakeExchange({ BTC: 8, ETH: 8, KRW: 2, USD: 6 }, markets)
  for (const name of ['ben', 'cat'])
    for (const [asset, whole] of [
      ['BTC', 5000],
      ['ETH', 50_000],
      ['USD', 500_000_000],
      ['KRW', 500_000_000_000],
    ] as const)
      exchange.deposit(name, asset, whole)
  exchange.deposit('ana', 'USD', 100_000)
  exchange.deposit('ana', 'BTC', 2)
  const now = Date.now()
  for (const { symbol } of markets) {
    const last = history(exchange, symbol, now)
    makeBook(exchange, symbol, last)
  }
  return exchange
}

function history(exchange: FakeExchange, symbol: string, now: number): number {
  const chance = walk(symbol.length * 7919)
  const step = Math.max(1, Math.round((mids[symbol] ?? 1000) / 4000))
  let price = mids[symbol] ?? 1000
  // One of them is looked at longer.
  for (let minute = symbol === 'BTC-USD' ? 600 : 120; minute > 0; minute--) {
    for (let trade = 0; trade < 2; trade++) {
      price += Math.round((chance() - 0.5) * step)
      const lots = 100 + Math.floor(chance() * 4000)
      const at = now - minute * 60_000 + trade * 25_000
      const [maker, taker] = chance() < 0.5 ? (['buy', 'sell'] as const) : (['sell', 'buy'] as const)
      exchange.other('ben', symbol, maker, lots, price, at)
      exchange.other('cat', symbol, taker, lots, price, at)
    }
  }
  return price
}

function makeBook(exchange: FakeExchange, symbol: string, last: number): void {
  const chance = walk(last)
  const step = Math.max(1, Math.round(last / 20_000))
  for (let level = 1; level <= 40; level++) {
    const off = level * step - Math.floor(chance() * step * 0.6)
    exchange.other('ben', symbol, 'buy', 200 + Math.floor(chance() * 900 * level ** 0.6), last - off)
    exchange.other('cat', symbol, 'sell', 200 + Math.floor(chance() * 900 * level ** 0.6), last + off)
  }
}
