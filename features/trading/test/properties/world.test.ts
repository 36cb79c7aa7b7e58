import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact } from '../../src/contract/index.ts'
import { acts, run } from './acts.ts'
import { checkSettled } from './settled-checks.ts'
import { TradingWorld } from './world.ts'

const runs = Number(process.env.TRADING_RUNS ?? 1)
/** How often what is spoken of happened. */
const happened = new Map<string, number>()

describe('what is due by the clock happens once, when it is due', () => {
  const limit = { market: 'BTC-USD', side: 'buy', type: 'limit', quantity: '0.5', price: '100.00' } as const
  const afterMs = 10_000

  async function waiting() {
    const world = new TradingWorld(5)
    await world.open()
    const [ana, ben] = [world.trader('ana'), world.trader('ben')]
    ana.place({ ...limit, tif: 'gtd', until: world.clock.now() + afterMs })
    ben.place(limit)
    await world.clock.advance(1_000)
    ben.tell('deadMan', ben.account.deadMan(afterMs))
    await world.clock.advance(1_000)
    return { world, ana, ben }
  }

  test.each(['no trouble', 'crash', 'restart', 'nobody there'] as const)('%s', async (trouble) => {
    const { world, ana, ben } = await waiting()
    const at = world.clock.now()
    if (trouble === 'crash') world.server.crash()
    if (trouble === 'restart') void world.server.restart()
    if (trouble === 'nobody there') for (const { device } of world.pages) world.network.setOnline(device, false)
    await world.clock.advance(afterMs - 2_500)
    expect(world.log().flatMap(ended)).toEqual([])
    // Again, in the midst of what is due.
    if (trouble === 'crash') void world.clock.setTimer(() => world.server.crash('late'), 501)
    await world.settle()
    const [one, other, ...more] = world.log().flatMap(ended)
    expect([one, other, ...more]).toMatchObject([{ reason: 'expired' }, { reason: 'dead-man' }])
    for (const { at: endedAt } of [one!, other!]) expect(endedAt - at).toBeLessThan(afterMs + 2_000)
    for (const { account } of [ana, ben]) expect([account.orders, account.deadManUntil]).toEqual([[], undefined])
    checkSettled(world, 0)
    world.close()
  })

  function ended({ type, at, data }: { type: string; at: number; data: { facts: readonly Fact[] } }) {
    if (type !== 'executed') return []
    return data.facts.flatMap((fact) => (fact.type === 'ended' ? [{ at, reason: fact.reason }] : []))
  }
})

describe('traders with several pages and people who look on, whatever misfortune does', { timeout: 600_000 }, () => {
  test('each order is placed once, no money is made or lost, and all see what the log says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2 ** 31 - 2), acts, async (seed, all) => {
        const world = new TradingWorld(seed + 1)
        await world.open()
        try {
          for (const act of all) await run(world, act)
          await world.settle()
          for (const fact of checkSettled(world, seed)) {
            const what = fact.type === 'ended' ? fact.reason : fact.type
            happened.set(what, (happened.get(what) ?? 0) + 1)
          }
          expect(world.network.reports).toEqual([])
          expect(world.server.reports.filter((report) => !/disk|confirmed|crashed|cannot store/.test(report))).toEqual(
            [],
          )
        } finally {
          world.close()
        }
      }),
      { numRuns: Math.ceil(runs * 12) },
    )
    // It would say nothing of what never happened.
    for (const what of ['accepted', 'traded', 'triggered', 'expired', 'dead-man', 'status', 'user'])
      expect(happened.get(what), what).toBeGreaterThan(0)
  })
})
