import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { desk, tally } from '../../test/desk.ts'
import { Stage, words } from '../../test/stage.ts'
import { systemActor } from '../define/actor.ts'
import { DirectCalls } from './direct-calls.ts'
import type { HostLimits } from './limits.ts'

const ana = { id: 'ana', name: 'Ana', guest: false }
const ben = { id: 'ben', name: 'Ben', guest: true }

function callsOf(limits: Partial<HostLimits> = {}, store = memoryStore()) {
  const stage = new Stage(store, limits, [words, desk, tally])
  const calls = new DirectCalls(stage.host)
  /** What a call comes to, once everything that waits has happened. */
  const settled = async <T>(call: Promise<T>): Promise<T> => {
    call.catch(() => {})
    await stage.turn()
    await stage.turn()
    return call
  }
  const add = (word: string, options?: { id: string }, actor = ana) =>
    settled(calls.command(actor, 'words/en', 'add', { word }, options))
  return { stage, calls, settled, add, store }
}

describe('a command without a session', () => {
  it('resolves when it is durable, and takes effect once under one id', async () => {
    const { add, store } = callsOf()
    expect(await add('one', { id: 'a.1' })).toEqual({ id: 'a.1', offset: 1 })
    expect(await add('two', { id: 'a.1' })).toEqual({ id: 'a.1', offset: 1 })
    expect(await add('three')).toMatchObject({ offset: 2 })
    expect(store.log('words/en')).toHaveLength(2)
  })

  it('rejects with the reason of the channel', async () => {
    const { add, calls, settled } = callsOf()
    await add('full')
    await expect(add('more')).rejects.toMatchObject({ name: 'ChannelError', code: 'words/full', retryable: false })
    await expect(settled(calls.command(ana, 'words/en', 'add', { word: 1 }))).rejects.toMatchObject({
      code: 'invalid-input',
      issues: [{ path: 'word' }],
    })
    await expect(settled(calls.command(ana, 'none/en', 'add', {}))).rejects.toMatchObject({ code: 'unknown-channel' })
    await expect(settled(calls.command(ana, 'words/en', 'no', {}))).rejects.toMatchObject({ code: 'unknown-command' })
    await expect(settled(calls.command(ana, 'tally/a', 'count', { what: 'not-yet' }))).rejects.toMatchObject({
      code: 'tally/later',
      retryable: true,
      retryAfterMs: 5000,
    })
  })

  it('is held to what a message is held to', async () => {
    const { add, calls, settled } = callsOf()
    const loop: { loop?: object } = {}
    loop.loop = loop
    await expect(add('one', { id: 'two words' })).rejects.toMatchObject({ code: 'bad-message' })
    await expect(settled(calls.command(ana, 'words/\ud800', 'add', {}))).rejects.toMatchObject({ code: 'bad-message' })
    await expect(settled(calls.command(ana, 'words/en', 'add', loop))).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('counts for the rate of its user, over calls and sessions alike', async () => {
    const { stage, add, calls, settled } = callsOf({ commandsPerSecond: 1, commandBurst: 2 })
    stage.client('ana').add('s.1', 'session')
    await add('one')
    await expect(add('two')).rejects.toMatchObject({ code: 'too-fast', retryable: true, retryAfterMs: 1001 })
    expect(await add('two', undefined, ben)).toMatchObject({ offset: 3 })
    for (let more = 0; more < 3; more++) {
      await settled(calls.command(systemActor, 'words/en', 'add', { word: 'system' }))
    }
    await stage.clock.advance(1001)
    expect(await add('two')).toMatchObject({ offset: 7 })
  })

  it('is refused while the server drains', async () => {
    const { stage, add } = callsOf()
    await stage.host.drain()
    await expect(add('one')).rejects.toMatchObject({ code: 'draining', retryable: true })
  })
})

describe('opening without a session', () => {
  it('gives the view as it is, and leaves nobody behind', async () => {
    const { stage, calls, settled, add } = callsOf()
    const eve = await stage.reader('eve')
    await add('one')
    await stage.clock.advance(10_000)
    const before = eve.outlet.of('presence').length
    expect(await settled(calls.open(ana, 'words/en', 'all'))).toEqual({
      state: { words: ['one'] },
      position: { epoch: 'epoch-1', offset: 1 },
    })
    await stage.clock.advance(10_000)
    expect(eve.outlet.of('presence')).toHaveLength(before)
    expect(stage.host.presence('words/en', 'all')).toMatchObject({ count: 1 })
  })

  it('gives what is durable', async () => {
    const { calls, settled, add } = callsOf()
    void add('one')
    expect(await settled(calls.open(ana, 'words/en', 'all'))).toMatchObject({ state: { words: ['one'] } })
  })

  it('is refused as a session is', async () => {
    const { calls, settled } = callsOf()
    expect(await settled(calls.open(ana, 'words/private', 'all'))).toMatchObject({ state: { words: [] } })
    await expect(settled(calls.open(ben, 'words/private', 'all'))).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(settled(calls.open(ben, 'words/en', 'none'))).rejects.toMatchObject({ code: 'unknown-view' })
    await expect(settled(calls.open(ben, 'none/en', 'all'))).rejects.toMatchObject({ code: 'unknown-channel' })
    await expect(settled(calls.open(ben, '', 'all'))).rejects.toMatchObject({ code: 'bad-message' })
  })
})

describe('finding without a session', () => {
  it('gives documents as the view shows them to this person', async () => {
    const { calls, settled } = callsOf()
    for (const id of ['1', '2', '_3']) await settled(calls.command(ana, 'desk/a', 'note', { id, text: `${id} text` }))
    const find = (actor: typeof ana, by: object) => settled(calls.find(actor, 'desk/a', 'all', 'notes', by as never))
    expect(await find(ana, { id: '1' })).toEqual({
      documents: [{ id: '1', order: 1, body: { text: '1 text' } }],
      more: false,
      next: undefined,
    })
    expect(await find(ben, { limit: 1 })).toEqual({
      documents: [{ id: '2', order: 2, body: { text: '2 text' } }],
      more: true,
      next: { order: 2, id: '2' },
    })
    expect(await find(ana, { search: 'text', limit: 9 })).toMatchObject({ documents: [{ id: '_3' }, {}, {}] })
  })

  it('is refused as a session is', async () => {
    const { calls, settled, stage } = callsOf()
    const find = (channel: string, view: string, by: object) =>
      settled(calls.find(ben, channel, view, 'notes', by as never))
    await expect(find('desk/a', 'bare', { limit: 1 })).rejects.toMatchObject({ code: 'unknown-collection' })
    await expect(find('desk/a', 'none', { limit: 1 })).rejects.toMatchObject({ code: 'unknown-view' })
    await expect(find('words/private', 'all', { limit: 1 })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(find('desk/a', 'all', { limit: 201 })).rejects.toMatchObject({ code: 'bad-message' })
    stage.store.document = () => Promise.reject(new Error('no read'))
    await expect(find('desk/a', 'all', { id: '1' })).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(stage.reports).toEqual(['desk/a: finding documents: no read'])
  })
})
