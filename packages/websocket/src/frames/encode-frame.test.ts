import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytes, frameTo, hex } from '../../test/speaking.ts'
import { encodeFrame, encodeText, requireBytes } from './encode-frame.ts'

test('encodes the examples of RFC 6455 §5.7', () => {
  expect(hex(encodeText('Hello', undefined))).toBe('810548656c6c6f')
  expect(hex(encodeText('Hello', 0x37fa213d))).toBe('818537fa213d7f9f4d5158')
  expect(hex(encodeFrame(9, bytes('48656c6c6f'), undefined))).toBe('890548656c6c6f')
  expect(hex(encodeFrame(10, bytes('48656c6c6f'), 0x37fa213d))).toBe('8a8537fa213d7f9f4d5158')
  expect(hex(encodeFrame(2, new Uint8Array(256), undefined).subarray(0, 4))).toBe('827e0100')
  expect(hex(encodeFrame(2, new Uint8Array(65_536), undefined).subarray(0, 10))).toBe('827f0000000000010000')
})

const sizes = [0, 1, 47, 48, 49, 125, 126, 1000, 21_845, 21_846, 65_535, 65_536]

test.each(sizes)('encodes %i characters of ASCII and of Hangul', (length) => {
  for (const text of ['x'.repeat(length), '한'.repeat(length)]) {
    expect(hex(encodeText(text, undefined))).toBe(hex(frameTo('client', 1, text)))
    expect(hex(encodeText(text, 0x37fa213d))).toBe(hex(frameTo('server', 1, text)))
  }
})

test('encodes any text and any bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.uint8Array({ maxLength: 200 }), (text, data) => {
      expect(hex(encodeText(text, 0x37fa213d))).toBe(hex(frameTo('server', 1, text)))
      expect(hex(encodeFrame(2, data, undefined))).toBe(hex(frameTo('client', 2, data)))
    }),
  )
})

test('a lone surrogate becomes U+FFFD', () => {
  expect(hex(encodeText('a\ud800b', undefined))).toBe(hex(frameTo('client', 1, 'a\ufffdb')))
})

test('the bytes given are copied', () => {
  const data = bytes('0102')
  const frame = encodeFrame(2, data, undefined)
  data[0] = 9
  expect(hex(frame)).toBe('82020102')
})

test.each([5, undefined, null, {}, 'text', new Uint16Array(2)])('%o is not taken for bytes', (value) => {
  expect(() => requireBytes(value as Uint8Array)).toThrow(expect.objectContaining({ code: 'ERR_PAYLOAD_TYPE' }))
})
