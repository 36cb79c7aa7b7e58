// Frames as a mutation sees them: apart, payloads unmasked, each field free to be wrong. Reading and writing again gives
// the same bytes, so what was found before is kept.
import { copyOf, joined } from './byte-mutations.ts'

export interface LooseFrame {
  /** FIN, RSV and opcode as they stand in the first byte. */
  first: number
  key: Uint8Array | undefined
  /** How the length is written: in the second byte, or in 2 or 8 more. */
  form: 0 | 2 | 8
  /** The announced length where it is not the payload's. */
  announced: bigint | undefined
  payload: Uint8Array
}

/** As many frames as the bytes hold, and what is left behind them. */
export function looseFrames(wire: Uint8Array): [frames: LooseFrame[], rest: Uint8Array] {
  const frames: LooseFrame[] = []
  let at = 0
  for (;;) {
    const bytes = Buffer.from(wire.buffer, wire.byteOffset + at, wire.length - at)
    if (bytes.length < 2) break
    const short = bytes[1]! & 127
    const form = short === 126 ? 2 : short === 127 ? 8 : 0
    const size = 2 + form + (bytes[1]! & 128 ? 4 : 0)
    if (bytes.length < size) break
    const length = form === 0 ? BigInt(short) : form === 2 ? BigInt(bytes.readUInt16BE(2)) : bytes.readBigUInt64BE(2)
    const end = length > BigInt(bytes.length - size) ? bytes.length : size + Number(length)
    const key = bytes[1]! & 128 ? Uint8Array.from(bytes.subarray(size - 4, size)) : undefined
    const payload = masked(bytes.subarray(size, end), key)
    frames.push({
      first: bytes[0]!,
      key,
      form,
      announced: BigInt(payload.length) === length ? undefined : length,
      payload,
    })
    at += end
  }
  return [frames, wire.subarray(at)]
}

export function writeFrames(frames: readonly LooseFrame[], rest: Uint8Array = new Uint8Array(0)): Uint8Array {
  return joined(...frames.map(writeFrame), rest)
}

/** A frame as it should be, FIN set and its length in the shortest form. */
export function frame(opcode: number, payload: Uint8Array | string = '', key?: Uint8Array, flags = 0x80): LooseFrame {
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'utf8') : payload
  return { first: flags | opcode, key, form: shortestForm(bytes.length), announced: undefined, payload: bytes }
}

export function shortestForm(length: number): 0 | 2 | 8 {
  return length < 126 ? 0 : length < 65_536 ? 2 : 8
}

function writeFrame({ first, key, form, announced, payload }: LooseFrame): Uint8Array {
  const length = announced ?? BigInt(payload.length)
  const head = Buffer.alloc(2 + form)
  head[0] = first
  // The form says how the length is written; a length that does not fit loses its high bits, as a liar's would.
  head[1] = (key === undefined ? 0 : 128) | (form === 2 ? 126 : form === 8 ? 127 : Number(length % 126n))
  if (form === 2) head.writeUInt16BE(Number(length & 0xffffn), 2)
  if (form === 8) head.writeBigUInt64BE(BigInt.asUintN(64, length), 2)
  return joined(head, key ?? new Uint8Array(0), masked(payload, key))
}

function masked(bytes: Uint8Array, key: Uint8Array | undefined): Uint8Array {
  const output = copyOf(bytes)
  if (key === undefined || key.every((byte) => byte === 0)) return output
  for (let at = 0; at < output.length; at++) output[at]! ^= key[at & 3]!
  return output
}
