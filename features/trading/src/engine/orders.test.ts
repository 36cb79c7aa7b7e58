import { describe, expect, it } from 'vitest'
import { audit } from '../../test/engine/audit.ts'
import { Desk, ends, kinds, plainAssets, trades } from '../../test/engine/desk.ts'
import { Engine } from '../engine.ts'

describe('Engine: icebergs', () => {
  it('show a slice at a time, and each new slice goes behind the others of its price', () => {
    const desk = new Desk()
    desk.place('ann', 'sell', 25, 100, { display: 10 })
    desk.place('cat', 'sell', 5, 100)
    expect(desk.book()).toBe('S100:15')
    const facts = desk.place('ben', 'buy', 12, 100)
    expect(trades(facts)).toBe('1x3@100:10 2x3@100:2')
    expect(kinds(facts)).toBe('accepted traded refilled traded')
    expect(desk.queue('sell')).toBe('#2 3@100 #1 15@100')
    expect(desk.book()).toBe('S100:13')
    expect(trades(desk.place('ben', 'buy', 18, 100))).toBe('2x4@100:3 1x4@100:10 1x4@100:5')
    expect(desk.book()).toBe('empty')
    audit(desk.engine)
  })

  it('that are made smaller than their slice show all', () => {
    const desk = new Desk()
    desk.place('ann', 'sell', 25, 100, { display: 10, client: 'ice' })
    desk.do({ do: 'amend', account: 'ann', ref: { client: 'ice' }, leaves: 4 })
    expect(desk.book()).toBe('S100:4')
    audit(desk.engine)
  })
})

describe('Engine: market orders by amount', () => {
  const buy = (desk: Desk, amount: number) => {
    const { lots: _, ...command } = desk.order('ben', 'buy', 0, undefined, { type: 'market', amount })
    return command
  }

  it('spend the amount with the fee, to the last lot that it pays for', () => {
    const desk = new Desk({ takerPpm: 10_000 })
    desk.place('ann', 'sell', 5, 100)
    desk.place('ann', 'sell', 5, 110)
    // 5 × 100 + 5 of fee, 4 × 110 + 5 of fee; one more would be past 1000.
    const facts = desk.do(buy(desk, 1000))
    expect(trades(facts)).toBe('1x3@100:5 2x3@110:4')
    expect(ends(facts)).toBe('#3 filled amount-spent 0')
    expect(desk.engine.free('ben', 'B')).toBe(1_000_000_000_000 - 505 - 445)
    expect(desk.engine.fees('B')).toBe(10)
    audit(desk.engine)
  })

  it('expire with the rest of the amount where there is too little to be had', () => {
    const desk = new Desk()
    desk.place('ann', 'sell', 5, 100)
    expect(ends(desk.do(buy(desk, 1000)))).toBe('#2 expired ioc 0')
    expect(desk.engine.locked('ben', 'B')).toBe(0)
  })

  it('that would not pay for one lot are refused', () => {
    const desk = new Desk()
    desk.place('ann', 'sell', 5, 100)
    expect(desk.refusal(buy(desk, 99))).toBe('trading/min-notional')
  })

  it('sell as many lots as bring the amount, and hold what that would take at the worst price', () => {
    const desk = new Desk({ protectionPpm: 500_000 })
    desk.place('ann', 'buy', 5, 100)
    desk.place('ann', 'buy', 5, 90)
    const { lots: _, ...command } = desk.order('ben', 'sell', 0, undefined, { type: 'market', amount: 700 })
    const [accepted] = desk.engine.decide(command, 1) as readonly { locked?: number }[]
    expect(accepted?.locked).toBe(14)
    const facts = desk.do(command)
    expect(trades(facts)).toBe('1x3@100:5 2x3@90:2')
    expect(ends(facts)).toBe('#3 filled amount-spent 0')
    audit(desk.engine)
  })
})

