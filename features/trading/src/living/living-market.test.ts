import { describe, expect, test } from 'vitest'
import type { BotAction, BotOrder, SeenMarket } from './actions.ts'
import { type Bot, LivingMarket } from './living-market.ts'
import { crashMs } from './scenario.ts'

const start = 1_700_000_000_000
const none: SeenMarket = { bid: undefined, ask: undefined, last: undefined, orders: [] }

/** A market whose maker's orders all stand, and are never traded: enough to see what bots do of themselves. */
class Watched {
  readonly living: LivingMarket
  readonly orders = new Map<string, BotOrder>()
  readonly taken: BotAction[] = []
  #at = start

  constructor(seed = 1) {
    this.living = new LivingMarket({ market: 'BTC-USD', seed, price: 1_000_000, lots: 2000, start })
  }

  step(elapsedMs = 250): { readonly [Bot_ in Bot]: readonly BotAction[] } {
    this.#at += elapsedMs
    const prices = (side: string) =>
      [...this.orders.values()].filter((order) => order.side === side).map(({ price }) => price)
    const [bid, ask] = [Math.max(...prices('buy'), 0) || undefined, Math.min(...prices('sell'), Infinity)]
    const book = { bid, ask: ask === Infinity ? undefined : ask, last: this.living.fair }
    const seen = { ...book, orders: [...this.orders.values()] }
    const actions = this.living.step(
      { maker: seen, taker: { ...book, orders: [] }, trend: { ...book, orders: [] } },
      this.#at,
    )
    for (const action of actions.maker) {
      if (action.do === 'cancel') this.orders.delete(action.client)
      else this.orders.set(action.client, { ...action, price: action.price ?? 0, leaves: action.lots })
    }
    this.taken.push(...actions.taker, ...actions.trend)
    return actions
  }

  /** So long, in steps of a quarter of a second. */
  run(ms: number): void {
    for (let passed = 0; passed < ms; passed += 250) this.step()
  }
}

describe('a living market', () => {
  test('has a book on both sides after three steps, the best of it beside the fair price', () => {
    const market = new Watched()
    for (let step = 0; step < 3; step++) market.step()
    const sides = [...market.orders.values()].map(({ side }) => side)
    expect(sides.filter((side) => side === 'buy').length).toBeGreaterThan(30)
    expect(sides.filter((side) => side === 'sell').length).toBeGreaterThan(30)
    const bids = [...market.orders.values()].filter(({ side }) => side === 'buy').map(({ price }) => price)
    expect(1 - Math.max(...bids) / market.living.fair).toBeLessThan(0.001)
  })

  describe('after a restart', () => {
    const restarted = (last: number | undefined, day: readonly number[] = []) => {
      const living = new LivingMarket({ market: 'BTC-USD', seed: 1, price: 1_000_000, lots: 2000, start })
      if (day.length > 0) living.begin('recorded', day)
      const seen = { ...none, last }
      const { maker } = living.step({ maker: seen, taker: seen, trend: seen }, start)
      return { living, prices: maker.flatMap((action) => (action.do === 'cancel' ? [] : [action.price ?? 0])) }
    }

    test('goes on where trading ended, not where it was planned', () => {
      const { living, prices } = restarted(1_400_000)
      expect(living.fair).toBe(1_400_000)
      expect(prices.length).toBeGreaterThan(0)
      for (const price of prices) expect(Math.abs(price / 1_400_000 - 1)).toBeLessThan(0.1)
    })

    test('stays within its bounds of where it was planned', () => {
      expect(restarted(90_000_000).living.fair).toBe(5_000_000)
      expect(restarted(10).living.fair).toBe(200_000)
    })

    test('begins where it was planned if nothing was traded', () => {
      expect(restarted(undefined).living.fair).toBe(1_000_000)
    })

    test('follows a recorded day from where trading ended', () => {
      const day = [100, 200, 400]
      const { living } = restarted(1_400_000, day)
      expect(living.fair).toBe(1_400_000)
      const seen = { ...none, last: 1_400_000 }
      for (let at = 5_000; at <= 60_000; at += 5_000) living.step({ maker: seen, taker: seen, trend: seen }, start + at)
      expect(living.fair).toBe(2_800_000)
    })
  })

  test('never offers to buy for more than it offers to sell', () => {
    const market = new Watched(3)
    market.living.begin('flash-crash')
    for (let step = 0; step < 1000; step++) {
      market.step()
      const of = (side: string) =>
        [...market.orders.values()].filter((order) => order.side === side).map(({ price }) => price)
      expect(Math.max(...of('buy'), 0)).toBeLessThan(Math.min(...of('sell'), Infinity))
    }
  })

  test('does no more in one step than one command may carry, and cancels first', () => {
    const market = new Watched(4)
    market.living.begin('flash-crash')
    for (let step = 0; step < 400; step++) {
      const { maker } = market.step()
      expect(maker.length).toBeLessThanOrEqual(50)
      const kinds = maker.map((action) => action.do)
      expect(kinds).toEqual([...kinds].sort())
    }
  })

  test('does the same from the same seed, and something else from another', () => {
    const done = (seed: number) => {
      const market = new Watched(seed)
      return JSON.stringify(Array.from({ length: 200 }, () => market.step()))
    }
    expect(done(5)).toBe(done(5))
    expect(done(5)).not.toBe(done(6))
  })

  test('trades about as often as its mood says', () => {
    const market = new Watched(7)
    market.run(300_000)
    expect(market.taken.length).toBeGreaterThan(120)
    expect(market.taken.length).toBeLessThan(500)
  })

  test('falls in a flash crash by a tenth or so, and has come back most of the way after two minutes', () => {
    const market = new Watched(8)
    market.run(5000)
    const before = market.living.fair
    market.living.begin('flash-crash')
    market.run(crashMs.fall)
    const low = market.living.fair
    market.run(crashMs.rebound)
    expect(low / before).toBeLessThan(0.93)
    expect(market.living.fair - low).toBeGreaterThan((before - low) * 0.4)
  })

  test('rises in a rally and sinks in a slump', () => {
    const after = (scenario: 'rally' | 'slump') => {
      const market = new Watched(9)
      market.living.begin(scenario)
      market.run(20 * 60_000)
      return market.living.fair
    }
    expect(after('rally')).toBeGreaterThan(1_050_000)
    expect(after('slump')).toBeLessThan(950_000)
  })

  test('follows a recorded day in its own scale, from where it stands, and wanders on when the day is over', () => {
    const market = new Watched(10)
    market.living.begin('recorded', [100, 101, 99, 103])
    const before = market.living.fair
    market.run(3 * 60_000 - 250)
    expect(market.living.fair / before).toBeCloseTo(1.03, 3)
    market.run(60_000)
    expect(market.living.fair / before).toBeGreaterThan(0.9)
  })

  test('stands still while it is paused, and goes faster with the speed', () => {
    const market = new Watched(11)
    market.step()
    market.living.paused = true
    const { fair } = market.living
    market.run(10_000)
    expect(market.living.fair).toBe(fair)
    market.living.paused = false
    market.living.speed = 10
    market.living.begin('rally')
    market.run(60_000)
    expect(market.living.fair / fair).toBeGreaterThan(1.02)
  })

  test('takes nothing where there is no book', () => {
    const { living } = new Watched(12)
    const { taker, trend } = living.step({ maker: none, taker: none, trend: none }, start)
    expect([...taker, ...trend]).toEqual([])
  })
})
