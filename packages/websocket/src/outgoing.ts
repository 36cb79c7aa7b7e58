import { Opcode, RSV1 } from './codes.ts'
import type { Deflater } from './deflate/deflater.ts'
import { encodeFrame, encodeText } from './frames/encode-frame.ts'
import type { PreparedMessage } from './prepared-message.ts'

// Never filled: an empty queue costs nothing.
const NOTHING: never[] = Object.freeze([] as never[]) as never[]
const encoder = new TextEncoder()

/** The frames of one connection that wait to be written, in order. */
export class Outgoing {
  #frames: Uint8Array[] = NOTHING
  #bytes = 0
  #pongs = 0
  #newestPong = 0
  readonly #nextKey: () => number | undefined
  readonly #deflater: Deflater | undefined

  /** `nextKey`: the masking key for each frame; undefined where frames go unmasked. */
  constructor(nextKey: () => number | undefined, deflater: Deflater | undefined) {
    this.#nextKey = nextKey
    this.#deflater = deflater
  }

  get isEmpty(): boolean {
    return this.#frames.length === 0
  }

  /** All that waits, headers counted. */
  get bytes(): number {
    return this.#bytes
  }

  /** Automatic pongs among what waits. */
  get pongs(): number {
    return this.#pongs
  }

  /** Takes all. An empty array is shared and frozen. */
  take(): Uint8Array[] {
    const frames = this.#frames
    this.#frames = NOTHING
    this.#bytes = 0
    this.#pongs = 0
    return frames
  }

  text(text: string): void {
    const deflater = this.#deflater
    // A character code takes at most three bytes.
    if (deflater === undefined || text.length * 3 < deflater.threshold) this.#push(encodeText(text, this.#nextKey()))
    else this.#message(Opcode.text, encoder.encode(text))
  }

  binary(bytes: Uint8Array): void {
    this.#message(Opcode.binary, bytes)
  }

  prepared(message: PreparedMessage): void {
    const key = this.#nextKey()
    // A client masks each frame anew, and with context takeover each message depends on those before it.
    if (key === undefined && !this.#deflater?.keepsContext) this.#push(message.frameFor(this.#deflater))
    else if (typeof message.data === 'string') this.text(message.data)
    else this.binary(message.data)
  }

  control(opcode: number, payload: Uint8Array): void {
    this.#push(encodeFrame(opcode, payload, this.#nextKey()))
  }

  /** Answers a ping. */
  pong(payload: Uint8Array): void {
    this.#pongs++
    this.#newestPong = this.#frames.length
    this.control(Opcode.pong, payload)
  }

  /** Answers a ping instead of the one before it (RFC 6455 §5.5.3). There must be a pong that waits. */
  pongInstead(payload: Uint8Array): void {
    const frame = encodeFrame(Opcode.pong, payload, this.#nextKey())
    this.#bytes += frame.length - this.#frames[this.#newestPong]!.length
    this.#frames[this.#newestPong] = frame
  }

  #message(opcode: number, payload: Uint8Array): void {
    const compressed = this.#deflater?.deflate(payload)
    const key = this.#nextKey()
    if (compressed === undefined) this.#push(encodeFrame(opcode, payload, key))
    else this.#push(encodeFrame(opcode | RSV1, compressed, key))
  }

  #push(frame: Uint8Array): void {
    this.#bytes += frame.length
    if (this.#frames.length === 0) this.#frames = [frame]
    else this.#frames.push(frame)
  }
}
