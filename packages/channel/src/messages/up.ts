import type { Position } from '../position.ts'

/** What a client sends, one JSON object in one text frame. PROTOCOL.md says when and what answers it. */
export type UpMessage = Hello | Open | Close | CommandMessage | SignalUp | Read | Find | Ping | Authenticate

/** Says who is calling. Optional, and only as the first message. */
export interface Hello {
  readonly type: 'hello'
  readonly protocol: number
  /** Makes a guest the same guest after a reconnect: a secret of the client's own making, 16 to 128 characters. */
  readonly guest?: { readonly key: string; readonly name?: string }
  /** The version of each kind of channel that this client was written for. */
  readonly schema?: { readonly [channel: string]: number }
  /** Says who is calling, where the server takes tokens. It comes before `guest` and before what the request said. */
  readonly token?: string
}

/** A new token of the same user, before the one in use ends: the session goes on. */
export interface Authenticate {
  readonly type: 'authenticate'
  readonly token: string
}

/** Opens a view; with a position it asks for what was missed since. Sent again, it levels the view again. */
export interface Open {
  readonly type: 'open'
  readonly channel: string
  readonly view: string
  readonly position?: Position
  /** The version of this kind of channel that the client was written for; it counts more than `schema` of `hello`. */
  readonly version?: number
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

/**
 * Asks for documents of a collection that an open view shows: the one of an id, or up to `limit`, newest first, those behind the place
 * `before`, and only those that hold all words of `search`.
 */
export interface Find {
  readonly type: 'find'
  readonly id: string
  readonly channel: string
  readonly view: string
  readonly collection: string
  readonly by: FindBy
}

export type FindBy =
  | { readonly id: string }
  | {
      readonly search?: string
      readonly before?: { readonly order: number; readonly id: string }
      readonly limit: number
    }

export interface Ping {
  readonly type: 'ping'
}
