import type { IncomingMessage } from 'node:http'
import { defaultHostLimits, type Feature, type GenericRules, type HostLimits, type Store } from '@parley/channel'
import { type DeflateOptions, defaultSocketLimits, type Socket } from '@parley/socket'
import type { Inspector } from './inspection/inspector.ts'
import { consoleLog, type Log } from './log.ts'
import type { Tokens } from './sign-in/tokens.ts'

/** Who a request belongs to, as your app knows it. `id` is stable and shown to others; it must not be a secret. */
export interface User {
  readonly id: string
  readonly name: string
  /** When this person signed in, in milliseconds: who signed in after `revoke` may come in again. */
  readonly signedInAt?: number
}

export interface AttachOptions<Features extends readonly Feature[] = readonly Feature[]> {
  /**
   * Where the WebSocket is, and under which the browser files are. `'*'`, with `onSocket` only: every path that no other
   * `attach` of this server has; requests that are no upgrades stay the app's. @default '/parley'
   */
  readonly path?: string
  /** Features whose channels this server offers. Needs `store`. Not together with `onSocket`. */
  readonly features?: Features
  /**
   * Generic channels: `parley.channel('news')`, and `connection.open(genericChannel, 'news')`. `true`: everybody may read them, and
   * only the server publishes. They need a `store`. @default false
   */
  readonly channels?: boolean | GenericRules
  /** Lets programs publish to generic channels: `POST <path>/publish` with `Authorization: Bearer <key>`, 16 characters at least. */
  readonly publishKey?: string | readonly string[]
  /** Keeps the channels' logs. */
  readonly store?: Store
  /**
   * Gives plain WebSockets instead of channels: called once for each. If it throws, that socket is closed with 1011. What came
   * by HTTP/2 has an `Http2ServerRequest`: `url`, `headers` and `socket` are as in an `IncomingMessage`. So for `authenticate`.
   */
  readonly onSocket?: (socket: Socket<User>, request: IncomingMessage) => unknown
  /**
   * Says who is calling, from the upgrade request (cookies, headers; Express middleware has not run). `undefined` or
   * `null`: nobody, refused with 4501 unless `guests`. Without this hook everybody is a guest.
   */
  readonly authenticate?: (request: IncomingMessage) => User | undefined | null | Promise<User | undefined | null>
  /**
   * Says who is calling, from the token in the first message: `jwt({ secret })`, `jwt({ jwks })`, or any `{ verify(token) }`. It
   * comes before what `authenticate` said. With `features` or `channels` only: plain sockets have no first message.
   */
  readonly tokens?: Tokens
  /** Whether those who are not known may come in as guests. @default false with `authenticate` or `tokens` */
  readonly guests?: boolean
  /**
   * Pages of other hosts that may connect, and read and send over HTTP what features answer there (CORS), as exact origins
   * (`https://app.example`). Pages of this server's own host always may; programs, which send no Origin, too.
   */
  readonly origins?: readonly string[]
  /**
   * Further names of this server (`app.example`, `app.example:8443`). A request for another host is refused with 403: always if
   * this is given, and unless NODE_ENV is `production` if it is not. Known without a word: localhost, addresses, this machine's
   * own name, the hosts of `origins`.
   */
  readonly hosts?: readonly string[]
  /**
   * Addresses and ranges (`10.0.0.0/8`) of proxies in front, `unix` for those on a Unix socket. What they write into
   * X-Forwarded-For, -Host and -Proto is believed; of others it is ignored. @default []
   */
  readonly trustedProxies?: readonly string[]
  /**
   * Compresses messages for those who can inflate them (permessage-deflate, RFC 7692). It costs CPU and saves bytes; leave it off
   * where a message holds a secret beside text of others, who could guess it by the length. @default false
   */
  readonly deflate?: boolean | DeflateOptions
  /** WebSocket subprotocols this path speaks; the first the client offers too is chosen. */
  readonly protocols?: readonly string[]
  readonly log?: Log
  /**
   * Whether Parley says why: `attach` tells the log where it listens and what it notices, refusals carry what to change, and the last attempts are
   * remembered with their headers. `false`: a refusal has its code and a short sentence. @default NODE_ENV is not `production`
   */
  readonly diagnosis?: boolean
  /** Every so often each peer is pinged; one that gave no sign of life until the next ping is cut. @default 25 000 */
  readonly heartbeatMs?: number
  /** How long `authenticate` may take; then 503. @default 10 000 */
  readonly authenticateTimeoutMs?: number
  /**
   * How long a connection may take to finish the head of a request, any request of this server; then 408, or cut if nothing
   * came at all. Node's own limit is 60 s. @default 10 000
   */
  readonly handshakeTimeoutMs?: number
  /** Headers an upgrade request may have; beyond: 431. @default 100 */
  readonly maxHeaders?: number
  /** Bytes of all headers' names and values together; beyond: 431. @default 16 384 */
  readonly maxHeaderBytes?: number
  /** How long a socket with `features` may say nothing that is ours; then close 4009. @default 10 000 */
  readonly helloTimeoutMs?: number
  /** How long a peer may take to answer a close, or nothing of what was sent before it; then the connection is cut. @default 5 000 */
  readonly closeTimeoutMs?: number
  /** Sockets let in, on average; beyond the burst: 503 and when to come back. @default 2 000 */
  readonly connectsPerSecond?: number
  /** Sockets let in at once. @default 20 000 */
  readonly connectBurst?: number
  /** Sockets open at a time, those that are just being let in counted; beyond: 503. @default 100 000 */
  readonly maxSockets?: number
  /**
   * Sockets of one address, or of one IPv6 network (/64), open at a time; beyond: 429. Loopback and private addresses are
   * not counted, as a proxy may stand there. @default 1 000
   */
  readonly maxSocketsPerAddress?: number
  /** Sockets of one user, by the id that `authenticate` gave, open at a time; beyond: 429. @default 100 */
  readonly maxSocketsPerUser?: number
  /** The largest message a peer may send; beyond: close 1009. @default 65 536 with features, 1 048 576 with `onSocket` */
  readonly maxMessageBytes?: number
  /** The largest frame a peer may send; beyond: close 1009. @default maxMessageBytes */
  readonly maxFrameBytes?: number
  /** The most frames of one message a peer may send, empty ones counted; beyond: close 1008. @default 1024 */
  readonly maxFragments?: number
  /** Pongs that wait for a peer that does not read; a ping beyond: close 1008. @default 60 */
  readonly maxPendingPongs?: number
  /** Bytes waiting for one peer above which it gets no more news until it has caught up. @default 262 144 */
  readonly maxBacklogBytes?: number
  /** Bytes waiting for one peer above which it is closed with 4008. @default 16 777 216 */
  readonly maxQueuedBytes?: number
  /** Messages, pings and pongs a peer may send, on average; beyond: close 1008. @default 1 000 */
  readonly messagesPerSecond?: number
  /** Messages, pings and pongs a peer may send at once. @default 10 000 */
  readonly messageBurst?: number
  /** Bytes a peer may send, on average, also once they are inflated; beyond: close 1008. @default 16 777 216 */
  readonly bytesPerSecond?: number
  /** Bytes a peer may send at once; never less than two messages of the largest size. @default 67 108 864 */
  readonly byteBurst?: number
  /**
   * Bytes of messages that wait for their listener above which nothing is read from the peer, and no sign of life asked of it.
   * @default 65 536
   */
  readonly maxHeldBytes?: number
  /** How long a message may take from its first byte to its last; then close 1008. @default 60 000 */
  readonly messageTimeoutMs?: number
  /** How long a peer may take less than `minWriteBytes` of what waits for it; then the connection is cut. @default 30 000 */
  readonly writeTimeoutMs?: number
  /** What a peer must take within `writeTimeoutMs`, if so much waits for it. @default 1 024 */
  readonly minWriteBytes?: number
  /** How long `close()` waits for requests over HTTP and features that run, then for the store, and then for peers to say goodbye. @default 5 000 */
  readonly drainMs?: number
  /** On SIGTERM: tell clients when to come back, store what was accepted, then let the process end. @default true */
  readonly drainOnSigterm?: boolean
  /** What one session and one channel may take; each has a default of its own. @default `defaultHostLimits` */
  readonly limits?: Partial<HostLimits>
  /** A folder (a `file:` URL ending in `/`) with the built browser client, served as `<path>/client.js`. */
  readonly clientFiles?: string
  /**
   * A page at `<path>/inspect` about what happens here, for a browser on this machine, while developing: never with `NODE_ENV=production` or
   * `diagnosis: false`. The package `parley` brings one; `false`: not even there.
   */
  readonly inspector?: Inspector | false
}

