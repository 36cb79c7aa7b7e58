import type { DeflateCodec } from './deflate/codec.ts'
import { Deflater } from './deflate/deflater.ts'
import { Inflater } from './deflate/inflater.ts'
import type { DeflateParameters } from './deflate/parameters.ts'
import type { FrameRules, Role } from './frames/frame-rules.ts'
import { UsageError } from './usage-error.ts'

export interface ConnectionOptions {
  /** Which end this machine is: a server gets masked frames and sends unmasked ones, a client the other way round. */
  readonly role: Role
  /**
   * Four unpredictable bytes for each frame (RFC 6455 §5.3). Required for a client, unused by a server. Chance is an
   * argument: give `() => crypto.getRandomValues(new Uint8Array(4))` in production, a seeded source in a test.
   */
  readonly maskingKey?: () => Uint8Array
  /** The largest payload of one data frame; beyond it the connection fails with 1009. Minimum 1. @default maxMessageBytes */
  readonly maxFrameBytes?: number
  /** The largest message, its fragments added up; beyond it the connection fails with 1009. Minimum 1. @default 1048576 */
  readonly maxMessageBytes?: number
  /** The most frames of one message, empty ones counted; beyond it the connection fails with 1008. Minimum 1. @default 1024 */
  readonly maxFragments?: number
  /**
   * The most automatic pongs waiting for `takeOutput`. Within one `receive` further pings replace the newest of them
   * (RFC 6455 §5.5.3); pings that come later, while as many still wait, fail the connection with 1008. It only protects if the
   * driver leaves output where it is while its transport cannot take more. Minimum 1. @default 60
   */
  readonly maxPendingPongs?: number
  /** permessage-deflate (RFC 7692), if the handshake agreed on it. */
  readonly deflate?: ConnectionDeflate | undefined
}

export interface ConnectionDeflate {
  /** From the verdict on the handshake. */
  readonly parameters: DeflateParameters
  readonly codec: DeflateCodec
  /** Messages of fewer bytes are sent as they are. @default 1024 */
  readonly threshold?: number
}

export interface Settings extends FrameRules {
  /** The key for the next frame that we send; undefined where frames go unmasked. */
  readonly nextKey: () => number | undefined
  readonly maxPendingPongs: number
}

/** What keeps the windows of one connection. */
export interface Compression {
  readonly deflater: Deflater
  readonly inflater: Inflater
}

// A server gives the same options to all of its connections, which then share what is made of them.
const known = new WeakMap<ConnectionOptions, Settings>()

/** Checks the options and fills in the defaults. The same object is looked at once. */
export function toSettings(options: ConnectionOptions): Settings {
  const settings = known.get(options) ?? makeSettings(options)
  known.set(options, settings)
  return settings
}

function makeSettings(options: ConnectionOptions): Settings {
  const { role, maskingKey } = options
  if (role !== 'server' && role !== 'client') {
    throw new UsageError('ERR_OPTION', `expected the role 'server' or 'client', got ${String(role)}`)
  }
  const maxMessageBytes = limit('maxMessageBytes', options.maxMessageBytes, 1_048_576)
  return {
    role,
    nextKey: role === 'client' ? keySource(maskingKey) : noKey,
    maxMessageBytes,
    maxFrameBytes: limit('maxFrameBytes', options.maxFrameBytes, maxMessageBytes),
    maxFragments: limit('maxFragments', options.maxFragments, 1024),
    maxPendingPongs: limit('maxPendingPongs', options.maxPendingPongs, 60),
    mayCompress: options.deflate !== undefined,
  }
}

/** Both directions of permessage-deflate, as seen from one end. */
export function toCompression({ role, deflate }: ConnectionOptions): Compression | undefined {
  if (deflate === undefined) return undefined
  const { parameters, codec } = deflate
  const threshold = limit('threshold', deflate.threshold, 1024)
  const { serverContextTakeover, clientContextTakeover, serverMaxWindowBits, clientMaxWindowBits } = parameters
  return role === 'server'
    ? {
        deflater: new Deflater(codec, serverMaxWindowBits, threshold, serverContextTakeover),
        inflater: new Inflater(codec, clientContextTakeover),
      }
    : {
        deflater: new Deflater(codec, clientMaxWindowBits, threshold, clientContextTakeover),
        inflater: new Inflater(codec, serverContextTakeover),
      }
}

function limit(name: string, value: number | undefined, byDefault: number): number {
  if (value === undefined) return byDefault
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new UsageError('ERR_OPTION', `expected ${name} to be a whole number of at least 1, got ${String(value)}`)
}

function noKey(): undefined {
  return undefined
}

function keySource(maskingKey: (() => Uint8Array) | undefined): () => number {
  if (typeof maskingKey !== 'function') {
    throw new UsageError('ERR_MASKING_KEY', 'expected maskingKey for a client, which must mask its frames, got none')
  }
  return () => {
    const key = maskingKey()
    if (key.length !== 4)
      throw new UsageError('ERR_MASKING_KEY', `expected a masking key of 4 bytes, got ${key.length}`)
    return (key[0]! << 24) | (key[1]! << 16) | (key[2]! << 8) | key[3]!
  }
}
