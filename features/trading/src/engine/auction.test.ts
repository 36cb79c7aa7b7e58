import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audit } from '../../test/engine/audit.ts'
import { Desk, ends, kinds, trades } from '../../test/engine/desk.ts'
import type { SelfTrade } from '../contract/index.ts'

function inAuction(last?: number): Desk {
  const desk = new Desk()
  if (last !== undefined) {
    desk.place('cat', 'sell', 1, last)
    desk.place('cat', 'buy', 1, last, { selfTrade: 'none' })
  }
  desk.do({ do: 'status', market: 'A-B', status: 'auction' })
  return desk
}

function open(desk: Desk) {
  return desk.do({ do: 'status', market: 'A-B', status: 'open' })
}

describe('Engine: an auction', () => {
  it('collects without trading, and trades at one price where most lots do', () => {
    const desk = inAuction()
    desk.place('ann', 'buy', 10, 102)
    desk.place('ann', 'buy', 10, 100)
    desk.place('ben', 'sell', 5, 99)
    desk.place('ben', 'sell', 10, 101)
    expect(desk.book()).toBe('B102:10 B100:10 S99:5 S101:10')
    const facts = open(desk)
    expect(trades(facts)).toBe('1x3@101:5 1x4@101:5')
    expect(desk.book()).toBe('B100:10 S101:5')
    expect(desk.engine.market('A-B')).toMatchObject({ status: 'open', last: 101 })
    // He bid 102 and paid 101.
    expect(desk.engine.free('ann', 'B')).toBe(1_000_000_000_000 - 10 * 101 - 10 * 100)
    audit(desk.engine)
  })

  it('of prices with as many lots takes that with the least left over', () => {
    const desk = inAuction()
    desk.place('ann', 'buy', 10, 105)
    desk.place('ann', 'buy', 5, 101)
    desk.place('ben', 'sell', 10, 95)
    // At 95 to 101 five of 15 are left, above that none.
    expect(trades(open(desk))).toBe('1x3@102:10')
  })

  it.each([
    [undefined, 98],
    [90, 98],
    [100, 100],
    [110, 102],
  ])('of equal ones, with the last price %s, takes %i', (last, price) => {
    const desk = inAuction(last)
    desk.place('ann', 'buy', 5, 102)
    desk.place('ben', 'sell', 5, 98)
    const traded = open(desk).find((fact) => fact.type === 'traded')
    expect(traded).toMatchObject({ price, lots: 5 })
    expect(desk.book()).toBe('empty')
  })

  it.each<[SelfTrade, string, string, string]>([
    ['none', '1x2@100:5', '', 'empty'],
    ['expire-taker', '', '#2 expired-in-match self-trade 5 prevented 5', 'B101:5'],
    ['expire-maker', '', '#1 expired-in-match self-trade 5 prevented 5', 'S100:5'],
    [
      'expire-both',
      '',
      '#1 expired-in-match self-trade 5 prevented 5, #2 expired-in-match self-trade 5 prevented 5',
      'empty',
    ],
    [
      'decrement',
      '',
      '#1 expired-in-match self-trade 5 prevented 5, #2 expired-in-match self-trade 5 prevented 5',
      'empty',
    ],
  ])('orders of one owner that stand against each other: the later one says %s', (selfTrade, traded, ended, book) => {
    const desk = inAuction()
    desk.place('ann', 'buy', 5, 101, { selfTrade: 'none' })
    desk.place('ann', 'sell', 5, 100, { selfTrade })
    const facts = open(desk)
    expect(trades(facts)).toBe(traded)
    expect(ends(facts)).toBe(ended)
    expect(desk.book()).toBe(book)
    audit(desk.engine)
  })

  it('makes its price without what does not trade with its owner, and leaves no crossed book', () => {
    const desk = inAuction()
    desk.place('ann', 'sell', 5, 98)
    desk.place('ben', 'buy', 5, 99)
    desk.place('ann', 'buy', 5, 110)
    const facts = open(desk)
    expect(ends(facts)).toBe('#3 expired-in-match self-trade 5 prevented 5')
    expect(trades(facts)).toBe('1x2@98:5')
    expect(desk.book()).toBe('empty')
    audit(desk.engine)
  })

  it('reduces an iceberg slice by slice by what its owner has against it, each at its own price', () => {
    const desk = inAuction()
    desk.place('ann', 'buy', 10, 101, { display: 4 })
    desk.place('ann', 'sell', 7, 100, { selfTrade: 'decrement' })
    const facts = open(desk)
    expect(kinds(facts)).toBe('prevented prevented refilled prevented ended status')
    const prices = facts.flatMap((fact) => (fact.type === 'prevented' ? [[fact.side, fact.price, fact.level]] : []))
    expect(prices).toEqual([
      ['buy', 101, 0],
      ['sell', 100, 3],
      ['buy', 101, 1],
    ])
    expect(desk.engine.order(1)).toMatchObject({ leaves: 3, shown: 1 })
    audit(desk.engine)
  })

  it('takes no post-only order that is amended across the book', () => {
    const desk = new Desk()
    desk.place('ann', 'buy', 5, 99, { postOnly: true })
    desk.place('ben', 'sell', 5, 101)
    desk.do({ do: 'status', market: 'A-B', status: 'auction' })
    const ref = { order: 1 }
    expect(desk.refusal({ do: 'amend', account: 'ann', ref, price: 101 })).toBe('trading/would-trade')
    expect(desk.refusal({ do: 'amend', account: 'ann', ref, price: 100 })).toBeUndefined()
    audit(desk.engine)
  })

  it('trades what icebergs hide, and says what is seen of both after it', () => {
    const desk = inAuction()
    desk.place('ann', 'buy', 20, 100, { display: 3 })
    desk.place('ben', 'sell', 18, 100)
    const facts = open(desk)
    expect(facts[0]).toMatchObject({ type: 'traded', lots: 18, makerShown: 2, level: 2 })
    expect(facts[0]).toMatchObject({ cross: { makerPrice: 100, takerPrice: 100, takerLevel: 0, takerShown: 0 } })
    audit(desk.engine)
  })

  it('takes only limit orders good till canceled that are not post-only, and no pairs', () => {
    const desk = inAuction()
    const code = 'trading/in-auction'
    expect(desk.refusal(desk.order('ann', 'buy', 1, 100, { tif: 'ioc' }))).toBe(code)
    expect(desk.refusal(desk.order('ann', 'buy', 1, 100, { tif: 'gtd', until: 5000 }))).toBe(code)
    expect(desk.refusal(desk.order('ann', 'buy', 1, 100, { postOnly: true }))).toBe(code)
    expect(desk.refusal(desk.order('ann', 'buy', 1, 100, { type: 'market' }))).toBe(code)
    expect(desk.refusal(desk.order('ann', 'buy', 1, 100, { type: 'stop', stop: 90 }))).toBe(code)
    const limit = { client: 'a', price: 90 }
    const stop = { client: 'b', stop: 110 }
    expect(desk.refusal({ do: 'place-oco', account: 'ann', market: 'A-B', side: 'buy', lots: 1, limit, stop })).toBe(
      code,
    )
  })

  it('ends by the clock, and triggers the stops that its price touches', () => {
    const desk = new Desk()
    desk.place('cat', 'sell', 1, 100)
    desk.place('cat', 'buy', 1, 100, { selfTrade: 'none' })
    desk.place('ben', 'buy', 5, 120, { type: 'stop', stop: 110 })
    desk.do({ do: 'status', market: 'A-B', status: 'auction', until: desk.at + 50 })
    desk.place('ann', 'buy', 5, 111)
    desk.place('cat', 'sell', 10, 111)
    expect(desk.engine.nextDue()).toBe(desk.at + 50)
    expect(desk.do({ do: 'clock' })).toEqual([])
    desk.at += 50
    const facts = desk.do({ do: 'clock' })
    expect(kinds(facts)).toBe('traded status triggered traded')
    expect(trades(facts)).toBe('4x5@111:5 5x3@111:5')
    audit(desk.engine)
  })

  it('that is halted keeps what it collected, and trades it when the market opens', () => {
    const desk = inAuction()
    desk.place('ann', 'buy', 5, 102)
    desk.place('ben', 'sell', 5, 98)
    desk.do({ do: 'status', market: 'A-B', status: 'halted' })
    expect(desk.book()).toBe('B102:5 S98:5')
    expect(trades(open(desk))).toBe('1x2@98:5')
  })

  it('whatever was collected: the price is the best of all prices, tried one by one', () => {
    const order = fc.record({
      isBuy: fc.boolean(),
      lots: fc.integer({ min: 1, max: 20 }),
      price: fc.integer({ min: 90, max: 110 }),
    })
    fc.assert(
      fc.property(
        fc.array(order, { maxLength: 25 }),
        fc.option(fc.integer({ min: 85, max: 115 }), { nil: undefined }),
        (orders, last) => {
          const desk = inAuction(last)
          for (const { isBuy, lots, price } of orders)
            desk.place(isBuy ? 'ann' : 'ben', isBuy ? 'buy' : 'sell', lots, price)
          const facts = open(desk).filter((fact) => fact.type === 'traded')
          const lots = facts.reduce((sum, fact) => sum + fact.lots, 0)
          const best = bestPrice(orders, last)
          expect(new Set(facts.map(({ price }) => price))).toEqual(new Set(best.volume > 0 ? [best.price] : []))
          expect(lots).toBe(best.volume)
          audit(desk.engine)
        },
      ),
      { numRuns: 300 },
    )
  })
})

function bestPrice(orders: readonly { isBuy: boolean; lots: number; price: number }[], last: number | undefined) {
  const sum = (those: typeof orders) => those.reduce((all, { lots }) => all + lots, 0)
  const outcomes = Array.from({ length: 41 }, (_, index) => {
    const price = 80 + index
    const demand = sum(orders.filter((each) => each.isBuy && each.price >= price))
    const supply = sum(orders.filter((each) => !each.isBuy && each.price <= price))
    return {
      price,
      volume: Math.min(demand, supply),
      left: Math.abs(demand - supply),
      away: Math.abs(price - (last ?? price)),
    }
  })
  // Stable: the lowest of equal ones comes first.
  return outcomes.sort((a, b) => b.volume - a.volume || a.left - b.left || a.away - b.away)[0]!
}
