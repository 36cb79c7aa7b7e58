import { expectFaithful } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acts, run } from './acts.ts'
import { checkSettled } from './settled-checks.ts'
import { SupportWorld } from './world.ts'

const runs = Number(process.env.INQUIRY_RUNS ?? 1)
/** How often what is spoken of happened. */
const happened = new Map<string, number>()

describe('over real clients', () => {
  /** One inquiry that waits, and all who look at it. */
  async function waiting(seed: number) {
    const world = new SupportWorld(seed)
    await world.open()
    await world.clock.advance(1_000)
    return { world, id: world.inquiries.find(({ customer }) => customer === 'ana')!.id }
  }

  test('of all who take one at once, before any has heard of another, one has it and the others hear who (Rocket.Chat 22206)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2 ** 31 - 2), fc.nat(60), async (seed, apartMs) => {
        const { world, id } = await waiting(seed + 1)
        try {
          const takers = (['alice', 'bob', 'sue'] as const).map((each) => world.agent(each))
          const answers: (string | undefined)[] = []
          for (const [at, { desk }] of takers.entries()) {
            const receipt = desk.commands.claim({ inquiry: id })
            receipt.then(
              () => (answers[at] = undefined),
              ({ code, message }) => (answers[at] = `${code} ${message}`),
            )
            if (at === 0) await world.clock.advance(apartMs / 60)
          }
          // All three are under way: nothing has been decided.
          expect(world.log('inquiry-desk/main').some(({ data }) => JSON.stringify(data).includes('claimed'))).toBe(
            false,
          )
          await world.clock.advance(2_000)
          const winner = answers.indexOf(undefined)
          const name = ['Alice', 'Bob', 'Sue'][winner]
          expect(answers.map((answer) => answer ?? 'has it')).toEqual(
            takers.map((_page, at) => (at === winner ? 'has it' : `inquiry/taken ${name} has it already.`)),
          )
          // It leaves the lists of the others live, and the customer hears of one who joined.
          for (const [at, { mine }] of takers.entries()) expect(id in mine.state.rows).toBe(at === winner)
          const ana = world.customer('ana').opened(id)
          await world.clock.advance(500)
          const joined = ana.state.recent.filter((entry) => entry.kind === 'line' && entry.line.what === 'joined')
          expect(joined).toMatchObject([{ line: { agent: { name } } }])
          await world.settle()
          await checkSettled(world)
        } finally {
          world.close()
        }
      }),
      { numRuns: Math.ceil(runs * 5) },
    )
  })

  test('whoever was away for a moment sees what a colleague answered meanwhile, and does not answer over it (Chatwoot 14934)', async () => {
    for (const trouble of ['cut', 'cutMidFlight', 'offline', 'crash'] as const) {
      const { world, id } = await waiting(7)
      const [alice, bob] = [world.agent('alice'), world.agent('bob')]
      alice.tell('claim', { inquiry: id })
      const hers = alice.opened(id)
      bob.opened(id)
      await world.clock.advance(1_000)
      const { n: after } = hers.state.recent.at(-1)!
      const before = hers.state
      if (trouble === 'offline') world.network.setOnline(alice.device, false)
      else if (trouble === 'crash') world.server.crash()
      else world.network[trouble](alice.device)
      bob.reply(id, true)
      // More than a host keeps to be caught up with: she is given all of it anew, or event by event.
      if (trouble === 'offline') for (let n = 0; n < 30; n++) world.customer('ana').write()
      await world.clock.advance(3_000)
      // Her page has not been loaded anew: it sends what she wrote meanwhile.
      const receipt = hers.commands.reply({ text: 'Mine', after })
      const answer = receipt.then(
        () => 'sent',
        ({ code }) => code,
      )
      world.network.setOnline(alice.device, true)
      await world.clock.advance(40_000)
      expect(await answer, trouble).toBe('inquiry/newer-reply')
      const answers = hers.state.recent.filter(({ kind }) => kind === 'agent')
      expect(answers, trouble).toMatchObject([{ by: { name: 'Bob' } }])
      expect(before.recent.length, trouble).toBeGreaterThan(0)
      await world.settle()
      await checkSettled(world)
      world.close()
    }
  })
})

describe('customers, agents of two teams and a supervisor, whatever misfortune does', { timeout: 600_000 }, () => {
  test('each inquiry has one place, each message somebody to answer it, and all see what the log says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2 ** 31 - 2), fc.boolean(), acts, async (seed, hasBot, all) => {
        const world = new SupportWorld(seed + 1, hasBot)
        await world.open()
        try {
          const half = Math.floor(all.length / 2)
          for (const part of [all.slice(0, half), all.slice(half)]) {
            for (const act of part) {
              await run(world, act)
              for (const page of world.pages)
                for (const handle of page.open.values())
                  if (handle.position !== undefined && handle.status === 'open') expectFaithful(handle, world.server)
            }
            await world.settle()
            const { seen } = await checkSettled(world)
            for (const [what, count] of seen) happened.set(what, (happened.get(what) ?? 0) + count)
          }
          expect(world.network.reports).toEqual([])
          expect(world.server.reports.filter((report) => !/disk|confirmed|crashed|cannot store/.test(report))).toEqual(
            [],
          )
        } finally {
          world.close()
        }
      }),
      { numRuns: Math.ceil(runs * 40) },
    )
    // It would say nothing of what never happened.
    for (const what of ['assigned', 'unassigned', 'team', 'priority', 'snoozed', 'woken', 'resolved', 'reopened'])
      expect(happened.get(what), what).toBeGreaterThan(0)
  })
})