describe('Engine: cancel and replace', () => {
  const replace = (desk: Desk, mode: 'stop-on-failure' | 'allow-failure', client: string, lots: number) => {
    const { do: _, account: __, ...place } = desk.order('ann', 'buy', lots, 10, { client: 'new' })
    return { do: 'replace' as const, account: 'ann', ref: { client }, mode, place }
  }

  it.each(['stop-on-failure', 'allow-failure'] as const)('%s: does both', (mode) => {
    const desk = new Desk()
    desk.place('ann', 'buy', 5, 10, { client: 'old' })
    const facts = desk.do(replace(desk, mode, 'old', 7))
    expect(kinds(facts)).toBe('ended accepted rested')
    expect(ends(facts)).toBe('#1 canceled replaced 5')
  })

  it('what the old one held pays for the new one', () => {
    const desk = new Desk({}, ['ann'], 50)
    desk.place('ann', 'buy', 5, 10, { client: 'old' })
    expect(desk.engine.free('ann', 'B')).toBe(0)
    desk.do(replace(desk, 'stop-on-failure', 'old', 5))
    expect(desk.queue('buy')).toBe('#2 5@10')
  })

  it('stop-on-failure: without an old one nothing is placed', () => {
    const desk = new Desk()
    expect(desk.refusal(replace(desk, 'stop-on-failure', 'old', 7))).toBe('trading/not-replaced')
  })

  it('allow-failure: without an old one the new one is placed all the same, and it is told', () => {
    const desk = new Desk()
    const facts = desk.do(replace(desk, 'allow-failure', 'old', 7))
    expect(kinds(facts)).toBe('accepted rested replace-refused')
    expect(facts[2]).toMatchObject({ half: 'cancel', code: 'trading/unknown-order', client: 'new' })
  })

  it.each(['stop-on-failure', 'allow-failure'] as const)(
    '%s: the old one is gone also if the new one is refused, and it is told',
    (mode) => {
      const desk = new Desk({}, ['ann'], 50)
      desk.place('ann', 'buy', 5, 10, { client: 'old' })
      const facts = desk.do(replace(desk, mode, 'old', 6))
      expect(kinds(facts)).toBe('ended replace-refused')
      expect(facts[1]).toMatchObject({ half: 'place', code: 'trading/insufficient-funds' })
      expect(desk.engine.free('ann', 'B')).toBe(50)
    },
  )

  it('allow-failure: if both are refused nothing happened', () => {
    const desk = new Desk({}, ['ann'], 50)
    expect(desk.refusal(replace(desk, 'allow-failure', 'old', 6))).toBe('trading/insufficient-funds')
  })
})

describe('Engine: what ends by itself', () => {
  it('an order good till a date ends with the clock, also while the market is halted', () => {
    const desk = new Desk()
    desk.place('ann', 'buy', 5, 10, { tif: 'gtd', until: desk.at + 100 })
    desk.do({ do: 'status', market: 'A-B', status: 'halted' })
    expect(desk.engine.nextDue()).toBe(desk.at + 100)
    desk.at += 99
    expect(desk.do({ do: 'clock' })).toEqual([])
    desk.at += 1
    expect(ends(desk.do({ do: 'clock' }))).toBe('#1 expired expired 5')
    expect(desk.engine.nextDue()).toBeUndefined()
  })

  it('a dead-man switch that is not set again cancels all of its owner’s, once', () => {
    const desk = new Desk()
    desk.place('ann', 'buy', 5, 10)
    desk.place('ben', 'buy', 5, 10)
    desk.place('ann', 'buy', 5, 11, { type: 'stop', stop: 11 })
    desk.do({ do: 'dead-man', account: 'ann', until: desk.at + 60 })
    desk.at += 50
    desk.do({ do: 'dead-man', account: 'ann', until: desk.at + 60 })
    desk.at += 59
    expect(desk.do({ do: 'clock' })).toEqual([])
    desk.at += 1
    expect(ends(desk.do({ do: 'clock' }))).toBe('#1 canceled dead-man 5, #3 canceled dead-man 5')
    expect(desk.engine.deadMan('ann')).toBeUndefined()
    expect(desk.queue('buy')).toBe('#2 5@10')
    desk.place('ann', 'buy', 5, 10)
    desk.at += 1000
    expect(desk.do({ do: 'clock' })).toEqual([])
  })

  it('a switch that is off again cancels nothing', () => {
    const desk = new Desk()
    desk.place('ann', 'buy', 5, 10)
    desk.do({ do: 'dead-man', account: 'ann', until: desk.at + 60 })
    desk.do({ do: 'dead-man', account: 'ann' })
    desk.at += 100
    expect(desk.do({ do: 'clock' })).toEqual([])
  })

  it('what is due is done in the order in which it became due', () => {
    const desk = new Desk()
    desk.do({ do: 'status', market: 'A-B', status: 'open' })
    desk.place('ann', 'buy', 5, 10, { tif: 'gtd', until: desk.at + 30 })
    desk.place('ann', 'buy', 5, 10, { tif: 'gtd', until: desk.at + 10 })
    desk.do({ do: 'dead-man', account: 'ben', until: desk.at + 20 })
    desk.at += 100
    const facts = desk.do({ do: 'clock' })
    expect(kinds(facts)).toBe('ended dead-man ended')
    expect(ends(facts)).toBe('#2 expired expired 5, #1 expired expired 5')
  })
})

