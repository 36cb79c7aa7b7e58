import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExtensions } from './extension-list.ts'

test.each([
  ['foo', [{ name: 'foo', parameters: [] }]],
  [
    'foo, bar',
    [
      { name: 'foo', parameters: [] },
      { name: 'bar', parameters: [] },
    ],
  ],
  [
    'foo; a; b=1',
    [
      {
        name: 'foo',
        parameters: [
          ['a', undefined],
          ['b', '1'],
        ],
      },
    ],
  ],
  ['foo;a = "1"', [{ name: 'foo', parameters: [['a', '1']] }]],
  ['foo; a="\\1\\0"', [{ name: 'foo', parameters: [['a', '10']] }]],
  [' , foo ,', [{ name: 'foo', parameters: [] }]],
  ['__proto__; constructor=toString', [{ name: '__proto__', parameters: [['constructor', 'toString']] }]],
])('%j is read', (value, expected) => {
  expect(parseExtensions([value])).toEqual(expected)
})

test.each([
  '',
  ',',
  ';',
  'foo;',
  'foo; =1',
  'foo; a=',
  'foo; a="',
  'foo; a="1',
  'foo; a=1"',
  'foo; a=""',
  'foo; a="\\"',
  'foo; a="1 2"',
  'foo; a="1,2"',
  'foo; a="1;2"',
  'fo o',
  'foo; a b',
  'foo; a\u000b=1',
  'foo; a=\u00a01',
  'foo; a=\u000b1',
  'foo=1',
  'foo; a=1=2',
  'foo/bar',
  'foo; a=é',
  'foo\u0000',
])('%j breaks the grammar', (value) => {
  expect(parseExtensions([value])).toBeUndefined()
})

test('several headers are one list', () => {
  expect(parseExtensions(['a', 'b; c'])?.map(({ name }) => name)).toEqual(['a', 'b'])
})

test('any text is read in time in proportion to its length', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...';,="\\ a\t'), maxLength: 200 }),
      (text) => void parseExtensions([text]),
    ),
  )
  for (const piece of ['a;', 'a="', 'a="\\', ' ;', '\t', 'a="1";', '="']) {
    // Time of this process alone: others may be busy on the machine.
    const began = process.cpuUsage()
    parseExtensions([`x;${piece.repeat(100_000)}`])
    expect(process.cpuUsage(began).user).toBeLessThan(500_000)
  }
})
