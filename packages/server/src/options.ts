import type { IncomingMessage } from 'node:http'
import type { Feature, HostLimits, Store } from '@parley/channel'
import { consoleLog, type Log } from './log.ts'
import type { Socket } from './socket/bare-socket.ts'

/** Who a request belongs to, as your app knows it. `id` is stable and shown to others; it must not be a secret. */
export interface User {
  readonly id: string
  readonly name: string
}

export interface AttachOptions {
  /** Where the WebSocket is, and under which the browser files are. @default '/parley' */
  readonly path?: string
  /** Features whose channels this server offers. Needs `store`. Not together with `onSocket`. */
  readonly features?: readonly Feature[]
  /** Keeps the channels' logs. */
  readonly store?: Store
  /** Gives plain WebSockets instead of channels: called once for each. If it throws, that socket is closed with 1011. */
  readonly onSocket?: (socket: Socket, request: IncomingMessage) => unknown
  /**
   * Says who is calling, from the upgrade request (cookies, headers; Express middleware has not run). `undefined` or
   * `null`: nobody, refused with 4501 unless `guests`. Without this hook everybody is a guest.
   */
  readonly authenticate?: (request: IncomingMessage) => User | undefined | null | Promise<User | undefined | null>
  /** Whether those whom `authenticate` does not know may come in as guests. @default false with `authenticate` */
  readonly guests?: boolean
  /**
   * Pages of other hosts that may connect, as exact origins (`https://app.example`). Pages of this server's own host
   * always may; programs, which send no Origin, too.
   */
  readonly origins?: readonly string[]
  /** WebSocket subprotocols this path speaks; the first the client offers too is chosen. */
  readonly protocols?: readonly string[]
  readonly log?: Log
  /** Every so often each peer is pinged; one that gave no sign of life until the next ping is cut. @default 25 000 */
  readonly heartbeatMs?: number
  /** How long `authenticate` may take; then 503. @default 10 000 */
  readonly authenticateTimeoutMs?: number
  /** How long a peer may take to answer a close; then the connection is cut. @default 5 000 */
  readonly closeTimeoutMs?: number
  /** The largest message a peer may send; beyond: close 1009. @default 65 536 with features, 1 048 576 with `onSocket` */
  readonly maxMessageBytes?: number
  /** Bytes waiting for one peer above which it gets no more news until it has caught up. @default 262 144 */
  readonly maxBacklogBytes?: number
  /** Bytes waiting for one peer above which it is closed with 4008. @default 16 777 216 */
  readonly maxQueuedBytes?: number
  /** How long `close()` waits for the store, and then for peers to say goodbye. @default 5 000 */
  readonly drainMs?: number
  /** On SIGTERM: tell clients when to come back, store what was accepted, then let the process end. @default true */
  readonly drainOnSigterm?: boolean
  /** What one session and one channel may take. */
  readonly limits?: Partial<HostLimits>
  /** A folder (a `file:` URL ending in `/`) with the built browser client, served as `<path>/client.js`. */
  readonly clientFiles?: string
}

export interface Settings extends AttachOptions {
  readonly path: string
  readonly features: readonly Feature[]
  readonly guests: boolean
  readonly origins: readonly string[]
  readonly protocols: readonly string[]
  readonly log: Log
  readonly heartbeatMs: number
  readonly authenticateTimeoutMs: number
  readonly closeTimeoutMs: number
  readonly maxMessageBytes: number
  readonly maxBacklogBytes: number
  readonly maxQueuedBytes: number
  readonly drainMs: number
  readonly drainOnSigterm: boolean
}

export function withDefaults(options: AttachOptions): Settings {
  // A default is also meant where JavaScript says `undefined`: `origins: process.env.ORIGINS?.split(',')`.
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as AttachOptions
  return {
    path: '/parley',
    features: [],
    guests: options.authenticate === undefined,
    origins: [],
    protocols: [],
    log: consoleLog,
    heartbeatMs: 25_000,
    authenticateTimeoutMs: 10_000,
    closeTimeoutMs: 5_000,
    maxMessageBytes: options.onSocket === undefined ? 65_536 : 1_048_576,
    maxBacklogBytes: 262_144,
    maxQueuedBytes: 16_777_216,
    drainMs: 5_000,
    drainOnSigterm: true,
    ...given,
  }
}
