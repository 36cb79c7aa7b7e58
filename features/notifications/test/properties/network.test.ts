import { expectFaithful, expectLevel } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countsOf, isUnread } from '../../src/contract/index.ts'
import { type InboxHandle, InboxWorld } from './inbox-world.ts'

interface Act {
  readonly what: string
  run(world: InboxWorld): void | Promise<void>
}

const deviceNames = ['ana/phone', 'ana/laptop', 'ana/tab'] as const
const which = fc.nat({ max: deviceNames.length - 1 })
const part = fc.double({ min: 0, max: 1, noNaN: true })
/** What a device can say is what it sees; refusals belong to it. */
const ignore = () => {}

function marking(what: string, does: (inbox: InboxHandle, n: number) => Promise<unknown>): fc.Arbitrary<Act> {
  return fc.tuple(which, part).map(([at, where]) => ({
    what: `${deviceNames[at]} ${what} ${where.toFixed(2)}`,
    run: ({ devices }) => {
      const { inbox } = devices[at]!
      const kept = Object.keys(inbox.state.marks).map(Number)
      const n = kept[Math.min(kept.length - 1, Math.floor(where * kept.length))]
      if (n !== undefined) void does(inbox, n).catch(ignore)
    },
  }))
}

let titles = 0
const notify = fc
  .record({
    category: fc.constantFrom('news', 'news', 'batch'),
    key: fc.constantFrom(undefined, undefined, 'k1', 'k2'),
  })
  .map(
    ({ category, key }): Act => ({
      what: `notify ${category} ${key ?? ''}`,
      run: (world) => world.notify({ category, title: `t${++titles};`, ...(key === undefined ? {} : { key }) }),
    }),
  )
const marks = fc.oneof(
  marking('reads', (inbox, n) => inbox.commands.read({ ids: [n] })),
  marking('unreads', (inbox, n) => inbox.commands.unread({ ids: [n] })),
  marking('archives', (inbox, n) => inbox.commands.archive({ ids: [n] })),
  marking('removes', (inbox, n) => inbox.commands.remove({ ids: [n] })),
  marking('marks all read up to', (inbox, n) =>
    inbox.commands.markAll({ as: 'read', upTo: inbox.state.marks[n]!.last }),
  ),
  marking('sees up to', (inbox, n) => inbox.commands.see({ upTo: inbox.state.marks[n]!.last })),
)
const snooze = fc.tuple(which, part, fc.constantFrom(300, 4000)).map(
  ([at, where, ms]): Act => ({
    what: `${deviceNames[at]} snoozes for ${ms}`,
    run: ({ devices, clock }) => {
      const { inbox } = devices[at]!
      const kept = Object.keys(inbox.state.marks).map(Number)
      const n = kept[Math.floor(where * (kept.length - 1))]
      if (n === undefined) return
      void inbox.commands.snooze({ ids: [n], until: Math.floor(clock.now()) + ms }).catch(ignore)
    },
  }),
)
const prefer = fc.tuple(which, fc.boolean()).map(
  ([at, on]): Act => ({
    what: `${deviceNames[at]} e-mail ${on}`,
    run: ({ devices }) => void devices[at]!.inbox.commands.setWay({ way: 'email', on }).catch(ignore),
  }),
)
const topic = fc.constantFrom('publish', 'subscribe').map(
  (how): Act => ({
    what: `topic ${how}`,
    run: (world) =>
      how === 'subscribe'
        ? world.tell('notify-topic/team', 'subscribe', { user: 'ana' })
        : world.tell('notify-topic/team', 'publish', { category: 'news', title: `p${++titles};` }),
  }),
)
const wait = fc
  .constantFrom(0, 1, 10, 60, 400, 3000)
  .map((ms): Act => ({ what: `${ms} ms`, run: ({ clock }) => clock.advance(ms) }))
