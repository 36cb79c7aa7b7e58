import { type MemoryStore, memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { desk, tally } from '../../test/desk.ts'
import { Stage, words } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import { type Effect, putDocument, sendCommand, setTimer } from '../define/effects.ts'
import { defineFold } from '../define/fold.ts'
import { type Refusal, refuse } from '../define/refusal.ts'
import type { Write } from '../store/records.ts'
import type { Batch } from '../store/store.ts'
import { StoreError, StoreErrorCode } from '../store/store-error.ts'

const channels = [desk, tally]
const start = 1_000_000

function deskStage(store: MemoryStore = memoryStore()) {
  const stage = new Stage(store, {}, channels)
  const ana = stage.client()
  const note = (id: string, text = 'a note', remindAt?: number) =>
    ana.command(`note.${id}`, 'desk/a', 'note', { id, text, ...(remindAt === undefined ? {} : { remindAt }) })
  return { stage, store, ana, note }
}

const typesOf = (store: MemoryStore, channel = 'desk/a') =>
  store.log(channel).map(({ event }) => (JSON.parse(event) as { type: string }).type)
const countsOf = (store: MemoryStore) =>
  store.log('tally/all').map(({ event }) => (JSON.parse(event) as { data: { what: string } }).data.what)

/** What a store keeps of it as a whole number. */
function numberOf(write: Write): number {
  if (write.do === 'put') return write.document.order
  return write.do === 'plan' ? write.plan.dueAt : 0
}

describe('effects', () => {
  it('are stored in the transaction of their event', async () => {
    const batches: Batch[] = []
    const { stage, note } = deskStage(memoryStore({ onCommit: (group) => void batches.push(...group) }))
    note('1', 'hello', start + 5000)
    await stage.turn()
    expect(batches[0]?.writes).toEqual([
      {
        do: 'put',
        document: {
          collection: 'notes',
          id: '1',
          order: 1,
          body: '{"text":"hello","by":"ana"}',
          text: 'hello',
          person: 'ana',
        },
      },
      {
        do: 'plan',
        plan: {
          id: `event.${start}.epoch-1.1.1`,
          dueAt: 0,
          to: 'tally/all',
          command: 'count',
          input: '{"what":"a 1"}',
        },
      },
      {
        do: 'plan',
        plan: { id: 'timer.1', dueAt: start + 5000, to: 'desk/a', command: 'remind', input: '{"id":"1"}' },
      },
    ])
  })

  it.each<[string, Effect, string]>([
    [
      'half an order',
      putDocument('c', 'd', { order: 0.5, body: 1 }),
      'the order of a document is a whole number, not 0.5',
    ],
    [
      'an order beyond safe numbers',
      putDocument('c', 'd', { order: 2 ** 53, body: 1 }),
      'the order of a document is a whole number, not 9007199254740992',
    ],
    [
      'no order',
      putDocument('c', 'd', { order: Number.NaN, body: 1 }),
      'the order of a document is a whole number, not NaN',
    ],
    [
      'a time without end',
      setTimer('t', Infinity, 'put', {}),
      'a timer is due at a time in milliseconds, not Infinity',
    ],
    [
      'a time beyond safe numbers',
      setTimer('t', 1e300, 'put', {}),
      'a timer is due at a time in milliseconds, not 1e+300',
    ],
    ['no time', setTimer('t', Number.NaN, 'put', {}), 'a timer is due at a time in milliseconds, not NaN'],
    [
      'a time that is no number',
      setTimer('t', 5n as never, 'put', {}),
      'a timer is due at a time in milliseconds, not 5',
    ],
  ])('with %s make their command fail alone, and nothing of it is left', async (_what, effect, why) => {
    const odd = defineChannel(
      'odd',
      defineFold({ state: () => ({}), events: { put: (_state, _data: object) => {} } }),
      {
        commands: { put: { input: z.object({}), decide: () => [{ type: 'put', data: {} }] } },
        effects: { put: () => [effect] },
        views: { all: {} },
      },
    )
    const groups: number[] = []
    const onCommit = (group: readonly Batch[]) => {
      groups.push(group.length)
      const numbers = group.flatMap(({ writes = [] }) => writes).map(numberOf)
      // As the embedded store does: one such number, and nothing of the group is stored.
      if (!numbers.every(Number.isSafeInteger)) throw new StoreError(StoreErrorCode.failed, 'no whole number')
    }
    const store = memoryStore({ onCommit })
    const stage = new Stage(store, {}, [odd, words])
    const ana = stage.client()
    ana.command('1', 'odd/x', 'put', {})
    ana.command('2', 'words/en', 'add', { word: 'hello' })
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '1', code: 'internal', retryable: false }])
    expect(ana.outlet.of('done')).toMatchObject([{ id: '2' }])
    expect(stage.reports).toEqual([`odd/x: an event of "put" could not be applied: ${why}`])
    expect(stage.faults).toMatchObject([{ code: 'ERR_CHANNEL_EFFECT' }])
    expect(store.channels()).toEqual(['words/en'])
  })

  it('of a time between two milliseconds are due at the next one', async () => {
    const { stage, store, note } = deskStage()
    note('1', 'x', start + 0.25)
    await stage.turn()
    expect(store.plans()).toMatchObject([{ id: 'timer.1', dueAt: start + 1 }])
  })

  it('that no channel of a host has cost it no look at the store', () => {
    const stage = new Stage(memoryStore(), {}, [words])
    expect(stage.clock.timers).toBe(0)
  })
})

