import { Opcode, RSV1 } from './codes.ts'
import type { DeflateCodec } from './deflate/codec.ts'
import type { Deflater } from './deflate/deflater.ts'
import { encodeFrame, encodeText, requireBytes } from './frames/encode-frame.ts'
import { UsageError } from './usage-error.ts'

interface DeflatedFrame {
  readonly codec: DeflateCodec
  readonly windowBits: number
  readonly frame: Uint8Array
}

const encoder = new TextEncoder()

/**
 * One message for many connections, by `sendPrepared`: framed once, and compressed once for all server connections that
 * agreed on the same parameters without context takeover. Bytes are copied when it is made.
 */
export class PreparedMessage {
  readonly data: string | Uint8Array
  #plain: Uint8Array | undefined
  readonly #deflated: DeflatedFrame[] = []

  /** A string is a text message, bytes a binary one. Lone surrogates become U+FFFD. */
  constructor(data: string | Uint8Array) {
    if (typeof data !== 'string') requireBytes(data)
    // Not `slice`, which of a Node Buffer is a view of the caller's bytes.
    this.data = typeof data === 'string' ? data : new Uint8Array(data)
  }

  /** The unmasked frame for this way of compressing, shared by all who ask alike; do not change it. */
  frameFor(deflater: Deflater | undefined): Uint8Array {
    if (deflater === undefined) return this.#plainFrame()
    const { codec, windowBits } = deflater
    for (const made of this.#deflated) {
      if (made.windowBits === windowBits && made.codec === codec) return made.frame
    }
    if (deflater.keepsContext) throw new UsageError('ERR_OPTION', 'expected a deflater without context takeover')
    const compressed = deflater.deflate(payloadOf(this.data))
    const opcode = (typeof this.data === 'string' ? Opcode.text : Opcode.binary) | RSV1
    const frame = compressed === undefined ? this.#plainFrame() : encodeFrame(opcode, compressed, undefined)
    this.#deflated.push({ codec, windowBits, frame })
    return frame
  }

  #plainFrame(): Uint8Array {
    this.#plain ??=
      typeof this.data === 'string'
        ? encodeText(this.data, undefined)
        : encodeFrame(Opcode.binary, this.data, undefined)
    return this.#plain
  }
}

function payloadOf(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? encoder.encode(data) : data
}
