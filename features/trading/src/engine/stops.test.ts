import { describe, expect, it } from 'vitest'
import { audit } from '../../test/engine/audit.ts'
import { Desk, ends, kinds, trades } from '../../test/engine/desk.ts'

/** Two trade one lot at a price, so that it is the last. */
function tradedAt(price: number, info = {}): Desk {
  const desk = new Desk(info)
  trade(desk, price)
  return desk
}

function trade(desk: Desk, price: number) {
  desk.place('cat', 'sell', 1, price)
  return desk.place('ann', 'buy', 1, price)
}

describe('Engine: trailing stops of a whole market', () => {
  it('are 1000 at most, or as many as it says: each of them may follow every new price', () => {
    const desk = new Desk({ maxTrailing: 2 })
    const trailing = { type: 'trailing' as const, trail: 5, stop: 90 }
    desk.place('ann', 'sell', 1, undefined, trailing)
    desk.place('ben', 'sell', 1, undefined, trailing)
    const third = desk.order('cat', 'sell', 1, undefined, trailing)
    expect(desk.refusal(third)).toBe('trading/too-many-orders')
    desk.do({ do: 'cancel-all', account: 'ann' })
    expect(desk.refusal(third)).toBeUndefined()
    const usual = new Desk()
    for (let count = 0; count < 1_000; count += 1) usual.place('ann', 'sell', 1, undefined, trailing)
    expect(usual.engine.decide(usual.order('ben', 'sell', 1, undefined, trailing), 0)).toMatchObject({
      code: 'trading/too-many-orders',
      message: 'The market has as many trailing stops as it may.',
    })
  })
})

