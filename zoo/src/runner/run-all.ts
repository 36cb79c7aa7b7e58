import { broken } from '../cases/index.ts'
import { healthy } from '../healthy/index.ts'
import { pool } from './pool.ts'
import { type Result, type RunOptions, runBroken } from './run-broken.ts'
import { type HealthyResult, runHealthy } from './run-healthy.ts'

export interface Choice extends RunOptions {
  /** How many at a time: more than the cores, as most of the time is waiting. @default 4 */
  readonly width?: number
  readonly isChosen?: (title: string, row: string) => boolean
}

/**
 * All broken set-ups: the cases themselves, or the held-out ways to make the same mistakes. One that did not come about beside the others, as a busy
 * machine was late, is tried once more, alone.
 */
export async function runAllBroken(
  which: 'cases' | 'held out',
  { width = 4, isChosen = () => true, ...options }: Choice = {},
  told?: (result: Result) => void,
): Promise<Result[]> {
  const runs = broken
    .filter(({ row, title }) => isChosen(title, row))
    .flatMap((it) => Array.from({ length: it.variants }, (_, variant) => ({ it, variant })))
    .filter(({ variant }) => (which === 'cases') === (variant === 0))
  const results = await pool(runs, width, ({ it, variant }) => runBroken(it, variant, options), told)
  for (const [at, { it, variant, seen }] of results.entries()) {
    if (seen === undefined) results[at] = await runBroken(it, variant, options)
  }
  return results
}

export function runAllHealthy(
  { width = 4, isChosen = () => true, symptomsOnly }: Choice = {},
  told?: (result: HealthyResult) => void,
): Promise<HealthyResult[]> {
  const chosen = healthy.filter(({ title }) => isChosen(title, 'healthy'))
  return pool(chosen, width, (it) => runHealthy(it, symptomsOnly), told)
}
