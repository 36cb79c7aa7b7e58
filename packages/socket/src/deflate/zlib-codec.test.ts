import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { zlibCodec } from './zlib-codec.ts'

const codec = zlibCodec()
const end = Uint8Array.of(0, 0, 0xff, 0xff, 1, 0, 0, 0xff, 0xff)

function whole(compressed: Uint8Array): Uint8Array {
  return Uint8Array.from(Buffer.concat([compressed, end]))
}

describe('zlib as a codec', () => {
  it('gives back what it took, at every window, with and without what came before', () => {
    const before = fc.option(fc.uint8Array({ maxLength: 600 }), { nil: undefined })
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3_000 }),
        fc.integer({ min: 8, max: 15 }),
        before,
        (bytes, bits, window) => {
          const usable = window?.slice(-(2 ** bits))
          const compressed = codec.deflate(bytes, bits, usable)
          const input = whole(compressed)
          const inflated = codec.inflate(input, bytes.length, usable)
          expect(inflated).toEqual({ bytes: Buffer.from(bytes), used: input.length })
        },
      ),
    )
  })

  it.each([8, 9, 10, 12, 15])('looks back at most 2^%i bytes', (bits) => {
    // The same bytes again, once just too far away for the window, once well within it.
    const phrase = randomBytes(100)
    const repeatedAfter = (distance: number) => {
      const text = Buffer.concat([phrase, randomBytes(distance - phrase.length), phrase])
      return codec.deflate(text, bits, undefined).length - text.length
    }
    expect(repeatedAfter(2 ** bits + 1)).toBeGreaterThanOrEqual(0)
    expect(repeatedAfter(Math.max(2 ** bits - 300, 110))).toBeLessThan(-30)
  })

  it('stops at the limit, to the byte', () => {
    const input = whole(codec.deflate(new Uint8Array(1_000), 15, undefined))
    expect(codec.inflate(input, 1_000, undefined)).toMatchObject({ used: input.length })
    expect(codec.inflate(input, 999, undefined)).toBe('too-large')
    expect(codec.inflate(input, 0, undefined)).toBe('too-large')
    expect(codec.inflate(whole(Uint8Array.of(0)), 0, undefined)).toMatchObject({ used: 10 })
  })

  it('takes hardly more memory for a bomb than the limit', () => {
    const bomb = whole(codec.deflate(new Uint8Array(64 * 1024 * 1024), 15, undefined))
    const before = process.memoryUsage().arrayBuffers
    expect(codec.inflate(bomb, 65_536, undefined)).toBe('too-large')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2_000_000)
  })

  it('calls anything else damaged, and throws for nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const inflated = codec.inflate(bytes, 10_000, undefined)
        if (typeof inflated === 'string') expect(['damaged', 'too-large']).toContain(inflated)
        else expect(inflated.used).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 2_000 },
    )
    expect(codec.inflate(codec.deflate(Buffer.from('cut'), 15, undefined), 100, undefined)).toBe('damaged')
  })
})
