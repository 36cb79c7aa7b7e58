import { describe, expect, test } from 'vitest'
import { chooseLanguageTag, languageOf, regionOf } from './language.ts'
import { timesFor } from './times.ts'
import { platformReasons, reasonIn, trouble } from './trouble.ts'

describe('the language', () => {
  const choose = (own: string | null, document: string, browser: string) =>
    languageOf(chooseLanguageTag({ own, document, browser }))

  test("is the element's, then a Korean document's, then the browser's", () => {
    expect(choose('en', 'ko', 'ko-KR')).toBe('en')
    expect(choose('ko', 'en', 'en-US')).toBe('ko')
    expect(choose(null, 'ko-KR', 'en-US')).toBe('ko')
    expect(choose(null, 'en', 'ko-KR')).toBe('ko')
    expect(choose(null, '', 'de-DE')).toBe('en')
    expect(choose('not a tag!', '', '')).toBe('en')
  })

  test('writes dates as in the region, where it is one of that language', () => {
    expect(['en-GB', 'ko-KR', 'de-DE', 'en!'].map(regionOf)).toEqual(['en-GB', 'ko-KR', 'en', 'en'])
  })
})

describe('times', () => {
  const now = new Date(2026, 10, 22, 12).getTime()
  const minute = 60_000
  const hour = 60 * minute

  test('tell how long ago something was, and the day beyond a week', () => {
    const { ago } = timesFor('en')
    const before = (ms: number) => ago(now - ms, now)
    expect([0, 59_000, -5000].map(before)).toEqual(['now', 'now', 'now'])
    expect([before(5 * minute), before(3 * hour)]).toEqual(['5 min. ago', '3 hr. ago'])
    expect([before(13 * hour), before(24 * hour), before(6 * 24 * hour)]).toEqual([
      'yesterday',
      'yesterday',
      '6 days ago',
    ])
    expect(before(10 * 24 * hour)).toBe('Nov 12')
    expect(before(400 * 24 * hour)).toBe('Oct 18, 2025')
    expect(timesFor('ko').ago(now - 5 * minute, now)).toBe('5분 전')
  })

  test('leave out the day where it is today', () => {
    const { shortMoment } = timesFor('en-GB')
    expect([shortMoment(now + hour, now), shortMoment(now + 24 * hour, now)]).toEqual(['13:00', 'Mon 23 Nov, 12:00'])
  })
})

describe('what goes wrong', () => {
  test('is said in both languages', () => {
    expect(Object.keys(trouble.ko)).toEqual(Object.keys(trouble.en))
    expect(Object.keys(platformReasons.ko)).toEqual(Object.keys(platformReasons.en))
    for (const sentence of Object.values(platformReasons.ko)) expect(sentence).toMatch(/[가-힣]/u)
  })

  test('has a reason we know, else the one the server gave', () => {
    expect(reasonIn(platformReasons.en, { code: 'not-allowed', message: 'x' })).toMatch(/not allowed/)
    expect(reasonIn(platformReasons.en, { code: 'toString', message: 'As the server says.' })).toBe(
      'As the server says.',
    )
  })
})
