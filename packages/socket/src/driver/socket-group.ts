import { randomFillSync } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type { ConnectionOptions, DeflateCodec, DeflateParameters, Role } from '@parley/websocket'
import type { DeflateOptions } from '../deflate/deflate-options.ts'
import { zlibCodec } from '../deflate/zlib-codec.ts'
import { Deadlines } from './deadlines.ts'
import { Flusher } from './flusher.ts'
import { Heartbeat } from './heartbeat.ts'
import type { IntakeLimits } from './intake.ts'
import { defaultSocketLimits, type SocketLimits } from './limits.ts'
import { SocketDriver } from './socket-driver.ts'

/**
 * Sockets that share their limits and one clockwork: one heartbeat, one timer for each kind of deadline, one round of writes.
 * A server has one group; so have all sockets that one process opened with the same options.
 */
export class SocketGroup {
  readonly limits: SocketLimits
  readonly intake: IntakeLimits
  readonly flusher: Flusher = new Flusher()
  readonly heartbeat: Heartbeat
  readonly messageDeadlines: Deadlines
  readonly writeDeadlines: Deadlines
  readonly closeDeadlines: Deadlines
  readonly #codec: DeflateCodec
  readonly #threshold: number
  /** Shared by all sockets without compression. */
  readonly #plainOptions: { server?: ConnectionOptions; client?: ConnectionOptions } = {}

  constructor(limits: Partial<SocketLimits> = {}, deflate: DeflateOptions | undefined = {}) {
    const { maxMessageBytes = defaultSocketLimits.maxMessageBytes } = limits
    const all: SocketLimits = { ...defaultSocketLimits, maxFrameBytes: maxMessageBytes, ...limitsAmong(limits) }
    this.limits = all
    // A limit on bytes must not make the largest message impossible.
    this.intake = { ...all, byteBurst: Math.max(all.byteBurst, 2 * all.maxMessageBytes) }
    this.heartbeat = new Heartbeat(all.heartbeatMs)
    this.messageDeadlines = new Deadlines(all.messageTimeoutMs)
    this.writeDeadlines = new Deadlines(all.writeTimeoutMs)
    this.closeDeadlines = new Deadlines(all.closeTimeoutMs)
    this.#codec = zlibCodec(deflate.level)
    this.#threshold = deflate.threshold ?? 1024
  }

  /** Takes a transport whose handshake is over. `deflate`: what the handshake agreed on. */
  open(stream: Duplex, role: Role, deflate?: DeflateParameters): SocketDriver {
    return new SocketDriver(stream, this, this.#connectionOptions(role, deflate))
  }

  #connectionOptions(role: Role, parameters: DeflateParameters | undefined): ConnectionOptions {
    this.#plainOptions[role] ??= role === 'client' ? { ...this.limits, role, maskingKey } : { ...this.limits, role }
    const options = this.#plainOptions[role]
    if (parameters === undefined) return options
    return { ...options, deflate: { parameters, codec: this.#codec, threshold: this.#threshold } }
  }
}

/** The limits among the options of a server, which has more. What is `undefined` was not given. */
function limitsAmong(options: Partial<SocketLimits>): Partial<SocketLimits> {
  const given = Object.entries(options).filter(([name, value]) => name in defaultSocketLimits && value !== undefined)
  return Object.fromEntries(given) as Partial<SocketLimits>
}

const keys = new Uint8Array(4096)
let keyAt = keys.length

/** Four unpredictable bytes; made a thousand at a time, since each call for chance costs more than a small frame. */
function maskingKey(): Uint8Array {
  if (keyAt === keys.length) {
    randomFillSync(keys)
    keyAt = 0
  }
  keyAt += 4
  return keys.subarray(keyAt - 4, keyAt)
}
