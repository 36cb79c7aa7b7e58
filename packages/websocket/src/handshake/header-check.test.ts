import { expect, test } from 'vitest'
import { encodeHeaderLines, requireProtocols, requireValue } from './header-check.ts'

const coded = (code: string) => expect.objectContaining({ name: 'UsageError', code })

test('writes a line for each header', () => {
  const lines = encodeHeaderLines(
    [
      ['A', 'b'],
      ['a', 'c d'],
    ],
    new Set(['host']),
  )
  expect(lines).toBe('A: b\r\na: c d\r\n')
})

test('refuses reserved names in any case, and names that are none', () => {
  expect(() => encodeHeaderLines([['HOST', 'a']], new Set(['host']))).toThrow(coded('ERR_HEADER_RESERVED'))
  expect(() => encodeHeaderLines([['a b', 'a']], new Set())).toThrow(coded('ERR_HEADER_INVALID'))
})

test('refuses values that could end the line', () => {
  expect(requireValue('A', 'b')).toBe('b')
  expect(() => requireValue('A', 'b\n')).toThrow(coded('ERR_HEADER_INVALID'))
})

test('joins different tokens', () => {
  expect(requireProtocols(['a', 'b'])).toBe('a, b')
  for (const wrong of [['a', 'a'], ['a b']]) expect(() => requireProtocols(wrong)).toThrow(coded('ERR_PROTOCOL'))
})
