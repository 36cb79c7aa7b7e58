import { verbatim } from '@parley/channel/client'
import fc from 'fast-check'
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
  [1, 2, 'en-GB', 'Ana and 1 other commented 5 times'],
  [0, 0, 'ko', '어떤 분이 댓글 5개'],
  [1, 1, 'ko', 'Ana님이 댓글 5개'],
  [2, 2, 'ko-KR', 'Ana님, Ben님이 댓글 5개'],
  [3, 4, 'ko', 'Ana님 외 3명이 댓글 5개'],
])('%i names of %i people in %s: %s', (shown, actorCount, language, expected) => {
  expect(filledIn(text, language, { actors: people.slice(0, shown), actorCount, count: 5 })).toBe(expected)
})

test('names are put in as they are', () => {
  const actors = [{ id: 'x', name: '$& {count}' }]
  expect(filledIn('{actors}!', 'en', { actors, actorCount: 1, count: 2 })).toBe('$& {count}!')
})

test('a particle after {actors}님 is right for every name and number', () => {
  const consonant = (text: string) => ((text.codePointAt(text.length - 1) ?? 0) - 0xac00) % 28 !== 0
  const names = fc.array(fc.constantFrom('민지', '김민석', 'Ana', 'Ben', '7'), { maxLength: 3 })
  fc.assert(
    fc.property(names, fc.nat(100), (given, more) => {
      const actors = given.map((name, index) => ({ id: String(index), name }))
      const people = { actors, actorCount: actors.length === 0 ? 0 : actors.length + more, count: 1 }
      expect(consonant(filledIn('{actors}님', 'ko', people))).toBe(true)
    }),
  )
})

test('without an honorific names stand alone, and in a Korean text they are named in Korean', () => {
  expect(filledIn('{actors} · 새 글', 'ko', { actors: people, actorCount: 4, count: 1 })).toBe('Ana 외 3명 · 새 글')
  expect(filledIn('{actors}님이 왔어요', 'en', { actors: people, actorCount: 4, count: 1 })).toBe(
    'Ana님 외 3명이 왔어요',
  )
})

test('words of people that are put into a title come out as they were, whatever is in them', () => {
  const part = fc.constantFrom('{', '}', 'actors', 'count', '{actors}', '{count}', '님', ' ', 'General', '$&')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.constantFrom('en', 'ko'), (parts, language) => {
      const words = parts.join('')
      const title = `in ${verbatim(words)} by {actors}`
      const shown = filledIn(title, language, { actors: people.slice(0, 1), actorCount: 1, count: 5 })
      expect(shown).toBe(`in ${words} by Ana`)
    }),
    { examples: [[['{', '{actors}', '}'], 'en']] },
  )
})
