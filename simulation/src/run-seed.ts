import { act } from './acts.ts'
import { rest } from './rest/rest.ts'
import { type Operations, totalOf, World } from './world.ts'

export interface SeedResult {
  readonly seed: number
  readonly operations: Operations
  /** All operations together. */
  readonly total: number
  /** What did not hold; empty: all of it held. */
  readonly violations: readonly string[]
}

const rounds = 3
const stepsPerRound = 60

/** Lives one seed through: some rounds of everything that can happen, each followed by a rest in which all must mend. */
export async function runSeed(seed: number): Promise<SeedResult> {
  const world = new World(seed)
  try {
    await live(world)
  } catch (error) {
    world.violations.push(`threw: ${error instanceof Error ? error.stack : error}`)
  }
  const { operations, violations } = world
  return { seed, operations, total: totalOf(operations), violations }
}

async function live(world: World): Promise<void> {
  const { chance, clock, pages, violations } = world
  await clock.advance(chance.integer(0, 1_000))
  for (let round = 0; round < rounds && violations.length === 0; round++) {
    for (let step = 0; step < stepsPerRound && violations.length === 0; step++) {
      act(world, round * stepsPerRound + step)
      if (chance.chance(0.6)) await clock.advance(chance.integer(0, chance.pick([10, 100, 100, 3_000])))
      chance.pick(pages).check()
    }
    if (violations.length === 0) await rest(world)
  }
}
