import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addToStats, type Minutes, statsAt } from './stats.ts'

const minute = 60_000
const day = 1440 * minute

describe('the last day', () => {
  it('has its first price, highest, lowest, lots and trades', () => {
    const minutes: Minutes = []
    for (const [at, price, lots] of [
      [0, 5, 1],
      [1000, 9, 2],
      [2 * minute, 3, 4],
    ] as const)
      addToStats(minutes, price, lots, at)
    expect(statsAt(minutes, 2 * minute)).toEqual({ open: 5, high: 9, low: 3, lots: 7, trades: 3 })
    expect(minutes).toHaveLength(2)
  })

  it('loses a minute when 1440 others have come, whether anything is traded or not', () => {
    const minutes: Minutes = []
    addToStats(minutes, 9, 1, 30_000)
    addToStats(minutes, 5, 2, minute)
    expect(statsAt(minutes, day - 1)).toMatchObject({ open: 9, high: 9, lots: 3 })
    expect(statsAt(minutes, day)).toEqual({ open: 5, high: 5, low: 5, lots: 2, trades: 1 })
    expect(statsAt(minutes, day + minute)).toEqual({ lots: 0, trades: 0 })
  })

  it('is of no time before its first trade', () => {
    expect(statsAt([], 0)).toEqual({ lots: 0, trades: 0 })
  })

  it('is what a count of all trades finds, and takes no more room than its minutes', () => {
    const pauses = fc.oneof(fc.nat(2 * minute), fc.nat(day / 4))
    const trades = fc.array(fc.tuple(pauses, fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9 })), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(trades, fc.nat(2 * day), (list, later) => {
        const minutes: Minutes = []
        const all: { at: number; price: number; lots: number }[] = []
        let now = 0
        const check = () => {
          const from = (Math.floor(now / minute) - 1439) * minute
          const seen = all.filter(({ at }) => at >= from)
          const prices = seen.map(({ price }) => price)
          const range = { open: prices[0], high: Math.max(...prices), low: Math.min(...prices) }
          const counts = { lots: seen.reduce((sum, { lots }) => sum + lots, 0), trades: seen.length }
          expect(statsAt(minutes, now)).toEqual(seen.length === 0 ? counts : { ...range, ...counts })
        }
        for (const [pause, price, lots] of list) {
          now += pause
          addToStats(minutes, price, lots, now)
          all.push({ at: now, price, lots })
          check()
          expect(minutes.length).toBeLessThanOrEqual(1440)
        }
        now += later
        check()
      }),
    )
  })

  it('counts in its newest minute what comes by a clock that went back', () => {
    const minutes: Minutes = []
    addToStats(minutes, 5, 1, 10 * minute)
    addToStats(minutes, 7, 1, 2 * minute)
    expect(statsAt(minutes, 10 * minute)).toEqual({ open: 5, high: 7, low: 5, lots: 2, trades: 2 })
  })
})
