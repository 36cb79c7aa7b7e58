import { describe, expect, it } from 'vitest'
import { audit } from '../../test/engine/audit.ts'
import { Desk, ends, kinds, trades } from '../../test/engine/desk.ts'
import type { SelfTrade } from '../contract/index.ts'

/** Prices and lots of the cases times ten, as they are whole numbers here. */
function threeBids(): Desk {
  const desk = new Desk()
  desk.place('ann', 'buy', 12, 12)
  desk.place('ann', 'buy', 13, 11)
  desk.place('ann', 'buy', 81, 10)
  return desk
}

describe('Engine: an order that meets its owner', () => {
  it('trades with him if he says so', () => {
    const desk = new Desk()
    desk.place('ann', 'buy', 1, 1)
    expect(trades(desk.place('ann', 'sell', 1, 1, { selfTrade: 'none' }))).toBe('1x2@1:1')
    expect(desk.book()).toBe('empty')
    audit(desk.engine)
  })

  it('ends those that stand, and rests', () => {
    const desk = threeBids()
    const facts = desk.place('ann', 'sell', 30, 10, { selfTrade: 'expire-maker' })
    expect(ends(facts)).toBe(
      [
        '#1 expired-in-match self-trade 12 prevented 12',
        '#2 expired-in-match self-trade 13 prevented 13',
        '#3 expired-in-match self-trade 81 prevented 81',
      ].join(', '),
    )
    expect(desk.queue('sell')).toBe('#4 30@10')
    audit(desk.engine)
  })

  it('ends itself, and those that stand stay', () => {
    const desk = threeBids()
    const facts = desk.place('ann', 'sell', 30, 10, { selfTrade: 'expire-taker' })
    expect(ends(facts)).toBe('#4 expired-in-match self-trade 30 prevented 30')
    expect(desk.queue('buy')).toBe('#1 12@12 #2 13@11 #3 81@10')
    audit(desk.engine)
  })

  it('ends both', () => {
    const desk = new Desk()
    desk.place('ann', 'buy', 10, 10)
    const facts = desk.place('ann', 'sell', 30, 10, { selfTrade: 'expire-both' })
    expect(ends(facts)).toBe(
      '#1 expired-in-match self-trade 10 prevented 10, #2 expired-in-match self-trade 30 prevented 30',
    )
    expect(desk.book()).toBe('empty')
    audit(desk.engine)
  })

  it.each([
    [
      'the smaller one ends, the larger one is reduced: the taker',
      10,
      30,
      'S10:20',
      '#1 expired-in-match self-trade 10 prevented 10',
    ],
    [
      'the smaller one ends, the larger one is reduced: the maker',
      30,
      10,
      'B10:20',
      '#2 expired-in-match self-trade 10 prevented 10',
    ],
    [
      'equal ones both end',
      10,
      10,
      'empty',
      '#1 expired-in-match self-trade 10 prevented 10, #2 expired-in-match self-trade 10 prevented 10',
    ],
  ])('decrement: %s', (_, maker, taker, book, ended) => {
    const desk = new Desk()
    desk.place('ann', 'buy', maker, 10)
    const facts = desk.place('ann', 'sell', taker, 10, { selfTrade: 'decrement' })
    expect(desk.book()).toBe(book)
    expect(ends(facts)).toBe(ended)
    expect(trades(facts)).toBe('')
    audit(desk.engine)
  })

  it('decrement takes no more than the slice of an iceberg at a time, and shows the next', () => {
    const desk = new Desk()
    desk.place('ann', 'buy', 10, 10, { display: 4 })
    const facts = desk.place('ann', 'sell', 6, 10, { selfTrade: 'decrement' })
    expect(kinds(facts)).toBe('accepted prevented prevented refilled prevented ended')
    expect(desk.engine.order(1)).toMatchObject({ leaves: 4, shown: 2 })
    audit(desk.engine)
  })

  it('decrement of one of a pair ends the other, as a trade does: what the pair let go of can be spent', () => {
    const desk = new Desk({}, ['ann', 'ben'], 0)
    desk.do({ do: 'deposit', account: 'ann', asset: 'A', units: 10 })
    for (const account of ['ann', 'ben']) desk.do({ do: 'deposit', account, asset: 'B', units: 10_000 })
    desk.do({ do: 'deposit', account: 'ben', asset: 'A', units: 10 })
    const pair = { limit: { client: 'l', price: 100 }, stop: { client: 's', stop: 90, price: 80 } }
    desk.do({ do: 'place-oco', account: 'ann', market: 'A-B', side: 'sell', lots: 10, ...pair })
    const facts = desk.place('ann', 'buy', 5, 100, { tif: 'ioc', selfTrade: 'decrement' })
    expect(ends(facts)).toBe('#2 canceled oco 10, #3 expired-in-match self-trade 5 prevented 5')
    desk.place('ann', 'sell', 5, 200)
    desk.place('ben', 'sell', 1, 85)
    expect(kinds(desk.place('ben', 'buy', 1, 85, { selfTrade: 'none' }))).toBe('accepted traded')
    audit(desk.engine)
  })

  it.each<[SelfTrade, SelfTrade, string]>([
    ['expire-taker', 'expire-maker', '#1 expired-in-match self-trade 10 prevented 10'],
    ['expire-maker', 'expire-taker', '#2 expired-in-match self-trade 10 prevented 10'],
    ['none', 'expire-taker', '#2 expired-in-match self-trade 10 prevented 10'],
  ])('the maker says %s, the taker %s: the taker decides', (maker, taker, ended) => {
    const desk = new Desk()
    desk.place('ann', 'buy', 10, 10, { selfTrade: maker })
    expect(ends(desk.place('ann', 'sell', 10, 10, { selfTrade: taker }))).toBe(ended)
  })

  it.each<[SelfTrade, string, string]>([
    ['expire-taker', '#3 expired-in-match self-trade 5 prevented 5', 'B10:10'],
    ['expire-maker', '#2 expired-in-match self-trade 10 prevented 10, #3 expired ioc 5', 'empty'],
    [
      'expire-both',
      '#2 expired-in-match self-trade 10 prevented 10, #3 expired-in-match self-trade 5 prevented 5',
      'empty',
    ],
    ['decrement', '#3 expired-in-match self-trade 5 prevented 5', 'B10:5'],
  ])('a market order, %s: those of others that stand before are filled first', (selfTrade, ended, book) => {
    const desk = new Desk()
    desk.place('ben', 'buy', 5, 10)
    desk.place('ann', 'buy', 10, 10)
    const facts = desk.place('ann', 'sell', 10, undefined, { type: 'market', selfTrade })
    expect(trades(facts)).toBe('1x3@10:5')
    expect(ends(facts)).toBe(ended)
    expect(desk.book()).toBe(book)
    audit(desk.engine)
  })

  it('a market order by amount is reduced by what its own orders would have cost', () => {
    const desk = new Desk()
    desk.place('ann', 'sell', 5, 10)
    desk.place('ben', 'sell', 10, 10)
    const more = { type: 'market' as const, amount: 100, selfTrade: 'decrement' as const }
    const { lots: _, ...command } = desk.order('ann', 'buy', 0, undefined, more)
    const facts = desk.do(command)
    expect(trades(facts)).toBe('2x3@10:5')
    expect(ends(facts)).toBe('#1 expired-in-match self-trade 5 prevented 5, #3 filled amount-spent 0')
    audit(desk.engine)
  })
})

