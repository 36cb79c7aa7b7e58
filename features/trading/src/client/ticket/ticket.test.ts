import { describe, expect, test } from 'vitest'
import type { MarketInfo } from '../../contract/index.ts'
import type { TicketWorld } from './check-draft.ts'
import { checkDraft, obstacleOf } from './check-draft.ts'
import type { Draft } from './draft.ts'
import { emptyDraft, fieldsOf, ticketTypes } from './draft.ts'
import { estimate, worstPrice } from './estimate.ts'
import { fillPercent, fillPrice, fillTotal, stepBy, totalOf } from './fill-in.ts'
import { readDraft } from './read-draft.ts'
import { requestOf } from './request-of.ts'

// Price 101.50 is 10150 ticks; a lot is 0.0001 BTC; one lot at one tick costs 1 minor unit of six decimals.
const info: MarketInfo = {
  ...{ symbol: 'BTC-USD', base: 'BTC', quote: 'USD', tick: '0.01', lot: '0.0001', lotUnits: 10_000, stepUnits: 1 },
  ...{ minNotional: 1_000_000, maxLots: 1_000_000, bandPpm: 100_000, protectionPpm: 50_000 },
  ...{ makerPpm: 1000, takerPpm: 2000, maxOpenOrders: 200, maxStops: 20 },
}
const market = { info, quoteDecimals: 6 }
const world: TicketWorld = {
  market,
  status: 'open',
  now: {
    last: 10_000,
    bids: [
      [9990, 5000],
      [9980, 20_000],
    ],
    asks: [
      [10_010, 5000],
      [10_020, 10_000],
      [11_000, 50_000],
    ],
  },
  ...{ freeBase: 100_000_000, freeQuote: 1_000_000_000, at: 1_000_000 },
}
const draft = (given: Partial<Draft>): Draft => ({ ...emptyDraft, ...given })
const codes = (given: Partial<Draft>, at: Partial<TicketWorld> = {}) =>
  checkDraft(draft(given), { ...world, ...at }).map(({ field, code }) => `${field} ${code}`)

