import { expect, test } from 'vitest'
import { bytes, hex } from '../../test/speaking.ts'
import { FaultCode } from '../codes.ts'
import { encodeCloseBody, parseCloseBody } from './close-body.ts'

test('reads and writes the same body', () => {
  expect(hex(encodeCloseBody(1000, 'bye 안녕'))).toBe('03e862796520ec9588eb8595')
  expect(parseCloseBody(encodeCloseBody(4999, 'bye 안녕'))).toEqual({ code: 4999, reason: 'bye 안녕' })
  expect(encodeCloseBody(undefined, '').length).toBe(0)
})

test.each([
  ['', { code: 1005, reason: '' }],
  ['03', FaultCode.closeShortBody],
  ['03ec', FaultCode.closeIllegalCode],
  ['03e8ff', FaultCode.closeInvalidUtf8],
  ['03e8c3', FaultCode.closeInvalidUtf8],
])('reads the body %j', (text, expected) => {
  expect(parseCloseBody(bytes(text))).toEqual(expected)
})

test.each([0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_536, 1000.5, Number.NaN])(
  'does not send %d',
  (code) => {
    expect(() => encodeCloseBody(code, '')).toThrow(expect.objectContaining({ code: 'ERR_CLOSE_CODE' }))
  },
)

test('a reason needs a code and fits in 123 bytes', () => {
  expect(() => encodeCloseBody(undefined, 'bye')).toThrow(expect.objectContaining({ code: 'ERR_CLOSE_CODE' }))
  expect(encodeCloseBody(1000, '한'.repeat(41)).length).toBe(125)
  const tooLong = () => encodeCloseBody(1000, `${'한'.repeat(41)}x`)
  expect(tooLong).toThrow(expect.objectContaining({ code: 'ERR_CLOSE_REASON' }))
})
