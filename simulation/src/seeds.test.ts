// Seeds that failed once, each with what it showed. What a seed does depends on the simulation's code, so each fault also has a
// small test where it was mended.
import { expect, test } from 'vitest'
import { runSeed } from './run-seed.ts'
import { failureOf } from './run-seeds.ts'

const seeds: readonly (readonly [seed: number, showed: string])[] = [
  [98, 'an erasure removed what another of the same person, under way at the same time, had left of its documents'],
  [58, 'a plan that failed once waited for a clock that was set back meanwhile'],
  [199, 'who read while the channel was dropped from memory once more lost the view'],
  [326, 'a plan was sent in the midst of what was being settled, and a reader of that channel was lost'],
  [1024, 'a reader whose open was refused got the news all the same, and stayed when its session had ended'],
]

test.each(seeds)('seed %i: %s', async (seed) => {
  const result = await runSeed(seed)
  expect(result.violations.length === 0 ? '' : failureOf(result)).toBe('')
})
