import { describe, expect, it } from 'vitest'
import { paceOf } from './line.ts'

const minute = 60_000
const hour = 60 * minute

describe('how long one place takes', () => {
  it('is not said of fewer than five who left within two hours', () => {
    const departures = [1, 2, 3, 4].map((at) => at * minute)
    expect(paceOf({ departures }, 5 * minute)).toBeUndefined()
    expect(paceOf({ departures: [...departures, 5 * minute] }, 5 * minute)).toBe(minute)
    expect(paceOf({ departures: [...departures, 5 * minute] }, 2 * hour + minute)).toBeUndefined()
  })

  it('grows while nobody leaves, and never says that it takes no time', () => {
    const departures = [0, 0, 0, 0, 0].map(() => hour)
    expect(paceOf({ departures }, hour)).toBe(1)
    expect(paceOf({ departures }, 2 * hour)).toBe(15 * minute)
  })
})
