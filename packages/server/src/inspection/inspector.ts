import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HostInspection } from '@parley/channel'
import type { TappedFrame } from '@parley/socket'
import type { Attempt } from '../diagnosis/attempts.ts'

/** A socket that is open. */
export interface InspectedSocket {
  /** Of this process, counted up. */
  readonly id: string
  /** Which attempt let it in. */
  readonly attempt: string | undefined
  /** Wall clock in milliseconds. */
  readonly openedAt: number
  readonly remote: string | undefined
  /** By its request; a session whose first message says more may be somebody else's. */
  readonly user: string | undefined
  readonly protocol: string | undefined
}

export type SocketNews =
  | { readonly kind: 'opened'; readonly socket: InspectedSocket }
  | { readonly kind: 'gone'; readonly id: string }

/** What became of a text that was to be pushed. */
export type Pushed = 'sent' | 'closing' | 'unknown-socket' | 'not-plain'

/** What an inspector may see and do at one path of one server. */
export interface Inspection {
  /** As in `AttachOptions`. */
  readonly path: string
  /** The inspector is to answer nobody: in production, and with `diagnosis: false`. */
  readonly isOff: boolean
  /** Sockets belong to `onSocket`, and there are no channels. */
  readonly isPlain: boolean
  /** Subprotocols that this path speaks: the names of these are no secrets. */
  readonly protocols: readonly string[]
  /** `undefined`: there are none here. */
  readonly channels: HostInspection | undefined
  /** The last ones, oldest first. */
  attempts(): readonly Attempt[]
  watchAttempts(run: (attempt: Attempt) => void): () => void
  sockets(): readonly InspectedSocket[]
  /** Told of a new socket before anything is read from it. */
  watchSockets(run: (news: SocketNews) => void): () => void
  /**
   * Looks on at a socket: at what comes and goes from now on, at most `maxKept` characters or bytes of each payload. One at a time: the last who
   * asks. Returns what ends it; `undefined`: there is no such socket.
   */
  watchFrames(socket: string, maxKept: number, run: (frame: TappedFrame) => void): (() => void) | undefined
  /** Sends a text to the peer of a plain socket. */
  push(socket: string, text: string): Pushed
}

/** A page about what happens at one path, and what it asks for: the package `parley` brings one. One for each `attach`. */
export interface Inspector {
  /** For requests to `<path>/inspect` and below. `false`: it has no answer, the app may give one. It does not throw. */
  serve(request: IncomingMessage, response: ServerResponse, inspection: Inspection): boolean
  /** Ends what is still being answered: the server drains. */
  close(): void
}
