import { expect, test } from 'vitest'
import type { MarketInfo } from '../../contract/index.ts'
import { intervals } from '../../contract/index.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { screenWordsFor } from './words.ts'

/** Every text with its place; those that take something, with something. */
function textsIn(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
    const place = `${path}${key}`
    // Words for codes: of causes a test of their own looks at all.
    if (key === 'reason' || key === 'cause') return []
    if (typeof value === 'function') return [[place, String(value(2, 2, 2, 2, 2, 2))]]
    return typeof value === 'string' ? [[place, value]] : textsIn(value, `${place}.`)
  })
}

test('both languages say the same things', () => {
  expect(textsIn(ko).map(([place]) => place)).toEqual(textsIn(en).map(([place]) => place))
  for (const [place, text] of textsIn(en)) expect(text, place).toMatch(/[a-z]/u)
  for (const [place, text] of textsIn(ko)) expect(text, place).toMatch(/[가-힣]/u)
})

test('no particle in Korean stands behind a number, which may end in any sound', () => {
  for (const [place, text] of textsIn(ko)) expect(text, place).not.toMatch(/2(?:은|는|이|가|을|를|와|과|로|예요)/u)
})

test('every interval has a name', () => {
  for (const text of [en, ko]) expect(Object.keys(text.intervals)).toEqual(Object.keys(intervals))
})

test('what moved has an arrow, a sign and two decimals, and what did not has none', () => {
  const { move } = screenWordsFor('en')
  expect([move(12_345), move(-500), move(0), move(49), move(-49)]).toEqual([
    ...['▲ +1.23%', '▼ −0.05%', '0.00%', '0.00%', '0.00%'],
  ])
})

test('a volume is short', () => {
  const info = { lot: '0.0001' } as MarketInfo
  expect(screenWordsFor('en').about(info, 123_456_789)).toBe('12.35K')
  expect(screenWordsFor('ko').about(info, 123_456_789)).toBe('1.235만')
})
