import { expect, test } from 'vitest'
import { runSeed } from './run-seed.ts'
import { failureOf, lineOf, runSeeds } from './run-seeds.ts'

/** With what one seed does, more than a million operations. */
const seeds = 400

test('through a million operations nothing acknowledged is lost, nothing happens twice, and everybody sees what is stored', async () => {
  const before = process.cpuUsage()
  const tally = await runSeeds(1, seeds)
  const { user, system } = process.cpuUsage(before)
  const cpuSeconds = (user + system) / 1e6
  console.log(`simulation: ${lineOf(tally)}; ${cpuSeconds.toFixed(1)} s of CPU`)
  expect(tally.failed.map(failureOf).join('\n')).toBe('')
  expect(tally.total).toBeGreaterThanOrEqual(1_000_000)
}, 600_000)

test('the same seed does the same, to the last frame', async () => {
  expect(await runSeed(7)).toEqual(await runSeed(7))
})
