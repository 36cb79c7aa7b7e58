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
})