describe('a ticket', () => {
  test.each([
    ['limit', ['price', 'quantity']],
    ['market', ['quantity']],
    ['stop', ['stop', 'quantity']],
    ['stop-limit', ['stop', 'price', 'quantity']],
    ['take-profit', ['stop', 'quantity']],
    ['take-profit-limit', ['stop', 'price', 'quantity']],
    ['trailing', ['trail', 'quantity']],
    ['iceberg', ['price', 'quantity', 'display']],
    ['oco', ['stop', 'price', 'stopPrice', 'quantity']],
  ] as const)('of type %s asks for %s', (type, fields) => {
    expect(fieldsOf(draft({ type }))).toEqual(fields)
    expect(ticketTypes).toContain(type)
  })

  test('asks for a date when it is good till one, and for an amount when it says so', () => {
    expect(fieldsOf(draft({ tif: 'gtd' }))).toEqual(['price', 'quantity', 'until'])
    expect(fieldsOf(draft({ type: 'market', isByAmount: true, tif: 'gtd' }))).toEqual(['amount'])
  })

  test.each<[string, Partial<Draft>, string[]]>([
    ['is complete', { price: '100.00', quantity: '0.5' }, []],
    ['says what is missing', {}, ['price missing', 'quantity missing']],
    ['takes full-width digits and blanks', { price: ' 10０.00 ', quantity: '0.5' }, []],
    ['takes no comma', { price: '100,00', quantity: '0.5' }, ['price trading/bad-number']],
    ['takes no exponent', { price: '1e2', quantity: '0.5' }, ['price trading/bad-number']],
    ['takes no sign', { price: '+100', quantity: '0.5' }, ['price trading/bad-number']],
    ['takes nothing below 0', { price: '-100', quantity: '0.5' }, ['price trading/not-positive']],
    ['takes no nothing', { price: '100', quantity: '0.000' }, ['quantity trading/not-positive']],
    ['knows the tick', { price: '100.001', quantity: '0.5' }, ['price trading/too-many-decimals']],
    ['knows the lot', { price: '100', quantity: '0.00005' }, ['quantity trading/too-many-decimals']],
    ['knows the most', { price: '100', quantity: '100.0001' }, ['quantity trading/too-large']],
    ['knows what counts exactly', { price: '99999999999999999', quantity: '1' }, ['price trading/too-large']],
    ['takes the least', { price: '100', quantity: '0.0100' }, []],
    ['knows the band', { price: '110.01', quantity: '0.5' }, ['price trading/price-band']],
    ['takes the end of the band', { price: '110.00', quantity: '0.5' }, []],
  ])('%s', (_, given, expected) => {
    expect(codes(given)).toEqual(expected)
  })

  test('is not worth less than the market wants', () => {
    expect(codes({ price: '99', quantity: '0.0100' })).toEqual(['quantity trading/min-notional'])
    expect(codes({ type: 'market', isByAmount: true, amount: '0.9' })).toEqual(['amount trading/min-notional'])
  })

  test('takes the worst fee into what a buy needs', () => {
    // 10 000 × 5000 = 50 000 000, with 0.2 %: 50 100 000.
    const given = { price: '100', quantity: '0.5' }
    expect(codes(given, { freeQuote: 50_100_000 })).toEqual([])
    expect(checkDraft(draft(given), { ...world, freeQuote: 50_099_999 })).toEqual([
      { field: 'quantity', code: 'trading/insufficient-funds', asset: 'USD', needs: 50_100_000, free: 50_099_999 },
    ])
  })

  test('needs what it sells', () => {
    const given = { side: 'sell', price: '100', quantity: '0.5' } as const
    expect(codes(given, { freeBase: 50_000_000 })).toEqual([])
    expect(codes(given, { freeBase: 49_999_999 })).toEqual(['quantity trading/insufficient-funds'])
  })

  test('of a market buy needs money for its worst price', () => {
    expect(worstPrice(info, 'buy', 10_010)).toBe(10_510)
    const needs = 10_510 * 5000 + 105_100
    expect(codes({ type: 'market', quantity: '0.5' }, { freeQuote: needs })).toEqual([])
    expect(codes({ type: 'market', quantity: '0.5' }, { freeQuote: needs - 1 })).toHaveLength(1)
  })

  test('finds nobody on the other side', () => {
    const now = { ...world.now, asks: [] }
    expect(codes({ type: 'market', quantity: '0.5' }, { now })).toEqual(['quantity trading/no-liquidity'])
  })

  test('that only makes does not take', () => {
    expect(codes({ price: '100.10', quantity: '0.5', isPostOnly: true })).toEqual(['price trading/would-trade'])
    expect(codes({ price: '100.09', quantity: '0.5', isPostOnly: true })).toEqual([])
    expect(codes({ price: '100.10', quantity: '0.5', isPostOnly: true, tif: 'ioc' })).toEqual([])
  })

  test.each<[Draft['type'], Draft['side'], string, string]>([
    ['stop', 'buy', '100.01', '100.00'],
    ['stop', 'sell', '99.99', '100.00'],
    ['take-profit', 'buy', '99.99', '100.00'],
    ['take-profit', 'sell', '100.01', '100.00'],
  ])('%s %s waits at %s, and would trigger at once at %s', (type, side, good, bad) => {
    expect(codes({ type, side, stop: good, quantity: '0.5' })).toEqual([])
    expect(codes({ type, side, stop: bad, quantity: '0.5' })).toEqual(['stop would-trigger'])
  })

  test('of two orders has its limit and its stop on both sides of the price', () => {
    expect(codes({ type: 'oco', side: 'sell', price: '105', stop: '95', quantity: '0.5' })).toEqual([])
    expect(codes({ type: 'oco', side: 'sell', price: '99', stop: '101', quantity: '0.5' })).toEqual([
      'stop would-trigger',
      'price limit-side',
    ])
  })

  test('shows less of an iceberg than there is', () => {
    expect(codes({ type: 'iceberg', price: '100', quantity: '0.5', display: '0.5' })).toEqual([
      'display display-too-large',
    ])
  })

  test('good till a date needs one that is to come', () => {
    const until = '1970-01-01T00:00Z'
    expect(codes({ price: '100', quantity: '0.5', tif: 'gtd', until })).toEqual(['until in-the-past'])
    expect(codes({ price: '100', quantity: '0.5', tif: 'gtd', until: 'soon' })).toEqual(['until missing'])
  })

  test('waits while the market is halted, and in an auction unless it is a plain limit', () => {
    const limit = draft({ price: '100', quantity: '1' })
    expect(obstacleOf(limit, 'halted')).toBe('trading/halted')
    expect(obstacleOf(limit, 'auction')).toBeUndefined()
    expect(obstacleOf({ ...limit, isPostOnly: true }, 'auction')).toBe('trading/in-auction')
  })
})

