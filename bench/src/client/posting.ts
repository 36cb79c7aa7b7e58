import { digitsAt } from './ascii.ts'

export type PostingName = 'parley' | 'ws' | 'socket.io'

/** How one connection posts, and finds in an answer which post it is for. */
export interface Posting {
  readonly path: string
  post(client: string, count: number, room: string, text: string): string
  /** The count of the post that is acknowledged; -1: something else. Throws if a post was refused. */
  acknowledged(bytes: Buffer, from: number, to: number): number
}

const digits = 10
const doneAt = '{"type":"done","id":"'.length

/** `{"type":"done","id":"<client>.<count>"…`, the same for ours and for what we wrote on `ws`. */
function doneCount(bytes: Buffer, from: number, to: number): number {
  const type = bytes[from + 9]
  if (type === 0x64) return digitsAt(bytes, bytes.indexOf('.', from + doneAt) + 1)
  if (type === 0x72 || type === 0x65) throw new Error(`refused: ${bytes.toString('utf8', from, to)}`)
  return -1
}

function idOf(client: string, count: number): string {
  return `${client}.${String(count).padStart(digits, '0')}`
}

export const postings: Readonly<Record<PostingName, Posting>> = {
  parley: {
    path: '/parley',
    post: (client, count, room, text) =>
      `{"type":"command","id":"${idOf(client, count)}","channel":"chat/${room}","name":"post","input":{"text":"${text}"}}`,
    acknowledged: doneCount,
  },
  ws: {
    path: '/',
    post: (client, count, room, text) =>
      `{"type":"post","id":"${idOf(client, count)}","room":"${room}","text":"${text}"}`,
    acknowledged: doneCount,
  },
  'socket.io': {
    path: '/socket.io/?EIO=4&transport=websocket',
    post: (_client, count, room, text) => `42${count}["post","${room}","${text}"]`,
    // `43<count>[]`
    acknowledged: (bytes, from) => (bytes[from] === 0x34 && bytes[from + 1] === 0x33 ? digitsAt(bytes, from + 2) : -1),
  },
}
