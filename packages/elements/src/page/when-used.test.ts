// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadWhenUsed } from './when-used.ts'

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = ''
})
afterEach(() => vi.useRealTimers())

const load = () => vi.fn(() => Promise.resolve())

test('an element that stands in the page is loaded at once, another when it comes, each once', async () => {
  document.body.innerHTML = '<x-one></x-one>'
  const [one, two] = [load(), load()]
  loadWhenUsed({ 'x-one': one, 'x-two': two })
  expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 0])
  document.body.innerHTML = '<p><x-two></x-two><x-one></x-one></p>'
  await vi.advanceTimersByTimeAsync(0)
  expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 1])
})

test('what the page has none of is loaded when there is nothing else to do: it may stand in a shadow root', async () => {
  const one = load()
  loadWhenUsed({ 'x-one': one })
  expect(one).not.toHaveBeenCalled()
  dispatchEvent(new Event('load'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(one).toHaveBeenCalledTimes(1)
})

test('what could not be loaded is tried again until it is there', async () => {
  document.body.innerHTML = '<x-one></x-one>'
  const one = load().mockRejectedValueOnce(new Error('offline')).mockRejectedValueOnce(new Error('offline'))
  loadWhenUsed({ 'x-one': one })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(one).toHaveBeenCalledTimes(3)
})
