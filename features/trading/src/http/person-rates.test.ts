import { defaultKeyRate } from '@parley/http'
import { expect, test } from 'vitest'
import { mostPeople, PersonRates } from './person-rates.ts'

test('each person has a rate of his own, and the most who are remembered are those who asked last', () => {
  const rates = new PersonRates()
  for (let n = 0; n < 2 * defaultKeyRate; n++) expect(rates.take('ana', 0)).toBe(0)
  expect(rates.take('ana', 0)).toBeGreaterThan(0)
  expect(rates.take('ben', 0)).toBe(0)
  for (let n = 0; n < mostPeople - 2; n++) rates.take(`person ${n}`, 0)
  expect(rates.take('ana', 0)).toBeGreaterThan(0)
  for (let n = 0; n < mostPeople; n++) rates.take(`other ${n}`, 0)
  expect(rates.take('ana', 0)).toBe(0)
})
