import { expect, test } from 'vitest'
import { InquiryCode } from '../../../contract/codes.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { wordsFor } from './words.ts'

/** Every text with its place; those that take something, with something. */
function textsIn(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
    const place = `${path}${key}`
    // Words for codes: of causes a test of their own looks at all.
    if (key === 'reason' || key === 'cause') return []
    if (typeof value === 'function') return [[place, String(value(2, 2, 2))]]
    return typeof value === 'string' ? [[place, value]] : textsIn(value, `${place}.`)
  })
}

test('both languages say the same things', () => {
  expect(textsIn(ko).map(([place]) => place)).toEqual(textsIn(en).map(([place]) => place))
  for (const [place, text] of textsIn(en)) expect(text, place).toMatch(/[a-z]/u)
  for (const [place, text] of textsIn(ko)) if (place !== 'opensOn') expect(text, place).toMatch(/[가-힣]/u)
})

test('what a customer can be refused with has words', () => {
  const ofOthers = new Set<string>([
    ...[InquiryCode.taken, InquiryCode.changed, InquiryCode.notWaiting, InquiryCode.capacity, InquiryCode.noAgent],
    // Programs alone are told so.
    InquiryCode.notBegun,
    ...[InquiryCode.notYours, InquiryCode.newerReply, InquiryCode.badTime, InquiryCode.noCannedReply],
  ])
  for (const code of Object.values(InquiryCode)) {
    if (ofOthers.has(code)) continue
    for (const { trouble } of [en, ko]) expect(trouble.reason({ code, message: 'raw' }), code).not.toBe('raw')
  }
})

test('says when it opens as people do', () => {
  const now = new Date(2026, 10, 27, 18).getTime()
  const { opensAt } = wordsFor('en-GB')
  const at = (day: number, hour = 9) => opensAt(new Date(2026, 10, day, hour).getTime(), now)
  expect([at(27, 20), at(28), at(30), at(34)]).toEqual([
    ...['today at 20:00', 'tomorrow at 9:00', 'on Monday at 9:00', 'on Friday 4 December at 9:00'],
  ])
  expect(wordsFor('ko').opensAt(new Date(2026, 10, 28, 9).getTime(), now)).toMatch(/^내일 .*9:00$/u)
})

test('says how long it takes roughly, and how large a file is', () => {
  const { about, size } = wordsFor('en')
  expect([about(20_000), about(280_000), about(13 * 60_000), about(100 * 60_000)]).toEqual([
    ...['about 1 minute', 'about 5 minutes', 'about 15 minutes', 'about 2 hours'],
  ])
  expect([size(0), size(999), size(1_234_567)]).toEqual(['0 byte', '999 byte', '1.2 MB'])
  expect(wordsFor('ko').about(280_000)).toBe('약 5분')
})

test('the number on a badge ends at 99', () => {
  const { badge, text } = wordsFor('en')
  expect([badge(99), badge(120)]).toEqual(['99', '99+'])
  expect(text.unread(120, '99+')).toBe('99+ new messages')
  expect(text.unread(1, '1')).toBe('1 new message')
})
