import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linked } from './links.ts'

const parts = (text: string) =>
  linked(text).map((part) => (typeof part === 'string' ? part : `<${String((part.values as string[])[0])}>`))

test.each([
  ['see https://a.example/b?c=1.', ['see ', '<https://a.example/b?c=1>', '.']],
  ['(https://a.example)', ['(', '<https://a.example>', ')']],
  ['https://a.example/x_(y)', ['<https://a.example/x_(y)>']],
  ['https://a.example/가나, 그리고', ['<https://a.example/가나>', ', 그리고']],
  ['javascript:alert(1) ftp://a.example', ['javascript:alert(1) ftp://a.example']],
  ['https://', ['https://']],
])('%s', (text, expected) => {
  expect(parts(text)).toEqual(expected)
})

test('no letter of a text is lost', () => {
  const piece = fc.constantFrom('https://', 'a.example', ')', '(', '.', ' ', 'http://x', '가')
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (text) => {
        expect(parts(text).join('').replace(/[<>]/g, '')).toBe(text)
      },
    ),
  )
})
