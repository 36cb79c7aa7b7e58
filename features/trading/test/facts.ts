// Facts as an engine says them, for tests: what a test does not speak of has a value that fits.
import type { Accepted, AssetInfo, Ended, MarketInfo, Moved, Order, Prevented, Traded } from '../src/contract/index.ts'

export const assets: readonly AssetInfo[] = [
  { name: 'USD', decimals: 2 },
  { name: 'BTC', decimals: 8 },
  { name: 'ETH', decimals: 8 },
]

/** Lots of a thousandth; a tick is ten cents, so a lot costs a hundredth of a cent a tick: USD has two decimals more than one sees. */
export const btc: MarketInfo = {
  symbol: 'BTC-USD',
  base: 'BTC',
  quote: 'USD',
  tick: '0.1',
  lot: '0.001',
  lotUnits: 100_000,
  stepUnits: 10,
  minNotional: 1,
  maxLots: 1_000_000_000,
  protectionPpm: 50_000,
  makerPpm: 1000,
  takerPpm: 2000,
  maxOpenOrders: 200,
  maxStops: 20,
}

export const eth: MarketInfo = { ...btc, symbol: 'ETH-USD', base: 'ETH', lotUnits: 1_000_000, stepUnits: 3 }

export function order(given: Partial<Order> & Pick<Order, 'id' | 'account'>): Order {
  return {
    client: `c${given.id}`,
    market: 'BTC-USD',
    side: 'buy',
    type: 'limit',
    lots: 10,
    price: 100,
    tif: 'gtc',
    selfTrade: 'expire-taker',
    at: 1000,
    ...given,
  }
}

export function accepted(given: Partial<Order> & Pick<Order, 'id' | 'account'>, locked: number): Accepted {
  return { type: 'accepted', order: order(given), locked }
}

const level = { market: 'BTC-USD', side: 'sell', price: 100, level: 0 } as const

export function traded(given: Partial<Traded>): Traded {
  return {
    ...level,
    type: 'traded',
    trade: 1,
    maker: 1,
    taker: 2,
    makerAccount: 'ann',
    takerAccount: 'ben',
    makerClient: 'c1',
    takerClient: 'c2',
    lots: 10,
    cost: 10_000,
    makerFee: 0,
    takerFee: 0,
    makerUnlocked: 1_000_000,
    takerUnlocked: 10_000,
    makerLeaves: 0,
    takerLeaves: 0,
    makerShown: 0,
    ...given,
  }
}

export function ended(given: Partial<Ended>): Ended {
  const who = { order: 1, account: 'ann', client: 'c1' }
  const what = { status: 'canceled', reason: 'user', lots: 10, prevented: 0, unlocked: 0, resting: true } as const
  return { ...level, type: 'ended', ...who, ...what, ...given }
}

export function moved(given: Partial<Moved>): Moved {
  const what = { order: 1, account: 'ann', newPrice: 101, leaves: 10, locked: 0, resting: true }
  return { ...level, type: 'moved', ...what, ...given }
}

export function prevented(given: Partial<Prevented>): Prevented {
  const what = { order: 1, account: 'ann', lots: 1, unlocked: 0, leaves: 1, shown: 1, resting: true }
  return { ...level, type: 'prevented', ...what, ...given }
}
