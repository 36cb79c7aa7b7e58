import { type MemoryStore, memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Stage } from '../../test/stage.ts'
import { type ChannelDefinition, defineChannel } from '../define/define-channel.ts'
import { defineFold } from '../define/fold.ts'
import { schemaHashOf } from '../define/schema-hash.ts'

const input = z.object({ word: z.string() })
const first = defineChannel(
  'list',
  defineFold({
    state: (): { words: string[] } => ({ words: [] }),
    events: { added: (state, data: { word: string }) => void state.words.push(data.word) },
  }),
  { commands: { add: { input, decide: (_state, data) => [{ type: 'added', data }] } }, views: { all: {} } },
)

interface Entry {
  readonly text: string
  readonly from: number
}
const secondFold = defineFold({
  state: (): { entries: Entry[] } => ({ entries: [] }),
  events: { added: (state, data: Entry) => void state.entries.push(data) },
})
const secondRules = {
  commands: {
    add: {
      input,
      decide: (_state: unknown, { word }: { word: string }) => [
        { type: 'added' as const, data: { text: word, from: 2 } },
      ],
    },
  },
  views: { all: {} },
  version: 2,
  upcast: { added: (data: unknown, from: number) => ({ text: (data as { word: string }).word, from }) },
}
const second = defineChannel('list', secondFold, secondRules)

async function add(stage: Stage, ...words: string[]) {
  const ana = stage.client()
  for (const word of words) ana.command(word, 'list/a', 'add', { word })
  await stage.turn()
  return ana
}

const on = (store: MemoryStore, definition: ChannelDefinition, limits = {}) => new Stage(store, limits, [definition])

describe('events of an older version', () => {
  it('are made new when the state is folded, read and levelled; new ones carry their version', async () => {
    const store = memoryStore()
    await add(on(store, first), 'old', 'older')
    const again = store.reopen()
    const stage = on(again, second, { recentEvents: 1 })
    const ana = await stage.reader('ana', 'list/a')
    const entries = ['old', 'older'].map((text) => ({ text, from: 1 }))
    expect(ana.outlet.of('opened')[0]?.state).toEqual({ entries })
    await add(stage, 'new')
    expect(JSON.parse(again.log('list/a')[2]?.event ?? '')).toEqual({
      offset: 3,
      type: 'added',
      at: 1_000_000,
      v: 2,
      data: { text: 'new', from: 2 },
    })
    ana.say({ type: 'read', id: 'r', channel: 'list/a', view: 'all', before: 9, limit: 9 })
    const { epoch } = ana.outlet.of('opened')[0]?.position ?? { epoch: '' }
    const ben = stage.client('ben')
    ben.open('list/a', 'all', { epoch, offset: 0 })
    await stage.turn()
    const data = [...entries, { text: 'new', from: 2 }]
    expect(ana.outlet.of('page')[0]?.events.map((event) => event.data)).toEqual(data)
    expect(ben.outlet.of('opened')[0]?.events?.map((event) => event.data)).toEqual(data)
  })

  it('behind a stored state of that version are folded anew from the first', async () => {
    const store = memoryStore()
    await add(on(store, first, { snapshotEvery: 2 }), 'a', 'b', 'c')
    expect((await store.load('list/a'))?.snapshot?.offset).toBe(3)
    const again = store.reopen()
    const stage = on(again, second, { snapshotEvery: 2 })
    const ana = await stage.reader('ana', 'list/a')
    expect(ana.outlet.of('opened')[0]?.state).toMatchObject({ entries: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] })
    await add(stage, 'd')
    const last = again.reopen()
    expect((await last.load('list/a'))?.snapshot).toMatchObject({ offset: 4 })
    const ben = await on(last, second).reader('ben', 'list/a')
    expect(ben.outlet.of('opened')[0]?.state).toMatchObject({ entries: [{}, {}, {}, { text: 'd', from: 2 }] })
  })

  it('need no look where the stored state itself can be made new', async () => {
    const store = memoryStore()
    await add(on(store, first, { snapshotEvery: 2 }), 'a', 'b', 'c')
    await store.trim('list/a', 3)
    const upcastState = (state: unknown, from: number) => ({
      entries: (state as { words: string[] }).words.map((text) => ({ text, from: 10 * from })),
    })
    const able = defineChannel('list', secondFold, { ...secondRules, upcastState })
    const ana = await on(store.reopen(), able).reader('ana', 'list/a')
    expect(ana.outlet.of('opened')[0]?.state).toMatchObject({ entries: [{ from: 10 }, { text: 'b' }, { text: 'c' }] })
    const unable = on(store.reopen(), second)
    const ben = await unable.reader('ben', 'list/a')
    expect(ben.outlet.of('refused')).toMatchObject([{ code: 'internal', retryable: false }])
    expect(unable.reports).toEqual([
      'list/a: the log could not be replayed: list/a: the log was trimmed, so the state cannot be folded anew: define upcastState, or eraseState',
    ])
  })

  it('that their upcast cannot take leave the channel closed, and say why', async () => {
    const store = memoryStore()
    await add(on(store, first), 'a')
    const upcast = {
      added: (): Entry => {
        throw new Error('what is that')
      },
    }
    const stage = on(store.reopen(), defineChannel('list', secondFold, { ...secondRules, upcast }))
    const ana = await stage.reader('ana', 'list/a')
    expect(ana.outlet.of('refused')).toMatchObject([{ code: 'internal' }])
    expect(stage.reports).toEqual([
      'list/a: the log could not be replayed: an event could not be made new: what is that',
    ])
  })
})

describe('a log of a newer version', () => {
  it.each([1000, 1])('is not touched by older code (a state every %i events)', async (snapshotEvery) => {
    const store = memoryStore()
    await add(on(store, second, { snapshotEvery }), 'a')
    const stage = on(store.reopen(), first)
    const ana = await add(stage, 'b')
    expect(ana.outlet.of('refused')).toMatchObject([{ code: 'internal' }])
    expect(stage.reports[0]).toMatch(/is of version 2, and this code defines "list" in version 1: run the newer code$/)
    expect(store.log('list/a')).toHaveLength(1)
  })
})

describe('the schema hash', () => {
  it('changes with the version and with a name, and with nothing else', () => {
    expect(schemaHashOf(first)).toBe('a809de1bd5c15f9c')
    const hashes = [first, second, defineChannel('list', secondFold, { ...secondRules, version: 3 })].map(schemaHashOf)
    expect(new Set(hashes).size).toBe(3)
    expect(schemaHashOf(defineChannel('list', secondFold, { ...secondRules, upcast: {} }))).toBe(hashes[1])
  })
})
