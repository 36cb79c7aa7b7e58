import { describe, expect, it } from 'vitest'
import type { RawSocket } from '../client/raw-socket.ts'
import { followers } from './follower.ts'

/** Keeps what is sent. */
function listener() {
  const sent: string[] = []
  return { sent, socket: { send: (text: string) => void sent.push(text) } as unknown as RawSocket }
}

const joined = (offset: number) => ({
  offset,
  type: 'joined',
  at: 0,
  data: { user: { id: 'a', name: 'A' }, role: 'member' },
})
const posted = (offset: number) => ({ offset, type: 'posted', at: 0, data: { text: `#${offset}` } })
const parleyMessage = (type: string, more: object) =>
  JSON.stringify({ type, channel: 'chat/bench', view: 'room', ...more })
const at = (offset: number) => ({ position: { epoch: 'e', offset } })

describe('a follower of ours', () => {
  it('returns with its position, and folds what it missed once', () => {
    const { sent, socket } = listener()
    const follower = followers.parley()
    follower.connected(socket)
    expect(follower.receive(parleyMessage('opened', { ...at(0), state: { messages: [] } }), socket)).toBe(true)
    follower.receive(parleyMessage('events', { after: 0, offset: 2, events: [posted(1), posted(2)] }), socket)
    follower.connected(socket)
    expect(JSON.parse(sent[1]!)).toMatchObject(at(2))
    follower.receive(parleyMessage('opened', { ...at(3), after: 1, events: [posted(2), posted(3)] }), socket)
    follower.receive(parleyMessage('events', { after: 3, offset: 4, events: [joined(4)] }), socket)
    expect(follower.receipts).toMatchObject({ through: 3, doubles: 0 })
    expect(follower.startedAnew).toBe(0)
  })

  it('asks again at a hole, and says when it had to start anew', () => {
    const { sent, socket } = listener()
    const follower = followers.parley()
    follower.receive(parleyMessage('opened', { ...at(0), state: { messages: [] } }), socket)
    follower.receive(parleyMessage('events', { after: 1, offset: 2, events: [posted(2)] }), socket)
    expect(follower.receipts.count).toBe(0)
    expect(JSON.parse(sent[0]!)).toMatchObject({ type: 'open', ...at(0) })
    follower.receive(
      parleyMessage('opened', { ...at(2), state: { messages: [{ text: '#1' }, { text: '#2' }] } }),
      socket,
    )
    expect(follower).toMatchObject({ startedAnew: 1, receipts: { through: 2, doubles: 0 } })
  })
})

describe("a follower of Socket.IO's", () => {
  it('returns with its private id and the last offset', () => {
    const { sent, socket } = listener()
    const follower = followers['socket.io']()
    follower.receive('0{"sid":"s"}', socket)
    expect(follower.receive('40{"sid":"a","pid":"p"}', socket)).toBe(true)
    follower.receive('42["post","#1","o1"]', socket)
    follower.receive('0{"sid":"t"}', socket)
    expect(sent).toEqual(['40', '40{"pid":"p","offset":"o1"}'])
    follower.receive('40{"sid":"a","pid":"p"}', socket)
    expect(follower).toMatchObject({ startedAnew: 0, receipts: { through: 1 } })
    follower.receive('40{"sid":"b","pid":"q"}', socket)
    expect(follower.startedAnew).toBe(1)
  })
})
