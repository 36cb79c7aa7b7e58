import { expect, test } from 'vitest'
import { Chance } from './chance.ts'

const someOf = (chance: Chance) => Array.from({ length: 20 }, () => chance.next())

test('the same seed gives the same numbers, another seed others', () => {
  const some = (seed: number) => someOf(new Chance(seed))
  expect(some(7)).toEqual(some(7))
  expect(some(7)).not.toEqual(some(8))
})

test('whole numbers reach both ends and go no further', () => {
  const chance = new Chance(1)
  const seen = new Set(Array.from({ length: 500 }, () => chance.whole(3, 6)))
  expect([...seen].sort()).toEqual([3, 4, 5, 6])
})

test('normal numbers lie around 0 with a deviation of 1', () => {
  const chance = new Chance(2)
  const numbers = Array.from({ length: 20_000 }, () => chance.normal())
  const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length
  const variance = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0) / numbers.length
  expect(Math.abs(mean)).toBeLessThan(0.03)
  expect(Math.abs(variance - 1)).toBeLessThan(0.05)
})
