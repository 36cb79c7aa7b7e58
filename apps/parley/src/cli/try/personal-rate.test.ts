import { expect, test } from 'vitest'
import { PersonalRate } from './personal-rate.ts'

test('each person has a rate of his own, and is told when to come again', () => {
  const rate = new PersonalRate(0.5, 2)
  expect([rate.take('ana', 0), rate.take('ana', 0), rate.take('ana', 0)]).toEqual([0, 0, 2001])
  expect(rate.take('ben', 0)).toBe(0)
  expect(rate.take('ana', 2000)).toBe(0)
})

test('of more people than it remembers, the one who asked longest ago begins anew', () => {
  const rate = new PersonalRate(0.5, 1, 2)
  for (const person of ['ana', 'ben', 'ana', 'cho']) rate.take(person, 0)
  expect(rate.take('ana', 0)).toBeGreaterThan(0)
  expect(rate.take('ben', 0)).toBe(0)
})
