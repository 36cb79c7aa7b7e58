import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { btc } from '../../test/facts.ts'
import { feeOf } from '../money/exact.ts'
import { buyerFee, worstPpm } from './fees.ts'
import { costOf, holdOf, holdOfPair, lotsWithin } from './locks.ts'

const ppms = fc.constantFrom(0, 1, 500, 1000, 2000, 333_333, 1_000_000)

describe('a hold', () => {
  it('is enough for every way in which the order can trade, and leaves nothing over at its limit and worst fee', () => {
    const bits = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(
        bits,
        fc.integer({ min: 1, max: 500 }),
        ppms,
        fc.integer({ min: 1, max: 50 }),
        (lots, price, ppm, step) => {
          const steps = { lotUnits: 1, stepUnits: step }
          let leaves = lots.reduce((sum, each) => sum + each, 0)
          let held = holdOf(steps, 'buy', leaves, price, ppm) ?? 0
          const whole = feeOf(costOf(step, price, leaves) ?? 0, ppm)
          let fees = 0
          for (const each of lots) {
            leaves -= each
            const after = holdOf(steps, 'buy', leaves, price, ppm) ?? 0
            const cost = costOf(step, price, each) ?? 0
            const fee = buyerFee(cost, ppm, held - after)
            expect(fee).toBeGreaterThanOrEqual(0)
            expect(cost + fee).toBeLessThanOrEqual(held - after)
            fees += fee
            held = after
          }
          expect([held, fees]).toEqual([0, whole])
        },
      ),
    )
  })

  it('takes no more of a buyer than it gave up, if the fee was raised since', () => {
    expect(buyerFee(1000, 500_000, 1002)).toBe(2)
    expect(buyerFee(1000, 2000, 1100)).toBe(2)
  })

  it('of a pair is what the dearer needs', () => {
    expect(holdOfPair(btc, 'buy', 10, 90, 110, 0)).toBe(11_000)
    expect(holdOfPair(btc, 'sell', 10, 110, 90, 0)).toBe(1_000_000)
  })

  it('past what counts exactly is none', () => {
    expect(holdOf(btc, 'buy', Number.MAX_SAFE_INTEGER, 1, 0)).toBeUndefined()
    expect(holdOf(btc, 'sell', Number.MAX_SAFE_INTEGER, 1, 0)).toBeUndefined()
    expect(holdOf({ lotUnits: 1, stepUnits: 1 }, 'buy', Number.MAX_SAFE_INTEGER, 1, 1)).toBeUndefined()
  })

  it('is for the dearer of both fees', () => {
    expect([worstPpm({ makerPpm: 1, takerPpm: 2 }), worstPpm({ makerPpm: 3, takerPpm: 2 })]).toEqual([2, 3])
  })
})

describe('an amount', () => {
  it('buys as many lots as it pays for with the fee, and not one more', () => {
    const amounts = fc.oneof(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), fc.nat(100_000))
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 1, max: 10 ** 9 }),
        ppms,
        fc.constantFrom(1, 7, 1000),
        (amount, price, ppm, step) => {
          const lots = lotsWithin(step, amount, price, ppm)
          const needs = (count: number) => {
            const cost = BigInt(step) * BigInt(price) * BigInt(count)
            return cost + (cost * BigInt(ppm) + 999_999n) / 1_000_000n
          }
          expect(needs(lots) <= BigInt(amount)).toBe(true)
          expect(needs(lots + 1) > BigInt(amount)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
    expect(lotsWithin(2 ** 30, 2 ** 40, 2 ** 40, 0)).toBe(0)
  })
})