const trouble = fc.tuple(which, fc.constantFrom('cut', 'cutMidFlight', 'duplicate', 'stall', 'offline', 'online')).map(
  ([at, how]): Act => ({
    what: `${how} ${deviceNames[at]}`,
    run: ({ network }) => {
      const name = deviceNames[at]!
      if (how === 'offline' || how === 'online') network.setOnline(name, how === 'online')
      else network[how as 'cut'](name)
    },
  }),
)
const calamity = fc.constantFrom('crash', 'crash late', 'restart', 'bad disk', 'good disk').map(
  (how): Act => ({
    what: how,
    run: ({ disk, server }) => {
      if (how === 'bad disk') disk.set({ rejects: 0.3, losesAnswers: 0.3, commitMs: [0, 30] })
      else if (how === 'good disk') disk.set()
      else if (how === 'restart') void server.restart()
      else server.crash(how === 'crash' ? 'lost' : 'late')
    },
  }),
)

const acts = fc.array(
  fc.oneof(
    ...(
      [
        [8, notify],
        [10, marks],
        [2, snooze],
        [1, prefer],
        [2, topic],
        [5, wait],
        [4, trouble],
        [2, calamity],
      ] as const
    ).map(([weight, arbitrary]) => ({ weight, arbitrary })),
  ),
  { maxLength: 40, size: 'max' },
)

/** Each notice that was taken is in the log once, whatever was sent again. */
function checkTold(world: InboxWorld): void {
  const log = world.log('inbox/ana')
  const heard = log.flatMap(({ type, data }) => {
    const { content, notice, digest } = data as {
      content?: { title: string }
      notice?: { title: string }
      digest?: string
    }
    // What a digest became says again what was gathered.
    return digest !== undefined && type !== 'gathered'
      ? []
      : [content?.title ?? notice?.title].filter((title) => title !== undefined)
  })
  expect(new Set(heard).size).toBe(heard.length)
  for (const { to, name, input, isDone } of world.told.values()) {
    expect(isDone).toBe(true)
    if (to === 'inbox/ana' && name === 'notify') expect(heard).toContain((input as { title: string }).title)
  }
  // Of a topic whoever was subscribed then.
  const team = world.log('notify-topic/team')
  const since = team.find(({ type }) => type === 'subscribed')?.offset ?? Number.POSITIVE_INFINITY
  for (const { type, data, offset } of team) {
    if (type !== 'published') continue
    const { input } = data as { input: { title: string } }
    expect(heard.includes(input.title), input.title).toBe(offset > since)
  }
}

describe('three devices of one person, whatever misfortune does', { timeout: 300_000 }, () => {
  test('show what the log says all the time, and in the end all of it: unread is the same everywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 - 1 }), acts, async (seed, all) => {
        const world = new InboxWorld(seed)
        for (const name of deviceNames) world.device(name)
        await world.clock.advance(500)
        try {
          for (const act of all) {
            await act.run(world)
            for (const { inbox } of world.devices) if (inbox.position !== undefined) expectFaithful(inbox, world.server)
          }
          await world.heal()
          const counts = world.devices.map(({ inbox }) => {
            expectLevel(inbox, world.server)
            expect(inbox.pending.filter(({ failure }) => failure === undefined)).toEqual([])
            const { marks, recent } = inbox.state
            // Fewer than fifty: the list is all there is, and what it shows as unread is what the badge says.
            const shown = recent.filter(({ n }) => isUnread(marks[n]!)).length
            expect(countsOf(marks).unread).toBe(shown)
            return countsOf(marks)
          })
          expect(new Set(counts.map((each) => JSON.stringify(each))).size).toBe(1)
          checkTold(world)
          expect(world.network.reports).toEqual([])
          expect(world.server.reports.filter((report) => !/disk|confirmed|crashed/.test(report))).toEqual([])
        } finally {
          world.close()
        }
      }),
      { numRuns: Number(process.env.NOTIFICATIONS_RUNS ?? 1) * 100 },
    )
  })

  test('read on one is read on all within one event', async () => {
    const world = new InboxWorld(1)
    for (const name of deviceNames) world.device(name)
    await world.clock.advance(500)
    for (let n = 0; n < 3; n++) world.notify({ title: `${n}` })
    await world.clock.advance(500)
    const [phone, ...others] = world.devices.map(({ inbox }) => inbox)
    const { offset } = phone!.position!
    const { n } = phone!.state.recent[1]!
    await Promise.all([phone!.commands.read({ ids: [n] }), world.clock.advance(500)])
    for (const { position, state } of others) {
      expect(position?.offset).toBe(offset + 1)
      expect(countsOf(state.marks)).toEqual({ unread: 2, unseen: 2 })
    }
    world.close()
  })
})
