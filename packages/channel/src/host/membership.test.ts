import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { gate, Stage } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import { putDocument } from '../define/effects.ts'
import { defineFold } from '../define/fold.ts'

interface Club {
  members: string[]
  said: string[]
}

const clubFold = defineFold({
  state: (): Club => ({ members: ['ana', 'ben', 'cat'], said: [] }),
  events: {
    joined: (state, { who }: { who: string }) => void state.members.push(who),
    left: (state, { who }: { who: string }) => {
      state.members = state.members.filter((member) => member !== who)
    },
    said: (state, { text }: { text: string }) => void state.said.push(text),
  },
})

const asked: string[] = []
const club = defineChannel('club', clubFold, {
  commands: {
    join: { input: z.string(), decide: (_state, who) => [{ type: 'joined', data: { who } }] },
    leave: { input: z.string(), decide: (_state, who) => [{ type: 'left', data: { who } }] },
    say: { input: z.string(), decide: (_state, text) => [{ type: 'said', data: { text } }] },
  },
  effects: { said: ({ offset, data }) => [putDocument('said', `${offset}`, { order: offset, body: data.text })] },
  views: {
    room: {
      documents: { said: ({ body }) => body },
      allow: (state, actor) => {
        asked.push(actor.id)
        return state.members.includes(actor.id)
      },
    },
    notice: {},
  },
})

async function stageOf(store = memoryStore(), limits = {}) {
  const stage = new Stage(store, limits, [club])
  const server = stage.client('server')
  let ids = 0
  const command = (name: string, input: string) =>
    server.say({ type: 'command', id: `s${++ids}`, channel: 'club/x', name, input })
  const join = (id: string, view = 'room') => stage.reader(id, 'club/x', view)
  return { stage, server, command, join }
}

