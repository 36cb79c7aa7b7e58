import { expect, test } from 'vitest'
import { highlight } from './highlight.ts'

const marked = (text: string, query: string) =>
  highlight(text, query)
    .map((run) => (run.isHit ? `[${run.text}]` : run.text))
    .join('')

test('marks each word that was searched, whatever its case', () => {
  expect(marked('The new Build is new', 'new build')).toBe('The [new] [Build] is [new]')
  expect(marked('배포했어요', '배포')).toBe('[배포]했어요')
})

test('takes signs for nothing but signs', () => {
  expect(marked('a.b (c) $d', '.* (c $')).toBe('a.b ([c]) $d')
  expect(marked('abc', '...')).toBe('abc')
})
