import { expect, test } from 'vitest'
import { seededRandom } from './seeded-random.ts'

const draw = (seed: number, count: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => random.next())
}

test('the same seed gives the same numbers, another seed others', () => {
  expect(draw(7, 100)).toEqual(draw(7, 100))
  expect(draw(7, 100)).not.toEqual(draw(8, 100))
})

test('numbers fill [0, 1) evenly', () => {
  const numbers = draw(1, 20_000)
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...numbers)).toBeLessThan(1)
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const share = numbers.filter((number) => Math.floor(number * 10) === tenth).length
    expect(share).toBeGreaterThan(1800)
    expect(share).toBeLessThan(2200)
  }
})

test('integer includes both ends', () => {
  const random = seededRandom(3)
  const seen = new Set(Array.from({ length: 200 }, () => random.integer(2, 4)))
  expect([...seen].sort()).toEqual([2, 3, 4])
})

test('what a fork draws does not shift its parent', () => {
  const one = seededRandom(9)
  const other = seededRandom(9)
  const fork = one.fork()
  other.fork()
  fork.next()
  expect(one.next()).toBe(other.next())
})
