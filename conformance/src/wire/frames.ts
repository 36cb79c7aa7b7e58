import { randomBytes } from 'node:crypto'

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** How many bits of the header say the length: 7, or the two extended forms. */
export type LengthForm = 7 | 16 | 64

/** What a frame looks like beside its opcode and payload; what is not given is as the RFC has it. */
export interface FrameShape {
  /** @default true */
  readonly fin?: boolean
  /** The three reserved bits, RSV1 the highest: 4 is RSV1 alone. @default 0 */
  readonly rsv?: number
  /** As a client sends it. @default true */
  readonly masked?: boolean
  /** Four bytes. @default random */
  readonly key?: Uint8Array
  /** What the header says of the length, whatever follows. @default the length of the payload */
  readonly announced?: bigint | number
  /** The form of the length, also one longer than needed. @default the shortest that fits */
  readonly lengthForm?: LengthForm
}

/** A frame (RFC 6455 §5.2), or what no peer may send. Written apart from the code under test. */
export function frame(opcode: number, payload: string | Uint8Array = '', shape: FrameShape = {}): Buffer {
  const { fin = true, rsv = 0, masked = true } = shape
  const body = typeof payload === 'string' ? Buffer.from(payload) : payload
  const announced = BigInt(shape.announced ?? body.length)
  const form = shape.lengthForm ?? shortestForm(announced)
  const lengthBytes = (form - (form === 7 ? 7 : 0)) / 8
  const keyAt = 2 + lengthBytes
  const bodyAt = keyAt + (masked ? 4 : 0)
  const bytes = Buffer.alloc(bodyAt + body.length)
  bytes[0] = (fin ? 0x80 : 0) | (rsv << 4) | opcode
  bytes[1] = (masked ? 0x80 : 0) | (form === 7 ? Number(announced) : form === 16 ? 126 : 127)
  if (form === 16) bytes.writeUInt16BE(Number(announced), 2)
  if (form === 64) bytes.writeBigUInt64BE(announced, 2)
  bytes.set(body, bodyAt)
  if (!masked) return bytes
  const key = shape.key ?? randomBytes(4)
  bytes.set(key, keyAt)
  for (let at = 0; at < body.length; at++) bytes[bodyAt + at]! ^= key[at & 3]!
  return bytes
}

/** The payload of a close frame: code and reason, or nothing. */
export function closeBody(code?: number, reason: string | Uint8Array = ''): Buffer {
  if (code === undefined) return Buffer.alloc(0)
  return Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason as string)])
}

export function closeFrame(code?: number, reason: string | Uint8Array = '', shape: FrameShape = {}): Buffer {
  return frame(opcodes.close, closeBody(code, reason), shape)
}

function shortestForm(length: bigint): LengthForm {
  return length > 65_535n ? 64 : length > 125n ? 16 : 7
}
