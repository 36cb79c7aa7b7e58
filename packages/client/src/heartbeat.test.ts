import { virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { Heartbeat } from './heartbeat.ts'

function setup() {
  const clock = virtualClock(100_000_000)
  let shiftMs = 0
  const heard: string[] = []
  const environment = {
    now: () => clock.now() + shiftMs,
    setTimer: clock.setTimer,
    random: () => 0.5,
    openSocket: () => ({ send() {}, close() {} }),
  }
  const heartbeat = new Heartbeat(environment, { ping: () => heard.push('ping'), dead: () => heard.push('dead') })
  heartbeat.start(25_000)
  const shift = (ms: number) => {
    shiftMs += ms
  }
  return { clock, heartbeat, heard, shift }
}

test.each([
  ['back by an hour', -3_600_000],
  ['ahead by an hour, as after sleep', 3_600_000],
])('a wall clock set %s hides a dead connection for one heartbeat at most', async (_, ms) => {
  const { clock, heard, shift } = setup()
  await clock.advance(10_000)
  shift(ms)
  await clock.advance(2 * 25_000 + 10_000)
  expect(heard).toEqual(['ping', 'dead'])
})

test('asked again while it waits for an answer, it does not wait longer', async () => {
  const { clock, heartbeat, heard } = setup()
  heartbeat.check()
  await clock.advance(6_000)
  heartbeat.check()
  await clock.advance(4_000)
  expect(heard).toEqual(['ping', 'dead'])
  heartbeat.check()
  expect(heard).toHaveLength(2)
})
