import { type DecideContext, type NewEvent, type Refusal, refuse, systemActor } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import { z } from 'zod'
import * as given from '../inputs.ts'
import type { DeskConfig } from '../options.ts'
import type { AgentState } from './agent-state.ts'
import type { Logged, StoredEvents } from './events.ts'

export const agentInputs = {
  read: z.object({ inquiry: given.inquiryId }),
  // Sent by the server alone.
  set: z.object({
    ...{ row: given.row, seq: given.n },
    unread: z.object({ count: given.n, n: given.n }).exactOptional(),
  }),
  drop: z.object({ inquiry: given.inquiryId, seq: given.n }),
  unread: z.object({ inquiry: given.inquiryId, count: given.n, n: given.n }),
}

type Inputs = { readonly [Name in keyof typeof agentInputs]: z.output<(typeof agentInputs)[Name]> }
type Rule<Input> = (state: AgentState, input: Input) => readonly Logged[]
type Bare<Input> = (
  state: AgentState,
  input: Input,
  context: DecideContext,
) => readonly NewEvent<StoredEvents>[] | Refusal

/** A command of the agent himself. */
export function own<Input>(rule: Rule<Input>, { agentOf }: DeskConfig): Bare<Input> {
  return guarded(({ actor, key }) => actor.id === key && agentOf(actor) !== undefined, rule)
}

/** A command that only the server itself sends. A user may be called as it is: it is told by being it. */
export function fromServer<Input>(rule: Rule<Input>): Bare<Input> {
  return guarded(({ actor }) => actor === systemActor, rule)
}

function guarded<Input>(mayAsk: (context: DecideContext) => boolean, rule: Rule<Input>): Bare<Input> {
  return (state, input, context) => {
    if (!mayAsk(context)) return refuse('not-allowed', 'This list does not take that from you.')
    return rule(state, input).map(
      ({ type, data }) => ({ type, data: { ...data, me: context.key } }) as NewEvent<StoredEvents>,
    )
  }
}

export const read: Rule<Inputs['read']> = ({ mine, own: { counts } }, { inquiry: id }) => {
  const isUnread = (ownValue(mine.rows, id)?.unread ?? 0) > 0
  return isUnread ? [{ type: 'read', data: { id, n: ownValue(counts, id)?.n ?? 0 } }] : []
}

export const set: Rule<Inputs['set']> = ({ own: { seqs, counts } }, { row, seq, unread: told }) => {
  if (seq <= (ownValue(seqs, row.id) ?? 0)) return []
  const known = ownValue(counts, row.id)
  // What the inquiry itself has said may be newer.
  if (told === undefined || told.n <= (known?.n ?? 0))
    return [{ type: 'rowSet', data: { row, unread: known?.unread ?? 0, seq } }]
  return [{ type: 'rowSet', data: { row, unread: told.count, seq, n: told.n } }]
}

export const drop: Rule<Inputs['drop']> = ({ own: { seqs } }, { inquiry: id, seq }) =>
  seq <= (ownValue(seqs, id) ?? 0) ? [] : [{ type: 'rowRemoved', data: { id, seq } }]

export const unread: Rule<Inputs['unread']> = ({ own: { counts } }, { inquiry: id, count, n }) =>
  n <= (ownValue(counts, id)?.n ?? 0) ? [] : [{ type: 'counted', data: { id, unread: count, n } }]
