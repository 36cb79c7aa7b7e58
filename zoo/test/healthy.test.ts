// Set-ups that are right, as data in src/healthy.
import { beforeAll, describe, expect, it } from 'vitest'
import { checkParts } from '../src/parts/required.ts'
import { runAllHealthy } from '../src/runner/run-all.ts'
import type { HealthyResult } from '../src/runner/run-healthy.ts'

let results: readonly HealthyResult[] = []

beforeAll(async () => {
  checkParts()
  results = await runAllHealthy({ width: 3 })
}, 180_000)

describe('healthy set-ups', () => {
  it('are at least twenty, and a message comes back in each', () => {
    expect(results.length).toBeGreaterThanOrEqual(20)
    expect(results.filter(({ fault }) => fault !== undefined).map(({ it, fault }) => `${it.title}: ${fault}`)).toEqual(
      [],
    )
  })

  it('cause no alarm, neither in their folder, nor at their address, nor when they start', () => {
    expect(results.filter(({ alarms }) => alarms.length > 0).map(({ it, alarms }) => [it.title, ...alarms])).toEqual([])
  })
})
