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

/** Numbers, names and signs are the same in all languages. */
const wordless = new Set(['no', 'none', 'saidAloud', 'doTo'])

test('both languages say the same things', () => {
  expect(textsIn(ko).map(([place]) => place)).toEqual(textsIn(en).map(([place]) => place))
  for (const [place, text] of textsIn(en)) if (!wordless.has(place)) expect(text, place).toMatch(/[a-z]/u)
  for (const [place, text] of textsIn(ko)) if (!wordless.has(place)) expect(text, place).toMatch(/[가-힣]/u)
})

test('what an agent can be refused with has words', () => {
  const others = new Set<string>([
    // Said with the name of who has it, or to customers or programs alone.
    InquiryCode.notBegun,
    ...[InquiryCode.taken, InquiryCode.badForm, InquiryCode.alreadyOpen, InquiryCode.badCode, InquiryCode.alreadyRated],
  ])
  for (const code of Object.values(InquiryCode)) {
    if (others.has(code)) continue
    for (const { trouble } of [en, ko]) expect(trouble.reason({ code, message: 'raw' }), code).not.toBe('raw')
  }
})

test('how long something takes is said with two units at most', () => {
  const { span } = wordsFor('en')
  const minute = 60_000
  expect([-1, 59_999, 2 * minute, 65 * minute, 11 * 60 * minute + minute, 26 * 60 * minute].map(span)).toEqual([
    ...['under 1 min', 'under 1 min', '2 min', '1 hr 5 min', '11 hr', '1 day 2 hr'],
  ])
  expect(wordsFor('ko').span(65 * minute)).toBe('1시간 5분')
})
