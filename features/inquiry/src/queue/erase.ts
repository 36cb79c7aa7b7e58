// What the log says without a person: PROTOCOL.md#inquiry. As at the desk: of a customer's rows his place is left; what an erased agent had waits again.
import { isWaiting } from '../contract/index.ts'
import { rowWithout } from '../desk/erase.ts'
import type { Logged } from './events.ts'

/** `undefined`: it has nothing of him. */
export function eraseFromEvent({ type, data }: Logged, person: string): Logged | undefined {
  const fill = data.fill && rowWithout(data.fill, person)
  const row = data.row && rowWithout(data.row, person)
  if (fill === data.fill && row === data.row) return undefined
  const filled = fill === undefined ? {} : { fill }
  if (type === 'rowSet') return { type, data: { ...data, ...filled, row: row ?? data.row } }
  // Pages take the queue anew; what it says of their windows is of no use any more.
  if (row !== undefined && isWaiting(row)) return { type: 'rowSet', data: { row, waiting: 0, seq: data.seq } }
  return { type, data: { ...data, ...filled, ...(row && { row }) } }
}
