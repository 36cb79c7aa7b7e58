// The channels `inquiry-queue/<team>`: who waits for one team. View `queue`, for its agents and for supervisors. An inquiry stands in it a moment after the
// desk has decided so.
import type { Row } from './facts.ts'

export interface Queue {
  /** The first of those who wait, in the order of `compareInQueue`, at most 200. */
  rows: Row[]
  /** How many wait. */
  waiting: number
}

/** `fill`: what comes into `rows` instead of one that left them. */
export interface QueueEvents {
  /** It waits, and is so now. */
  readonly rowSet: { readonly row: Row; readonly waiting: number; readonly fill?: Row }
  /** It waits no more. */
  readonly rowOut: { readonly id: string; readonly waiting: number; readonly fill?: Row }
}

/** From the desk, in its order: `seq` is the offset of the desk's event; older news is let go. */
export interface QueueSystemCommands {
  readonly set: { readonly row: Row; readonly seq: number }
  /** `row`: as it is now, if somebody has it. Is that one erased, it waits again. */
  readonly out: { readonly inquiry: string; readonly row?: Row; readonly seq: number }
}
