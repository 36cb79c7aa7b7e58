import { describe, expect, test } from 'vitest'
import { chatReasons } from './catalogue.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { wordsFor } from './words.ts'

describe('the catalogues', () => {
  test('have the same keys of the same kinds', () => {
    const kinds = (catalogue: object) => Object.entries(catalogue).map(([key, value]) => [key, typeof value])
    expect(kinds(ko)).toEqual(kinds(en))
    expect(kinds(ko.trouble)).toEqual(kinds(en.trouble))
  })

  test('say something everywhere, and nothing in the other language', () => {
    for (const [key, value] of Object.entries({ ...ko, ...ko.trouble }))
      if (typeof value === 'string') expect(value, key).toMatch(/[가-힣]/u)
    for (const [key, value] of Object.entries({ ...en, ...en.trouble }))
      if (typeof value === 'string') expect(value, key).toMatch(/[a-z]/u)
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

  test('has words of its own for what is refused in a chat', () => {
    for (const code of chatReasons) {
      expect(wordsFor('en').reason({ code, message: '' }), code).toMatch(/[a-z]/u)
      expect(wordsFor('ko').reason({ code, message: '' }), code).toMatch(/[가-힣]/u)
    }
  })

  test('gives reasons it knows, else what the server said', () => {
    expect(wordsFor('ko').reason({ code: 'not-allowed', message: 'x' })).toBe('여기서는 할 수 없는 일이에요.')
    expect(wordsFor('ko').reason({ code: 'chat/rejected', message: 'No links, please.' })).toBe('No links, please.')
  })
})
