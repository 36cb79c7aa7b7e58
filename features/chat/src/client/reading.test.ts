import { virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { Reading } from './reading.ts'

/** One device; the test is the server, and says when it has taken what it is told. */
function device({ isKept = true } = {}) {
  const clock = virtualClock()
  const told: number[] = []
  let stored = 0
  let answer = () => {}
  const reading = new Reading(
    {
      now: clock.now,
      after: (delayMs, run) => {
        const timer = clock.setTimer(run, delayMs)
        return () => timer.cancel()
      },
    },
    () => stored,
    (upTo) => {
      told.push(upTo)
      return new Promise((resolve) => {
        answer = () => resolve(isKept ? () => true : undefined)
      })
    },
  )
  return {
    ...{ clock, told, reading },
    say: (upTo: number) => {
      stored = upTo
    },
    answer: async () => {
      answer()
      await clock.settle()
    },
  }
}

test('what is read here counts at once, and goes to the server at most twice a second', async () => {
  const { clock, told, reading } = device()
  for (const upTo of [1, 2, 3]) reading.read(upTo)
  expect([reading.upTo, told]).toEqual([3, [1]])
  await clock.advance(500)
  expect(told).toEqual([1, 3])
})

test('what another device marks unread is unread here, too, although it was read here', async () => {
  const { reading, say, answer, told } = device()
  reading.read(7)
  expect(reading.upTo).toBe(7)
  say(7)
  await answer()
  say(4)
  expect(reading.upTo).toBe(4)
  // The list still shows it: seeing it again does not undo what the person wanted.
  expect(reading.read(7)).toBe(false)
  expect([reading.upTo, told]).toEqual([4, [7]])
  expect(reading.read(8)).toBe(true)
})

test('a word of the server that came before it took ours does not make it unread', async () => {
  const { reading, say, answer } = device()
  reading.read(7)
  say(4)
  expect(reading.upTo).toBe(7)
  say(7)
  await answer()
  expect(reading.upTo).toBe(7)
})

test('both words missed at once leave the last of them', async () => {
  const { reading, say, answer } = device()
  reading.read(7)
  await answer()
  say(6)
  expect(reading.upTo).toBe(6)
})

test('what the server does not keep stays read here', async () => {
  const { reading, answer } = device({ isKept: false })
  reading.read(7)
  await answer()
  expect(reading.upTo).toBe(7)
})