describe('what it costs', () => {
  const of = (given: Partial<Draft>) => {
    const one = draft(given)
    return estimate(info, one, readDraft(one, market).numbers, world.now)
  }

  test('is price × quantity and the worst fee; a sell brings that much less', () => {
    const given = { price: '100', quantity: '0.5' }
    expect(of(given)).toMatchObject({ cost: 50_000_000, fee: 100_000, total: 50_100_000 })
    expect(of({ ...given, side: 'sell' })).toMatchObject({ cost: 50_000_000, fee: 100_000, total: 49_900_000 })
  })

  test('of a market order is read off the book, level by level, no further than the protection', () => {
    const cost = 5000 * 10_010 + 3000 * 10_020
    expect(of({ type: 'market', quantity: '0.8' })).toEqual({
      ...{ lots: 8000, cost, fee: 160_220, total: cost + 160_220, unfilled: 0 },
      ...{ average: 10_013, worst: 10_020, slippagePpm: 299 },
    })
    expect(of({ type: 'market', quantity: '2' })).toMatchObject({ lots: 15_000, worst: 10_020, unfilled: 5000 })
  })

  test('of a market buy by amount ends before the amount with its fee does', () => {
    const found = of({ type: 'market', isByAmount: true, amount: '50.2' })!
    expect(found.total).toBeLessThanOrEqual(50_200_000)
    expect(found.lots).toBe(5004)
  })

  test('of a market sell by amount is the lots that bring it', () => {
    expect(of({ type: 'market', side: 'sell', isByAmount: true, amount: '20' })).toMatchObject({ lots: 2003 })
  })
})

describe('filling in', () => {
  const free = { base: 100_000_000, quote: 50_100_000 }

  test('all that is free buys as much as it can with the fee, and no lot more', () => {
    const filled = fillPercent(draft({ price: '100' }), market, world.now, free, 100)!
    expect(filled.quantity).toBe('0.5000')
    expect(checkDraft(filled, { ...world, freeQuote: free.quote })).toEqual([])
    expect(fillPercent(draft({ price: '100' }), market, world.now, free, 25)!.quantity).toBe('0.1250')
    expect(fillPercent(draft({}), market, world.now, free, 50)).toBeUndefined()
  })

  test('sells a part of what there is', () => {
    expect(fillPercent(draft({ side: 'sell' }), market, world.now, free, 50)!.quantity).toBe('0.5000')
  })

  test('spends a part of the money by amount', () => {
    const filled = fillPercent(draft({ type: 'market', isByAmount: true }), market, world.now, free, 50)!
    expect(filled.amount).toBe('25.05')
  })

  test('the total follows price and quantity, and the quantity follows the total', () => {
    expect(totalOf(draft({ price: '100', quantity: '0.5' }), market)).toBe('50.00')
    expect(totalOf(draft({ price: '100' }), market)).toBe('')
    expect(fillTotal(draft({ price: '100' }), market, '50.009').quantity).toBe('0.5000')
    expect(fillTotal(draft({ price: '100', quantity: '1' }), market, '0.000001').quantity).toBe('')
  })

  test('a price of the book goes where the ticket asks for one; a market order becomes a limit', () => {
    expect(fillPrice(draft({ type: 'market' }), market, 10_010)).toMatchObject({ type: 'limit', price: '100.10' })
    expect(fillPrice(draft({ type: 'stop' }), market, 10_010).stop).toBe('100.10')
    expect(fillPrice(draft({ type: 'stop-limit' }), market, 10_010).price).toBe('100.10')
  })

  test('a step more or less counts steps', () => {
    expect(stepBy('0.1', '0.01', 2, undefined)).toBe('0.12')
    expect(stepBy('', '0.01', -1, 10_000)).toBe('99.99')
    expect(stepBy('0.01', '0.01', -1, undefined)).toBe('0.01')
  })
})

describe('what is asked of the exchange', () => {
  const order = (given: Partial<Draft>) => requestOf(draft({ quantity: ' 0.5 ', ...given }), 'BTC-USD')

  test.each<[string, Partial<Draft>, object]>([
    ['limit', { price: '100.10' }, { type: 'limit', quantity: '0.5', price: '100.10' }],
    ['post-only', { price: '1', isPostOnly: true }, { type: 'limit', quantity: '0.5', price: '1', postOnly: true }],
    ['ioc', { price: '1', tif: 'ioc' }, { type: 'limit', quantity: '0.5', price: '1', tif: 'ioc' }],
    ['market', { type: 'market', price: '9' }, { type: 'market', quantity: '0.5' }],
    ['by amount', { type: 'market', isByAmount: true, amount: '9' }, { type: 'market', amount: '9' }],
    ['stop', { type: 'stop', stop: '9' }, { type: 'stop', quantity: '0.5', stop: '9' }],
    ['trailing', { type: 'trailing', trail: '9' }, { type: 'trailing', quantity: '0.5', trail: '9' }],
    [
      'iceberg',
      { type: 'iceberg', price: '9', display: '0.1' },
      { type: 'limit', quantity: '0.5', price: '9', display: '0.1' },
    ],
  ])('%s', (_, given, expected) => {
    expect(order(given)).toEqual({ kind: 'order', order: { market: 'BTC-USD', side: 'buy', ...expected } })
  })

  test('two orders of which one trades', () => {
    expect(order({ type: 'oco', price: '9', stop: '11', stopPrice: '12' })).toEqual({
      kind: 'oco',
      oco: {
        market: 'BTC-USD',
        side: 'buy',
        quantity: '0.5',
        limit: { price: '9' },
        stop: { stop: '11', price: '12' },
      },
    })
  })
})
