import { expect, test } from 'vitest'
import { wordsFor } from './words.ts'

const en = wordsFor('en')
const ko = wordsFor('ko')

test('writes sizes as people read them', () => {
  expect([0, 999, 1500, 48_211_904].map(en.size)).toEqual(['0 bytes', '999 bytes', '2 kB', '48.2 MB'])
})

test('names people and how many more there are', () => {
  expect(en.people(['Ana', 'Ben'], 0)).toBe('Ana and Ben')
  expect(en.people(['Ana', 'Ben'], 3)).toBe('Ana, Ben, and 3 others')
  expect(ko.people(['민수'], 2)).toContain('외 2명')
})

test('says how long it still takes', () => {
  expect([5000, 65_000, 7_800_000].map((ms) => en.timeLeft(ms, 0))).toEqual(['5 sec', '1 min 5 sec', '2 hr 10 min'])
  expect(ko.timeLeft(65_000, 0)).toBe('1분 5초')
  expect(en.timeLeft(0, 10)).toBe('0 sec')
})

test('writes a moment as short as it can be', () => {
  const now = new Date(2026, 10, 22, 12).getTime()
  const day = 86_400_000
  expect(en.shortMoment(now, now)).toMatch(/^12:00/u)
  expect(en.shortMoment(now - day, now)).toMatch(/^Yesterday 12:00/u)
  expect(en.shortMoment(now - 9 * day, now)).toMatch(/Nov 13/u)
  expect(en.shortMoment(now - 800 * day, now)).toMatch(/2024/u)
})
