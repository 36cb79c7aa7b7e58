import { describe, expect, test } from 'vitest'
import { knownReasons } from './catalogue.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { chooseLanguageTag, wordsFor } from './words.ts'

describe('the catalogues', () => {
  test('have the same keys of the same kinds', () => {
    const kinds = (catalogue: object) => Object.entries(catalogue).map(([key, value]) => [key, typeof value])
    expect(kinds(ko)).toEqual(kinds(en))
    expect(Object.keys(ko.reasons)).toEqual(Object.keys(en.reasons))
    expect(Object.keys(en.reasons)).toEqual(knownReasons)
  })

  test('say something everywhere, and nothing in the other language', () => {
    for (const [key, value] of Object.entries(ko)) if (typeof value === 'string') expect(value, key).toMatch(/[가-힣]/u)
    for (const [key, value] of Object.entries(en)) if (typeof value === 'string') expect(value, key).toMatch(/[a-z]/u)
  })

  test('count', () => {
    expect([1, 2, 1200].map(en.newMessages)).toEqual(['1 new message', '2 new messages', '1,200 new messages'])
    expect([1, 2].map(ko.newMessages)).toEqual(['새 메시지 1개', '새 메시지 2개'])
    expect([en.here(1), en.here(3), ko.here(3)]).toEqual(['1 person here', '3 people here', '3명 참여 중'])
  })

  test('name who types', () => {
    expect(en.typing(['Quiet Heron'], 0)).toBe('Quiet Heron is typing…')
    expect(en.typing(['Ana', 'Ben'], 0)).toBe('Ana and Ben are typing…')
    expect(en.typing(['Ana', 'Ben'], 1)).toBe('Several people are typing…')
    expect(ko.typing(['민수', '지은'], 0)).toBe('민수님, 지은님이 입력하고 있어요…')
  })
})

describe('the language', () => {
  const choose = (own: string | null, document: string, browser: string) =>
    wordsFor(chooseLanguageTag({ own, document, browser })).language

  test("is the element's, then a Korean document's, then the browser's", () => {
    expect(choose('en', 'ko', 'ko-KR')).toBe('en')
    expect(choose('ko', 'en', 'en-US')).toBe('ko')
    expect(choose(null, 'ko-KR', 'en-US')).toBe('ko')
    expect(choose(null, 'en', 'ko-KR')).toBe('ko')
    expect(choose(null, '', 'de-DE')).toBe('en')
    expect(choose('not a tag!', '', '')).toBe('en')
  })

  test('writes days as there', () => {
    const now = new Date(2026, 10, 22, 12).getTime()
    const hour = 3_600_000
    const words = wordsFor('en-GB')
    expect(words.day(now - hour, now)).toBe('Today')
    expect(words.day(now - 24 * hour, now)).toBe('Yesterday')
    expect(words.day(now - 72 * hour, now)).toMatch(/Thursday.*19 November/u)
    expect(wordsFor('ko').day(now - 72 * hour, now)).toBe('11월 19일 목요일')
    expect(wordsFor('ko').day(new Date(2025, 0, 2).getTime(), now)).toBe('2025년 1월 2일')
  })

  test('gives reasons it knows, else what the server said', () => {
    expect(wordsFor('ko').reason({ code: 'not-allowed', message: 'x' })).toBe('여기서는 할 수 없는 일이에요.')
    expect(wordsFor('ko').reason({ code: 'chat/rejected', message: 'No links, please.' })).toBe('No links, please.')
  })
})
