import { expect, test } from 'vitest'
import { FakeClock } from '../../../../../packages/elements/src/testing/fake-clock.ts'
import { Spoken } from './spoken.ts'

function voice() {
  const clock = new FakeClock()
  const said: string[] = []
  return { clock, said, spoken: new Spoken(clock, (text) => said.push(text)) }
}

test('what changes all the time is said at once, and then every five seconds, the newest of it', () => {
  const { clock, said, spoken } = voice()
  for (let tenth = 0; tenth < 120; tenth++) {
    spoken.say(`Last ${tenth}`)
    clock.advance(100)
  }
  expect(said).toEqual(['Last 0', 'Last 49', 'Last 99'])
})

test('the same is said once', () => {
  const { clock, said, spoken } = voice()
  spoken.say('Last 1')
  clock.advance(6000)
  spoken.say('Last 1')
  clock.advance(6000)
  expect(said).toEqual(['Last 1'])
})

test('nothing is said after it was stopped, and what waits for nothing leaves no timer', () => {
  const { clock, said, spoken } = voice()
  spoken.say('Last 1')
  spoken.say('Last 2')
  spoken.stop()
  clock.advance(10_000)
  expect([said, clock.waiting]).toEqual([['Last 1'], 0])
})
