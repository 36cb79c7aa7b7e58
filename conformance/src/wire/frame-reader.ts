import type { ByteQueue } from './byte-queue.ts'
import { type LengthForm, opcodes } from './frames.ts'

/** A frame as it came over the wire, its payload unmasked. */
export interface Frame {
  readonly fin: boolean
  readonly rsv: number
  readonly opcode: number
  readonly masked: boolean
  /** What it was masked with. */
  readonly key?: Buffer
  readonly lengthForm: LengthForm
  readonly payload: Buffer
}

/** Takes the next whole frame from the queue; `undefined` while it is not there. It judges nothing. */
export function takeFrame(queue: ByteQueue): Frame | undefined {
  if (queue.length < 2) return undefined
  const [first = 0, second = 0] = queue.peek(2)
  const masked = second >= 0x80
  const short = second & 0x7f
  const lengthForm = short === 127 ? 64 : short === 126 ? 16 : 7
  const keyAt = lengthForm === 64 ? 10 : lengthForm === 16 ? 4 : 2
  const bodyAt = keyAt + (masked ? 4 : 0)
  if (queue.length < bodyAt) return undefined
  const head = Buffer.from(queue.peek(bodyAt))
  const length = lengthForm === 64 ? Number(head.readBigUInt64BE(2)) : lengthForm === 16 ? head.readUInt16BE(2) : short
  if (queue.length < bodyAt + length) return undefined
  queue.take(bodyAt)
  // A copy: what else is in the queue must not stay in memory because of it, nor change under it.
  const payload = Buffer.from(queue.take(length))
  if (masked) for (let at = 0; at < length; at++) payload[at]! ^= head[keyAt + (at & 3)]!
  return {
    fin: first >= 0x80,
    rsv: (first >> 4) & 7,
    opcode: first & 0x0f,
    masked,
    ...(masked ? { key: head.subarray(keyAt, bodyAt) } : {}),
    lengthForm,
    payload,
  }
}

/** What a close frame says; the code is 1005 where it says none, as RFC 6455 §7.1.5 has it. */
export function closeOf(frame: Frame): { readonly code: number; readonly reason: string } {
  if (frame.opcode !== opcodes.close) throw new TypeError(`expected a close frame, got opcode ${frame.opcode}`)
  const { payload } = frame
  return { code: payload.length < 2 ? 1005 : payload.readUInt16BE(), reason: payload.subarray(2).toString() }
}
