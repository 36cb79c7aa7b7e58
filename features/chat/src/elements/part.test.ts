import { expect, test } from 'vitest'
import { FakeClock } from '../../../../packages/elements/src/testing/fake-clock.ts'
import { Part, retryMs } from './part.ts'

test('a part is loaded once, however often it is asked for', async () => {
  let loads = 0
  const part = new Part(async () => {
    loads += 1
  })
  expect(part.isSettled).toBe(false)
  expect(await Promise.all([part.load(), part.load()])).toEqual([true, true])
  expect([await part.load(), loads, part.isLoaded]).toEqual([true, 1, true])
})

test('a part that failed is tried again with the next request', async () => {
  let isDown = true
  const part = new Part(() => (isDown ? Promise.reject(new Error('offline')) : Promise.resolve()))
  expect([await part.load(), part.isLoaded, part.isSettled]).toEqual([false, false, true])
  isDown = false
  expect([await part.load(), part.isLoaded]).toEqual([true, true])
})

test('what nothing works without is tried until it is there', async () => {
  const clock = new FakeClock()
  let loads = 0
  const part = new Part(async () => {
    loads += 1
    if (loads < 3) throw new Error('offline')
  })
  const done = part.insist(clock)
  for (const expected of [1, 2]) {
    await new Promise<void>((resolve) => setImmediate(resolve))
    expect([loads, part.isSettled, part.isLoaded]).toEqual([expected, true, false])
    clock.advance(retryMs)
  }
  await done
  expect(part.isLoaded).toBe(true)
})
