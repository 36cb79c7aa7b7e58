import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feeOf, plus, shareOf, times } from './exact.ts'

const counts = fc.oneof(
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  fc.integer({ min: 0, max: 2 ** 27 }),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, 999_999, 1_000_000, 1_000_001),
)
const ppms = fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom(0, 1, 250, 1000, 999_999, 1_000_000))
const safe = BigInt(Number.MAX_SAFE_INTEGER)

describe('whole numbers', () => {
  it('multiply and add exactly, or say that they cannot', () => {
    fc.assert(
      fc.property(counts, counts, (one, other) => {
        const product = BigInt(one) * BigInt(other)
        const sum = BigInt(one) + BigInt(other)
        expect(times(one, other)).toBe(product <= safe ? Number(product) : undefined)
        expect(plus(one, other)).toBe(sum <= safe ? Number(sum) : undefined)
      }),
    )
    expect(times(94_906_266, 94_906_266)).toBeUndefined()
    expect(times(3, 3_002_399_751_580_330)).toBe(9_007_199_254_740_990)
    // 2^53 and 2^53 + 1 look alike to a float; both are past what counts.
    expect(times(2 ** 26, 2 ** 27)).toBeUndefined()
  })

  it('have a fee that is rounded up to a minor unit, whatever the size', () => {
    fc.assert(
      fc.property(counts, ppms, (cost, ppm) => {
        const exact = (BigInt(cost) * BigInt(ppm) + 999_999n) / 1_000_000n
        expect(feeOf(cost, ppm)).toBe(Number(exact))
      }),
    )
    expect(feeOf(1, 1)).toBe(1)
    expect(feeOf(1_000_000, 1)).toBe(1)
    expect(feeOf(1_000_001, 1)).toBe(2)
    expect(feeOf(Number.MAX_SAFE_INTEGER, 1_000_000)).toBe(Number.MAX_SAFE_INTEGER)
  })

  it('have a share that is rounded down', () => {
    fc.assert(
      fc.property(counts, counts, counts, (value, one, other) => {
        const whole = Math.max(one, other, 1)
        const part = Math.min(one, other)
        expect(shareOf(value, part, whole)).toBe(Number((BigInt(value) * BigInt(part)) / BigInt(whole)))
      }),
    )
  })
})
