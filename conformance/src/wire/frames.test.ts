import { describe, expect, it } from 'vitest'
import { ByteQueue } from './byte-queue.ts'
import { closeOf, takeFrame } from './frame-reader.ts'
import { closeBody, closeFrame, frame } from './frames.ts'

// The examples of RFC 6455 §5.7.
const examples = [
  ['a text in one frame', frame(1, 'Hello', { masked: false }), '810548656c6c6f'],
  ['the same, masked', frame(1, 'Hello', { key: Buffer.from('37fa213d', 'hex') }), '818537fa213d7f9f4d5158'],
  ['a first fragment', frame(1, 'Hel', { masked: false, fin: false }), '010348656c'],
  ['a last fragment', frame(0, 'lo', { masked: false }), '80026c6f'],
  ['a ping', frame(9, 'Hello', { masked: false }), '890548656c6c6f'],
  ['256 bytes', frame(2, new Uint8Array(256), { masked: false }).subarray(0, 4), '827e0100'],
  ['64 KiB', frame(2, new Uint8Array(65_536), { masked: false }).subarray(0, 10), '827f0000000000010000'],
] as const

describe('a frame', () => {
  it.each(examples)('is written as the RFC has it: %s', (_, bytes, hex) => {
    expect(bytes.toString('hex')).toBe(hex)
  })

  it.each([
    ['reserved bits and opcode', frame(11, '', { masked: false, rsv: 5 }), 'db00'],
    ['a length that is not minimal', frame(1, 'a', { masked: false, lengthForm: 16 }), '817e000161'],
    ['a short length in 64 bits', frame(1, 'a', { masked: false, lengthForm: 64 }), '817f000000000000000161'],
    ['a length that is not true', frame(1, 'a', { masked: false, announced: 5 }), '810561'],
    ['the largest length', frame(1, '', { masked: false, announced: 2n ** 64n - 1n }), '817fffffffffffffffff'],
    ['a close with a reason', closeFrame(1000, 'bye', { masked: false }), '880503e8627965'],
    ['a close without a code', closeFrame(undefined, '', { masked: false }), '8800'],
  ])('can be what none may send: %s', (_, bytes, hex) => {
    expect(bytes.toString('hex')).toBe(hex)
  })

  it.each([0, 1, 125, 126, 65_535, 65_536])('of %i bytes is read as it was written, in pieces of any size', (size) => {
    const payload = Uint8Array.from({ length: size }, (_, at) => at & 0xff)
    for (const masked of [true, false]) {
      const bytes = Buffer.concat([frame(2, payload, { masked, fin: false, rsv: 2 }), frame(9, 'next', { masked })])
      const queue = new ByteQueue()
      const read = []
      for (let at = 0; at < bytes.length; at += 1_001) {
        queue.push(bytes.subarray(at, at + 1_001))
        for (let one = takeFrame(queue); one !== undefined; one = takeFrame(queue)) read.push(one)
      }
      expect(read).toMatchObject([
        { opcode: 2, fin: false, rsv: 2, masked },
        { opcode: 9, fin: true, rsv: 0, masked, payload: Buffer.from('next') },
      ])
      expect(read[0]!.payload.equals(payload)).toBe(true)
      expect(queue.length).toBe(0)
    }
  })

  it('is not read before its last byte', () => {
    const bytes = frame(1, 'x'.repeat(200))
    const queue = new ByteQueue()
    for (const byte of bytes) {
      expect(takeFrame(queue)).toBeUndefined()
      queue.push(Buffer.of(byte))
    }
    expect(takeFrame(queue)?.payload.length).toBe(200)
  })

  it('says why it closes', () => {
    const close = (payload: Buffer) => {
      const queue = new ByteQueue()
      queue.push(frame(8, payload))
      return closeOf(takeFrame(queue)!)
    }
    expect(close(closeBody(4001, 'enough'))).toEqual({ code: 4001, reason: 'enough' })
    expect(close(closeBody())).toEqual({ code: 1005, reason: '' })
  })
})
