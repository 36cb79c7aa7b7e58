import type { Row, Target } from '../../contract/index.ts'
import { targets } from '../../contract/index.ts'

/** What is due next in an inquiry, as its chip says it. */
export interface Deadline {
  readonly target: Target
  readonly due: number
  /** Until then, in milliseconds; negative: since then. */
  readonly leftMs: number
  readonly state: 'fine' | 'soon' | 'over'
}

/** From here on it is said with more weight. */
export const soonMs = 10 * 60_000

/** The first thing due; nothing where nothing is promised, or nothing runs. */
export function deadlineOf({ due, status }: Pick<Row, 'due' | 'status'>, now: number): Deadline | undefined {
  if (due === undefined || (status !== 'open' && status !== 'pending')) return undefined
  let first: Deadline | undefined
  for (const target of targets) {
    const at = due[target]
    if (at === undefined || (first !== undefined && first.due <= at)) continue
    const leftMs = at - now
    first = { target, due: at, leftMs, state: leftMs < 0 ? 'over' : leftMs < soonMs ? 'soon' : 'fine' }
  }
  return first
}
