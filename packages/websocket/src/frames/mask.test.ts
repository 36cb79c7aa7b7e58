import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytes, hex } from '../../test/speaking.ts'
import { copyMasked, maskInPlace, rotateKey, toWord, xorWords } from './mask.ts'

const KEY = 0x37fa213d

function reference(data: Uint8Array, key: number): Uint8Array {
  return data.map((byte, at) => byte ^ ((key >>> (24 - 8 * (at % 4))) & 0xff))
}

test('masks the Hello of RFC 6455 §5.7', () => {
  const target = new Uint8Array(5)
  copyMasked(bytes('48656c6c6f'), 0, 5, target, 0, KEY)
  expect(hex(target)).toBe('7f9f4d5158')
})

test('a rotated key goes on where the first stopped', () => {
  const all = reference(new Uint8Array(9), KEY)
  for (let count = 0; count < 9; count++) {
    const rest = new Uint8Array(9 - count)
    maskInPlace(rest, 0, rest.length, rotateKey(KEY, count))
    expect(hex(rest)).toBe(hex(all.subarray(count)))
  }
})

test('a word holds the key in the order of its bytes in memory', () => {
  const words = new Int32Array(2)
  xorWords(words, 1, toWord(KEY))
  expect(hex(new Uint8Array(words.buffer))).toBe('37fa213d00000000')
})

test('masks any range at any alignment like the plain loop, and nothing beside it', () => {
  const range = fc.record({
    data: fc.uint8Array({ maxLength: 300 }),
    key: fc.integer(),
    before: fc.nat({ max: 9 }),
    offset: fc.nat({ max: 9 }),
  })
  fc.assert(
    fc.property(range, ({ data, key, before, offset }) => {
      const expected = hex(reference(data, key))
      const home = new Uint8Array(before + offset + data.length + 3).subarray(offset)
      copyMasked(data, 0, data.length, home, before, key)
      expect(hex(home.subarray(before, before + data.length))).toBe(expected)
      maskInPlace(home, before, before + data.length, key)
      expect(hex(home.subarray(before, before + data.length))).toBe(hex(data))
      home.fill(0, before, before + data.length)
      expect(home.every((byte) => byte === 0)).toBe(true)
    }),
  )
})

test('copies a part and leaves the source as it is', () => {
  const source = Uint8Array.from({ length: 200 }, (_, at) => at)
  const target = new Uint8Array(120)
  copyMasked(source, 10, 130, target, 0, 0)
  expect(hex(target)).toBe(hex(source.subarray(10, 130)))
  copyMasked(source, 10, 130, target, 0, KEY)
  expect(hex(target)).toBe(hex(reference(source.subarray(10, 130), KEY)))
  expect(source[10]).toBe(10)
})