describe('Engine: stops', () => {
  it('wait for their price, fill, and move the last price themselves', () => {
    const desk = tradedAt(55)
    desk.place('ben', 'buy', 100, 58, { type: 'stop', stop: 56, client: 'up' })
    desk.place('ben', 'sell', 100, 1, { type: 'stop', stop: 54, client: 'down' })
    desk.place('cat', 'sell', 100, 57)
    desk.place('cat', 'buy', 100, 53)
    expect(desk.book()).toBe('B53:100 S57:100')
    expect(trades(trade(desk, 56))).toBe('7x8@56:1 5x3@57:100')
    expect(desk.engine.market('A-B')?.last).toBe(57)
    const facts = trade(desk, 54)
    expect(trades(facts)).toBe('9x10@54:1 6x4@53:100')
    expect(desk.engine.market('A-B')?.last).toBe(53)
    expect(desk.engine.openOrders('ben')).toEqual([])
    audit(desk.engine)
  })

  it('a triggered one triggers the next, and that the next, until none is left', () => {
    const desk = tradedAt(100)
    for (const price of [101, 102, 103, 104]) desk.place('cat', 'sell', 10, price)
    // The last to come is the first to be triggered.
    for (const stop of [103, 102, 101]) desk.place('ben', 'buy', 10, 200, { type: 'stop', stop })
    const facts = desk.place('ann', 'buy', 10, 101)
    expect(trades(facts)).toBe('3x10@101:10 4x9@102:10 5x8@103:10 6x7@104:10')
    audit(desk.engine)
  })

  it('are triggered in the order of their prices, then of their time', () => {
    const desk = tradedAt(100)
    desk.place('ben', 'buy', 1, 200, { type: 'stop', stop: 103 })
    desk.place('ben', 'buy', 1, 200, { type: 'stop', stop: 102, client: 'first' })
    desk.place('ben', 'buy', 1, 200, { type: 'stop', stop: 102, client: 'second' })
    desk.place('cat', 'sell', 10, 105)
    const facts = desk.place('ann', 'buy', 1, 105)
    expect(kinds(facts)).toBe('accepted traded triggered triggered triggered traded traded traded')
    expect(trades(facts)).toBe('6x7@105:1 6x4@105:1 6x5@105:1 6x3@105:1')
  })

  it('what one of them does to the price takes nothing from another that was touched', () => {
    const desk = tradedAt(100)
    desk.place('ben', 'sell', 5, 80, { type: 'take-profit', stop: 105 })
    desk.place('ben', 'buy', 5, 200, { type: 'stop', stop: 105 })
    desk.place('cat', 'buy', 5, 90)
    desk.place('cat', 'sell', 10, 105)
    // The sell comes first, and trades at 90: the buy goes on all the same.
    const facts = desk.place('ann', 'buy', 1, 105)
    expect(trades(facts)).toBe('6x7@105:1 5x3@90:5 6x4@105:5')
  })

  it('an order that sweeps the book touches all prices between its first and its last trade', () => {
    const desk = tradedAt(100)
    desk.place('ben', 'sell', 1, 1, { type: 'stop', stop: 99 })
    desk.place('cat', 'sell', 1, 99)
    desk.place('cat', 'sell', 1, 105)
    // The last price, 105, is far above the stop; the first trade was at it.
    expect(kinds(desk.place('ann', 'buy', 2, 105))).toContain('triggered')
  })

  it.each([
    ['stop', 'buy', 100],
    ['stop', 'sell', 100],
    ['take-profit', 'buy', 100],
    ['take-profit', 'sell', 100],
    ['stop', 'buy', 99],
    ['stop', 'sell', 101],
    ['take-profit', 'buy', 101],
    ['take-profit', 'sell', 99],
  ] as const)('a %s to %s at %i is refused while the last price is 100', (type, side, stop) => {
    const desk = tradedAt(100)
    expect(desk.refusal(desk.order('ben', side, 1, undefined, { type, stop }))).toBe('trading/bad-order')
  })

  it('one that is triggered trades no further from its stop than the protection of the market', () => {
    const desk = tradedAt(100, { protectionPpm: 50_000 })
    desk.place('ben', 'buy', 3, undefined, { type: 'stop', stop: 100 + 20 })
    expect(desk.engine.openOrders('ben')[0]).toMatchObject({ price: 126, locked: 3 * 126, state: 'waiting' })
    desk.place('cat', 'sell', 1, 126)
    desk.place('cat', 'sell', 1, 127)
    const facts = trade(desk, 120)
    expect(trades(facts)).toContain('4x3@126:1')
    expect(ends(facts)).toBe('#3 expired ioc 2')
    audit(desk.engine)
  })

  it('one that finds nothing within that ends', () => {
    const desk = tradedAt(100, { protectionPpm: 50_000 })
    desk.place('ben', 'buy', 3, undefined, { type: 'stop', stop: 120 })
    expect(ends(trade(desk, 120))).toBe('#3 expired no-liquidity 3')
    expect(desk.engine.locked('ben', 'B')).toBe(0)
  })

  it('a stop-limit rests at its limit, unless the market would not have taken it', () => {
    const desk = tradedAt(100, { bandPpm: 100_000 })
    desk.place('ben', 'buy', 3, 105, { type: 'stop-limit', stop: 104 })
    desk.place('ben', 'buy', 3, 130, { type: 'stop-limit', stop: 104 })
    desk.place('ben', 'buy', 3, 106, { type: 'stop-limit', stop: 104, postOnly: true })
    desk.place('ben', 'buy', 9, 106, { type: 'stop-limit', stop: 104, tif: 'fok' })
    desk.place('cat', 'sell', 1, 106)
    const facts = trade(desk, 104)
    expect(desk.queue('buy')).toBe('#3 3@105')
    expect(ends(facts)).toBe('#4 canceled rejected 3, #5 canceled rejected 3, #6 expired fok 9')
    audit(desk.engine)
  })
})