describe('Engine: cancel all', () => {
  it('takes one side, one market, or those alone that end with their owner’s connection', () => {
    const desk = new Desk()
    desk.place('ann', 'buy', 1, 10)
    desk.place('ann', 'buy', 1, 11, { cancelOnDisconnect: true })
    desk.place('ann', 'sell', 1, 12)
    desk.place('ben', 'buy', 1, 10)
    expect(ends(desk.do({ do: 'cancel-all', account: 'ann', reason: 'disconnect' }))).toBe('#2 canceled disconnect 1')
    expect(ends(desk.do({ do: 'cancel-all', account: 'ann', side: 'sell' }))).toBe('#3 canceled user 1')
    expect(ends(desk.do({ do: 'cancel-all', account: 'ann', market: 'A-B' }))).toBe('#1 canceled user 1')
    expect(desk.do({ do: 'cancel-all', account: 'ann' })).toEqual([])
    expect(desk.refusal({ do: 'cancel-all', account: 'ann', market: 'X-Y' })).toBe('trading/no-market')
    expect(desk.queue('buy')).toBe('#4 1@10')
  })
})

describe('Engine: fees', () => {
  it('are paid by the buyer on top and by the seller out of what he gets, rounded up, and go to the exchange', () => {
    const desk = new Desk({ makerPpm: 1000, takerPpm: 2000 }, ['ann', 'ben'], 100_000)
    desk.place('ann', 'sell', 7, 101)
    desk.place('ben', 'buy', 7, 101)
    // Of 707: 0.707 and 1.414.
    expect(desk.engine.free('ann', 'B')).toBe(100_000 + 707 - 1)
    expect(desk.engine.free('ben', 'B')).toBe(100_000 - 707 - 2)
    expect(desk.engine.fees('B')).toBe(3)
    audit(desk.engine)
  })

  it('that are raised take no more from an order than it held for them', () => {
    const desk = new Desk({ makerPpm: 0, takerPpm: 0 }, ['ann', 'ben'], 1000)
    desk.place('ann', 'buy', 10, 100)
    expect(desk.engine.free('ann', 'B')).toBe(0)
    desk.do({ do: 'fees', market: 'A-B', makerPpm: 10_000, takerPpm: 10_000 })
    desk.place('ben', 'sell', 10, 100)
    expect(desk.engine.free('ann', 'B')).toBe(0)
    expect(desk.engine.fees('B')).toBe(10)
    audit(desk.engine)
  })
})

