// The cases that exchange-core is tested by, and others that exchanges say of themselves.
import { beforeEach, describe, expect, it } from 'vitest'
import { audit } from '../../test/engine/audit.ts'
import { Desk, ends, trades } from '../../test/engine/desk.ts'

describe('Engine: the base book of exchange-core', () => {
  let desk: Desk
  beforeEach(() => {
    desk = new Desk({}, ['ann', 'ben'], 1_000_000_000_000)
    const orders: [side: 'buy' | 'sell', lots: number, price: number][] = [
      ...(
        [
          [100, 81_600],
          [50, 81_599],
          [25, 81_599],
        ] as const
      ).map(([lots, price]) => ['sell', lots, price] as ['sell', number, number]),
      ['buy', 40, 81_593],
      ...(
        [
          [20, 81_590],
          [1, 81_590],
          [20, 81_200],
        ] as const
      ).map(([lots, price]) => ['buy', lots, price] as ['buy', number, number]),
      ...(
        [
          [28, 201_000],
          [32, 201_000],
          [10, 200_954],
        ] as const
      ).map(([lots, price]) => ['sell', lots, price] as ['sell', number, number]),
      ...(
        [
          [12, 10_000],
          [1, 10_000],
          [2, 9136],
        ] as const
      ).map(([lots, price]) => ['buy', lots, price] as ['buy', number, number]),
    ]
    for (const [side, lots, price] of orders) desk.place('ann', side, lots, price)
  })

  // #1 100@81600, #2 50 and #3 25 @81599, #4 40@81593, #5 20 and #6 1 @81590, #7 20@81200, #8 28 and #9 32 @201000, #10 10@200954.
  it('an immediate sell of 41 takes the best bid, then the first of the next', () => {
    const facts = desk.place('ben', 'sell', 41, 1, { tif: 'ioc' })
    expect(trades(facts)).toBe('4x14@81593:40 5x14@81590:1')
  })

  it('an immediate buy of 175 takes the first two levels', () => {
    const facts = desk.place('ben', 'buy', 175, 300_000, { tif: 'ioc' })
    expect(trades(facts)).toBe('2x14@81599:50 3x14@81599:25 1x14@81600:100')
  })

  it('an immediate buy of 270 takes all 245, and 25 expire', () => {
    const facts = desk.place('ben', 'buy', 270, 300_000, { tif: 'ioc' })
    expect(trades(facts).split(' ')).toHaveLength(6)
    expect(ends(facts)).toBe('#14 expired ioc 25')
    expect(desk.engine.levels('A-B', 'sell')).toEqual([])
  })

  it('a buy of 77 at the best ask takes that level, and 2 rest', () => {
    const facts = desk.place('ben', 'buy', 77, 81_599)
    expect(trades(facts)).toBe('2x14@81599:50 3x14@81599:25')
    expect(desk.engine.market('A-B')?.bestBid).toEqual([81_599, 2])
  })

  it('a buy of 77 one tick above takes 2 of the next level', () => {
    const facts = desk.place('ben', 'buy', 77, 81_600)
    expect(trades(facts)).toBe('2x14@81599:50 3x14@81599:25 1x14@81600:2')
    expect(desk.engine.market('A-B')?.bestAsk).toEqual([81_600, 98])
  })

  it('a buy of 1000 beyond all asks takes all, and 755 rest', () => {
    const facts = desk.place('ben', 'buy', 1000, 220_000)
    expect(trades(facts)).toBe(
      '2x14@81599:50 3x14@81599:25 1x14@81600:100 10x14@200954:10 8x14@201000:28 9x14@201000:32',
    )
    expect(desk.engine.market('A-B')?.bestBid).toEqual([220_000, 755])
    audit(desk.engine)
  })
})

