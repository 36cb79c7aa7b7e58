import { expect, test } from 'vitest'
import { FakeClock } from '../../../../../packages/elements/src/testing/fake-clock.ts'
import { Announcer } from './announcer.ts'

test('a count is said when it has changed, at most every five seconds, and the newest', () => {
  const clock = new FakeClock()
  const said: number[] = []
  const announcer = new Announcer(clock, (count) => said.push(count))
  announcer.note(2)
  clock.advance(10_000)
  expect(said).toEqual([])
  for (const count of [3, 4, 5]) announcer.note(count)
  clock.advance(700)
  expect(said).toEqual([5])
  announcer.note(6)
  clock.advance(4000)
  announcer.note(9)
  expect(said).toEqual([5])
  clock.advance(1000)
  expect(said).toEqual([5, 9])
})

test('what changes and changes back is not said', () => {
  const clock = new FakeClock()
  const said: number[] = []
  const announcer = new Announcer(clock, (count) => said.push(count))
  announcer.note(2)
  announcer.note(3)
  announcer.note(2)
  clock.advance(10_000)
  expect([said, clock.waiting]).toEqual([[], 0])
})