describe('Engine: fill or kill does not count what its owner has', () => {
  it.each<[SelfTrade, number, string | undefined]>([
    ['none', 15, undefined],
    ['none', 16, 'trading/not-filled'],
    // #2 is his own, 5 of 15.
    ['expire-maker', 10, undefined],
    ['expire-maker', 11, 'trading/not-filled'],
    ['expire-taker', 5, undefined],
    ['expire-taker', 6, 'trading/not-filled'],
    ['expire-both', 5, undefined],
    ['expire-both', 6, 'trading/not-filled'],
    ['decrement', 5, undefined],
    ['decrement', 6, 'trading/not-filled'],
  ])('%s: %i lots', (selfTrade, lots, code) => {
    const desk = new Desk()
    desk.place('ben', 'sell', 5, 10)
    desk.place('ann', 'sell', 5, 10)
    desk.place('ben', 'sell', 5, 11)
    expect(desk.refusal(desk.order('ann', 'buy', lots, 11, { tif: 'fok', selfTrade }))).toBe(code)
    if (code === undefined) expect(desk.engine.openOrders('ann').every(({ order }) => order.side === 'sell')).toBe(true)
    audit(desk.engine)
  })

  it('counts what icebergs of others hide, unless its own comes before that', () => {
    const desk = new Desk()
    desk.place('ben', 'sell', 20, 10, { display: 5 })
    expect(desk.refusal(desk.order('ann', 'buy', 21, 10, { tif: 'fok' }))).toBe('trading/not-filled')
    desk.place('ann', 'sell', 5, 10)
    expect(desk.refusal(desk.order('ann', 'buy', 6, 10, { tif: 'fok' }))).toBe('trading/not-filled')
    expect(desk.refusal(desk.order('ann', 'buy', 5, 10, { tif: 'fok' }))).toBeUndefined()
    expect(desk.refusal(desk.order('cat', 'buy', 20, 10, { tif: 'fok' }))).toBeUndefined()
    expect(desk.book()).toBe('empty')
  })
})
