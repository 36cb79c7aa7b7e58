import type { Position } from '../position.ts'

/** What a client sends, one JSON object in one text frame. PROTOCOL.md says when and what answers it. */
export type UpMessage = Hello | Open | Close | CommandMessage | SignalUp | Read | Ping

/** Says who is calling. Optional, and only as the first message. */
export interface Hello {
  readonly type: 'hello'
  readonly protocol: number
  /** Makes a guest the same guest after a reconnect: a secret of the client's own making, 16 to 128 characters. */
  readonly guest?: { readonly key: string; readonly name?: string }
}

/** Opens a view; with a position it asks for what was missed since. Sent again, it levels the view again. */
export interface Open {
  readonly type: 'open'
  readonly channel: string
  readonly view: string
  readonly position?: Position
}

export interface Close {
  readonly type: 'close'
  readonly channel: string
  readonly view: string
}

/** Asks a channel to do something. The same `id` sent again is answered with the first outcome. */
export interface CommandMessage {
  readonly type: 'command'
  readonly id: string
  readonly channel: string
  readonly name: string
  readonly input: unknown
}

/** Ephemeral: told to the others who have the channel open, never stored, dropped when there is no room. */
export interface SignalUp {
  readonly type: 'signal'
  readonly channel: string
  readonly name: string
  readonly data: unknown
}

/** Asks for up to `limit` events before the offset `before`, the newest of them; oldest first in the answer. */
export interface Read {
  readonly type: 'read'
  readonly id: string
  readonly channel: string
  readonly view: string
  readonly before: number
  readonly limit: number
}

export interface Ping {
  readonly type: 'ping'
}
