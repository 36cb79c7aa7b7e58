import type { DeflateCodec } from './codec.ts'
import { slideContext } from './context.ts'

/** Compresses the messages to one peer (RFC 7692 §7.2.1). */
export class Deflater {
  readonly codec: DeflateCodec
  readonly windowBits: number
  /** Messages of fewer bytes go as they are. */
  readonly threshold: number
  /** Messages may refer to earlier ones, so none can be compressed once for many. */
  readonly keepsContext: boolean
  #context: Uint8Array | undefined

  constructor(codec: DeflateCodec, windowBits: number, threshold: number, keepsContext: boolean) {
    this.codec = codec
    this.windowBits = windowBits
    this.threshold = threshold
    this.keepsContext = keepsContext
  }

  /** The compressed payload, to be sent with RSV1; undefined if the message should go as it is. */
  deflate(payload: Uint8Array): Uint8Array | undefined {
    if (payload.length < this.threshold) return undefined
    const compressed = this.codec.deflate(payload, this.windowBits, this.#context)
    // What goes uncompressed is no part of the context (RFC 7692 §7.2.1).
    if (compressed.length >= payload.length) return undefined
    if (this.keepsContext) this.#context = slideContext(this.#context, payload, 2 ** this.windowBits)
    return compressed
  }
}
