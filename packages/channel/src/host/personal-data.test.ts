import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { gate, Stage } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import { putDocument, removeDocument } from '../define/effects.ts'
import { defineFold } from '../define/fold.ts'
import { StoreError, StoreErrorCode } from '../store/store-error.ts'

interface Said {
  readonly id: string
  readonly by: string
  readonly text: string
}
const fold = defineFold({
  state: (): { said: Said[] } => ({ said: [] }),
  events: {
    said: (state, data: Said) => void state.said.push(data),
    edited: (state, data: Said) => {
      state.said = state.said.map((each) => (each.id === data.id ? data : each))
    },
    hidden: (_state, _data: { id: string; by: string }) => {},
  },
})
const said = z.object({ id: z.string(), text: z.string() })
const scrub = <Data extends { by: string }>(data: Data) => ({ ...data, by: 'gone', text: '' })

const rules = {
  commands: {
    say: {
      input: said,
      decide: (_state: unknown, input: { id: string; text: string }, { actor }: { actor: { id: string } }) => [
        { type: 'said' as const, data: { ...input, by: actor.id } },
      ],
    },
    edit: {
      input: said,
      decide: (_state: unknown, input: { id: string; text: string }, { actor }: { actor: { id: string } }) => [
        { type: 'edited' as const, data: { ...input, by: actor.id } },
      ],
    },
    hide: {
      input: z.object({ id: z.string() }),
      decide: (_state: unknown, { id }: { id: string }, { actor }: { actor: { id: string } }) => [
        { type: 'hidden' as const, data: { id, by: actor.id } },
      ],
    },
  },
  views: { all: {} },
}
const put = (data: Said, order: number) =>
  putDocument('texts', data.id, { order, body: { text: data.text, by: data.by }, text: data.text, person: data.by })
const talk = defineChannel('talk', fold, {
  ...rules,
  effects: {
    said: ({ offset, data }) => [put(data, offset)],
    edited: ({ offset, data }) => [put(data, offset)],
    hidden: ({ data }) => [removeDocument('texts', data.id)],
  },
  erase: (event, person) => {
    if (event.data.by !== person) return undefined
    return event.type === 'hidden'
      ? { ...event, data: { ...event.data, by: 'gone' } }
      : { ...event, data: scrub(event.data) }
  },
})

async function talkStage(store = memoryStore(), channels = [talk]) {
  const stage = new Stage(store, {}, channels)
  const [ana, ben] = [stage.client('ana'), stage.client('ben')]
  const say = async (who: typeof ana, id: string, text: string, channel = 'talk/a', name = 'say') => {
    who.command(`${name}.${id}`, channel, name, { id, text })
    await stage.turn()
  }
  await say(ana, '1', 'my secret')
  await say(ben, '2', 'hello')
  await say(ana, '3', 'more', 'talk/b')
  const settled = async <T>(promise: Promise<T>) => {
    promise.catch(() => {})
    await stage.turn()
    return promise
  }
  return { stage, store, ana, ben, say, settled }
}

describe('an export', () => {
  it('lists the events and the documents of a person, and of nobody else', async () => {
    const { stage, settled } = await talkStage()
    const { events, documents } = await settled(stage.host.exportPerson('ana'))
    expect(events.map(({ channel, offset, data }) => [channel, offset, (data as Said).text])).toEqual([
      ['talk/a', 1, 'my secret'],
      ['talk/b', 1, 'more'],
    ])
    expect(documents.map(({ channel, id, body }) => [channel, id, body])).toEqual([
      ['talk/a', '1', { text: 'my secret', by: 'ana' }],
      ['talk/b', '3', { text: 'more', by: 'ana' }],
    ])
    expect(await settled(stage.host.exportPerson('nobody'))).toEqual({ events: [], documents: [], plans: [], left: [] })
  })
})

