import { runSeed, type SeedResult } from './run-seed.ts'
import type { Operations } from './world.ts'

export interface Tally {
  readonly seeds: number
  readonly total: number
  readonly operations: Operations
  readonly failed: readonly SeedResult[]
}

/** Runs so many seeds, one after the other, and adds up what they did. */
export async function runSeeds(from: number, count: number, onSeed?: (tally: Tally) => void): Promise<Tally> {
  const operations = { commands: 0, requests: 0, faults: 0, commits: 0, deliveries: 0, timers: 0 }
  const failed: SeedResult[] = []
  let tally: Tally = { seeds: 0, total: 0, operations, failed }
  for (let seed = from; seed < from + count; seed++) {
    const result = await runSeed(seed)
    for (const name of Object.keys(operations) as (keyof Operations)[]) operations[name] += result.operations[name]
    if (result.violations.length > 0) failed.push(result)
    tally = { ...tally, seeds: tally.seeds + 1, total: tally.total + result.total }
    onSeed?.(tally)
  }
  return tally
}

/** `12 seeds, 34 567 operations: 890 commands, …` */
export function lineOf({ seeds, total, operations }: Tally): string {
  const parts = Object.entries(operations).map(([name, count]) => `${spaced(count)} ${name}`)
  return `${spaced(seeds)} seeds, ${spaced(total)} operations: ${parts.join(', ')}`
}

/** What did not hold, and the command that shows it again. */
export function failureOf({ seed, violations }: SeedResult): string {
  const shown = violations.slice(0, 5).map((violation) => `  ${violation}`)
  const more = violations.length > shown.length ? [`  … and ${violations.length - shown.length} more`] : []
  return [`seed ${seed} does not hold:`, ...shown, ...more, `  npm run simulate -- --seeds 1 --from ${seed}`].join('\n')
}

function spaced(count: number): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ' ')
}
