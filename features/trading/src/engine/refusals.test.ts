import { describe, expect, it } from 'vitest'
import { Desk, plain } from '../../test/engine/desk.ts'
import type { EngineCommand, MarketInfo, PlaceCommand } from '../contract/index.ts'

const most = Number.MAX_SAFE_INTEGER

/** Best 90 and 110, last 100. */
function desk(info: Partial<MarketInfo> = {}): Desk {
  const made = new Desk(info)
  made.place('cat', 'sell', 5, 100)
  made.place('ben', 'buy', 5, 100)
  made.place('cat', 'sell', 10, 110)
  made.place('ben', 'buy', 10, 90)
  return made
}

type Case = [what: string, code: string, order: Partial<PlaceCommand>]

const orders: Case[] = [
  ...[Number.NaN, Number.POSITIVE_INFINITY, 0.5, -0.5].flatMap((value): Case[] => [
    [`lots ${value}`, 'bad-number', { lots: value }],
    [`price ${value}`, 'bad-number', { price: value }],
    [`stop ${value}`, 'bad-number', { type: 'stop', stop: value }],
    [`trail ${value}`, 'bad-number', { type: 'trailing', trail: value, price: undefined } as never],
    [`display ${value}`, 'bad-number', { display: value }],
    [`until ${value}`, 'bad-number', { tif: 'gtd', until: value }],
    [`reserve ${value}`, 'bad-number', { reserve: value }],
  ]),
  ...[0, -1, -most].flatMap((value): Case[] => [
    [`lots ${value}`, 'not-positive', { lots: value }],
    [`price ${value}`, 'not-positive', { price: value }],
    [`stop ${value}`, 'not-positive', { type: 'stop', stop: value }],
  ]),
  ['lots past what counts', 'too-large', { lots: most + 1 }],
  ['price past what counts', 'too-large', { price: 1e300 }],
  ['price × lots past what counts', 'too-large', { lots: 2 ** 27, price: 2 ** 27 }],
  ['more lots than the market takes', 'too-large', { lots: plain.maxLots + 1, price: 1 }],
  ['a market that is not there', 'no-market', { market: 'X-Y' }],
  ['no lots', 'bad-order', { lots: undefined } as never],
  ['no price', 'bad-order', { price: undefined } as never],
  ['a limit order with an amount', 'bad-order', { amount: 5 }],
  ['a limit order with a stop', 'bad-order', { stop: 5 }],
  ['a limit order with a trail', 'bad-order', { trail: 5 }],
  ['a market order with lots and an amount', 'bad-order', { type: 'market', amount: 5 }],
  ['a market order with neither', 'bad-order', { type: 'market', lots: undefined } as never],
  ['a market order with a stop', 'bad-order', { type: 'market', stop: 5 }],
  ['a market order good till canceled', 'bad-order', { type: 'market', tif: 'gtc' }],
  ['an amount as fill or kill', 'bad-order', { type: 'market', lots: undefined, amount: 5, tif: 'fok' } as never],
  ['a stop without a stop', 'bad-order', { type: 'stop' }],
  ['a stop with a trail', 'bad-order', { type: 'stop', stop: 120, trail: 1 }],
  ['a stop by amount', 'bad-order', { type: 'stop', stop: 120, amount: 1 }],
  ['a stop that rests', 'bad-order', { type: 'stop', stop: 120, tif: 'gtc' }],
  ['a stop-limit without a limit', 'bad-order', { type: 'stop-limit', stop: 120, price: undefined } as never],
  ['a trailing stop without a trail', 'bad-order', { type: 'trailing', price: undefined } as never],
  ['a trailing stop with a price', 'bad-order', { type: 'trailing', trail: 5 }],
  ['a date without gtd', 'bad-order', { until: 5000 }],
  ['gtd without a date', 'bad-order', { tif: 'gtd' }],
  ['a date that has passed', 'bad-order', { tif: 'gtd', until: 1000 }],
  ['post-only, immediate', 'bad-order', { postOnly: true, tif: 'ioc' }],
  ['an iceberg, immediate', 'bad-order', { display: 1, tif: 'ioc' }],
  ['an iceberg that shows more than all', 'bad-order', { display: 6 }],
  ['a reserve below the price', 'bad-order', { reserve: 99 }],
  ['a reserve of a sell', 'bad-order', { side: 'sell', reserve: 120 }],
  ['a client id of an open order', 'id-reused', { client: 'cat-3', account: 'cat' }],
  ['more than he has', 'insufficient-funds', { lots: 1_000_000_000, price: 1001 }],
  ['an account that nobody has', 'insufficient-funds', { account: 'nobody' }],
  ['post-only that would trade', 'would-trade', { postOnly: true, price: 110 }],
  ['fill or kill with too little there', 'not-filled', { tif: 'fok', lots: 11, price: 110 }],
  ['a market order with nothing in reach', 'no-liquidity', { type: 'market', price: 109 }],
]

