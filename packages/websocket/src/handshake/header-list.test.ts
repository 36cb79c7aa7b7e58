import { expect, test } from 'vitest'
import {
  groupHeaders,
  hasForbiddenCharacter,
  isToken,
  listContains,
  parseUniqueTokens,
  quote,
  splitList,
  trimValue,
} from './header-list.ts'

test.each(['a', 'Z9', "!#$%&'*+-.^_`|~", '__proto__', 'constructor'])('%s is a token', (text) => {
  expect(isToken(text)).toBe(true)
})

test.each(['', ' ', 'a b', 'a,b', 'a;b', '"a"', 'a/b', 'a=b', 'a\t', 'é', '\u0100', '\x7f', '{', '@'])(
  '%j is no token',
  (text) => {
    expect(isToken(text)).toBe(false)
  },
)

test('CR, LF and NUL are forbidden in a value, other characters are not', () => {
  expect(['a\r', '\nb', 'a\0b'].every(hasForbiddenCharacter)).toBe(true)
  expect(['', 'a b\tc', 'é', '\x01'].some(hasForbiddenCharacter)).toBe(false)
})

test('trims spaces and tabs, and nothing else', () => {
  expect(trimValue(' \ta b\t ')).toBe('a b')
  expect(trimValue('\u00a0a\u00a0')).toBe('\u00a0a\u00a0')
  expect(trimValue(' \t ')).toBe('')
})

test('several values are one list', () => {
  expect(splitList(['a, b', ' c ,,'])).toEqual(['a', 'b', 'c', '', ''])
  expect(splitList([])).toEqual([])
  expect(listContains(['keep-alive, UPGRADE'], 'upgrade')).toBe(true)
  expect(listContains(['keep-alive', 'Upgrade'], 'upgrade')).toBe(true)
  expect(listContains(['upgrades', 'up grade', 'xupgrade'], 'upgrade')).toBe(false)
  // The Kelvin sign is a k in lower case.
  expect(listContains(['websoc\u212aet'], 'websocket')).toBe(false)
})

test('unique tokens keep their order', () => {
  expect([...parseUniqueTokens(['b, a', 'c'])!]).toEqual(['b', 'a', 'c'])
  for (const value of ['', 'a,', ',a', 'a,,b', 'a b', 'a, a', '"a"']) expect(parseUniqueTokens([value])).toBeUndefined()
})

test('header names of any case are one name, and names of objects are names', () => {
  const groups = groupHeaders([
    ['Host', ' a '],
    ['HOST', 'b'],
    ['__proto__', 'c'],
    ['constructor', 'd'],
  ])
  expect(groups.get('host')).toEqual(['a', 'b'])
  expect(groups.get('__proto__')).toEqual(['c'])
  expect(groups.get('constructor')).toEqual(['d'])
  expect(groups.get('toString')).toBeUndefined()
})

test('quotes what is short and printable', () => {
  expect(quote('POST')).toBe('"POST"')
  expect(quote('a\r\n한')).toBe('"a???"')
  expect(quote('x'.repeat(61))).toBe(`"${'x'.repeat(60)}…"`)
})
