import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeBase64, isBase64Of16Bytes } from './base64.ts'

test('encodes like the host', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
      expect(encodeBase64(data)).toBe(Buffer.from(data).toString('base64'))
    }),
  )
})

test('knows every encoding of 16 bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (data) => {
      expect(isBase64Of16Bytes(Buffer.from(data).toString('base64'))).toBe(true)
    }),
  )
})

test.each([
  '',
  'dGhlIHNhbXBsZSBub25jZQ',
  'dGhlIHNhbXBsZSBub25jZQ=',
  'dGhlIHNhbXBsZSBub25jZR==',
  'dGhlIHNhbXBsZSBub25jZQ===',
  'dGhlIHNhbXBsZSBub25jZ===',
  'dGhlIHNhbXBsZSBub25j-Q==',
  'dGhlIHNhbXBsZSBub25jZQAA',
  'dGhlIHNh XBsZSBub25jZQ==',
])('%j is not 16 bytes in base64', (text) => {
  expect(isBase64Of16Bytes(text)).toBe(false)
})
