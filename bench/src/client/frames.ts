import { randomBytes } from 'node:crypto'

/** Any key will do: a benchmark has no proxy to protect. */
const key = randomBytes(4)

/** RSV1: the message is compressed (RFC 7692 §6). */
const compressedBit = 0x40

/** One masked text frame as a client sends it; ASCII only. */
export function maskedText(text: string, opcode = 1): Buffer {
  return maskedFrame(Buffer.from(text, 'latin1'), opcode)
}

/** One masked frame of at most 65 535 bytes. */
export function maskedFrame(payload: Buffer, opcode: number, isCompressed = false): Buffer {
  const { length } = payload
  const head = length < 126 ? 6 : 8
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = 0x80 | opcode | (isCompressed ? compressedBit : 0)
  if (length < 126) {
    frame[1] = 0x80 | length
  } else {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
  }
  key.copy(frame, head - 4)
  for (let i = 0; i < length; i++) frame[head + i] = (payload[i] ?? 0) ^ (key[i & 3] ?? 0)
  return frame
}

/** Hears each frame; the bytes are only valid during the call. */
export type FrameListener = (bytes: Buffer, from: number, to: number, opcode: number, isCompressed: boolean) => void

/** Splits a server's bytes into frames with as little work as possible: unmasked, and taken to be well formed. */
export class FrameSplitter {
  readonly #listener: FrameListener
  #rest: Buffer | undefined

  constructor(listener: FrameListener) {
    this.#listener = listener
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk])
    const end = bytes.length
    let at = 0
    while (end - at >= 2) {
      const first = bytes[at] ?? 0
      let length = (bytes[at + 1] ?? 0) & 0x7f
      let from = at + 2
      if (length === 126) {
        if (end - at < 4) break
        length = bytes.readUInt16BE(from)
        from += 2
      } else if (length === 127) {
        if (end - at < 10) break
        length = Number(bytes.readBigUInt64BE(from))
        from += 8
      }
      if (from + length > end) break
      this.#listener(bytes, from, from + length, first & 0x0f, (first & compressedBit) !== 0)
      at = from + length
    }
    // The chunk is the shared read buffer: what stays must be copied.
    this.#rest = at === end ? undefined : Buffer.from(bytes.subarray(at))
  }
}
