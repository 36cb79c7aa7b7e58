import { describe, expect, it } from 'vitest'
import { PlanHolds } from './plan-holds.ts'

const hour = 3_600_000
const fault = { kind: 'fault' } as const
const passing = { kind: 'passing' } as const

function pausesOf(failure: Parameters<PlanHolds['failed']>[1], times: number): number[] {
  const holds = new PlanHolds()
  return Array.from({ length: times }, () => holds.failed('p', failure, 0).ms / 1000)
}

describe('a plan that failed', () => {
  it('waits twice as long each time: a minute at most for what passes, an hour for a fault', () => {
    expect(pausesOf(passing, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
    expect(pausesOf(fault, 14)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600])
    expect(pausesOf(fault, 2000).at(-1)).toBe(3600)
  })

  it('waits as long as it was told, a second at least and an hour at most', () => {
    expect(pausesOf({ kind: 'passing', retryAfterMs: 90_000 }, 3)).toEqual([90, 90, 90])
    expect(pausesOf({ kind: 'passing', retryAfterMs: 0 }, 3)).toEqual([1, 1, 1])
    expect(pausesOf({ kind: 'passing', retryAfterMs: 1e15 }, 1)).toEqual([3600])
  })

  it('is held until then, and by a clock that is set back no longer than it was to be', () => {
    const holds = new PlanHolds()
    holds.failed('p', { kind: 'passing', retryAfterMs: 5000 }, hour)
    expect([holds.isHeld('p', hour + 4999), holds.isHeld('p', hour + 5000)]).toEqual([true, false])
    expect(holds.isHeld('p', 0)).toBe(false)
    expect([holds.nextAt(hour), holds.nextAt(0)]).toEqual([hour + 5000, 5000])
    expect(holds.nextAt(hour + 5000)).toBe(Number.POSITIVE_INFINITY)
    expect(holds.isHeld('other', hour)).toBe(false)
  })

  it('begins anew once it succeeded, or was called off', () => {
    const holds = new PlanHolds()
    for (const key of ['p', 'q', 'r']) for (let count = 0; count < 3; count++) holds.failed(key, fault, 0)
    holds.drop('p')
    holds.keepOnly(new Set(['r']))
    expect(['p', 'q', 'r'].map((key) => holds.failed(key, fault, 0).failures)).toEqual([1, 1, 4])
  })

  it('that is the only one is next, and without any nothing is', () => {
    expect(new PlanHolds().nextAt(0)).toBe(Number.POSITIVE_INFINITY)
  })
})
