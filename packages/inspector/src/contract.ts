/** What goes between the page and its server: JSON, secrets hidden. */
import type { Attempt, InspectedSocket, SocketNews } from '@parley/server'

export type { InspectedSocket, SocketNews }

/** What the catalogue says of a code, in one language. */
export interface CodeWords {
  readonly what: string
  readonly why: string
  readonly fix: string
}

/** An attempt, and what the catalogue knows of its code. */
export interface ShownAttempt extends Attempt {
  /** Why it was refused, or why the client may hang up although it was let in. */
  readonly because?: { readonly code: string; readonly en: CodeWords; readonly ko: CodeWords }
}

/** One frame, or one message that came in. */
export interface Frame {
  /** Counted up for each socket: a gap means that some were left out. */
  readonly number: number
  /** Wall clock in milliseconds. */
  readonly at: number
  readonly direction: 'in' | 'out'
  readonly opcode: 'text' | 'binary' | 'close' | 'ping' | 'pong'
  readonly bytes: number
  readonly wireBytes?: number
  readonly isCompressed: boolean
  /** Of text and close frames, the beginning of it. */
  readonly text?: string
  /** Of others: the beginning of their bytes, two digits each. */
  readonly hex?: string
  /** There is more of it than is shown. */
  readonly isCut: boolean
  /** Of close frames. */
  readonly code?: number
}

export interface ChannelView {
  readonly view: string
  readonly readers: number
}

export interface Channel {
  readonly name: string
  readonly offset?: number
  readonly epoch?: string
  readonly readers: number
  readonly views: readonly ChannelView[]
  readonly collections: readonly string[]
}

export interface Channels {
  readonly count: number
  readonly list: readonly Channel[]
}

/** The first thing that a stream says. */
export interface Welcome {
  readonly path: string
  readonly isPlain: boolean
  readonly protocols: readonly string[]
  readonly attempts: readonly ShownAttempt[]
  readonly sockets: readonly InspectedSocket[]
  readonly channels?: Channels
}

/** What `POST <path>/inspect/events` says, by the name of the event. */
export interface EventData {
  readonly welcome: Welcome
  readonly attempt: ShownAttempt
  readonly socket: SocketNews
  readonly channels: Channels
  /** Of the socket that was asked for. */
  readonly frames: readonly Frame[]
  /** So many events were left out, as the page did not take them in time. */
  readonly missed: { readonly count: number }
}

export interface LogPage {
  readonly events: readonly { readonly offset: number; readonly text: string; readonly isCut: boolean }[]
  readonly hasMore: boolean
}

export interface State {
  readonly offset: number
  /** Where folding began. */
  readonly from: number
  readonly text: string
  readonly isCut: boolean
}

export interface Documents {
  readonly documents: readonly {
    readonly id: string
    readonly order: number
    readonly text: string
    readonly isCut: boolean
  }[]
}

export interface Replayed {
  /** Of the new attempt. */
  readonly attempt: string
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  /** Names of what was not sent again, as it had been hidden. */
  readonly without: readonly string[]
}

export interface Refused {
  readonly code: string
  readonly message: string
  readonly fix?: string
}
