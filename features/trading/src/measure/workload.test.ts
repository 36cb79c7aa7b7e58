import { describe, expect, it } from 'vitest'
import { Kind, record } from './recorded.ts'
import { scenarioNames, Workload } from './workload.ts'

describe('Workload', () => {
  it.each(scenarioNames)('%s: two messages for each order, in the shares of the survey', (scenario) => {
    const { count, kinds, lots } = record(new Workload(scenario, 50_000, 7))
    const share = (is: (kind: number) => boolean) => kinds.subarray(0, count).filter(is).length / 50_000
    expect(share((kind) => (kind & 3) === Kind.place)).toBe(1)
    expect(share((kind) => (kind & Kind.immediate) !== 0)).toBeCloseTo(0.15, 2)
    // Of the 85 % that rest, and some twice; the last orders' are due after the end.
    expect(share((kind) => kind === Kind.modify)).toBeCloseTo(0.85 * 0.2 * 1.02, 2)
    expect(share((kind) => kind === Kind.cancel)).toBeCloseTo(0.85 * 0.95 * 1.02, 1)
    expect(Math.max(...lots.subarray(0, count))).toBeLessThanOrEqual(110)
  })

  it('is the same for the same seed', () => {
    const stream = (seed: number) => record(new Workload('swing-25', 1000, seed)).prices.join()
    expect(stream(1)).toBe(stream(1))
    expect(stream(1)).not.toBe(stream(2))
  })
})
