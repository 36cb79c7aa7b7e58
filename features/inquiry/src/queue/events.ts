import type { NewEvent } from '@parley/channel'
import type { QueueEvents, Row } from '../contract/index.ts'

/** The log of a channel `inquiry-queue/<team>`. */
export interface LoggedEvents {
  readonly rowSet: QueueEvents['rowSet'] & { readonly seq: number }
  /** Without `waiting` it was not in the queue before either. `row`: as it is now, if somebody has it. */
  readonly rowOut: {
    readonly id: string
    readonly row?: Row
    readonly waiting?: number
    readonly fill?: Row
    readonly seq: number
  }
}

export type Logged = NewEvent<LoggedEvents>

export function showQueue({ type, data }: Logged): NewEvent<QueueEvents> | undefined {
  const { waiting, fill } = data
  if (waiting === undefined) return undefined
  const more = { waiting, ...(fill && { fill }) }
  if (type === 'rowSet') return { type, data: { row: data.row, ...more } }
  return { type, data: { id: data.id, ...more } }
}
