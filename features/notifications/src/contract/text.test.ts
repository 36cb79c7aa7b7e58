import { expect, test } from 'vitest'
import { filledIn, textIn } from './text.ts'

const people = ['Ana', 'Ben', 'Cho'].map((name) => ({ id: name, name }))
const text = { en: '{actors} commented {count} times', ko: '{actors}님이 댓글 {count}개' }

test('a text is read in its language, in that without region, in English, or as there is one', () => {
  expect(textIn({ en: 'a', ko: 'b' }, 'ko-KR')).toBe('b')
  expect(textIn({ en: 'a', ko: 'b' }, 'fr')).toBe('a')
  expect(textIn({ ko: 'b' }, 'fr')).toBe('b')
  expect(textIn('as it is', 'fr')).toBe('as it is')
  expect(textIn({ en: 'a' }, '__proto__')).toBe('a')
})

test.each([
  [0, 0, 'en', 'Somebody commented 5 times'],
  [1, 1, 'en', 'Ana commented 5 times'],
  [2, 2, 'en', 'Ana and Ben commented 5 times'],
  [3, 3, 'en', 'Ana, Ben, and Cho commented 5 times'],
  [3, 4, 'en', 'Ana and 3 others commented 5 times'],
  [3, 4, 'ko', 'Ana 외 3명님이 댓글 5개'],
  [2, 2, 'ko-KR', 'Ana 및 Ben님이 댓글 5개'],
])('%i names of %i people in %s: %s', (shown, actorCount, language, expected) => {
  expect(filledIn(text, language, { actors: people.slice(0, shown), actorCount, count: 5 })).toBe(expected)
})

test('names are put in as they are', () => {
  const actors = [{ id: 'x', name: '$& {count}' }]
  expect(filledIn('{actors}!', 'en', { actors, actorCount: 1, count: 2 })).toBe('$& {count}!')
})
