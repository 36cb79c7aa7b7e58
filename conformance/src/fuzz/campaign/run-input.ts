import { Violation } from '../model/violation.ts'
import type { Target } from '../targets/target.ts'

/** No input may keep the processor for longer: the time of this process, which others on the machine cannot lengthen by much. */
export const MOST_MS = 250

export type Outcome =
  | { readonly ok: true; readonly signature: string }
  | { readonly ok: false; readonly problem: string }

/**
 * Runs one input and says what came of it. Time is taken again where it was long, twice: the collector or a neighbour in the
 * processor's cache slow an input down once, a bad algorithm does so each time.
 */
export async function runInput(target: Target, input: Uint8Array): Promise<Outcome> {
  let signature = ''
  let shortest = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < 3; turn++) {
    const began = process.cpuUsage()
    try {
      const result = target.run(input)
      signature = typeof result === 'string' ? result : await result
    } catch (error) {
      return { ok: false, problem: problemOf(error) }
    }
    const { user, system } = process.cpuUsage(began)
    shortest = Math.min(shortest, (user + system) / 1000)
    if (shortest <= MOST_MS) return { ok: true, signature }
  }
  return { ok: false, problem: `slow: ${Math.round(shortest)} ms three times over, at most ${MOST_MS} allowed` }
}

function problemOf(error: unknown): string {
  if (error instanceof Violation) return error.message
  return `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