/** What is meant where an option is not given. Those that are missing here have no default, or one that depends. */
export const defaults = {
  path: '/parley',
  features: [] as readonly Feature[],
  origins: [] as readonly string[],
  trustedProxies: [] as readonly string[],
  protocols: [] as readonly string[],
  log: consoleLog,
  heartbeatMs: 25_000,
  authenticateTimeoutMs: 10_000,
  handshakeTimeoutMs: 10_000,
  maxHeaders: 100,
  maxHeaderBytes: 16_384,
  helloTimeoutMs: 10_000,
  closeTimeoutMs: 5_000,
  connectsPerSecond: 2_000,
  connectBurst: 20_000,
  maxSockets: 100_000,
  maxSocketsPerAddress: 1_000,
  maxSocketsPerUser: 100,
  maxMessageBytes: 65_536,
  maxFragments: 1024,
  maxPendingPongs: defaultSocketLimits.maxPendingPongs,
  messagesPerSecond: defaultSocketLimits.messagesPerSecond,
  messageBurst: defaultSocketLimits.messageBurst,
  bytesPerSecond: defaultSocketLimits.bytesPerSecond,
  byteBurst: defaultSocketLimits.byteBurst,
  messageTimeoutMs: defaultSocketLimits.messageTimeoutMs,
  writeTimeoutMs: defaultSocketLimits.writeTimeoutMs,
  minWriteBytes: defaultSocketLimits.minWriteBytes,
  maxHeldBytes: defaultSocketLimits.maxHeldBytes,
  maxBacklogBytes: defaultSocketLimits.maxBacklogBytes,
  maxQueuedBytes: defaultSocketLimits.maxQueuedBytes,
  drainMs: 5_000,
  drainOnSigterm: true,
} as const satisfies AttachOptions