describe('Engine: trailing stops', () => {
  it('follow the price one way and are triggered when it turns by as much', () => {
    const desk = tradedAt(100, { protectionPpm: 500_000 })
    desk.place('ben', 'sell', 1, undefined, { type: 'trailing', trail: 5, client: 'sell' })
    desk.place('ben', 'buy', 1, undefined, { type: 'trailing', trail: 5, client: 'buy' })
    const stops = () => desk.engine.openOrders('ben').map(({ stop }) => stop)
    expect(stops()).toEqual([95, 105])
    trade(desk, 103)
    expect(stops()).toEqual([98, 105])
    trade(desk, 99)
    expect(stops()).toEqual([98, 104])
    desk.place('cat', 'buy', 1, 60)
    expect(trades(trade(desk, 98))).toContain('x3@60:1')
    audit(desk.engine)
  })

  it('hold what they needed at first, and buy no further from where they are than the protection', () => {
    const desk = tradedAt(100, { protectionPpm: 100_000 })
    desk.place('ben', 'buy', 1, undefined, { type: 'trailing', trail: 10 })
    expect(desk.engine.locked('ben', 'B')).toBe(121)
    trade(desk, 80)
    expect(desk.engine.locked('ben', 'B')).toBe(121)
    desk.place('cat', 'sell', 1, 100)
    expect(ends(trade(desk, 90))).toBe('#3 expired no-liquidity 1')
    expect(desk.engine.locked('ben', 'B')).toBe(0)
  })

  it('begin where they are told to while nothing has traded', () => {
    const desk = new Desk()
    const more = { type: 'trailing' as const, trail: 5 }
    expect(desk.refusal(desk.order('ben', 'sell', 1, undefined, more))).toBe('trading/bad-order')
    desk.place('ben', 'sell', 1, undefined, { ...more, stop: 90 })
    expect(desk.engine.openOrders('ben')[0]?.stop).toBe(90)
  })
})

describe('Engine: of two orders one trades', () => {
  const pair = (desk: Desk, side: 'buy' | 'sell', limit: number, stop: number, price?: number) =>
    desk.do({
      ...{ do: 'place-oco', account: 'ben', market: 'A-B', side, lots: 10, limit: { client: 'limit', price: limit } },
      stop: { client: 'stop', stop, ...(price !== undefined && { price }) },
    })

  it('they hold once, what the dearer needs, and a trade of the limit order ends the stop', () => {
    const desk = tradedAt(100)
    pair(desk, 'buy', 90, 110, 115)
    expect(desk.engine.openOrders('ben').map(({ locked }) => locked)).toEqual([1150, 0])
    const facts = desk.place('cat', 'sell', 4, 90)
    expect(trades(facts)).toBe('3x5@90:4')
    expect(ends(facts)).toBe('#4 canceled oco 10')
    expect(desk.engine.locked('ben', 'B')).toBe(6 * 115)
    audit(desk.engine)
  })

  it('the stop that is triggered takes over what the limit order held, and ends it', () => {
    const desk = tradedAt(100)
    pair(desk, 'buy', 90, 110, 115)
    const facts = trade(desk, 110)
    expect(kinds(facts)).toBe('accepted traded ended triggered rested')
    expect(ends(facts)).toBe('#3 canceled oco 10')
    expect(desk.engine.openOrders('ben')).toMatchObject([{ state: 'resting', price: 115, locked: 1150 }])
    audit(desk.engine)
  })

  it('a sell holds its lots once', () => {
    const desk = tradedAt(100)
    pair(desk, 'sell', 110, 90)
    expect(desk.engine.locked('ben', 'A')).toBe(10)
    trade(desk, 90)
    expect(desk.engine.locked('ben', 'A')).toBe(0)
    expect(desk.engine.openOrders('ben')).toEqual([])
  })

  it.each(['limit', 'stop'])('to cancel the %s order cancels both', (client) => {
    const desk = tradedAt(100)
    pair(desk, 'buy', 90, 110)
    desk.do({ do: 'cancel', account: 'ben', ref: { client } })
    expect(desk.engine.openOrders('ben')).toEqual([])
    expect(desk.engine.locked('ben', 'B')).toBe(0)
  })

  it('a limit order that trades at once ends the stop in the same moment', () => {
    const desk = tradedAt(100)
    desk.place('cat', 'sell', 4, 90)
    const facts = pair(desk, 'buy', 90, 110)
    expect(kinds(facts)).toBe('accepted accepted traded ended rested')
    audit(desk.engine)
  })

  it('neither of a pair is amended', () => {
    const desk = tradedAt(100)
    pair(desk, 'buy', 90, 110)
    const amend = (client: string) => ({ do: 'amend' as const, account: 'ben', ref: { client }, leaves: 1 })
    expect(desk.refusal(amend('limit'))).toBe('trading/bad-order')
    expect(desk.refusal(amend('stop'))).toBe('trading/bad-order')
  })
})
