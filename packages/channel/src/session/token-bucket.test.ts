import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TokenBucket } from './token-bucket.ts'

const taken = (bucket: TokenBucket, tries: number, now: number) =>
  Array.from({ length: tries }, () => bucket.take(now)).filter(Boolean).length

describe('a token bucket', () => {
  it('lets a burst through, then so many a second', () => {
    const bucket = new TokenBucket(10, 5, 0)
    expect(taken(bucket, 9, 0)).toBe(5)
    expect(taken(bucket, 9, 300)).toBe(3)
    expect(taken(bucket, 9, 60_000)).toBe(5)
  })

  it('gives nothing for a clock that was set back, and goes on from there', () => {
    const bucket = new TokenBucket(10, 1, 100_000)
    expect(taken(bucket, 2, 100_000)).toBe(1)
    expect(taken(bucket, 2, 0)).toBe(0)
    expect(taken(bucket, 2, 100)).toBe(1)
  })

  it('says when it is worth trying again, and then something is there', () => {
    const rates = {
      perSecond: fc.double({ min: 0.01, max: 5000, noNaN: true }),
      burst: fc.integer({ min: 1, max: 2000 }),
    }
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 50 })))
    fc.assert(
      fc.property(fc.record(rates), steps, ({ perSecond, burst }, before) => {
        const bucket = new TokenBucket(perSecond, burst, 0)
        let now = 0
        for (const [pause, tries] of before) {
          now += pause
          taken(bucket, tries, now)
        }
        if (bucket.has(now)) return
        const wait = bucket.waitMs(now)
        expect(Number.isSafeInteger(wait)).toBe(true)
        expect(taken(bucket, burst, now + wait)).toBeGreaterThanOrEqual(Math.max(1, Math.floor(burst / 10)))
      }),
    )
  })

  it('is full again when nothing was taken for long enough', () => {
    const bucket = new TokenBucket(10, 5, 0)
    expect(bucket.isFull(0)).toBe(true)
    expect(bucket.take(0)).toBe(true)
    expect(bucket.isFull(50)).toBe(false)
    expect(bucket.isFull(101)).toBe(true)
  })
})
