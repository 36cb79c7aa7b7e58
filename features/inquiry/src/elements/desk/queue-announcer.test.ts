import { expect, test } from 'vitest'
import { FakeClock } from '../../../../../packages/elements/src/testing/fake-clock.ts'
import { QueueAnnouncer } from './queue-announcer.ts'

const queue = (...ids: readonly string[]) => ids.map((id) => ({ id, rev: 1 }))

function listen() {
  const clock = new FakeClock()
  const said: number[] = []
  return { clock, said, announcer: new QueueAnnouncer(clock, (news) => said.push(news)) }
}

test('what waits at first is no news; what comes together is said together, and at most every five seconds', () => {
  const { clock, said, announcer } = listen()
  announcer.note(queue('a', 'b'))
  announcer.note(queue('a', 'b', 'c'))
  announcer.note(queue('a', 'b', 'c', 'd'))
  expect(said).toEqual([])
  clock.advance(700)
  expect(said).toEqual([2])
  announcer.note(queue('a', 'b', 'c', 'd', 'e'))
  clock.advance(4000)
  expect(said).toEqual([2])
  clock.advance(1000)
  expect(said).toEqual([2, 1])
})

test('what was taken before the word came is not said, and what comes back is', () => {
  const { clock, said, announcer } = listen()
  announcer.note(queue('a'))
  announcer.note(queue('a', 'b'))
  announcer.note(queue('a'))
  clock.advance(5000)
  expect(said).toEqual([])
  announcer.note([...queue('a'), { id: 'b', rev: 3 }])
  clock.advance(5000)
  expect(said).toEqual([1])
  announcer.stop()
  expect(clock.waiting).toBe(0)
})