describe('Engine: sums of books', () => {
  it('a decision says what the sum of each book that it changes would be', () => {
    const desk = new Desk()
    const sums = {}
    const command = desk.order('ann', 'buy', 5, 10)
    desk.engine.decide(command, 1, sums)
    expect(desk.engine.market('A-B')?.sum).toBe(0)
    desk.do(command)
    expect(sums).toEqual({ 'A-B': desk.engine.market('A-B')?.sum })
    const none = {}
    desk.engine.decide({ do: 'clock' }, 1, none)
    expect(none).toEqual({})
  })
})

describe('Engine: a trial', () => {
  it('is taken back whole, also if decisions were asked for within it', () => {
    const desk = new Desk()
    desk.place('ann', 'sell', 5, 100)
    const before = JSON.stringify(desk.engine.save())
    desk.engine.trial(() => {
      desk.place('ben', 'buy', 3, 100)
      desk.engine.decide(desk.order('ben', 'buy', 2, 100), 1)
      desk.place('ben', 'buy', 4, 100)
      expect(desk.book()).toBe('B100:2')
    })
    expect(JSON.stringify(desk.engine.save())).toBe(before)
    expect(trades(desk.place('ben', 'buy', 5, 100))).toBe('1x2@100:5')
    audit(desk.engine)
  })
})

describe('Engine: loaded', () => {
  it('knows the assets that it was loaded with, too', () => {
    const desk = new Desk()
    const engine = Engine.load({ assets: [...plainAssets, { name: 'C', decimals: 0 }] }, desk.engine.save())
    expect(engine.assets.map(({ name }) => name)).toEqual(['A', 'B', 'C'])
    expect(engine.execute({ do: 'deposit', account: 'ann', asset: 'C', units: 1 }, 1)).toHaveLength(1)
  })

  it('an iceberg of more than 100 slices is not taken, whichever way it comes', () => {
    const desk = new Desk()
    const iceberg = desk.order('ann', 'sell', 1_001, 100, { display: 10 })
    expect(desk.engine.decide(iceberg, 0)).toMatchObject({
      code: 'trading/bad-order',
      message: 'An iceberg shows at least a hundredth of its lots.',
    })
    const stop = { type: 'stop-limit' as const, stop: 90 }
    expect(desk.refusal(desk.order('ann', 'sell', 1_001, 100, { display: 10, ...stop }))).toBe('trading/bad-order')
    desk.place('ann', 'sell', 1_000, 100, { display: 10 })
    const amend = { do: 'amend' as const, account: 'ann', ref: { order: 1 } }
    expect(desk.refusal({ ...amend, leaves: 1_001 })).toBe('trading/bad-order')
    expect(desk.refusal({ ...amend, leaves: 999 })).toBeUndefined()
    const { do: _, account: __, ...placing } = iceberg
    const replace = { do: 'replace' as const, account: 'ann', ref: { order: 1 }, mode: 'allow-failure' as const }
    expect(kinds(desk.do({ ...replace, place: placing }))).toBe('ended replace-refused')
    audit(desk.engine)
  })

  it('an order that is moved holds for the fees of now; one that is made smaller for those it was taken with', () => {
    const desk = new Desk({ makerPpm: 0, takerPpm: 0 })
    desk.place('ann', 'buy', 10, 100_000)
    desk.place('ann', 'buy', 10, 90_000)
    desk.do({ do: 'fees', market: 'A-B', makerPpm: 1_000, takerPpm: 1_000 })
    const amend = { do: 'amend' as const, account: 'ann' }
    const before = JSON.stringify(desk.engine.save())
    desk.engine.decide({ ...amend, ref: { order: 1 }, price: 100_001 }, 0)
    expect(JSON.stringify(desk.engine.save())).toBe(before)
    desk.do({ ...amend, ref: { order: 1 }, leaves: 20 })
    desk.do({ ...amend, ref: { order: 2 }, leaves: 5 })
    expect(desk.engine.locked('ann', 'B')).toBe(20 * 100_000 + 2_000 + 5 * 90_000)
    expect(desk.place('ben', 'sell', 20, 100_000).find(({ type }) => type === 'traded')).toMatchObject({
      makerFee: 2_000,
    })
    audit(desk.engine)
  })
})
