import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backOffMs, maxAgeMs, maxAttempts, nextAttempt, retryAfterMs } from './back-off.ts'

const minute = 60_000

describe('the next attempt', () => {
  test('is 30 s, 2, 8, 32 and 128 minutes, then 4 hours after the one before', () => {
    const all = [1, 2, 3, 4, 5, 6, 7].map((attempts) => backOffMs(attempts) / minute)
    expect(all).toEqual([0.5, 2, 8, 32, 128, 240, 240])
  })

  test.each<[string, Parameters<typeof nextAttempt>[0], ReturnType<typeof nextAttempt>]>([
    ['comes after the back-off', { attempts: 1, since: 0, now: 10 }, 30_010],
    ['comes later if the other side says so', { attempts: 1, since: 0, now: 10, retryAfterMs: 90_000 }, 90_010],
    ['never comes earlier than the back-off', { attempts: 2, since: 0, now: 0, retryAfterMs: 1 }, 120_000],
    ['does not come after eight', { attempts: 8, since: 0, now: 10 }, 'gave-up'],
    ['does not come after a day', { attempts: 2, since: 0, now: maxAgeMs }, 'gave-up'],
    [
      'does not come if the other side wants more than a day',
      { attempts: 1, since: 0, now: 1, retryAfterMs: maxAgeMs },
      'gave-up',
    ],
    ['does not come when it is worth nothing', { attempts: 1, since: 0, now: 0, expiresAt: 30_000 }, 'too-old'],
    ['comes as long as it is worth something', { attempts: 1, since: 0, now: 0, expiresAt: 30_001 }, 30_000],
  ])('%s', (_, tried, expected) => expect(nextAttempt(tried)).toBe(expected))

  test('whatever the other side says: there are at most eight, within a day', () => {
    const waits = fc.array(fc.option(fc.nat({ max: 2 * maxAgeMs }), { nil: undefined }), {
      minLength: 20,
      maxLength: 20,
    })
    fc.assert(
      fc.property(waits, (all) => {
        let now = 5
        let attempts = 0
        for (const wait of all) {
          attempts++
          const next = nextAttempt({ attempts, since: 5, now, ...(wait === undefined ? {} : { retryAfterMs: wait }) })
          if (typeof next === 'string') break
          expect(next).toBeGreaterThanOrEqual(now + Math.max(backOffMs(attempts), wait ?? 0))
          now = next
        }
        expect(attempts).toBeLessThanOrEqual(maxAttempts)
        expect(now).toBeLessThanOrEqual(5 + maxAgeMs)
      }),
      { numRuns: 1000 },
    )
  })
})

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Thu, 01 Jan 2026 00:02:00 GMT', 120_000],
  ['Thursday, 01-Jan-26 00:02:00 GMT', 120_000],
  ['Thu, 01 Jan 2025 00:00:00 GMT', 0],
  ['-5', undefined],
  ['1.5', undefined],
  ['99999999999', undefined],
  ['2026', 2_026_000],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('Retry-After: %s is %s ms', (header, ms) => {
  expect(retryAfterMs(header, Date.parse('2026-01-01T00:00:00Z'))).toBe(ms)
})
