import { digitsAt, startsWith } from '../client/ascii.ts'
import type { RawSocket } from '../client/raw-socket.ts'
import { pathOf } from '../inquiry/people.ts'
import type { BusyBook, Quote } from './busy-book.ts'
import { channel, symbol } from './market.ts'

export type WatchingName = 'book' | 'depth' | 'socket.io'

/** How one contestant's watchers and the one who changes the book speak, in as few steps as the protocol allows. */
export interface Watching {
  path(who: string): string
  /** Answers what must be answered; `true` once what is said is heard. */
  greeted(bytes: Buffer, from: number, socket: RawSocket): boolean
  /** What a watcher says first; nothing: he is told at once. */
  readonly open: string | undefined
  /** What who changes the book says first. */
  readonly join: string | undefined
  isAnswer(bytes: Buffer, from: number): boolean
  /** Changes in this frame, those that were merged into others included. */
  deliveries(bytes: Buffer, from: number): number
  /** What is in it, for `BookFollower`. */
  news(bytes: Buffer, from: number, to: number): string
  change(book: BusyBook, change: number, quote: Quote): string
}

const afterMark = '"after":'

function parley(view: 'book' | 'depth'): Watching {
  return {
    path: pathOf,
    greeted: () => true,
    open: JSON.stringify({ type: 'open', channel, view: `${view}/${symbol}` }),
    join: JSON.stringify({ type: 'command', id: 'join', channel, name: 'join', input: {} }),
    isAnswer(bytes, from) {
      if (startsWith(bytes, from, '{"type":"refused"'))
        throw new Error(`refused: ${bytes.toString('utf8', from, from + 300)}`)
      return startsWith(bytes, from, '{"type":"done"') || startsWith(bytes, from, '{"type":"opened"')
    },
    // One frame may bring several; as all that happens in the exchange changes this book, offsets say how many.
    deliveries(bytes, from) {
      if (!startsWith(bytes, from, '{"type":"events"')) return 0
      const at = bytes.indexOf(afterMark, from) + afterMark.length
      const after = digitsAt(bytes, at)
      return digitsAt(bytes, at + String(after).length + ',"offset":'.length) - after
    },
    news: (bytes, from, to) => bytes.toString('utf8', from, to),
    change: (book, change, quote) => book.command(change, quote, Date.now()),
  }
}

/** Engine.IO 4 and Socket.IO 5 by hand, over the WebSocket transport alone. */
const socketIo: Watching = {
  path: () => '/socket.io/?EIO=4&transport=websocket',
  greeted(bytes, from, socket) {
    if (bytes[from] === 0x30) socket.send('40')
    if (bytes[from] === 0x32) socket.send('3')
    return startsWith(bytes, from, '40')
  },
  open: undefined,
  join: undefined,
  isAnswer: () => false,
  deliveries: (bytes, from) => (startsWith(bytes, from, '42') ? 1 : 0),
  news(bytes, from, to) {
    const [, data] = JSON.parse(bytes.toString('utf8', from + 2, to)) as readonly [string, unknown]
    return JSON.stringify({ type: 'events', after: 0, offset: 1, events: [{ offset: 1, data }] })
  },
  change: (book, _change, quote) => `42["book",${JSON.stringify(book.diff(quote))}]`,
}

export const watchings: Readonly<Record<WatchingName, Watching>> = {
  book: parley('book'),
  depth: parley('depth'),
  'socket.io': socketIo,
}
