import { digitsAt, startsWith } from '../client/ascii.ts'
import type { RawSocket } from '../client/raw-socket.ts'

export type ChattingName = 'parley' | 'socket.io'

/** How somebody becomes a member of rooms, listens to them and posts, in as few steps as the protocol allows. */
export interface Chatting {
  readonly path: string
  /** Answers what must be answered; `true` once requests are taken. */
  greeted(bytes: Buffer, from: number, socket: RawSocket): boolean
  /** Each is answered once. */
  join(room: string, count: number): string
  /** Each is answered once. Nothing: who is a member listens. */
  listen(room: string): string | undefined
  /** Whether this answers a `join` or a `listen`. Throws for a refusal. */
  isAnswer(bytes: Buffer, from: number, to: number): boolean
  /** Published messages in this frame. */
  deliveries(bytes: Buffer, from: number): number
  post(room: string, count: number, text: string): string
}

const parley: Chatting = {
  path: '/parley',
  greeted: () => true,
  join: (room, count) =>
    JSON.stringify({ type: 'command', id: `join.${count}`, channel: `chat/${room}`, name: 'join', input: {} }),
  listen: (room) => JSON.stringify({ type: 'open', channel: `chat/${room}`, view: 'room' }),
  isAnswer(bytes, from, to) {
    if (startsWith(bytes, from, '{"type":"refused"')) throw new Error(`refused: ${bytes.toString('utf8', from, to)}`)
    return startsWith(bytes, from, '{"type":"done"') || startsWith(bytes, from, '{"type":"opened"')
  },
  // One frame may bring several posts; its offsets say how many.
  deliveries(bytes, from) {
    if (!startsWith(bytes, from, '{"type":"events"')) return 0
    const at = bytes.indexOf('"after":', from) + '"after":'.length
    const after = digitsAt(bytes, at)
    return digitsAt(bytes, at + String(after).length + ',"offset":'.length) - after
  },
  post(room, count, text) {
    const id = `bench.${String(count).padStart(10, '0')}`
    return JSON.stringify({ type: 'command', id, channel: `chat/${room}`, name: 'post', input: { text } })
  },
}

/** Engine.IO 4 and Socket.IO 5 by hand, over the WebSocket transport alone. */
const socketIo: Chatting = {
  path: '/socket.io/?EIO=4&transport=websocket',
  greeted(bytes, from, socket) {
    if (bytes[from] === 0x30) socket.send('40')
    if (bytes[from] === 0x32) socket.send('3')
    return startsWith(bytes, from, '40')
  },
  join: (room, count) => `42${count}["join",${JSON.stringify(room)}]`,
  listen: () => undefined,
  isAnswer: (bytes, from) => startsWith(bytes, from, '43'),
  deliveries: (bytes, from) => (startsWith(bytes, from, '42') ? 1 : 0),
  post: (room, _count, text) => `42["post-to",${JSON.stringify(room)},${JSON.stringify(text)}]`,
}

export const chattings: Readonly<Record<ChattingName, Chatting>> = { parley, 'socket.io': socketIo }
