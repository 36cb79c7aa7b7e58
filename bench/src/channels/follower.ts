import type { RawSocket } from '../client/raw-socket.ts'
import { Receipts } from './receipts.ts'

/** Follows one room over any number of connections, as the contestant's protocol says a client does. */
export interface Follower {
  readonly receipts: Receipts
  /** Came back, and was told that what it had missed could not be had. */
  readonly startedAnew: number
  /** A new connection stands. */
  connected(socket: RawSocket): void
  /** `true`: from now on it gets the news. */
  receive(text: string, socket: RawSocket): boolean
}

export type FollowerName = 'parley' | 'socket.io'

export const followers: Readonly<Record<FollowerName, () => Follower>> = {
  parley: () => new ParleyFollower(),
  'socket.io': () => new SocketIoFollower(),
}

interface ParleyMessage {
  readonly type: string
  readonly position?: { readonly epoch: string; readonly offset: number }
  readonly state?: { readonly messages: readonly { readonly text: string }[] }
  readonly after?: number
  readonly offset?: number
  readonly events?: readonly ParleyEvent[]
}

interface ParleyEvent {
  readonly offset: number
  readonly type: string
  readonly data: { readonly text: string }
}

const open = { type: 'open', channel: 'chat/bench', view: 'room', version: 2 }

/** PROTOCOL.md#views. */
class ParleyFollower implements Follower {
  readonly receipts = new Receipts()
  startedAnew = 0
  #position: { readonly epoch: string; readonly offset: number } | undefined

  connected(socket: RawSocket): void {
    socket.send(JSON.stringify({ ...open, position: this.#position }))
  }

  receive(text: string, socket: RawSocket): boolean {
    // Who is here is of no use to this client, and long.
    if (text.startsWith('{"type":"presence"')) return false
    const message = JSON.parse(text) as ParleyMessage
    if (message.type === 'opened') return this.#opened(message)
    if (message.type !== 'events' || this.#position === undefined) return false
    const { after = 0, offset = 0, events = [] } = message
    if (offset <= this.#position.offset) return false
    if (after === this.#position.offset) this.#fold(events, offset)
    else this.connected(socket)
    return false
  }

  #opened({ position, state, events = [] }: ParleyMessage): boolean {
    if (position === undefined) return false
    if (state === undefined) {
      this.#fold(events, position.offset)
    } else {
      if (this.#position !== undefined) this.startedAnew++
      this.receipts.replace(state.messages.map(({ text }) => text))
    }
    this.#position = position
    return true
  }

  #fold(events: readonly ParleyEvent[], offset: number): void {
    const from = this.#position?.offset ?? 0
    for (const event of events) {
      // A room is made and entered by posts, too.
      if (event.offset > from && event.type === 'posted') this.receipts.add(event.data.text)
    }
    this.#position = { epoch: this.#position?.epoch ?? '', offset }
  }
}

/** Socket.IO 5 with connection state recovery: the private id of the session, and the last offset that came with a packet. */
class SocketIoFollower implements Follower {
  readonly receipts = new Receipts()
  startedAnew = 0
  #pid: string | undefined
  #offset: string | undefined

  connected(): void {}

  receive(text: string, socket: RawSocket): boolean {
    if (text === '2') socket.send('3')
    else if (text.startsWith('0')) this.#join(socket)
    else if (text.startsWith('40')) return this.#joined(JSON.parse(text.slice(2)) as { readonly pid: string })
    else if (text.startsWith('42')) this.#news(JSON.parse(text.slice(2)) as readonly [string, string, string])
    return false
  }

  #join(socket: RawSocket): void {
    const auth = this.#pid === undefined ? '' : JSON.stringify({ pid: this.#pid, offset: this.#offset })
    socket.send(`40${auth}`)
  }

  #joined({ pid }: { readonly pid: string }): boolean {
    if (this.#pid !== undefined && this.#pid !== pid) this.startedAnew++
    this.#pid = pid
    return true
  }

  #news([, text, offset]: readonly [string, string, string]): void {
    this.receipts.add(text)
    this.#offset = offset
  }
}
