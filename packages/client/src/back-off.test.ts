import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOffMs } from './back-off.ts'

test('a wait is full jitter: from nothing to min(30 s, 0.5 s × 2^attempt)', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 2000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, draw) => {
        const waitMs = backOffMs(attempt, () => draw)
        expect(waitMs).toBeCloseTo(draw * Math.min(30_000, 500 * 2 ** attempt))
      },
    ),
  )
})

test('the bounds double, then stay', () => {
  const most = [0, 1, 2, 5, 6, 7, 1024].map((attempt) => backOffMs(attempt, () => 1))
  expect(most).toEqual([500, 1000, 2000, 16_000, 30_000, 30_000, 30_000])
})
