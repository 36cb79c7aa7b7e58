import { expect, test } from 'vitest'
import { virtualClock } from './virtual-clock.ts'

test('timers run in the order they are due, each at its own time', async () => {
  const clock = virtualClock(1000)
  const ran: [string, number][] = []
  clock.setTimer(() => ran.push(['late', clock.now()]), 20)
  clock.setTimer(() => ran.push(['early', clock.now()]), 10)
  clock.setTimer(() => ran.push(['early too', clock.now()]), 10)
  await clock.advance(15)
  expect(ran).toEqual([
    ['early', 1010],
    ['early too', 1010],
  ])
  expect(clock.now()).toBe(1015)
  await clock.advance(5)
  expect(ran.at(-1)).toEqual(['late', 1020])
})

test('a timer set by a timer runs in the same advance when it is due', async () => {
  const clock = virtualClock()
  const ran: number[] = []
  clock.setTimer(() => clock.setTimer(() => ran.push(clock.now()), 5), 5)
  await clock.advance(10)
  expect(ran).toEqual([10])
})

test('a cancelled timer does not run', async () => {
  const clock = virtualClock()
  let ran = false
  const timer = clock.setTimer(() => {
    ran = true
  }, 1)
  timer.cancel()
  timer.cancel()
  await clock.advance(10)
  timer.cancel()
  expect(ran).toBe(false)
  expect(clock.timers).toBe(0)
})

test('advanceToNext jumps to the earliest timer and says when there is none', async () => {
  const clock = virtualClock()
  clock.setTimer(() => {}, 60_000)
  expect(await clock.advanceToNext()).toBe(true)
  expect(clock.now()).toBe(60_000)
  expect(await clock.advanceToNext()).toBe(false)
})

test('promises settle between two timers', async () => {
  const clock = virtualClock()
  const ran: string[] = []
  clock.setTimer(() => void Promise.resolve().then(() => ran.push('promise')), 1)
  clock.setTimer(() => ran.push('timer'), 1)
  await clock.advance(1)
  expect(ran).toEqual(['promise', 'timer'])
})

test('a timer that throws fails the advance', async () => {
  const clock = virtualClock()
  clock.setTimer(() => {
    throw new Error('broken')
  }, 1)
  await expect(clock.advance(1)).rejects.toThrow('broken')
})

test('many timers set out of order run in order', async () => {
  const clock = virtualClock()
  const ran: number[] = []
  const dues = Array.from({ length: 300 }, (_, index) => (index * 7919) % 101)
  for (const due of dues) clock.setTimer(() => ran.push(due), due)
  await clock.advance(101)
  expect(ran).toEqual([...dues].sort((one, other) => one - other))
  expect(clock.timers).toBe(0)
})

test.each([Number.NaN, -1])('moved by %s it fails, and stands where it stood', async (ms) => {
  const clock = virtualClock(5)
  await expect(clock.advance(ms)).rejects.toThrow(`0 or more, got ${ms}`)
  expect(clock.now()).toBe(5)
})

test('a timer that sets itself anew without a delay fails the test instead of stopping it for ever', async () => {
  const clock = virtualClock()
  const again = () => void clock.setTimer(again, 0)
  again()
  await expect(clock.advance(1)).rejects.toThrow('sets itself anew without a delay')
})
