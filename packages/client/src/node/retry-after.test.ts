import { expect, test } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const now = Date.UTC(2026, 10, 28, 12)
const answer = (status: number, value: string) =>
  retryAfterMs(
    {
      status,
      headers: [
        ['Server', 'x'],
        ['retry-After', value],
      ],
    },
    now,
  )

test('seconds and dates say when to come again', () => {
  expect(answer(503, '7')).toBe(7000)
  expect(answer(429, '0')).toBe(0)
  expect(answer(503, 'Sat, 28 Nov 2026 12:01:00 GMT')).toBe(60_000)
  expect(answer(503, 'Sat, 28 Nov 2026 11:59:00 GMT')).toBe(0)
})

test('nonsense and other answers say nothing', () => {
  for (const value of ['', '-1', 'soon', '1e99', '99999999999']) expect(answer(503, value), value).toBeUndefined()
  expect(answer(404, '7')).toBeUndefined()
  expect(retryAfterMs({ status: undefined, headers: undefined }, now)).toBeUndefined()
})
