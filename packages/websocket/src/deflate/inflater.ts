import { FaultCode } from '../codes.ts'
import type { DeflateCodec } from './codec.ts'
import { slideContext } from './context.ts'
import { MAX_WINDOW_BITS } from './parameters.ts'

/**
 * What follows every message before it is inflated: the four octets that its sender left off (RFC 7692 §7.2.2), and an empty
 * final block. A message that is whole ends just there; one that was cut short cannot reach the final block, so it is
 * found out instead of passing as a shorter one.
 */
export const TAIL: readonly number[] = [0x00, 0x00, 0xff, 0xff, 0x01, 0x00, 0x00, 0xff, 0xff]

// A sender may end blocks as final within a message (RFC 7692 §7.2.3.5). Nobody needs many, and each costs a fresh start.
const MAX_STREAMS = 16

const WINDOW_BYTES = 2 ** MAX_WINDOW_BITS

/** Inflates the messages of one peer (RFC 7692 §7.2.2). */
export class Inflater {
  readonly #codec: DeflateCodec
  readonly #keepsContext: boolean
  #context: Uint8Array | undefined

  constructor(codec: DeflateCodec, keepsContext: boolean) {
    this.#codec = codec
    this.#keepsContext = keepsContext
  }

  /** `input` is a message's payload with {@link TAIL} after it. The result is never longer than `maxBytes`. */
  inflate(input: Uint8Array, maxBytes: number): Uint8Array | FaultCode {
    const parts: Uint8Array[] = []
    let context = this.#context
    let length = 0
    for (let at = 0; at < input.length; ) {
      if (parts.length === MAX_STREAMS) return FaultCode.deflateTooManyBlocks
      const inflated = this.#codec.inflate(at === 0 ? input : input.subarray(at), maxBytes - length, context)
      if (inflated === 'damaged') return FaultCode.deflateDamaged
      if (inflated === 'too-large') return FaultCode.messageTooLarge
      parts.push(inflated.bytes)
      length += inflated.bytes.length
      at += inflated.used
      const isLast = at === input.length
      if (!isLast || this.#keepsContext) context = slideContext(context, inflated.bytes, WINDOW_BYTES)
    }
    if (this.#keepsContext) this.#context = context
    return parts.length === 1 ? parts[0]! : concat(parts, length)
  }
}

function concat(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
