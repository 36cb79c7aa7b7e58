import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { acceptKey } from './accept.ts'

test('answers the sample key of RFC 6455 §1.3', () => {
  const sha1 = (data: Uint8Array) => createHash('sha1').update(data).digest()
  expect(acceptKey('dGhlIHNhbXBsZSBub25jZQ==', sha1)).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
})

test('a digest of another length is a mistake of the caller', () => {
  const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest()
  expect(() => acceptKey('dGhlIHNhbXBsZSBub25jZQ==', sha256)).toThrow(expect.objectContaining({ code: 'ERR_SHA1' }))
})
