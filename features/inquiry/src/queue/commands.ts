import { type DecideContext, type Refusal, refuse, systemActor } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import { z } from 'zod'
import { compareInQueue, type Row } from '../contract/index.ts'
import { maxQueueShown } from '../contract/limits.ts'
import { idAt, lengthOf, placeIn } from '../desk/queue.ts'
import * as given from '../inputs.ts'
import type { Logged } from './events.ts'
import { type QueueState, rankIn } from './queue-state.ts'

/** Sent by the desk alone. */
export const queueInputs = {
  set: z.object({ row: given.row, seq: given.n }),
  out: z.object({ inquiry: given.inquiryId, row: given.row.exactOptional(), seq: given.n }),
}

type Inputs = { readonly [Name in keyof typeof queueInputs]: z.output<(typeof queueInputs)[Name]> }
type Rule<Input> = (state: QueueState, input: Input) => readonly Logged[]

/** A command that only the server itself sends, in the order of the desk. A user may be called as it is: it is told by being it. */
export function fromDesk<Input extends { readonly seq: number }>(rule: Rule<Input>) {
  return (state: QueueState, input: Input, { actor }: DecideContext): readonly Logged[] | Refusal => {
    if (actor !== systemActor) return refuse('not-allowed', 'A queue takes that from nobody.')
    return input.seq <= state.seq ? [] : rule(state, input)
  }
}

export const set: Rule<Inputs['set']> = (state, { row, seq }) => {
  const before = ownValue(state.rows, row.id)
  const waiting = lengthOf(state.line) + (before === undefined ? 1 : 0)
  const fill = before && fillFor(state, before, row)
  return [{ type: 'rowSet', data: { row, waiting, ...(fill && { fill }), seq } }]
}

export const out: Rule<Inputs['out']> = (state, { inquiry: id, row, seq }) => {
  const before = ownValue(state.rows, id)
  const taken = row === undefined ? {} : { row }
  if (before === undefined) return [{ type: 'rowOut', data: { id, ...taken, seq } }]
  const fill = fillFor(state, before)
  return [{ type: 'rowOut', data: { id, ...taken, waiting: lengthOf(state.line) - 1, ...(fill && { fill }), seq } }]
}

/** What comes into view instead of a row that leaves it, to stand further behind or not at all. */
function fillFor(state: QueueState, before: Row, after?: Row): Row | undefined {
  const rankOf = rankIn(state)
  const first = idAt(state.line, maxQueueShown)
  if (first === undefined || placeIn(state.line, before, rankOf) >= maxQueueShown) return undefined
  const next = ownValue(state.rows, first)
  const stays = after !== undefined && next !== undefined && compareInQueue(after, next) < 0
  return stays ? undefined : next
}
