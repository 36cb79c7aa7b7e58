import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Stage, words } from '../../test/stage.ts'
import { type AnyEvent, defineChannel } from '../define/define-channel.ts'
import { type Effect, putDocument, removeDocument, sendCommand, setTimer } from '../define/effects.ts'
import { defineFold } from '../define/fold.ts'

interface Faults {
  readonly decided?: () => readonly AnyEvent[]
  readonly effects?: () => readonly Effect[]
  readonly grow?: (state: { hits: unknown }) => void
  readonly acceptsKey?: (key: string) => boolean
}

/** A channel whose one command does what a feature should not. */
function oddChannel({ decided, effects = () => [], grow = () => {}, acceptsKey }: Faults) {
  const fold = defineFold({
    state: () => ({ hits: 0 as unknown }),
    events: { hit: (state, _data: object) => grow(state) },
  })
  const decide = decided ?? (() => [{ type: 'hit', data: {} }])
  const hit = { input: z.object({}), decide: decide as () => readonly { type: 'hit'; data: object }[] }
  const commands = { hit }
  return defineChannel('odd', fold, {
    commands,
    effects: { hit: effects },
    views: { all: {} },
    ...(acceptsKey === undefined ? {} : { acceptsKey }),
  })
}

/** The odd command, in one turn with one of another channel. */
async function hitOnce(faults: Faults, limits = {}) {
  const store = memoryStore()
  const stage = new Stage(store, limits, [words, oddChannel(faults)])
  const ana = await stage.reader('ana', 'odd/x')
  ana.command('odd', 'odd/x', 'hit', {})
  ana.add('word', 'hello')
  await stage.turn()
  const answers = ana.outlet.messages.flatMap((message) =>
    message.type === 'done' ? message.id : message.type === 'refused' ? `${message.id} ${message.code}` : [],
  )
  return { stage, store, ana, answers }
}

describe('a decision', () => {
  it.each<[string, unknown]>([
    ['an event without a type', { data: {} }],
    ['an event whose type is no text', { type: 5, data: {} }],
    ['a text', 'hit'],
    ['nothing', undefined],
    ['null', null],
  ])('of %s is refused and reported, and the log holds nothing that cannot be read', async (_what, event) => {
    const { stage, store, answers } = await hitOnce({ decided: () => [event as AnyEvent] })
    expect(answers.toSorted()).toEqual(['odd internal', 'word'])
    expect(stage.reports).toEqual([expect.stringContaining('an event is { type: string, data }')])
    expect(store.channels()).toEqual(['words/en'])
  })

  it('of two hundred thousand events is told and answered', async () => {
    const { stage, ana, answers } = await hitOnce({
      decided: () => Array.from({ length: 200_000 }, () => ({ type: 'hit', data: {} })),
    })
    expect(stage.reports).toEqual([])
    expect(answers.toSorted()).toEqual(['odd', 'word'])
    expect(ana.outlet.of('events').at(-1)).toMatchObject({ offset: 200_000 })
  })
})

describe('an effect', () => {
  it.each<[string, Effect]>([
    ['an id', putDocument('notes', 5 as never, { order: 1, body: 1 })],
    ['a collection', putDocument(undefined as never, '5', { order: 1, body: 1 })],
    ['a text', putDocument('notes', '5', { order: 1, body: 1, text: 5 as never })],
    ['a person', putDocument('notes', '5', { order: 1, body: 1, person: 5 as never })],
    ['an id of what is removed', removeDocument('notes', 5 as never)],
    ['a channel', sendCommand(undefined as never, 'add', {})],
    ['a command', sendCommand('words/en', undefined as never, {})],
    ['a command of a timer', setTimer('5', 1, undefined as never, {})],
  ])('with %s that is no text makes its command fail, and no other of the group', async (_what, effect) => {
    const { stage, store, answers } = await hitOnce({ effects: () => [effect] })
    expect(answers.toSorted()).toEqual(['odd internal', 'word'])
    expect(stage.reports).toEqual([expect.stringContaining('of an effect is a string')])
    expect(store.channels()).toEqual(['words/en'])
  })
})

describe('a state that is no JSON', () => {
  it('is reported where it should be stored; its log goes on, and so do the others of the group', async () => {
    const { stage, store, answers } = await hitOnce({ grow: (state) => (state.hits = 1n) }, { snapshotEvery: 1 })
    expect(answers.toSorted()).toEqual(['odd', 'word'])
    expect(stage.reports).toEqual([expect.stringContaining('odd/x: its state could not be stored')])
    expect(store.log('odd/x')).toHaveLength(1)
  })
})

describe('a rule of keys', () => {
  it.each<[string, (key: string) => boolean]>([
    ['throws', (key) => decodeURIComponent(key) !== ''],
    ['answers with a promise', () => Promise.resolve(true) as never],
  ])('that %s accepts none, and ends no session', async (_what, acceptsKey) => {
    const stage = new Stage(memoryStore(), {}, [words, oddChannel({ acceptsKey })])
    const ana = await stage.reader('ana', 'odd/%')
    expect(ana.outlet.of('refused')).toMatchObject([{ channel: 'odd/%', code: 'not-allowed' }])
    ana.open()
    await stage.turn()
    expect(ana.outlet.of('opened')).toHaveLength(1)
  })
})

describe('a view that shows what is no JSON', () => {
  it('is refused and reported, and nothing is sent that cannot be read', async () => {
    const empty = defineFold({ state: () => ({}), events: {} })
    const blank = defineChannel('blank', empty, {
      commands: {},
      views: { all: { projection: { fold: empty, project: () => undefined as never, show: () => undefined } } },
    })
    const stage = new Stage(memoryStore(), {}, [blank])
    const ana = await stage.reader('ana', 'blank/x')
    expect(ana.outlet.of('refused')).toMatchObject([{ channel: 'blank/x', code: 'internal' }])
    expect(stage.reports).toEqual(['blank/x: the view "all" could not be projected: a view shows JSON, not undefined'])
  })
})

describe('a signal whose schema gives what is no JSON', () => {
  it('is answered and reported, and ends no session', async () => {
    const empty = defineFold({ state: () => ({}), events: {} })
    const big = defineChannel('big', empty, {
      commands: {},
      signals: { count: { data: z.number().transform(BigInt) } },
      views: { all: {} },
    })
    const stage = new Stage(memoryStore(), {}, [big])
    const ana = await stage.reader('ana', 'big/x')
    ana.say({ type: 'signal', channel: 'big/x', name: 'count', data: 1 })
    expect(ana.outlet.of('error')).toMatchObject([{ code: 'internal' }])
    expect(stage.reports).toEqual([expect.stringContaining('what the schema of "count" gave is no JSON')])
  })
})
