import { expect, test } from 'vitest'
import type { MarketInfo } from '../../../contract/index.ts'
import { TradingCode } from '../../../contract/index.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import { wordsFor } from './words.ts'

/** Every text with its place; those that take something, with something. */
function textsIn(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] => {
    const place = `${path}${key}`
    if (key === 'reason') return []
    if (typeof value === 'function') return [[place, String(value(2, 2, 2))]]
    return typeof value === 'string' ? [[place, value]] : textsIn(value, `${place}.`)
  })
}

/** What takes words alone and puts them together. */
const frames = new Set(['submit', 'pair', 'ofAll', 'worth', 'atPrice'])

test('both languages say the same things', () => {
  expect(textsIn(ko).map(([place]) => place)).toEqual(textsIn(en).map(([place]) => place))
  for (const [place, text] of textsIn(en)) if (!frames.has(place)) expect(text, place).toMatch(/[a-z]/u)
  for (const [place, text] of textsIn(ko)) if (!frames.has(place)) expect(text, place).toMatch(/[가-힣]/u)
})

test('no particle in Korean stands behind a number, which may end in any sound', () => {
  for (const [place, text] of textsIn(ko)) expect(text, place).not.toMatch(/2(?:은|는|이|가|을|를|와|과|로|예요)/u)
})

test('every refusal of the exchange has words', () => {
  for (const code of Object.values(TradingCode))
    for (const { reason } of [en, ko]) expect(reason({ code, message: 'raw' }), code).not.toBe('raw')
})

test('writes numbers digit by digit, with all decimals that count', () => {
  const words = wordsFor('en')
  const info = { tick: '0.05', lot: '0.0001' } as MarketInfo
  expect(words.price(info, 2_469_135)).toBe('123,456.75')
  expect(words.quantity(info, 12_345_678)).toBe('1,234.5678')
  expect(words.money(9_007_199_254_740_991, 6)).toBe('9,007,199,254.740991')
  expect([words.money(1_500_000, 6), words.money(1_234_500, 6), words.money(7, 0)]).toEqual(['1.50', '1.2345', '7'])
})

test('writes what was won with a sign, cut to two decimals', () => {
  const { gain } = wordsFor('en')
  expect([gain(1_999_999, 6), gain(-1_234_567_890, 6), gain(0, 6), gain(-5, 0)]).toEqual([
    ...['+1.99', '−1,234.56', '0.00', '−5'],
  ])
})

test('writes numbers as the region does', () => {
  const info = { tick: '0.01', lot: '1' } as MarketInfo
  expect(wordsFor('ko').price(info, 123_456)).toBe('1,234.56')
  expect(wordsFor('en').ppm(1234)).toBe('0.12%')
})
