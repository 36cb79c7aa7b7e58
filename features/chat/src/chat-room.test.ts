import { describe, expect, test } from 'vitest'
import { FakeClock } from '../test/fake-clock.ts'
import { FakeRoom } from '../test/fake-room.ts'
import { ChatRoom } from './chat-room.ts'
import { maxTextLength } from './room.ts'

const me = { id: 'me', name: 'Me' }
const ana = { id: 'a', name: 'Ana' }

function setup(messages = 0) {
  const handle = new FakeRoom()
  const clock = new FakeClock()
  handle.now = () => clock.now()
  for (let index = 0; index < messages; index++) handle.receive(ana, `message ${index + 1}`)
  const who: { user: typeof me | undefined } = { user: me }
  const room = new ChatRoom(handle, { clock, user: () => who.user })
  handle.open()
  return { handle, clock, room, who }
}

function offsets(room: ChatRoom): readonly number[] {
  return room.messages.map((message) => message.offset)
}

describe('messages', () => {
  test('stay when the state drops them', () => {
    const { handle, room } = setup(50)
    for (let index = 0; index < 10; index++) handle.receive(ana, 'more')
    expect(handle.state.messages).toHaveLength(50)
    expect(offsets(room)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
  })

  test('of an older epoch are forgotten', () => {
    const { handle, room } = setup(3)
    handle.replace([{ id: 'x', offset: 3, by: ana, text: 'new log', at: 0 }], 'epoch-2')
    expect(room.messages.map((message) => message.text)).toEqual(['new log'])
  })

  test('tell who listens', () => {
    const { handle, room } = setup()
    let changes = 0
    const stop = room.onChange(() => changes++)
    handle.receive(ana, 'hi')
    stop()
    handle.receive(ana, 'again')
    expect(changes).toBe(1)
  })
})

describe('older messages', () => {
  test('come page by page until the room begins', async () => {
    const { handle, room } = setup(120)
    expect(room.older).toBe('more')
    await room.loadOlder()
    expect([offsets(room)[0], room.older]).toEqual([21, 'more'])
    await room.loadOlder()
    expect([offsets(room)[0], room.older]).toEqual([1, 'start'])
    await room.loadOlder()
    expect(handle.reads).toEqual([71, 21])
    expect(offsets(room)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1))
  })

  test('are asked for once at a time', async () => {
    const { handle, room } = setup(120)
    await Promise.all([room.loadOlder(), room.loadOlder()])
    expect(handle.reads).toEqual([71])
  })

  test('can fail and be asked for again', async () => {
    const { handle, room } = setup(60)
    handle.readGate = Promise.reject(new Error('no'))
    await room.loadOlder()
    expect(room.older).toBe('failed')
    handle.readGate = Promise.resolve()
    await room.loadOlder()
    expect(room.older).toBe('start')
  })

  test('do not join a list that was replaced meanwhile', async () => {
    const { handle, room } = setup(120)
    const loading = room.loadOlder()
    handle.replace([{ id: 'x', offset: 9, by: ana, text: 'new log', at: 0 }], 'epoch-2')
    await loading
    expect(offsets(room)).toEqual([9])
    expect(room.older).toBe('more')
  })

  test('that were trimmed can be loaded again', async () => {
    const { room } = setup(120)
    await room.loadOlder()
    room.trim(60)
    expect([offsets(room)[0], room.older]).toEqual([61, 'more'])
    await room.loadOlder()
    expect(offsets(room)[0]).toBe(11)
  })
})

test('what waits from before a reload is shown before the room is, and the room does not begin there', () => {
  const handle = new FakeRoom()
  handle.pending = [{ id: 'old.1', name: 'post', input: { text: 'hello' }, createdAt: 0 }]
  const room = new ChatRoom(handle, { clock: new FakeClock() })
  expect(room.pending).toMatchObject([{ id: 'old.1', text: 'hello' }])
  expect(room.older).toBe('more')
  handle.open()
  expect(room.older).toBe('start')
})

describe('a post', () => {
  test('is pending, then the message with the same id', () => {
    const { handle, room } = setup()
    const id = room.post('  hello ')
    expect(room.pending).toMatchObject([{ id, text: 'hello' }])
    handle.acknowledge(id!, me)
    expect(room.pending).toEqual([])
    expect(room.messages).toMatchObject([{ id, text: 'hello', by: me }])
  })

  test('is never both, even when the handle still holds it', () => {
    const { handle, room } = setup()
    const id = room.post('hello')!
    handle.receive(me, 'hello', { id })
    expect([room.messages.length, room.pending.length]).toEqual([1, 0])
  })

  test('is not hidden by a message that somebody else sent under its id', () => {
    const { handle, room } = setup()
    handle.receive(ana, 'first', { id: 'mine.1' })
    const id = room.post('hello')!
    expect(id).toBe('mine.1')
    expect(room.pending).toMatchObject([{ id, text: 'hello' }])
    handle.receive(ana, 'second', { id })
    expect(room.pending).toMatchObject([{ id, text: 'hello' }])
    handle.acknowledge(id, me)
    expect(room.pending).toEqual([])
    expect(room.messages.filter((message) => message.id === id)).toHaveLength(3)
  })

  test('that waits stays as long as nobody knows who we are', () => {
    const { handle, room, who } = setup()
    who.user = undefined
    const id = room.post('hello')!
    handle.receive(me, 'hello', { id })
    expect(room.pending).toHaveLength(1)
    who.user = me
    handle.changed()
    expect(room.pending).toEqual([])
  })

  test('must say something, and not too much', () => {
    const { room } = setup()
    expect(room.post(' \n ')).toBeUndefined()
    expect(room.post('\u200b\u2060')).toBeUndefined()
    expect(room.post('x'.repeat(maxTextLength + 1))).toBeUndefined()
    expect(room.post('x'.repeat(maxTextLength))).toBeDefined()
  })

  test('that failed can be retried or discarded', () => {
    const { handle, room } = setup()
    const id = room.post('hello')!
    handle.fail(id, { code: 'internal', message: 'no', retryable: true })
    expect(room.pending[0]?.failure?.code).toBe('internal')
    room.retry(id)
    expect(room.pending[0]?.failure).toBeUndefined()
    room.discard(id)
    expect(room.pending).toEqual([])
  })
})

describe('typing', () => {
  test('follows the draft', () => {
    const { handle, clock, room } = setup()
    room.drafted('h')
    clock.advance(1000)
    room.drafted('he')
    room.drafted(' \u200b')
    expect(handle.typed).toEqual([true, false])
  })

  test('of others ends with their message', () => {
    const { handle, room } = setup()
    handle.signalTyping(ana)
    expect(room.typists).toEqual([ana])
    handle.receive(ana, 'here it is')
    expect(room.typists).toEqual([])
  })

  test('ends with the room', () => {
    const { handle, clock, room } = setup()
    handle.signalTyping(ana)
    room.drafted('h')
    room.close()
    expect([handle.typed, clock.waiting, handle.isClosed]).toEqual([[true, false], 0, true])
  })
})
