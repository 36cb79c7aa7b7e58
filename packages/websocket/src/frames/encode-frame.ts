import { Opcode } from '../codes.ts'
import { UsageError } from '../usage-error.ts'
import { allocateFrame } from './allocate.ts'
import { headerSize, writeHeader } from './frame-header.ts'
import { copyMasked, maskInPlace } from './mask.ts'
import { SCRATCH } from './scratch.ts'

const encoder = new TextEncoder()

// Up to here writing character codes beats a call into the encoder (measured on Node 20).
const SHORT_CHARACTERS = 48

/** One unfragmented frame, header and payload in one array; a key of undefined leaves it unmasked. */
export function encodeFrame(opcode: number, payload: Uint8Array, key: number | undefined): Uint8Array {
  const { length } = payload
  const at = headerSize(length, key !== undefined)
  const frame = allocateFrame(at + length)
  writeHeader(frame, opcode, length, key)
  copyMasked(payload, 0, length, frame, at, key ?? 0)
  return frame
}

/** A text frame; a key of undefined leaves it unmasked. */
export function encodeText(text: string, key: number | undefined): Uint8Array {
  if (text.length <= SHORT_CHARACTERS) {
    const frame = encodeAscii(text, key)
    if (frame !== undefined) return frame
  }
  // A character code takes at most three bytes, so this fits whatever the text is.
  if (text.length * 3 > SCRATCH.length) return encodeFrame(Opcode.text, encoder.encode(text), key)
  const { written } = encoder.encodeInto(text, SCRATCH)
  return encodeFrame(Opcode.text, SCRATCH.subarray(0, written), key)
}

/** Guards against callers without types: a number taken for a length would send memory nobody meant to send. */
export function requireBytes(bytes: Uint8Array): void {
  if (bytes?.BYTES_PER_ELEMENT !== 1)
    throw new UsageError('ERR_PAYLOAD_TYPE', `expected a Uint8Array, got ${typeof bytes}`)
}

function encodeAscii(text: string, key: number | undefined): Uint8Array | undefined {
  const { length } = text
  const at = headerSize(length, key !== undefined)
  const frame = new Uint8Array(at + length)
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code > 0x7f) return undefined
    frame[at + index] = code
  }
  writeHeader(frame, Opcode.text, length, key)
  if (key !== undefined) maskInPlace(frame, at, at + length, key)
  return frame
}