describe('a view whose member is no member any more', () => {
  it('ends at once, before the events that end it; the others see them', async () => {
    const { stage, command, join } = await stageOf()
    const [ana, ben] = [await join('ana'), await join('ben')]
    const guest = await join('zoe', 'notice')
    command('leave', 'ben')
    command('say', 'now that he is gone')
    await stage.turn()
    expect(ben.outlet.of('closed')).toMatchObject([{ channel: 'club/x', view: 'room', code: 'not-allowed' }])
    expect(ben.outlet.of('events')).toEqual([])
    expect(ana.outlet.of('events')).toMatchObject([{ after: 0, offset: 2 }])
    expect(guest.outlet.of('events')).toHaveLength(1)
    command('say', 'more')
    await stage.turn()
    expect(ben.outlet.types.at(-1)).toBe('closed')
  })

  it('ends on every connection, and is refused when it is opened again', async () => {
    const { stage, command, join } = await stageOf()
    const tabs = [await join('ben'), await join('ben')]
    const epoch = tabs[0]?.outlet.of('opened')[0]?.position.epoch ?? ''
    command('leave', 'ben')
    await stage.turn()
    for (const tab of tabs) {
      expect(tab.outlet.of('closed')).toHaveLength(1)
      // A position that was honestly come by gives nothing either.
      tab.open('club/x', 'room', { epoch, offset: 0 })
    }
    await stage.turn()
    for (const tab of tabs) expect(tab.outlet.of('refused')).toMatchObject([{ code: 'not-allowed' }])
  })

  it('ends also for one who does not keep up', async () => {
    const { stage, command, join } = await stageOf()
    const ben = await join('ben')
    ben.outlet.isBacklogged = true
    command('say', 'one')
    await stage.turn()
    command('leave', 'ben')
    await stage.turn()
    ben.outlet.isBacklogged = false
    ben.session.drained()
    await stage.turn()
    expect(ben.outlet.types).toEqual(['welcome', 'opened', 'closed'])
  })

  it('ends only once that is durable, and not at all if it never is', async () => {
    const held = gate()
    let fails = false
    const store = memoryStore({
      onCommit: async () => {
        await held.hook()
        if (fails) throw new Error('no disk')
      },
    })
    const { stage, command, join } = await stageOf(store)
    const ben = await join('ben')
    command('leave', 'ben')
    await stage.turn()
    expect(ben.outlet.types).toEqual(['welcome', 'opened'])
    fails = true
    held.release()
    await stage.turn()
    fails = false
    command('say', 'still here')
    await stage.turn()
    held.release()
    await stage.turn()
    expect(ben.outlet.types).toEqual(['welcome', 'opened', 'events'])
  })

  it('ends although the next transaction, not yet durable, makes a member of him again', async () => {
    const held = gate()
    const { stage, command, join } = await stageOf(memoryStore({ onCommit: held.hook }))
    const ben = await join('ben')
    command('leave', 'ben')
    await stage.turn()
    command('join', 'ben')
    await stage.turn()
    held.release()
    await stage.turn()
    expect(ben.outlet.types).toEqual(['welcome', 'opened', 'closed'])
  })

  it('is not opened by one who waits for the store while he ceases to be one', async () => {
    const store = memoryStore()
    const { stage, command, join } = await stageOf(store, { recentEvents: 1 })
    const ben = await join('ben')
    const epoch = ben.outlet.of('opened')[0]?.position.epoch ?? ''
    ben.session.end()
    for (let i = 0; i < 5; i++) command('say', `${i}`)
    await stage.turn()
    const held = gate()
    const readAfter = store.readAfter.bind(store)
    store.readAfter = async (...args) => {
      await held.hook()
      return readAfter(...args)
    }
    const back = stage.client('ben')
    back.open('club/x', 'room', { epoch, offset: 0 })
    await stage.turn()
    command('leave', 'ben')
    await stage.turn()
    held.release()
    await stage.turn()
    expect(back.outlet.types).toEqual(['welcome', 'refused'])
    expect(back.outlet.of('refused')).toMatchObject([{ view: 'room', code: 'not-allowed' }])
  })

  it('is not opened by one who waits for the very transaction that ends his membership', async () => {
    const { stage, command } = await stageOf()
    const ben = stage.client('ben')
    await stage.reader('ana', 'club/x', 'room')
    command('say', 'one')
    ben.open('club/x', 'room')
    command('leave', 'ben')
    await stage.turn()
    expect(ben.outlet.types).toEqual(['welcome', 'refused'])
  })

  it('ends when somebody else wrote that to the log', async () => {
    const store = memoryStore()
    const { stage, command, join } = await stageOf(store)
    const ben = await join('ben')
    const other = await stageOf(store)
    other.command('leave', 'ben')
    await other.stage.turn()
    command('say', 'which meets a log that has moved')
    await stage.turn()
    expect(ben.outlet.types).toEqual(['welcome', 'opened', 'closed'])
  })

  it.each([
    ['a read', 'readBefore', { type: 'read', id: 'r', channel: 'club/x', view: 'room', before: 1_000, limit: 10 }],
    [
      'a find',
      'documents',
      { type: 'find', id: 'r', channel: 'club/x', view: 'room', collection: 'said', by: { limit: 10 } },
    ],
  ] as const)('has nothing told by %s that the store answers only then', async (_what, method, question) => {
    const store = memoryStore()
    const { stage, command, join } = await stageOf(store)
    const ben = await join('ben')
    const held = gate()
    const ask = store[method].bind(store) as (...args: unknown[]) => Promise<never>
    Object.assign(store, { [method]: (...args: unknown[]) => held.hook().then(() => ask(...args)) })
    ben.say(question)
    await stage.turn()
    command('leave', 'ben')
    command('say', 'now that he is gone')
    await stage.turn()
    held.release()
    await stage.turn()
    expect(ben.outlet.types.slice(-2)).toEqual(['closed', 'refused'])
    expect(ben.outlet.of('refused')).toMatchObject([{ id: 'r', code: 'not-allowed' }])
  })
})

describe('a view whose member is not one yet', () => {
  it('is not levelled from a position before the transaction that makes him one is durable', async () => {
    const held = gate()
    let fails = false
    const store = memoryStore({
      onCommit: async () => {
        await held.hook()
        if (fails) throw new Error('no disk')
      },
    })
    const { stage, command } = await stageOf(store)
    const ana = await stage.reader('ana', 'club/x', 'room')
    command('say', 'a secret')
    await stage.turn()
    held.release()
    await stage.turn()
    const epoch = ana.outlet.of('opened')[0]?.position.epoch ?? ''
    command('join', 'dan')
    await stage.turn()
    const dan = stage.client('dan')
    dan.open('club/x', 'room', { epoch, offset: 0 })
    await stage.turn()
    expect(dan.outlet.types).toEqual(['welcome'])
    fails = true
    held.release()
    await stage.turn()
    expect(dan.outlet.types).toEqual(['welcome', 'refused'])

    fails = false
    command('join', 'dan')
    await stage.turn()
    dan.open('club/x', 'room', { epoch, offset: 0 })
    held.release()
    await stage.turn()
    expect(dan.outlet.of('opened')).toMatchObject([{ after: 0, position: { offset: 2 } }])
  })
})

it('a rule is asked once for each reader of its view and transaction, however many events that has', async () => {
  const { stage, command, join } = await stageOf()
  for (const id of ['ana', 'ben', 'cat']) await join(id)
  await join('zoe', 'notice')
  asked.length = 0
  for (let i = 0; i < 50; i++) command('say', `${i}`)
  await stage.turn()
  expect(asked.sort()).toEqual(['ana', 'ben', 'cat'])
})
