import type { Position } from '../position.ts'

/** What a server sends, one JSON object in one text frame. */
export type DownMessage =
  | Welcome
  | Opened
  | Events
  | Closed
  | Done
  | Refused
  | Page
  | Found
  | SignalDown
  | Presence
  | Pong
  | Goodbye
  | ErrorMessage

export interface Person {
  readonly id: string
  readonly name: string
  /** There for guests only: their names are their own choice. */
  readonly guest?: true
}

/** The answer to `hello`, and the first message of every session; comes again as the answer to `authenticate`. */
export interface Welcome {
  readonly type: 'welcome'
  readonly protocol: number
  readonly user: { readonly id: string; readonly name: string; readonly guest: boolean }
  /** The longest a healthy connection is silent, in milliseconds. */
  readonly heartbeatMs: number
  readonly maxMessageBytes: number
  /** When the token in use ends, by the server's clock in milliseconds. */
  readonly expiresAt?: number
}

/**
 * A view is open. Either `state` is the whole of it at `position`, or `events` is everything it shows of the offsets
 * `after + 1 … position.offset`.
 */
export interface Opened {
  readonly type: 'opened'
  readonly channel: string
  readonly view: string
  readonly position: Position
  readonly state?: unknown
  readonly after?: number
  readonly events?: readonly ChannelEvent[]
  /** What the view says to this reader alone. */
  readonly you?: unknown
}

/** One thing that happened. `offset` numbers it in its channel; `at` is the server's wall clock in milliseconds. */
export interface ChannelEvent {
  readonly offset: number
  readonly type: string
  readonly at: number
  /** It is many in one: all that the view shows of the offsets `after + 1 … offset`. */
  readonly after?: number
  readonly data: unknown
}

/**
 * News of an open view: everything it shows of the channel's events `after + 1 … offset`. A view may show fewer events
 * than the channel has, so only `after` and `offset` tell whether something is missing.
 */
export interface Events {
  readonly type: 'events'
  readonly channel: string
  readonly view: string
  readonly after: number
  readonly offset: number
  readonly events: readonly ChannelEvent[]
}

/** A view ended from the server's side (or on the client's `close`, without a code). */
export interface Closed {
  readonly type: 'closed'
  readonly channel: string
  readonly view: string
  readonly code?: string
  readonly message?: string
}

/** The command took effect and is durable. `offset` is where its last event stands. */
export interface Done {
  readonly type: 'done'
  readonly id: string
  readonly offset: number
}

/** No, and why. `id` names the command or read, `channel` and `view` the open that is answered. */
export interface Refused extends Reason {
  readonly type: 'refused'
  readonly id?: string
  readonly channel?: string
  readonly view?: string
}

export interface Reason {
  readonly code: string
  readonly message: string
  /** Whether the same request can succeed later without a change. */
  readonly retryable: boolean
  readonly issues?: readonly Issue[]
  /** How long to wait before the same request, in whole milliseconds; only where it can succeed later. */
  readonly retryAfterMs?: number
}

export interface Issue {
  /** The field, as a path from the input: `text`, `items.0.price`. Empty for the input itself. */
  readonly path: string
  readonly message: string
}

export interface Page {
  readonly type: 'page'
  readonly id: string
  readonly events: readonly ChannelEvent[]
  /** Whether there is anything before the first of these. */
  readonly more: boolean
}

/** Documents that were looked for, newest first. */
export interface Found {
  readonly type: 'found'
  readonly id: string
  readonly documents: readonly FoundDocument[]
  /** Whether there is anything behind the last that was looked at. */
  readonly more: boolean
  /** There when there is more: the `before` that goes on. */
  readonly next?: { readonly order: number; readonly id: string }
}

export interface FoundDocument {
  readonly id: string
  readonly order: number
  /** What the view shows of it. */
  readonly body: unknown
}

export interface SignalDown {
  readonly type: 'signal'
  readonly channel: string
  readonly name: string
  readonly from: Person
  readonly data: unknown
}

/** Who has the view open, replaced as a whole each time. `people` stops at a limit, `count` does not. */
export interface Presence {
  readonly type: 'presence'
  readonly channel: string
  readonly view: string
  readonly count: number
  readonly people: readonly Person[]
}

export interface Pong {
  readonly type: 'pong'
}

/** The server is about to close. The client comes back after `reconnectAfterMs`, each its own. */
export interface Goodbye {
  readonly type: 'goodbye'
  readonly code: string
  readonly message: string
  readonly reconnectAfterMs: number
}

/** Something about the connection itself was wrong; nothing was done. */
export interface ErrorMessage {
  readonly type: 'error'
  readonly code: string
  readonly message: string
}