describe('an erasure', () => {
  it('that is asked for twice at once leaves what one leaves', async () => {
    const { stage, store, settled } = await talkStage()
    await settled(Promise.all([stage.host.erasePerson('ana'), stage.host.erasePerson('ana')]))
    expect(await store.documents('talk/a', 'texts', undefined, 9)).toMatchObject([
      { id: '2', text: 'hello' },
      { id: '1', text: '', person: 'gone' },
    ])
  })

  it('leaves nothing of the person in logs, states and documents, and everything of others', async () => {
    const { stage, store, settled } = await talkStage()
    expect(await settled(stage.host.erasePerson('ana'))).toMatchObject({ events: 2 })
    const all = JSON.stringify([store.log('talk/a'), store.log('talk/b'), await store.load('talk/a')])
    expect(all).not.toMatch(/secret|more|ana/)
    expect(await store.documentsOf('ana', 9)).toEqual([])
    expect(await store.search('talk/a', 'texts', 'secret', undefined, 9)).toEqual([])
    expect(await store.document('talk/a', 'texts', '2')).toMatchObject({ text: 'hello' })
    const ben = await new Stage(store.reopen(), {}, [talk]).reader('ben', 'talk/a')
    expect(ben.outlet.of('opened')[0]?.state).toEqual({
      said: [
        { id: '1', by: 'gone', text: '' },
        { id: '2', by: 'ben', text: 'hello' },
      ],
    })
  })

  it('brings readers the new state at once, and commands go on behind it', async () => {
    const { stage, ana, say, settled } = await talkStage()
    const reader = await stage.reader('cat', 'talk/a')
    const before = reader.outlet.of('opened')[0]?.position
    await settled(stage.host.erasePerson('ana'))
    const opened = reader.outlet.of('opened').at(-1)
    expect(opened?.position.epoch).not.toBe(before?.epoch)
    expect(opened).toMatchObject({ position: { offset: 2 }, state: { said: [{ text: '' }, { text: 'hello' }] } })
    await say(ana, '4', 'again')
    expect(reader.outlet.of('events').at(-1)).toMatchObject({ after: 2, offset: 3 })
  })

  it('waits for what is being stored, and what comes meanwhile waits for it; nothing is lost', async () => {
    const held = gate()
    let isHeld = false
    const store = memoryStore({ onCommit: () => (isHeld ? held.hook() : undefined) })
    const { stage, ana, ben } = await talkStage(store)
    isHeld = true
    ana.command('5', 'talk/a', 'say', { id: '5', text: 'in flight' })
    await stage.turn()
    ben.command('6', 'talk/a', 'say', { id: '6', text: 'drafted' })
    const erased = stage.host.erasePerson('ana')
    await stage.turn()
    ben.command('7', 'talk/a', 'say', { id: '7', text: 'later' })
    await stage.turn()
    isHeld = false
    held.release()
    await stage.turn()
    expect(await erased).toMatchObject({ events: 3 })
    await stage.turn()
    expect(ben.outlet.of('done').map(({ id }) => id)).toEqual(expect.arrayContaining(['6', '7']))
    const texts = store.log('talk/a').map(({ event }) => (JSON.parse(event) as { data: Said }).data.text)
    expect(texts).toEqual(['', 'hello', '', 'drafted', 'later'])
  })

  it('keeps what others made of a document since, and does not bring back what was removed', async () => {
    const { stage, store, ana, ben, say, settled } = await talkStage()
    await say(ben, '1', 'edited by ben', 'talk/a', 'edit')
    await say(ana, '8', 'hidden')
    ben.command('h', 'talk/a', 'hide', { id: '8' })
    await stage.turn()
    await settled(stage.host.erasePerson('ana'))
    expect(await store.document('talk/a', 'texts', '1')).toMatchObject({ text: 'edited by ben' })
    expect(await store.document('talk/a', 'texts', '8')).toBeUndefined()
  })

  it('that failed on its way can be done again', async () => {
    const { stage, store, settled } = await talkStage()
    const rewrite = store.rewrite.bind(store)
    store.rewrite = () => Promise.reject(new StoreError(StoreErrorCode.full, 'The disk is full.'))
    await expect(settled(stage.host.erasePerson('ana'))).rejects.toMatchObject({ code: 'ERR_STORE_FULL' })
    const reader = await stage.reader('cat', 'talk/a')
    expect(reader.outlet.of('opened')).toHaveLength(1)
    store.rewrite = rewrite
    expect(await settled(stage.host.erasePerson('ana'))).toMatchObject({ events: 2 })
    expect(JSON.stringify(store.log('talk/a'))).not.toContain('secret')
  })

  it('of a trimmed log takes the state from the definition, or says that it needs that', async () => {
    const { store } = await talkStage()
    const log = await store.load('talk/a')
    const state = JSON.stringify({ said: [{ id: '1', by: 'ana', text: 'my secret' }] })
    const snapshot = { channel: 'talk/a', epoch: log?.epoch ?? '', after: 2, events: [], outcomes: [], at: 0 }
    await store.commit([{ ...snapshot, snapshot: state }])
    await store.trim('talk/a', 1)
    const unable = new Stage(store.reopen(), {}, [talk])
    const failing = unable.host.erasePerson('ana')
    failing.catch(() => {})
    await unable.turn()
    await expect(failing).rejects.toMatchObject({ code: 'ERR_CHANNEL_ERASE' })
    const able = defineChannel('talk', fold, {
      ...rules,
      erase: (event, person) => (event.data.by === person ? { ...event, data: scrub(event.data) } : undefined),
      eraseState: (room, person) => ({ said: room.said.map((each) => (each.by === person ? scrub(each) : each)) }),
    })
    const last = store.reopen()
    const stage = new Stage(last, {}, [able])
    const erasing = stage.host.erasePerson('ana')
    await stage.turn()
    expect(await erasing).toMatchObject({ events: 1 })
    expect((await last.load('talk/a'))?.snapshot?.state).toBe('{"said":[{"id":"1","by":"gone","text":""}]}')
  })
})
