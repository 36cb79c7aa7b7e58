import { type MemoryStore, memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { gate, Stage } from '../../test/stage.ts'
import { type ChannelDefinition, defineChannel } from '../define/define-channel.ts'
import { type Effect, putDocument, sendCommand, setTimer } from '../define/effects.ts'
import { defineFold } from '../define/fold.ts'
import type { Batch } from '../store/store.ts'

const start = 1_000_000
const due = start + 5000

interface Asked {
  readonly id: string
  readonly by: string
  readonly text: string
}
const boardFold = defineFold({
  state: (): { asked: Record<string, Asked> } => ({ asked: {} }),
  events: {
    asked: (board, data: Asked) => {
      board.asked[data.id] = data
    },
    closed: (_board, _data: { id: string; by: string }) => {},
    reminded: (_board, _data: { id: string; who: string; text: string }) => {},
  },
})
/** People ask, which plans a reminder that carries what they said, and one for all; closing tells what was asked. */
const board = defineChannel('board', boardFold, {
  commands: {
    ask: {
      input: z.object({ id: z.string(), text: z.string() }),
      decide: (_board, input, { actor }) => [{ type: 'asked', data: { ...input, by: actor.id } }],
    },
    close: {
      input: z.object({ id: z.string() }),
      decide: (_board, { id }, { actor }) => [{ type: 'closed', data: { id, by: actor.id } }],
    },
    remind: {
      input: z.object({ id: z.string(), who: z.string(), text: z.string() }),
      decide: (_board, data) => [{ type: 'reminded', data }],
    },
    review: { input: z.object({}), decide: () => [] },
  },
  effects: {
    asked: ({ data }): Effect[] => [
      setTimer(`remind.${data.id}`, due, 'remind', { id: data.id, who: data.by, text: data.text }),
      setTimer('review', due + 1000, 'review', {}),
    ],
    closed: ({ data }, { state }) => [
      sendCommand('news/all', 'tell', { what: state.asked[data.id]?.text ?? '' }),
      sendCommand(`inbox/${state.asked[data.id]?.by}`, 'tell', { what: 'It was closed.' }),
    ],
  },
  views: { all: {} },
  erase: ({ type, data }, person) => {
    if (type === 'asked') return data.by === person ? { type, data: { ...data, by: 'gone', text: '' } } : undefined
    if (type === 'closed') return data.by === person ? { type, data: { ...data, by: 'gone' } } : undefined
    return data.who === person ? { type, data: { ...data, who: 'gone', text: '' } } : undefined
  },
})
const news = defineChannel(
  'news',
  defineFold({
    state: () => ({}),
    events: {
      told: (_state, _data: { what: string }) => {},
    },
  }),
  {
    commands: {
      tell: { input: z.object({ what: z.string() }), decide: (_state, data) => [{ type: 'told', data }] },
    },
    views: { all: {} },
    erase: ({ type, data }, person) => (data.what.includes(person) ? { type, data: { what: '' } } : undefined),
  },
)

async function boardStage(store: MemoryStore = memoryStore(), channels: readonly ChannelDefinition[] = [board, news]) {
  const stage = new Stage(store, {}, channels)
  const ask = async (who: string, id: string, text: string) => {
    stage.client(who).command(`ask.${id}`, 'board/a', 'ask', { id, text })
    await stage.turn()
  }
  const close = async (who: string, id: string) => {
    stage.client(who).command(`close.${id}`, 'board/a', 'close', { id })
    await stage.turn()
  }
  const settled = async <T>(promise: Promise<T>) => {
    promise.catch(() => {})
    await stage.turn()
    return promise
  }
  const advance = async (ms: number) => {
    await stage.clock.advance(ms)
    await stage.turn()
  }
  return { stage, store, ask, close, settled, advance }
}

const plansOf = (store: MemoryStore) =>
  store.plans().map(({ id, dueAt, to, input }) => [id, dueAt - start, to, JSON.parse(input)])
const eventsOf = (store: MemoryStore, channel: string) =>
  store.log(channel).map(({ event }) => (JSON.parse(event) as { type: string; data: unknown }).data)

/** A plan as a feature wrote it that may not be here any more. */
async function planFrom(store: MemoryStore, channel: string, id: string, to: string, input: unknown) {
  const plan = { id, dueAt: due, to, command: 'tell', input: JSON.stringify(input) }
  const stored = await store.load(channel)
  const [epoch, after] = [stored?.epoch ?? 'e', stored?.offset ?? 0]
  const events = stored === undefined ? ['{"offset":1,"type":"x","at":1,"data":{"by":"ana"}}'] : []
  await store.commit([{ channel, epoch, after, events, outcomes: [], writes: [{ do: 'plan', plan }], at: start }])
}

describe('an erasure, of commands that are planned and not sent yet', () => {
  it('makes them without the person, at their time; those of others and of all stay', async () => {
    const { stage, store, ask, settled, advance } = await boardStage()
    await ask('ana', '1', 'my secret')
    await ask('ben', '2', 'hello')
    expect(await settled(stage.host.erasePerson('ana'))).toEqual({ events: 1, documents: 0, plans: 1, left: [] })
    expect(plansOf(store)).toEqual([
      ['timer.remind.1', 5000, 'board/a', { id: '1', who: 'gone', text: '' }],
      ['timer.remind.2', 5000, 'board/a', { id: '2', who: 'ben', text: 'hello' }],
      ['timer.review', 6000, 'board/a', {}],
    ])
    await advance(10_000)
    expect(eventsOf(store, 'board/a').slice(2)).toEqual([
      { id: '1', who: 'gone', text: '' },
      { id: '2', who: 'ben', text: 'hello' },
    ])
    expect(store.plans()).toEqual([])
  })

  it('covers what another person’s event planned out of the state, and calls off what goes to him', async () => {
    // Nobody sends anything: the store answers no look for what is due.
    const store = memoryStore()
    const look = store.duePlans.bind(store)
    store.duePlans = async (now, limit) => {
      if (now < Number.MAX_SAFE_INTEGER) throw new Error('no read')
      return look(now, limit)
    }
    const { stage, ask, close, settled } = await boardStage(store)
    await ask('ana', '1', 'my secret')
    await close('ben', '1')
    expect(plansOf(store)).toEqual(
      expect.arrayContaining([
        [`event.${start}.epoch-1.2.0`, -start, 'news/all', { what: 'my secret' }],
        [`event.${start}.epoch-1.2.1`, -start, 'inbox/ana', { what: 'It was closed.' }],
      ]),
    )
    expect(await settled(stage.host.erasePerson('ana'))).toMatchObject({ events: 1, plans: 3 })
    const closed = plansOf(store).filter(([id]) => String(id).startsWith('event.'))
    expect(closed.map(([, , to, input]) => [to, input])).toEqual([
      ['news/all', { what: '' }],
      ['inbox/gone', { what: 'It was closed.' }],
    ])
    expect(JSON.stringify(store.plans())).not.toMatch(/ana|secret/)
  })

  it('is the same when it is done again', async () => {
    const { stage, store, ask, settled } = await boardStage()
    await ask('ana', '1', 'my secret')
    await settled(stage.host.erasePerson('ana'))
    const plans = store.plans()
    expect(await settled(stage.host.erasePerson('ana'))).toEqual({ events: 0, documents: 0, plans: 0, left: [] })
    expect(store.plans()).toEqual(plans)
  })

  it('calls off one that names him and that no event plans any more', async () => {
    const { stage, store, ask, settled } = await boardStage()
    await ask('ben', '1', 'hello')
    for (const [id, input] of [
      ['event.old.7.0', { of: ['x', { by: 'ana' }] }],
      ['event.old.7.1', { channel: 'inbox/ana' }],
      ['event.old.7.2', { ana: 1 }],
      ['event.old.7.3', { text: 'banana, anastasia' }],
    ] as const) {
      await planFrom(store, 'board/a', id, 'news/all', input)
    }
    await planFrom(store, 'board/a', 'event.old.7.4', 'inbox/ana', {})
    expect(await settled(stage.host.erasePerson('ana'))).toMatchObject({ plans: 4 })
    expect(store.plans().map(({ id }) => id)).toEqual(['timer.remind.1', 'event.old.7.3', 'timer.review'])
  })

  it('waits for what is under way, so that nothing of him comes to a channel that is done', async () => {
    const held = gate()
    let isHeld = true
    const onCommit = (group: readonly Batch[]) =>
      isHeld && group.some(({ channel }) => channel === 'news/all') ? held.hook() : undefined
    const store = memoryStore({ onCommit })
    const { stage, ask, close, advance } = await boardStage(store)
    await ask('ana', '1', 'of ana')
    await close('ben', '1')
    expect(held.held).toBe(1)
    const erased = stage.host.erasePerson('ana')
    await stage.turn()
    await advance(60_000)
    isHeld = false
    held.release()
    await stage.turn()
    expect(await erased).toMatchObject({ events: 2 })
    expect(eventsOf(store, 'news/all')).toEqual([{ what: '' }])
    // The timers of the time between go on.
    await advance(60_000)
    expect(eventsOf(store, 'board/a').slice(2)).toEqual([{ id: '1', who: 'gone', text: '' }])
  })
})

describe('a person in a feature that is not here', () => {
  async function withGone() {
    const at = await boardStage()
    await at.ask('ana', '1', 'my secret')
    await planFrom(at.store, 'gone/a', 'p1', 'news/all', { by: 'ana' })
    await planFrom(at.store, 'gone/a', 'p2', 'news/all', { by: 'ben' })
    const document = { collection: 'notes', id: 'n', order: 1, body: '"hers"', text: 'hers', person: 'ana' }
    const batch = { channel: 'gone/b', epoch: 'e', after: 0, events: ['{}'], outcomes: [], at: start }
    await at.store.commit([{ ...batch, writes: [{ do: 'put', document }] }])
    return at
  }
  const left = [
    {
      kind: 'gone',
      code: 'unknown-channel',
      channels: 2,
      message: 'No feature here defines "gone/…". Attach it, and do this again.',
    },
  ]

  it('loses her documents and what is planned for her; the logs that nobody can read are named', async () => {
    const { stage, store, settled } = await withGone()
    expect(await settled(stage.host.erasePerson('ana'))).toEqual({ events: 1, documents: 1, plans: 2, left })
    expect(await store.documentsOf('ana', 9)).toEqual([])
    expect(plansOf(store).map(([id]) => id)).toEqual(['timer.remind.1', 'p2', 'timer.review'])
    expect(await settled(stage.host.erasePerson('ana'))).toEqual({ events: 0, documents: 0, plans: 0, left })
  })

  it('is exported as far as one can say', async () => {
    const { stage, settled } = await withGone()
    const { documents, plans, left: unread } = await settled(stage.host.exportPerson('ana'))
    expect(documents).toEqual([{ channel: 'gone/b', collection: 'notes', id: 'n', order: 1, body: 'hers' }])
    expect(plans).toEqual([
      {
        channel: 'board/a',
        to: 'board/a',
        command: 'remind',
        dueAt: due,
        input: { id: '1', who: 'ana', text: 'my secret' },
      },
      { channel: 'gone/a', to: 'news/all', command: 'tell', dueAt: due, input: { by: 'ana' } },
    ])
    expect(unread).toEqual(left)
  })

  it('and in one that does not say how, or accepts its key no more, is named with that', async () => {
    const { store } = await withGone()
    const mute = defineChannel('gone', boardFold, { commands: {}, views: { all: {} } })
    const strict = defineChannel('board', boardFold, { ...boardRules, acceptsKey: () => false })
    const { stage, settled } = await boardStage(store.reopen(), [mute, strict, news])
    expect(await settled(stage.host.erasePerson('ana'))).toMatchObject({
      events: 0,
      documents: 1,
      left: [
        { kind: 'board', code: 'unknown-key', channels: 1 },
        { kind: 'gone', code: 'no-erase', channels: 2 },
      ],
    })
  })
})

const boardRules = { commands: {}, views: { all: {} }, erase: () => undefined }

describe('an erasure of documents', () => {
  it('tells how many, apart from plans', async () => {
    const noted = defineChannel('noted', boardFold, {
      commands: {
        ask: {
          input: z.object({ id: z.string(), text: z.string() }),
          decide: (_s, input, { actor }) => [{ type: 'asked', data: { ...input, by: actor.id } }],
        },
      },
      effects: {
        asked: ({ data, offset }) => [putDocument('asked', data.id, { order: offset, body: data, person: data.by })],
      },
      views: { all: {} },
      erase: ({ type, data }) => (type === 'asked' ? { type, data: { ...data, by: 'gone', text: '' } } : undefined),
    })
    const store = memoryStore()
    const { stage, settled } = await boardStage(store, [noted])
    stage.client('ana').command('1', 'noted/a', 'ask', { id: '1', text: 'my secret' })
    await stage.turn()
    expect(await settled(stage.host.erasePerson('ana'))).toMatchObject({ events: 1, plans: 0, left: [] })
    expect(JSON.stringify(await store.documents('noted/a', 'asked', undefined, 9))).not.toMatch(/ana|secret/)
  })
})
