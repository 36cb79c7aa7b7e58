import { applyEvent } from '@parley/channel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUnread, type SendResult } from '../../src/contract/index.ts'
import { inboxChannel } from '../../src/inbox/channel.ts'
import type { InboxState } from '../../src/inbox/inbox-state.ts'
import { email, push, Stage, subscription } from '../stage.ts'

const runs = Number(process.env.NOTIFICATIONS_RUNS ?? 1) * 60
const noon = Date.parse('2026-01-15T11:00:00Z')

type Step = (stage: Stage) => Promise<unknown>
const part = fc.double({ min: 0, max: 0.999, noNaN: true })
const pick = <Item>(all: readonly Item[], at: number) => all[Math.floor(at * all.length)]

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({
      category: fc.constantFrom('news', 'outside'),
      key: fc.constantFrom('k1', 'k2', undefined),
      lives: fc.constantFrom(undefined, undefined, 1000),
      silent: fc.constantFrom(undefined, undefined, true),
    })
    .map(
      ({ category, key, lives, silent }): Step =>
        (stage) => {
          const expiresAt = lives === undefined ? {} : { expiresAt: stage.clock.now() + lives }
          return stage.notify('ana', { category, ...(key && { key }), ...(silent && { silent }), ...expiresAt })
        },
    ),
  fc.tuple(part, fc.constantFrom('read', 'archive', 'remove')).map(
    ([at, name]): Step =>
      async (stage) => {
        const n = pick(Object.keys((await stage.inbox('ana')).marks), at)
        if (n !== undefined) await stage.own('ana', name, { ids: [Number(n)] })
      },
  ),
  fc.constantFrom('k1', 'k2').map(
    (key): Step =>
      (stage) =>
        stage.system('inbox/ana', 'withdraw', { key }),
  ),
  fc.tuple(part, fc.constantFrom('push', 'email'), fc.constantFrom('sent', 'failed', 'later', 'gone')).map(
    ([at, way, status]): Step =>
      async (stage) => {
        const waiting = pick(await stage.queue(way), at)
        if (waiting === undefined) return
        const result = { status, ...(status === 'sent' ? {} : { reason: 'busy' }) } as SendResult
        await stage.report(way, waiting.delivery.id, waiting.attempts + 1, result)
      },
  ),
  fc.constantFrom('a', 'b').map(
    (name): Step =>
      (stage) => {
        const endpoint = `https://push.example.com/${name}`
        return stage.own('ana', 'subscribePush', { device: name, subscription: { ...subscription, endpoint } })
      },
  ),
  part.map(
    (at): Step =>
      async (stage) => {
        const id = pick(Object.keys((await stage.inbox('ana')).devices), at)
        if (id !== undefined) await stage.own('ana', 'unsubscribePush', { id })
      },
  ),
  fc.constantFrom(1, 600, 60_000).map(
    (ms): Step =>
      (stage) =>
        stage.advance(ms),
  ),
)

/** The whole state of Ana's inbox, as its log says. */
function stateOf(stage: Stage): InboxState {
  const { fold } = inboxChannel(stage.config)
  const state = fold.state() as InboxState
  for (const event of stage.log('inbox/ana')) applyEvent(fold, state, event as never)
  return state
}

/** What waits and is not called off is of what is there and unread, and to a device that is there. */
async function expectNothingOver(stage: Stage): Promise<void> {
  const { marks, devices } = stateOf(stage).inbox
  for (const { delivery, cancelled } of await queuesOf(stage)) {
    if (cancelled !== undefined) continue
    const mark = marks[delivery.n]
    if (delivery.category === 'news') expect(mark !== undefined && isUnread(mark)).toBe(true)
    if (delivery.device !== undefined) expect(Object.keys(devices)).toContain(delivery.device.id)
  }
}

async function queuesOf(stage: Stage) {
  return (await Promise.all(['push', 'email'].map((way) => stage.queue(way)))).flat()
}

const categories = { news: {}, outside: { ways: { inbox: false, push: true, email: true } } }
const lives = fc.array(step, { minLength: 5, maxLength: 40 })

async function lived(steps: readonly Step[], maxQueued: number): Promise<Stage> {
  const ways = [push, { ...email, afterMs: 500 }]
  const stage = new Stage({ categories, ways, limits: { maxQueued } }, noon)
  for (const each of steps) {
    await each(stage)
    await expectNothingOver(stage)
  }
  expect(stage.memory.reports).toEqual([])
  return stage
}

test('an inbox knows what its queues have not ended, and what is over waits in none without being called off', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (steps) => {
      const stage = await lived(steps, 10_000)
      const counts: { [place: string]: number } = {}
      for (const { delivery } of await queuesOf(stage)) {
        const place = `${delivery.n} ${delivery.way}`
        counts[place] = (counts[place] ?? 0) + 1
      }
      const { outgoing } = stateOf(stage).own
      expect(Object.fromEntries(outgoing.map(({ n, way, left }) => [`${n} ${way}`, left]))).toEqual(counts)
    }),
    { numRuns: runs },
  )
}, 120_000)

test('what finds no room in a queue comes when there is, unless it is over by then', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (steps) => {
      const stage = await lived(steps, 2)
      for (let round = 0; round < 200 && stateOf(stage).own.outgoing.length > 0; round++) {
        for (const { delivery, attempts } of await queuesOf(stage))
          await stage.report(delivery.way, delivery.id, attempts + 1, { status: 'sent' })
        await expectNothingOver(stage)
        await stage.advance(60_000)
        await expectNothingOver(stage)
      }
      expect(stateOf(stage).own.outgoing).toEqual([])
    }),
    { numRuns: runs },
  )
}, 120_000)