/** `maxMessageBytes` of plain sockets: their messages are the app's, which may send files. */
const maxPlainMessageBytes = 1_048_576

const withoutDefault = {
  store: true,
  onSocket: true,
  authenticate: true,
  tokens: true,
  channels: true,
  publishKey: true,
  guests: true,
  hosts: true,
  deflate: true,
  maxFrameBytes: true,
  limits: true,
  clientFiles: true,
  inspector: true,
  diagnosis: true,
} as const satisfies Record<Exclude<keyof AttachOptions, keyof typeof defaults>, true>

/** All there are: the compiler holds the two lists against `AttachOptions`. */
export const optionNames: readonly string[] = [...Object.keys(defaults), ...Object.keys(withoutDefault)]

type Defaults = typeof defaults

/** The options with every default filled in. */
export type Settings = Omit<AttachOptions, 'deflate'> & {
  readonly [Name in keyof Defaults]: NonNullable<AttachOptions[Name & keyof AttachOptions]>
} & {
  readonly guests: boolean
  readonly limits: HostLimits
  readonly deflate: DeflateOptions | undefined
  readonly diagnosis: boolean
  /** Whether the log is told what is noticed: not among the lines of a test, unless it asks for it. */
  readonly announces: boolean
  /** Whether the log is told what production must not keep quiet: a host that cannot hold sockets, refusals that can be mended. */
  readonly warns: boolean
  /** Nobody is asked who he is, and nobody said that this is meant. */
  readonly isOpenToAll: boolean
}

/** Fills in what was not given. */
export function withDefaults(options: AttachOptions, nodeEnv: string | undefined = process.env.NODE_ENV): Settings {
  return {
    ...defaults,
    diagnosis: nodeEnv !== 'production',
    announces: options.diagnosis ?? (nodeEnv !== 'production' && nodeEnv !== 'test'),
    warns: options.diagnosis ?? nodeEnv !== 'test',
    isOpenToAll: [options.authenticate, options.tokens, options.guests].every((given) => given === undefined),
    guests: options.authenticate === undefined && options.tokens === undefined,
    maxMessageBytes: options.onSocket === undefined ? defaults.maxMessageBytes : maxPlainMessageBytes,
    ...givenOf(options),
    deflate: options.deflate === true ? {} : options.deflate || undefined,
    limits: { ...defaultHostLimits, ...givenOf(options.limits ?? {}) },
  }
}

/** A default is also meant where JavaScript says `undefined`: `origins: process.env.ORIGINS?.split(',')`. */
function givenOf<Options extends object>(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options
}
