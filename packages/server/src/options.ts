import type { IncomingMessage } from 'node:http'
import { defaultHostLimits, type Feature, type HostLimits, type Store } from '@parley/channel'
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
  /** How long a socket with `features` may say nothing that is ours; then close 4009. @default 10 000 */
  readonly helloTimeoutMs?: number
  /** How long a peer may take to answer a close; then the connection is cut. @default 5 000 */
  readonly closeTimeoutMs?: number
  /** Sockets open at a time, those that are just being let in counted; beyond: 503. @default 100 000 */
  readonly maxSockets?: number
  /** The largest message a peer may send; beyond: close 1009. @default 65 536 with features, 1 048 576 with `onSocket` */
  readonly maxMessageBytes?: number
  /** The most frames of one message a peer may send, empty ones counted; beyond: close 1008. @default 1024 */
  readonly maxFragments?: number
  /** Pings of one peer read but not answered yet; beyond: close 1008. @default 60 */
  readonly maxPendingPongs?: number
  /** Bytes waiting for one peer above which it gets no more news until it has caught up. @default 262 144 */
  readonly maxBacklogBytes?: number
  /** Bytes waiting for one peer above which it is closed with 4008. @default 16 777 216 */
  readonly maxQueuedBytes?: number
  /** How long `close()` waits for the store, and then for peers to say goodbye. @default 5 000 */
  readonly drainMs?: number
  /** On SIGTERM: tell clients when to come back, store what was accepted, then let the process end. @default true */
  readonly drainOnSigterm?: boolean
  /** What one session and one channel may take; each has a default of its own. @default `defaultHostLimits` */
  readonly limits?: Partial<HostLimits>
  /** A folder (a `file:` URL ending in `/`) with the built browser client, served as `<path>/client.js`. */
  readonly clientFiles?: string
}

/** What is meant where an option is not given. Those that are missing here have no default, or one that depends. */
export const defaults = {
  path: '/parley',
  features: [] as readonly Feature[],
  origins: [] as readonly string[],
  protocols: [] as readonly string[],
  log: consoleLog,
  heartbeatMs: 25_000,
  authenticateTimeoutMs: 10_000,
  helloTimeoutMs: 10_000,
  closeTimeoutMs: 5_000,
  maxSockets: 100_000,
  maxMessageBytes: 65_536,
  maxFragments: 1024,
  maxPendingPongs: 60,
  maxBacklogBytes: 262_144,
  maxQueuedBytes: 16_777_216,
  drainMs: 5_000,
  drainOnSigterm: true,
} as const satisfies AttachOptions

/** `maxMessageBytes` of plain sockets: their messages are the app's, which may send files. */
const maxPlainMessageBytes = 1_048_576

const withoutDefault = {
  store: true,
  onSocket: true,
  authenticate: true,
  guests: true,
  limits: true,
  clientFiles: true,
} as const satisfies Record<Exclude<keyof AttachOptions, keyof typeof defaults>, true>

/** All there are: the compiler holds the two lists against `AttachOptions`. */
export const optionNames: readonly string[] = [...Object.keys(defaults), ...Object.keys(withoutDefault)]

type Defaults = typeof defaults

/** The options with every default filled in. */
export type Settings = AttachOptions & {
  readonly [Name in keyof Defaults]: NonNullable<AttachOptions[Name & keyof AttachOptions]>
} & { readonly guests: boolean; readonly limits: HostLimits }

/** Fills in what was not given. */
export function withDefaults(options: AttachOptions): Settings {
  return {
    ...defaults,
    guests: options.authenticate === undefined,
    maxMessageBytes: options.onSocket === undefined ? defaults.maxMessageBytes : maxPlainMessageBytes,
    ...givenOf(options),
    limits: { ...defaultHostLimits, ...givenOf(options.limits ?? {}) },
  }
}

/** A default is also meant where JavaScript says `undefined`: `origins: process.env.ORIGINS?.split(',')`. */
function givenOf<Options extends object>(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options
}