describe('Engine: refuses, and nothing changes', () => {
  it.each(orders)('an order with %s: %s', (_, code, change) => {
    const made = desk()
    expect(made.refusal({ ...made.order('ann', 'buy', 5, 100), ...change })).toBe(`trading/${code}`)
  })

  const amends: [string, string, Partial<MarketInfo>, object][] = [
    ['of another', 'unknown-order', {}, { ref: { order: 3 } }],
    ['that never was', 'unknown-order', {}, { ref: { order: 99 } }],
    ['of no name', 'unknown-order', {}, { ref: { client: 'nothing' } }],
    ['with nothing to change', 'bad-order', {}, {}],
    ['to no lots', 'not-positive', {}, { leaves: 0 }],
    ['to half a tick', 'bad-number', {}, { price: 0.5 }],
    ['to less than the least notional', 'min-notional', { minNotional: 400 }, { leaves: 3 }],
    ['to more lots than the market takes', 'too-large', {}, { leaves: plain.maxLots + 1 }],
    ['beyond the band', 'price-band', { bandPpm: 100_000 }, { price: 111 }],
    ['beyond what he has', 'insufficient-funds', {}, { leaves: 1_000_000_000, price: 1001 }],
    ['of a post-only to where it would trade', 'would-trade', {}, { price: 110 }],
  ]
  it.each(amends)('an amendment %s: %s', (_, code, info, change) => {
    const made = desk(info)
    made.place('ann', 'buy', 5, 100, { client: 'mine', postOnly: true })
    const command = { do: 'amend', account: 'ann', ref: { client: 'mine' }, ...change } as EngineCommand
    expect(made.refusal(command)).toBe(`trading/${code}`)
  })

  it.each([{ order: 3 }, { order: 99 }, { client: 'cat-3' }, { order: Number.NaN }])(
    'to cancel %o, which is not his',
    (ref) => {
      expect(desk().refusal({ do: 'cancel', account: 'ann', ref })).toBe('trading/unknown-order')
    },
  )

  it('an order outside of the band, below the least notional, or one too many', () => {
    const made = desk({ bandPpm: 100_000, minNotional: 450, maxOpenOrders: 1, maxStops: 1 })
    expect(made.refusal(made.order('ann', 'buy', 5, 89))).toBe('trading/min-notional')
    expect(made.refusal(made.order('ann', 'buy', 6, 89))).toBe('trading/price-band')
    expect(made.refusal(made.order('ann', 'buy', 5, 90))).toBeUndefined()
    expect(made.refusal(made.order('ann', 'buy', 5, 90))).toBe('trading/too-many-orders')
    // It does not stay, so it is none too many.
    expect(made.refusal(made.order('ann', 'buy', 5, 90, { tif: 'ioc' }))).toBeUndefined()
    const stop = () => made.order('ann', 'buy', 5, 130, { type: 'stop', stop: 120 })
    expect(made.refusal(stop())).toBeUndefined()
    expect(made.refusal(stop())).toBe('trading/too-many-orders')
  })

  it('all but cancels while the market is halted', () => {
    const made = desk()
    made.place('ann', 'buy', 5, 80, { client: 'mine' })
    made.do({ do: 'status', market: 'A-B', status: 'halted' })
    const ref = { client: 'mine' }
    expect(made.refusal(made.order('ann', 'buy', 5, 80))).toBe('trading/halted')
    expect(made.refusal({ do: 'amend', account: 'ann', ref, leaves: 1 })).toBe('trading/halted')
    expect(made.refusal({ do: 'cancel', account: 'ann', ref })).toBeUndefined()
  })

  const admins: [string, string, EngineCommand][] = [
    ['money of no asset', 'no-asset', { do: 'deposit', account: 'ann', asset: 'X', units: 1 }],
    ['no money', 'not-positive', { do: 'deposit', account: 'ann', asset: 'A', units: 0 }],
    ['half a unit', 'bad-number', { do: 'deposit', account: 'ann', asset: 'A', units: 0.5 }],
    ['NaN units', 'bad-number', { do: 'deposit', account: 'ann', asset: 'A', units: Number.NaN }],
    ['more than all can count', 'too-large', { do: 'deposit', account: 'ann', asset: 'A', units: most }],
    ['taking out more than is free', 'insufficient-funds', { do: 'deposit', account: 'ann', asset: 'A', units: -2e12 }],
    ['the status of no market', 'no-market', { do: 'status', market: 'X', status: 'halted' }],
    ['a halt with an end', 'bad-order', { do: 'status', market: 'A-B', status: 'halted', until: 5000 }],
    ['an auction that has ended', 'bad-order', { do: 'status', market: 'A-B', status: 'auction', until: 1 }],
    ['fees of no market', 'no-market', { do: 'fees', market: 'X', makerPpm: 0, takerPpm: 0 }],
    ['a negative fee', 'bad-order', { do: 'fees', market: 'A-B', makerPpm: -1, takerPpm: 0 }],
    ['a fee of more than all', 'bad-order', { do: 'fees', market: 'A-B', makerPpm: 0, takerPpm: 1_000_001 }],
    ['a switch in the past', 'bad-order', { do: 'dead-man', account: 'ann', until: 1 }],
    ['a market twice', 'bad-order', { do: 'list', info: plain }],
    ['a market of unknown assets', 'no-asset', { do: 'list', info: { ...plain, symbol: 'X', base: 'X' } }],
    ['a market of one asset', 'bad-order', { do: 'list', info: { ...plain, symbol: 'X', base: 'B' } }],
    ['a market of a strange name', 'bad-order', { do: 'list', info: { ...plain, symbol: 'a b' } }],
    ['a market of no lots', 'not-positive', { do: 'list', info: { ...plain, symbol: 'X', lotUnits: 0 } }],
  ]
  it.each(admins)('%s: %s', (_, code, command) => {
    expect(desk().refusal(command)).toBe(`trading/${code}`)
  })

  it('lots that could not be counted together with those that stand there', () => {
    const made = new Desk({ maxLots: most, lotUnits: 1 }, [])
    made.do({ do: 'deposit', account: 'ann', asset: 'B', units: most })
    made.do({ do: 'deposit', account: 'ben', asset: 'A', units: most })
    made.place('ben', 'sell', most - 1, 1)
    expect(made.refusal(made.order('ben', 'sell', 2, 1))).toBe('trading/too-large')
    made.place('ben', 'sell', 1, 1)
    made.place('ann', 'buy', most, 1)
    expect(made.engine.free('ann', 'A')).toBe(most)
    expect(made.engine.free('ben', 'B')).toBe(most)
  })
})