describe('a command to another channel', () => {
  it('takes effect once, by the system, and is forgotten', async () => {
    const { stage, store, note } = deskStage()
    note('1')
    await stage.turn()
    expect(countsOf(store)).toEqual(['a 1'])
    expect(store.plans()).toEqual([])
  })

  it('that is refused for good, by a rule or because it can never work, is forgotten and reported', async () => {
    const { stage, store, note } = deskStage()
    note('never')
    await stage.turn()
    expect(store.plans()).toEqual([])
    expect(stage.reports).toEqual(['desk/a: the command "count" to tally/all: tally/no: No.'])
    const alone = new Stage(store, {}, [desk])
    alone.client().command('2', 'desk/a', 'note', { id: '2', text: '' })
    await alone.turn()
    expect(store.plans()).toEqual([])
    expect(alone.reports).toEqual([
      'desk/a: the command "count" to tally/all: unknown-channel: No feature here defines "tally/all". There are: "desk/…".',
    ])
  })

  it('to a channel that fails, as one whose log is of a newer version, is sent again until it can be', async () => {
    const store = memoryStore()
    const newer = { ...tally, version: 2 }
    const send = async (stage: Stage, id: string) => {
      stage.client().command(id, 'desk/a', 'note', { id, text: '' })
      await stage.turn()
    }
    await send(new Stage(store, {}, [desk, newer]), '1')
    const rolledBack = store.reopen()
    await send(new Stage(rolledBack, {}, channels), '2')
    expect(countsOf(rolledBack)).toEqual(['a 1'])
    expect(rolledBack.plans()).toHaveLength(1)
    const again = rolledBack.reopen()
    await new Stage(again, {}, [desk, newer]).turn()
    expect(countsOf(again)).toEqual(['a 1', 'a 2'])
    expect(again.plans()).toEqual([])
  })

  /** Answers to the command "count" of "a 1" instead of its own rule, while there is one. */
  function countingStage(answer: () => Refusal | undefined) {
    const count = tally.commands.get('count')!
    const decide: typeof count.decide = (...args) => {
      const own = (args[1] as { what: string }).what === 'a 1' ? answer() : undefined
      return own ?? count.decide(...args)
    }
    const store = memoryStore()
    const stage = new Stage(store, {}, [desk, { ...tally, commands: new Map([['count', { ...count, decide }]]) }])
    stage.client().command('1', 'desk/a', 'note', { id: '1', text: '' })
    stage.client().command('2', 'desk/b', 'note', { id: '2', text: '' })
    const pass = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        await stage.turn()
        await stage.clock.advance(1000)
      }
      await stage.turn()
    }
    return { store, stage, pass }
  }

  it('whose rule throws is tried again, each time later, reported with its count, and holds up no other channel', async () => {
    let throws = true
    const { store, stage, pass } = countingStage(() => {
      if (throws) throw new Error('bad luck')
      return undefined
    })
    await pass(100)
    expect(countsOf(store)).toEqual(['b 2'])
    const told = stage.reports.filter((report) => report.includes('the plan'))
    expect(told).toEqual(
      ['once', '2 times in a row', '3 times in a row', '4 times in a row', '5 times in a row', '6 times in a row']
        .map(
          (times, i) =>
            `desk/a: the plan "event.${start}.epoch-1.1.1", the command "count" to tally/all: it has failed ${times} and is tried again in ${2 ** i} s`,
        )
        .concat(expect.stringContaining('it has failed 7 times in a row and is tried again in 64 s')),
    )
    throws = false
    await pass(64)
    expect(countsOf(store)).toEqual(['b 2', 'a 1'])
    expect(store.plans()).toEqual([])
  })

  it('whose rule always throws is never dropped, and costs a try an hour and a look a minute in the end', async () => {
    const tries: number[] = []
    let looks = 0
    const { store, stage, pass } = countingStage(() => {
      tries.push(stage.clock.now())
      throw new Error('bad luck')
    })
    await pass(1)
    await stage.clock.advance(10 * 3_600_000)
    const { duePlans } = store
    store.duePlans = (...args) => {
      looks++
      return duePlans.apply(store, args)
    }
    const before = tries.length
    await stage.clock.advance(10 * 3_600_000)
    await stage.turn()
    expect(tries.length - before).toBeLessThanOrEqual(11)
    expect(tries.length - before).toBeGreaterThanOrEqual(9)
    expect(tries.at(-1)! - tries.at(-2)!).toBeGreaterThanOrEqual(3_600_000)
    expect(tries.at(-1)! - tries.at(-2)!).toBeLessThan(3_661_000)
    expect(looks).toBeLessThan(10 * 65)
    expect(store.plans()).toHaveLength(1)
  })

  it.each([
    ['after the time that it says', 300_000, 300_000],
    ['after a second where it says none or less', 0, 1000],
    ['after an hour where it says more', 36_000_000, 3_600_000],
  ])('that is refused for now is sent again %s', async (_when, retryAfterMs, expected) => {
    const tries: number[] = []
    const { store, stage, pass } = countingStage(() => {
      tries.push(stage.clock.now())
      return tries.length < 3 ? refuse('tally/busy', 'Later.', { retryAfterMs }) : undefined
    })
    await pass(1)
    for (let step = 0; step < 2 * (expected / 500) && tries.length < 3; step++)
      await pass(0).then(() => stage.clock.advance(500))
    await pass(2)
    expect(tries.slice(1).map((at, i) => at - tries[i]!)).toEqual([
      expect.closeTo(expected, -4),
      expect.closeTo(expected, -4),
    ])
    expect(tries[1]! - tries[0]!).toBeGreaterThanOrEqual(expected)
    expect(countsOf(store)).toEqual(['b 2', 'a 1'])
    expect(stage.reports).toEqual([])
  })

  it('that is held for long does not make a timer late', async () => {
    const { store, stage, pass } = countingStage(() => refuse('tally/busy', 'Later.', { retryAfterMs: 3_600_000 }))
    await pass(1)
    const reminded = () => typesOf(store).filter((type) => type === 'reminded').length
    stage.client().command('3', 'desk/a', 'note', { id: '3', text: '', remindAt: stage.clock.now() + 900_000 })
    await stage.turn()
    await stage.clock.advance(899_999)
    await stage.turn()
    expect(reminded()).toBe(0)
    await stage.clock.advance(1)
    await stage.turn()
    expect(reminded()).toBe(1)
  })

  it('that cannot be read is reported, and holds up no other', async () => {
    const { stage, store, note } = deskStage()
    note('1', 'x', start + 5000)
    await stage.turn()
    const { duePlans } = store
    store.duePlans = async (...args) => [
      { id: 'bad', from: 'desk/a', to: 'tally/all', command: 'count', input: '{"wh', dueAt: 0 },
      ...(await duePlans.apply(store, args)),
    ]
    await stage.clock.advance(6000)
    await stage.turn()
    expect(typesOf(store)).toContain('reminded')
    expect(stage.reports[0]).toContain('desk/a: the plan "bad" cannot be read: ')
  })

  /** So many notes of desk/a after the first, and one of desk/b after them. */
  const noteBehind = (stage: Stage, many: number) => {
    for (let at = 0; at < many; at++) {
      const id = `behind${at}`
      stage.client().command(id, 'desk/a', 'note', { id, text: '' })
    }
    stage.client().command('last', 'desk/b', 'note', { id: 'last', text: '' })
  }

  it.each<[string, () => Refusal]>([
    ['is refused for now', () => refuse('tally/busy', 'Later.', { retryAfterMs: 60_000 })],
    [
      'fails',
      () => {
        throw new Error('bad luck')
      },
    ],
  ])(
    'that %s is not overtaken by what its channel sends the same one after it, and holds up no other',
    async (_how, answer) => {
      let isBusy = true
      const { store, stage, pass } = countingStage(() => (isBusy ? answer() : undefined))
      // More than can be under way at one time, or are looked at.
      noteBehind(stage, 300)
      await pass(20)
      expect(countsOf(store)).toEqual(['b 2', 'b last'])
      isBusy = false
      await pass(60)
      expect(countsOf(store)).toEqual([
        'b 2',
        'b last',
        'a 1',
        ...Array.from({ length: 300 }, (_, at) => `a behind${at}`),
      ])
      expect(store.plans()).toEqual([])
    },
  )

  it('is followed by what stands behind it without reading that anew for each', async () => {
    const { store, stage, pass } = countingStage(() => undefined)
    const duePlans = store.duePlans.bind(store)
    let read = 0
    store.duePlans = async (now, limit) => {
      const plans = await duePlans(now, limit)
      read += plans.length
      return plans
    }
    noteBehind(stage, 300)
    await pass(5)
    expect(countsOf(store).filter((what) => what.startsWith('a'))).toHaveLength(301)
    expect(store.plans()).toEqual([])
    expect(read).toBeLessThan(4 * 300)
  })

  it('is not overtaken by what comes behind it over a restart either', async () => {
    const { store, stage, pass } = countingStage(() => refuse('tally/busy', 'Later.', { retryAfterMs: 60_000 }))
    noteBehind(stage, 2)
    await pass(1)
    const again = store.reopen()
    await new Stage(again, {}, channels, stage.clock).turn()
    expect(countsOf(again)).toEqual(['b 2', 'b last', 'a 1', 'a behind0', 'a behind1'])
  })

  it('is sent after a restart if the process ended before', async () => {
    const { stage, store, note } = deskStage()
    note('1')
    // The events are stored; this host gets no turn to send anything.
    await stage.turn()
    const again = store.reopen()
    await again.commit([
      {
        channel: 'desk/a',
        epoch: 'epoch-1',
        after: 1,
        events: [],
        outcomes: [],
        writes: [{ do: 'plan', plan: { id: 'x', dueAt: 0, to: 'tally/all', command: 'count', input: '{"what":"x"}' } }],
        at: start,
      },
    ])
    await new Stage(again, {}, channels).turn()
    expect(countsOf(again)).toEqual(['a 1', 'x'])
    expect(again.plans()).toEqual([])
  })

  it('whose answer was lost is sent again under the same id, and has its effect once', async () => {
    let losing = 1
    const onCommitted = (group: readonly Batch[]) => {
      if (losing === 0 || group[0]?.channel !== 'tally/all') return
      losing--
      throw new StoreError(StoreErrorCode.failed, 'The answer was lost.')
    }
    const { stage, store, note } = deskStage(memoryStore({ onCommitted }))
    note('1')
    await stage.turn()
    expect(store.plans()).toHaveLength(1)
    await stage.clock.advance(10_000)
    await stage.turn()
    expect(countsOf(store)).toEqual(['a 1'])
    await stage.clock.advance(10_000)
    await stage.turn()
    expect(store.plans()).toEqual([])
  })

  it('under an id of its own is one command, whichever event sends it', async () => {
    const events = { went: (_state: object, _data: object) => {} }
    const sender = defineChannel('sender', defineFold({ state: () => ({}), events }), {
      commands: { go: { input: z.object({}), decide: () => [{ type: 'went', data: {} }] } },
      effects: { went: ({ offset }) => [sendCommand('tally/all', 'count', { what: `${offset}` }, 'once')] },
      views: { all: {} },
    })
    const store = memoryStore()
    const stage = new Stage(store, {}, [sender, tally])
    for (const id of ['1', '2']) {
      stage.client().command(id, 'sender/a', 'go', {})
      await stage.turn()
    }
    expect(countsOf(store)).toEqual(['1'])
    expect(store.plans()).toEqual([])
  })

  it('is not sent while the feature that planned it is not there: it could not be forgotten', async () => {
    const { store } = deskStage()
    await store.commit([
      {
        channel: 'gone/a',
        epoch: 'e',
        after: 0,
        events: ['{}'],
        outcomes: [],
        writes: [{ do: 'plan', plan: { id: 'x', dueAt: 0, to: 'tally/all', command: 'count', input: '{"what":"x"}' } }],
        at: start,
      },
    ])
    const { stage, note } = deskStage(store)
    note('1')
    await stage.turn()
    await stage.clock.advance(100_000)
    await stage.turn()
    expect(countsOf(store)).toEqual(['a 1'])
    expect(store.plans()).toMatchObject([{ from: 'gone/a' }])
  })
})

