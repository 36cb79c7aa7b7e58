import { applyEvent } from '@parley/channel'
import { memoryStore } from '@parley/testkit'
import { describe, expect, test } from 'vitest'
import type { Room, RoomSummary } from '../../src/contract/index.ts'
import { chatChannel } from '../../src/room/channel.ts'
import type { RoomState } from '../../src/room/room-state.ts'
import { ana, author, ben, cho, message, moderation, roomOf, shown } from './cast.ts'
import { person, RoomLog } from './room-log.ts'
import { ChatStage } from './room-stage.ts'

/** The log as it is when this person was erased, folded anew. */
function erased(room: RoomLog, id: string): RoomLog {
  const again = new RoomLog(room.key)
  for (const event of structuredClone(room.log)) {
    again.now = event.at
    again.append(room.channel.erase?.(event, id) ?? event)
  }
  return again
}

describe('a large room', () => {
  const large = () => {
    const room = new RoomLog('general', chatChannel())
    room.command(ana, 'create', { kind: 'public' })
    for (let count = 0; count < 10_000; count++) room.command(person(`user-${count}`), 'join', {})
    return room
  }

  test('of ten thousand members is shown in less than 100 KB', () => {
    const room = large()
    for (let count = 0; count < 300; count++) {
      const offset = room.post(person(`user-${count}`), `Message ${count}, ${'of usual length '.repeat(8)}`)
      for (let other = 0; other < 5; other++)
        room.command(person(`user-${other}`), 'react', { offset, emoji: '👍', on: true })
    }
    expect(JSON.stringify(room.view('room')).length).toBeLessThan(100_000)
    expect(JSON.stringify(room.view('unread')).length).toBeLessThan(20_000)
  })

  test('is not walked through for a post, a reaction, an edit, somebody who comes or goes', () => {
    const room = large()
    const at = room.post(ana, 'hello')
    room.state.own.members = new Proxy(room.state.own.members, {
      ownKeys: () => {
        throw new Error('all members were looked at')
      },
    })
    const user = person('user-5')
    expect(room.code(user, 'post', { text: 'hi', reply: at, mentions: { people: ['user-6'] } })).toBeUndefined()
    expect(room.code(user, 'react', { offset: at, emoji: '👍', on: true })).toBeUndefined()
    expect(room.code(ana, 'edit', { offset: at, text: 'changed' })).toBeUndefined()
    expect(room.code(user, 'leave')).toBeUndefined()
    expect(room.code(user, 'join')).toBeUndefined()
    expect(room.code(ana, 'update', { title: 'New' })).toBeUndefined()
    expect(room.code(ana, 'delete', { offset: at })).toBeUndefined()
  })
})

describe('a room of version 1', () => {
  const by = { id: 'ana', name: 'Name of ana' }
  const old = (offset: number) => ({ id: `c.${offset}`, offset, by, text: `old ${offset}`, at: offset })
  const state = () => chatChannel().upcastState?.({ messages: [old(7), old(8)] }, 1) as RoomState

  test('is a public room without a title, of which nobody is a member', () => {
    expect(state().shared).toMatchObject({
      info: { kind: 'public', title: '' },
      memberCount: 0,
      messages: [old(7), old(8)],
    })
    expect(state().shared.recent).toEqual([
      { offset: 7, by: 'ana' },
      { offset: 8, by: 'ana' },
    ])
  })

  test('is the same for a reader who folds its log', () => {
    const channel = chatChannel()
    const folded = channel.fold.state() as RoomState
    for (const { offset, at, id, text } of [old(7), old(8)]) {
      const data = channel.upcast.get('posted')?.({ id, by, text }, 1)
      applyEvent(channel.fold, folded, { type: 'posted', data, offset, at })
    }
    expect(folded).toEqual(state())
  })

  test('goes on: who posts is a member, and its messages can be edited, answered and deleted', () => {
    const room = new RoomLog('general')
    for (const { id, text } of [old(1), old(2)]) room.append({ type: 'posted', data: { id, by, text } })
    room.documents.clear()
    expect(room.code(ana, 'edit', { offset: 1, text: 'new' })).toBeUndefined()
    expect(message(room, 1)).toMatchObject({ text: 'new' })
    expect(room.code(ben, 'post', { text: 'answer', reply: 2 })).toBeUndefined()
    expect(room.code(ana, 'delete', { offset: 2 })).toBeUndefined()
    expect(shown(room)).toMatchObject({ memberCount: 1 })
  })

  test('is opened by clients of version 2 alone, from what a store kept', async () => {
    const store = memoryStore()
    const events = [1, 2].map((offset) => {
      const { id, text, at } = old(offset)
      return JSON.stringify({ offset, type: 'posted', at, data: { id, by, text } })
    })
    await store.commit([{ channel: 'chat/general', epoch: 'e', after: 0, events, outcomes: [], at: 5 }])
    const stage = new ChatStage({}, store)
    const client = stage.client('cho')
    expect(await client.open('general', 'room')).toBeUndefined()
    const { messages } = (client.of('opened')[0] as unknown as { state: Room }).state
    expect(messages.map(({ text }) => text)).toEqual(['old 1', 'old 2'])
    expect(stage.reports).toEqual([])
    const ofVersion1 = stage.client('ben')
    ofVersion1.say({ type: 'hello', protocol: 1, schema: { chat: 1 } })
    expect(await ofVersion1.open('general', 'room')).toMatchObject({ code: 'schema-mismatch' })
  })
})

