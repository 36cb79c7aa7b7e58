import { randomBytes } from 'node:crypto'

/** A frame as the server sent it. */
export interface Frame {
  readonly opcode: number
  readonly payload: Buffer
  /** With its header. */
  readonly size: number
}

export interface FrameShape {
  readonly fin?: boolean
  readonly rsv?: number
  readonly masked?: boolean
  /** What the header says of the length, whatever is there. */
  readonly announced?: bigint
}

/** A frame as a client sends it, or as none may. Written apart from the code under test. */
export function frame(opcode: number, payload: string | Uint8Array = '', shape: FrameShape = {}): Buffer {
  const { fin = true, rsv = 0, masked = true, announced } = shape
  const body = Buffer.from(payload as string)
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode
  const bit = masked ? 0x80 : 0
  let head: Buffer
  if (announced !== undefined || body.length > 65_535) {
    head = Buffer.alloc(10)
    head[1] = bit | 127
    head.writeBigUInt64BE(announced ?? BigInt(body.length), 2)
  } else if (body.length > 125) {
    head = Buffer.alloc(4)
    head[1] = bit | 126
    head.writeUInt16BE(body.length, 2)
  } else {
    head = Buffer.from([0, bit | body.length])
  }
  head[0] = first
  if (!masked) return Buffer.concat([head, body])
  const key = randomBytes(4)
  for (let at = 0; at < body.length; at++) body[at] = body[at]! ^ key[at % 4]!
  return Buffer.concat([head, key, body])
}

export function closeFrame(code: number, reason = ''): Buffer {
  const body = Buffer.alloc(2 + Buffer.byteLength(reason))
  body.writeUInt16BE(code)
  body.write(reason, 2)
  return frame(8, body)
}

/** The first whole frame of what a server sent. */
export function readFrame(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined
  const code = bytes[1]! & 0x7f
  const at = code === 127 ? 10 : code === 126 ? 4 : 2
  if (bytes.length < at) return undefined
  const length = code === 127 ? Number(bytes.readBigUInt64BE(2)) : code === 126 ? bytes.readUInt16BE(2) : code
  if (bytes.length < at + length) return undefined
  return { opcode: bytes[0]! & 0x0f, payload: bytes.subarray(at, at + length), size: at + length }
}
