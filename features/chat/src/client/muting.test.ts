import { expect, test } from 'vitest'
import { FakeClock } from '../../../../packages/elements/src/testing/fake-clock.ts'
import { Muting, mutedNow } from './muting.ts'

test('a muting is over at its very end', () => {
  expect([mutedNow(10, 9), mutedNow(10, 10), mutedNow(undefined, 1)]).toEqual([10, undefined, undefined])
})

test('the end is told once, also one beyond what a timer can wait', () => {
  const clock = new FakeClock()
  let told = 0
  const muting = new Muting(clock, () => {
    told++
  })
  const month = 31 * 86_400_000
  muting.note(clock.now() + month)
  muting.note(clock.now() + month)
  clock.advance(month - 1)
  expect(told).toBe(0)
  clock.advance(1)
  expect(told).toBe(1)
})

test('one that was lifted or replaced is not told of', () => {
  const clock = new FakeClock()
  let told = 0
  const muting = new Muting(clock, () => {
    told++
  })
  muting.note(clock.now() + 100)
  muting.note(undefined)
  clock.advance(200)
  expect(told).toBe(0)
  muting.note(clock.now() + 100)
  muting.note(clock.now() + 300)
  clock.advance(200)
  expect(told).toBe(0)
  clock.advance(100)
  expect(told).toBe(1)
})
