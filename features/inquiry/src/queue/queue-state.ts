import { defineFold, ownValue, setValue } from '@parley/channel/client'
import type { Queue, QueueRank, Row } from '../contract/index.ts'
import { maxQueueShown } from '../contract/limits.ts'
import { firstOf, lengthOf, putIntoQueue, type QueueLine, takeFromQueue } from '../desk/queue.ts'
import type { LoggedEvents } from './events.ts'

/** All who wait for one team, also those behind what is shown: who comes into view when others leave is decided here. */
export interface QueueState {
  rows: { [id: string]: Row }
  /** Their ids, in order. */
  line: QueueLine
  /** The newest of the desk's events that were heard of. */
  seq: number
}

export const stateFold = defineFold<QueueState, LoggedEvents>({
  state: () => ({ rows: {}, line: [], seq: 0 }),
  events: {
    rowSet: (state, { row, seq }) => {
      state.seq = seq
      takeOut(state, row.id)
      setValue(state.rows, row.id, row)
      putIntoQueue(state.line, row, rankIn(state))
    },
    rowOut: (state, { id, seq }) => {
      state.seq = seq
      takeOut(state, id)
    },
  },
})

export function rankIn({ rows }: QueueState): (id: string) => QueueRank | undefined {
  return (id) => ownValue(rows, id)
}

export function shownOf({ rows, line }: QueueState): Queue {
  return { rows: firstOf(line, maxQueueShown).flatMap((id) => ownValue(rows, id) ?? []), waiting: lengthOf(line) }
}

function takeOut(state: QueueState, id: string): void {
  const known = ownValue(state.rows, id)
  if (known === undefined) return
  takeFromQueue(state.line, known, rankIn(state))
  delete state.rows[id]
}