describe('a timer', () => {
  it('sends its command when it is due, not before', async () => {
    const { stage, store, note } = deskStage()
    note('1', 'x', start + 5000)
    await stage.turn()
    await stage.clock.advance(4999)
    await stage.turn()
    expect(typesOf(store)).toEqual(['noted'])
    await stage.clock.advance(1)
    await stage.turn()
    expect(typesOf(store)).toEqual(['noted', 'reminded'])
    expect(JSON.parse(store.log('desk/a')[1]?.event ?? '')).toMatchObject({ at: start + 5000, data: { by: 'system' } })
    expect(store.plans()).toEqual([])
  })

  it('fires after a restart, late if the server was down', async () => {
    const { stage, store, note } = deskStage()
    note('soon', 'x', start + 5000)
    note('later', 'x', start + 3_600_000)
    await stage.turn()
    const again = store.reopen()
    await stage.clock.advance(10_000)
    const next = new Stage(again, {}, channels, stage.clock)
    await next.turn()
    expect(typesOf(again)).toEqual(['noted', 'noted', 'reminded'])
    await next.clock.advance(3_590_000)
    await next.turn()
    expect(typesOf(again)).toEqual(['noted', 'noted', 'reminded', 'reminded'])
    expect(again.plans()).toEqual([])
  })

  it('that was called off does not fire, however late that was decided', async () => {
    const { stage, store, ana, note } = deskStage()
    note('1', 'x', start + 5000)
    await stage.turn()
    await stage.clock.advance(5000)
    // It is due and under way; this comes before its turn.
    ana.command('drop', 'desk/a', 'drop', { id: '1' })
    await stage.turn()
    await stage.clock.advance(100_000)
    await stage.turn()
    expect(typesOf(store).filter((type) => type === 'reminded')).toHaveLength(typesOf(store).indexOf('dropped') - 1)
    expect(store.plans()).toEqual([])
  })

  it('that is set anew fires at its new time only', async () => {
    const { stage, store, ana, note } = deskStage()
    note('1', 'x', start + 5000)
    ana.command('s', 'desk/a', 'snooze', { id: '1', until: start + 9000 })
    await stage.turn()
    await stage.clock.advance(8999)
    await stage.turn()
    expect(typesOf(store)).toEqual(['noted', 'snoozed'])
    await stage.clock.advance(1)
    await stage.turn()
    expect(typesOf(store)).toEqual(['noted', 'snoozed', 'reminded'])
  })

  it('may set itself anew when it fires', async () => {
    const { stage, store, note } = deskStage()
    note('loop', 'x', start + 5000)
    await stage.turn()
    await stage.clock.advance(5000)
    await stage.turn()
    expect(store.plans()).toMatchObject([{ id: 'timer.loop', dueAt: 2_000_000 }])
  })

  it('that its own channel refuses with a code of the feature is forgotten without a word', async () => {
    const remind = desk.commands.get('remind')!
    const busy = { ...remind, decide: () => refuse('desk/too-late', 'Too late.') }
    const store = memoryStore()
    const commands = new Map(desk.commands).set('remind', busy)
    const stage = new Stage(store, {}, [{ ...desk, commands }, tally])
    stage.client().command('1', 'desk/a', 'note', { id: '1', text: '', remindAt: start + 5000 })
    await stage.turn()
    await stage.clock.advance(5000)
    await stage.turn()
    expect(typesOf(store)).toEqual(['noted'])
    expect(store.plans()).toEqual([])
    expect(stage.reports).toEqual([])
  })

  it('of the id and time of one that has fired is that one, and is forgotten', async () => {
    const { stage, store, note } = deskStage()
    note('loop', 'x', start + 5000)
    await stage.turn()
    // Its effect at 2 000 000 plans it for 2 000 000 again.
    await stage.clock.advance(1_100_000)
    await stage.turn()
    await stage.clock.advance(100_000)
    await stage.turn()
    expect(typesOf(store)).toEqual(['noted', 'reminded', 'reminded'])
    expect(store.plans()).toEqual([])
  })

  it('is late by a minute at most when the clock is set forward', async () => {
    const { stage, store, note } = deskStage()
    note('1', 'x', start + 86_400_000)
    await stage.turn()
    const { runtime } = stage.host
    Object.assign(runtime, { now: () => stage.clock.now() + 86_400_000 })
    await stage.clock.advance(60_000)
    await stage.turn()
    expect(typesOf(store)).toEqual(['noted', 'reminded'])
  })
})