describe('Engine: what orders hold', () => {
  const steps = { lotUnits: 100_000, stepUnits: 10 }
  const give = (desk: Desk, account: string, asset: string, units: number) =>
    desk.do({ do: 'deposit', account, asset, units })

  it('a bid and an ask need their last unit, and each gets what the other held', () => {
    const desk = new Desk(steps, [])
    give(desk, 'ann', 'B', 2_000_000)
    give(desk, 'ben', 'A', 699_999)
    expect(desk.refusal(desk.order('ann', 'buy', 7, 30_000))).toBe('trading/insufficient-funds')
    expect(desk.refusal(desk.order('ben', 'sell', 7, 30_000))).toBe('trading/insufficient-funds')
    give(desk, 'ann', 'B', 100_000)
    give(desk, 'ben', 'A', 1)
    desk.place('ann', 'buy', 7, 30_000)
    expect([desk.engine.free('ann', 'B'), desk.engine.locked('ann', 'B')]).toEqual([0, 2_100_000])
    desk.place('ben', 'sell', 7, 30_000)
    expect([desk.engine.free('ann', 'A'), desk.engine.free('ben', 'B')]).toEqual([700_000, 2_100_000])
    expect([desk.engine.locked('ann', 'B'), desk.engine.locked('ben', 'A')]).toEqual([0, 0])
  })

  it('a bid holds at its reserve, moves below it for nothing, and gets back what it did not pay', () => {
    const desk = new Desk(steps, [])
    give(desk, 'ann', 'B', 94_000_000)
    give(desk, 'ben', 'A', 100_000_000)
    const bid = (reserve: number) => desk.order('ann', 'buy', 500, 18_000, { client: 'bid', reserve })
    expect(desk.refusal(bid(19_000))).toBe('trading/insufficient-funds')
    desk.do(bid(18_500))
    expect(desk.engine.free('ann', 'B')).toBe(1_500_000)
    const move = (price: number) => ({ do: 'amend' as const, account: 'ann', ref: { client: 'bid' }, price })
    expect(desk.refusal(move(18_501))).toBe('trading/insufficient-funds')
    desk.do(move(18_500))
    desk.do(move(17_500))
    expect(desk.engine.free('ann', 'B')).toBe(1_500_000)
    desk.place('ben', 'sell', 1000, 30_000, { client: 'ask' })
    const facts = desk.do({ do: 'amend', account: 'ben', ref: { client: 'ask' }, price: 16_900 })
    expect(trades(facts)).toBe('1x2@17500:500')
    expect([desk.engine.free('ann', 'B'), desk.engine.free('ann', 'A')]).toEqual([6_500_000, 50_000_000])
    expect(desk.engine.free('ben', 'B')).toBe(87_500_000)
    desk.do({ do: 'cancel', account: 'ben', ref: { client: 'ask' } })
    expect([desk.engine.free('ben', 'A'), desk.engine.locked('ben', 'A')]).toEqual([50_000_000, 0])
    audit(desk.engine)
  })
})

describe('Engine: at whose price', () => {
  it('a moved order trades at the price of the one it meets', () => {
    const desk = new Desk()
    desk.place('ann', 'sell', 5, 1600, { client: '101' })
    desk.place('ben', 'buy', 4, 1583, { client: '202' })
    const facts = desk.do({ do: 'amend', account: 'ann', ref: { client: '101' }, price: 1580 })
    expect(trades(facts)).toBe('2x1@1583:4')
    expect(desk.book()).toBe('S1580:1')
  })

  it('a sell at 80 that meets a bid at 100 trades at 100', () => {
    const desk = new Desk()
    desk.place('ann', 'buy', 1, 100)
    expect(trades(desk.place('ben', 'sell', 1, 80))).toBe('1x2@100:1')
  })
})

describe('Engine: places in the queue', () => {
  it('one that is made smaller keeps its place; one that is replaced goes to the end', () => {
    const desk = new Desk()
    for (const [client, lots] of [
      ['10', 10],
      ['15', 55],
      ['20', 40],
    ] as const) {
      desk.place('ann', 'sell', lots, 87_000, { client })
    }
    desk.do({ do: 'amend', account: 'ann', ref: { client: '15' }, leaves: 50 })
    expect(desk.queue('sell')).toBe('#1 10@87000 #2 50@87000 #3 40@87000')
    const place = { ...desk.order('ann', 'sell', 50, 87_000, { client: '22' }) }
    desk.do({ do: 'replace', account: 'ann', ref: { client: '15' }, mode: 'stop-on-failure', place })
    expect(desk.queue('sell')).toBe('#1 10@87000 #3 40@87000 #4 50@87000')
  })

  it('one that traded in part keeps its place', () => {
    const desk = new Desk()
    desk.place('ann', 'sell', 10, 100)
    desk.place('ann', 'sell', 10, 100)
    desk.place('ben', 'buy', 4, 100)
    expect(desk.queue('sell')).toBe('#1 6@100 #2 10@100')
  })

  it.each([
    ['more lots', { leaves: 11 }],
    ['another price and back', { price: 101 }],
  ])('%s costs the place', (_, change) => {
    const desk = new Desk()
    desk.place('ann', 'sell', 10, 100, { client: 'first' })
    desk.place('ann', 'sell', 10, 100)
    desk.do({ do: 'amend', account: 'ann', ref: { client: 'first' }, ...change })
    desk.do({ do: 'amend', account: 'ann', ref: { client: 'first' }, price: 100 })
    expect(desk.queue('sell')).toMatch(/^#2 .* #1 /)
  })
})

describe('Engine: a market without enough', () => {
  it('a market buy of 6 where 4 are to be had gets 4, and expires', () => {
    const desk = new Desk()
    desk.place('ann', 'sell', 4, 100)
    const facts = desk.place('ben', 'buy', 6, undefined, { type: 'market' })
    expect(trades(facts)).toBe('1x2@100:4')
    expect(ends(facts)).toBe('#2 expired ioc 2')
    expect(desk.engine.locked('ben', 'B')).toBe(0)
  })

  it('a market order that nothing stands against is refused', () => {
    const desk = new Desk()
    expect(desk.refusal(desk.order('ben', 'buy', 6, undefined, { type: 'market' }))).toBe('trading/no-liquidity')
    desk.place('ann', 'sell', 4, 100)
    expect(desk.refusal(desk.order('ben', 'buy', 6, 99, { type: 'market' }))).toBe('trading/no-liquidity')
  })
})
