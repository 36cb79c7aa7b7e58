import { digitsAt, startsWith } from './ascii.ts'
import type { RawSocket } from './raw-socket.ts'

export type DialectName = 'parley' | 'plain' | 'socket.io'

/** How one contestant's subscribers and publisher speak, in as few steps as the protocol allows. */
export interface Dialect {
  readonly path: string
  /** Said by a subscriber after the handshake. */
  subscribe(socket: RawSocket): void
  /** Answers what must be answered; `true` once the subscriber gets what is published. */
  handle(bytes: Buffer, from: number, to: number, socket: RawSocket): boolean
  /** Published messages in this frame. */
  deliveries(bytes: Buffer, from: number): number
  publish(text: string, count: number): string
}

const channel = 'chat/bench'
const afterAt = `{"type":"events","channel":"${channel}","view":"room","after":`.length

/**
 * Ours: a chat room. One frame may bring several posts; its offsets say how many. The publisher's first one makes the room and enters it:
 * two more, which are heard in the warm-up.
 */
const parley: Dialect = {
  path: '/parley',
  subscribe: (socket) => socket.send(JSON.stringify({ type: 'open', channel, view: 'room', version: 2 })),
  handle: (bytes, from) => startsWith(bytes, from, '{"type":"opened"'),
  deliveries(bytes, from) {
    if (!startsWith(bytes, from, '{"type":"events"')) return 0
    const after = digitsAt(bytes, from + afterAt)
    return digitsAt(bytes, from + afterAt + String(after).length + ',"offset":'.length) - after
  },
  publish(text, count) {
    const id = `bench.${String(count).padStart(10, '0')}`
    return JSON.stringify({ type: 'command', id, channel, name: 'post', input: { text } })
  },
}

/** A bare WebSocket: the message is the payload. */
const plain: Dialect = {
  path: '/parley',
  subscribe: () => {},
  handle: () => true,
  deliveries: () => 1,
  publish: (text) => text,
}

/** Engine.IO 4 and Socket.IO 5 by hand, over the WebSocket transport alone. */
const socketIo: Dialect = {
  path: '/socket.io/?EIO=4&transport=websocket',
  subscribe: () => {},
  handle(bytes, from, _to, socket) {
    const packet = bytes[from]
    if (packet === 0x30) socket.send('40')
    if (packet === 0x32) socket.send('3')
    return startsWith(bytes, from, '40')
  },
  deliveries: (bytes, from) => (startsWith(bytes, from, '42') ? 1 : 0),
  publish: (text) => `42["post",${JSON.stringify(text)}]`,
}

export const dialects: Readonly<Record<DialectName, Dialect>> = { parley, plain, 'socket.io': socketIo }

/** On a bare WebSocket nothing says "you are subscribed": the handshake is all. */
export function isReadyAtOnce(name: DialectName): boolean {
  return name === 'plain'
}