describe('a store that fails', () => {
  it('makes plans late, not lost, and they do not hammer it', async () => {
    let fails = false
    let commits = 0
    const onCommit = () => {
      commits++
      if (fails) throw new StoreError(StoreErrorCode.full, 'The disk is full.')
    }
    const { stage, store, note } = deskStage(memoryStore({ onCommit }))
    for (let i = 0; i < 5; i++) note(`${i}`, 'x', start + 5000)
    await stage.turn()
    fails = true
    commits = 0
    await stage.clock.advance(600_000)
    for (let minute = 0; minute < 60; minute++) {
      await stage.clock.advance(1000)
      await stage.turn()
    }
    expect(commits).toBeLessThan(20)
    fails = false
    for (let minute = 0; minute < 120; minute++) {
      await stage.clock.advance(1000)
      await stage.turn()
    }
    expect(typesOf(store).filter((type) => type === 'reminded')).toHaveLength(5)
    expect(store.plans()).toEqual([])
  })

  it('makes nothing later because the clock was set back meanwhile', async () => {
    let fails = true
    const onCommit = (group: readonly Batch[]) => {
      if (fails && group.some(({ channel }) => channel === 'tally/all')) throw new StoreError('ERR_STORE_FULL', 'full')
    }
    const { stage, store, note } = deskStage(memoryStore({ onCommit }))
    const setClock = (aheadMs: number) => Object.assign(stage.host.runtime, { now: () => stage.clock.now() + aheadMs })
    setClock(3_600_000)
    note('1')
    await stage.turn()
    fails = false
    // What was to be tried in a second is now an hour away by the clock.
    setClock(0)
    for (let second = 0; second < 3; second++) {
      await stage.clock.advance(1000)
      await stage.turn()
    }
    expect(countsOf(store)).toEqual(['a 1'])
  })

  it('and a clock that is set back meanwhile keep a plan waiting no longer than the failure does', async () => {
    let fails = true
    const onCommit = (group: readonly Batch[]) => {
      if (fails && group.some(({ channel }) => channel.startsWith('tally/'))) {
        throw new StoreError(StoreErrorCode.failed, 'The disk could not write.')
      }
    }
    const { stage, store, note } = deskStage(memoryStore({ onCommit }))
    note('1', 'x')
    await stage.turn()
    fails = false
    Object.assign(stage.host.runtime, { now: () => stage.clock.now() - 500_000 })
    await stage.clock.advance(5_000)
    await stage.turn()
    expect(countsOf(store)).toEqual(['a 1'])
    expect(store.plans()).toEqual([])
  })

  it('that is closed ends the looking', async () => {
    const { stage, store, note } = deskStage()
    note('1', 'x', start + 5000)
    await stage.turn()
    await store.close()
    await stage.clock.advance(100_000)
    await stage.turn()
    expect(stage.clock.timers).toBe(0)
    expect(stage.reports).toEqual([])
  })
})

describe('a drain', () => {
  it('sends nothing new, and waits until what was sent is forgotten', async () => {
    const { stage, store, note } = deskStage()
    note('1', 'x', start + 5000)
    await stage.turn()
    const drained = stage.host.drain()
    await stage.clock.advance(10_000)
    await stage.turn()
    await drained
    expect(typesOf(store)).toEqual(['noted'])
    expect(store.plans()).toHaveLength(1)
  })
})
