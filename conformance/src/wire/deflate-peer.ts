import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { DeflateTerms } from './deflate-terms.ts'

const tail = Buffer.from([0, 0, 0xff, 0xff])
const none = Buffer.alloc(0)

export interface DeflateOptions {
  /** @default 15 */
  readonly windowBits?: number
  /** What was sent before, in a context that is kept. */
  readonly context?: Uint8Array
  readonly level?: number
}

/** A payload as RFC 7692 §7.2.1 has it: one deflate stream up to a flush, without the flush's last four bytes. */
export function deflated(payload: string | Uint8Array, options: DeflateOptions = {}): Buffer {
  const { windowBits = 15, context = none, level } = options
  const bytes = deflateRawSync(payload, {
    // zlib has no raw window of 256 bytes; without references to what was before, any window does.
    ...(windowBits < 9 ? { strategy: constants.Z_HUFFMAN_ONLY } : { windowBits }),
    ...(windowBits >= 9 && context.length > 0 ? { dictionary: context } : {}),
    ...(level === undefined ? {} : { level }),
    finishFlush: constants.Z_SYNC_FLUSH,
  })
  return bytes.subarray(0, bytes.length - tail.length)
}

/** The other end of the compression, by Node's zlib and nothing of ours: what was sent before is given as a dictionary. */
export class DeflatePeer {
  readonly #send: Context
  readonly #receive: Context

  /** `role` is the side this peer plays. */
  constructor(terms: DeflateTerms, role: 'client' | 'server') {
    const client = new Context(terms.clientWindowBits, terms.clientKeepsContext)
    const server = new Context(terms.serverWindowBits, terms.serverKeepsContext)
    this.#send = role === 'client' ? client : server
    this.#receive = role === 'client' ? server : client
  }

  compress(payload: string | Uint8Array): Buffer {
    const bytes = Buffer.from(payload as string)
    const compressed = deflated(bytes, { windowBits: this.#send.windowBits, context: this.#send.bytes })
    this.#send.add(bytes)
    return compressed
  }

  /** Throws if it is no deflate stream, or reaches back further than the agreed window. */
  decompress(payload: Uint8Array): Buffer {
    const { windowBits, bytes } = this.#receive
    const message = inflateRawSync(Buffer.concat([payload, tail]), {
      windowBits,
      ...(bytes.length > 0 ? { dictionary: bytes } : {}),
      // What lies in the output buffer may be referred to whatever the window is, so a small buffer is a strict one.
      ...(windowBits < 15 ? { chunkSize: 64 } : {}),
      finishFlush: constants.Z_SYNC_FLUSH,
    })
    this.#receive.add(message)
    return message
  }
}

/** The last bytes that one side sent, as far as its window reaches. */
class Context {
  readonly windowBits: number
  readonly #isKept: boolean
  bytes: Buffer = none

  constructor(windowBits: number, isKept: boolean) {
    this.windowBits = windowBits
    this.#isKept = isKept
  }

  add(message: Buffer): void {
    if (!this.#isKept) return
    this.bytes = Buffer.concat([this.bytes, message]).subarray(-(2 ** this.windowBits))
  }
}
