import { expect, test } from 'vitest'
import { runSeed } from './run-seed.ts'
import { failureOf } from './run-seeds.ts'

const seeds = Array.from({ length: 40 }, (_, at) => at + 1)

// The first look, and what most of the deliberate faults in `faults/` are caught by: it ends at the first that fails.
test('forty seeds hold', async () => {
  for (const seed of seeds) {
    const result = await runSeed(seed)
    expect(result.violations.length === 0 ? '' : failureOf(result)).toBe('')
  }
}, 120_000)
