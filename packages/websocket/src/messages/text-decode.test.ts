import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytes, frameTo, utf8 } from '../../test/speaking.ts'
import { decodeStrict, decodeText } from './text-decode.ts'

function decodeMasked(text: string): string | undefined {
  const frame = frameTo('server', 1, text)
  return decodeText(frame, frame.length - utf8(text).length, frame.length, 0x37fa213d)
}

test.each([0, 1, 3, 4, 23, 24, 25, 64, 125, 126, 65_536, 65_537, 200_000])('decodes %i ASCII bytes', (length) => {
  const text = 'abcdefghij'.repeat(length / 10 + 1).slice(0, length)
  expect(decodeMasked(text)).toBe(text)
  expect(decodeText(utf8(text), 0, length, 0)).toBe(text)
})

test('decodes any text, masked or not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      expect(decodeMasked(text)).toBe(text)
      expect(decodeText(utf8(text), 0, utf8(text).length, 0)).toBe(text)
    }),
  )
})

test('keeps a byte order mark', () => {
  expect(decodeMasked('\ufeffa')).toBe('\ufeffa')
})

test.each(['ff', '616263c3', '61626364 6162c0', 'eda080'])('%s is no text', (text) => {
  expect(decodeText(bytes(text), 0, bytes(text).length, 0)).toBeUndefined()
  expect(decodeStrict(bytes(text))).toBeUndefined()
})

// A Buffer, as a stream gives it: its `slice` is a view of the same bytes.
test.each([100, 70_000])('leaves a source of %i bytes as it is', (length) => {
  const frame = Buffer.from(frameTo('server', 1, 'x'.repeat(length)))
  const copy = Buffer.concat([frame])
  decodeText(frame, frame.length - length, frame.length, 0x37fa213d)
  expect(frame.equals(copy)).toBe(true)
})