describe('a person who is erased', () => {
  const zoe = person('zoe-17', { name: 'Zoe' })

  test('leaves places without text, and nothing of him anywhere', () => {
    const room = roomOf()
    const at = room.post(zoe, 'zoe-17 was here')
    room.command(zoe, 'edit', { offset: at, text: 'zoe-17 is here' })
    const other = room.post(cho, 'hi Zoe', { reply: at, mentions: { people: ['zoe-17'] } })
    room.command(zoe, 'react', { offset: other, emoji: '👍', on: true })
    room.command(cho, 'react', { offset: other, emoji: '👍', on: true })
    room.post(zoe, 'in a thread', { thread: other })
    room.command(ben, 'pin', { offset: at })
    room.command(cho, 'report', { offset: at, reason: 'rude' })
    room.command(zoe, 'report', { offset: other, reason: 'rude' })
    room.command(zoe, 'invite', { user: { id: 'dan', name: 'Dan' } })
    room.command(zoe, 'invite', { user: { id: 'eli', name: 'Eli' } })
    room.command(zoe, 'withdraw', { user: 'eli' })
    room.command(person('zoe-17', { name: 'Zoe Zoe' }), 'join', {})
    room.command(ben, 'mute', { user: 'zoe-17', until: room.now + 1000 })
    room.command(ben, 'ban', { user: author(zoe) })
    const again = erased(room, 'zoe-17')
    const left = { offset: at, by: { id: 'erased', name: '' }, text: '', deleted: 'by-author' }
    expect(message(again, at)).toMatchObject(left)
    expect(message(again, other)).toMatchObject({ text: 'hi Zoe', reactions: [{ emoji: '👍', by: ['cho'] }] })
    expect(shown(again)).toMatchObject({ memberCount: 3, pins: [] })
    expect((again.view('unread') as RoomSummary).recent.map(({ by }) => by)).toEqual(['cho'])
    expect(moderation(again)).toMatchObject({ banned: {}, muted: {} })
    const all = [again.state, again.log, [...again.documents.values()]].map((each) => JSON.stringify(each)).join()
    expect(all).not.toContain('zoe-17')
    expect(all).not.toMatch(/"Zoe( Zoe)?"/)
  })

  test('is gone from what old messages have become, too', () => {
    const room = roomOf()
    const hers = room.post(zoe, 'zoe-17 was here')
    const other = room.post(cho, 'x')
    room.command(zoe, 'react', { offset: other, emoji: '👍', on: true })
    for (let count = 0; count < 60; count++) room.post(ben, `${count}`)
    for (const offset of [hers, other]) room.command(cho, 'react', { offset, emoji: '🎉', on: true })
    room.command(zoe, 'edit', { offset: hers, text: 'zoe-17 still' })
    room.post(cho, 'thread', { thread: hers })
    room.command(zoe, 'post', { text: 'zoe-17 again', thread: other })
    const again = erased(room, 'zoe-17')
    expect(message(again, hers)).toMatchObject({ text: '', deleted: 'by-author', replies: { count: 1 } })
    expect(message(again, other)).toMatchObject({ reactions: [{ emoji: '🎉', by: ['cho'] }], replies: { count: 1 } })
    const all = [again.state, again.log, [...again.documents.values()]].map((each) => JSON.stringify(each)).join()
    expect(all).not.toContain('zoe-17')
  })

  test('who is in nothing of a log leaves it as it is', () => {
    const room = roomOf()
    room.post(cho, 'x')
    for (const event of room.log) expect(room.channel.erase?.(event, 'zoe-17')).toBeUndefined()
  })
})
