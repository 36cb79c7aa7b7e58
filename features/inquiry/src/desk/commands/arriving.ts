// What inquiries tell the desk: somebody asks, writes, answers, ends, rates.
import { refuse } from '@parley/channel'
import { InquiryCode, type Row } from '../../contract/index.ts'
import type { Rule } from '../decide.ts'
import { type DeskState, hasRoom, type Kept } from '../desk-state.ts'
import { byAgent, byCustomer, bySystem } from '../draft.ts'
import type { DeskInputs } from '../inputs.ts'
import * as moves from '../moves.ts'
import { tellHours } from './time.ts'

type Inputs = DeskInputs

/** Where it is kept who answered a customer last. */
export const lastAgents = 'last-agents'
const fullRetryMs = 60_000

export function lookupForEnter(state: DeskState, { inquiry, customer }: Inputs['enter']) {
  if (Object.hasOwn(state.open, inquiry)) return []
  return [
    { collection: 'inquiries', id: inquiry },
    { collection: lastAgents, id: customer.id },
  ]
}

export const enter: Rule<Inputs['enter']> = ({ draft, config, input, now, context }) => {
  const { inquiry: id, customer, subject, ticket, n, priority = 'normal', skills = [] } = input
  if (draft.kept(id) !== undefined) return undefined
  // What was asked is not lost: the inquiry tells the desk again.
  if (draft.state.openCount >= config.limits.maxOpen)
    return refuse(InquiryCode.tooMany, `A desk has ${config.limits.maxOpen} open inquiries at most.`, {
      retryAfterMs: fullRetryMs,
    })
  const { agent: lastAgent } = (context.documents[1]?.body ?? {}) as { readonly agent?: string }
  const beginning = moves.snippetOf(subject)
  const row: Row = {
    ...{ id, no: draft.state.lastNo + 1, customer, subject: beginning, team: config.firstTeam },
    ...(config.teams.has(input.team) && { team: input.team }),
    ...{ status: 'pending', rev: 1, priority, labels: [], breached: [], openedAt: now, enteredAt: now, rankAt: now },
    ...(skills.length > 0 && { skills }),
    last: { at: now, by: 'customer', text: beginning },
  }
  const kept: Kept = { row, own: { ticket, n, ...(lastAgent !== undefined && { lastAgent }) } }
  draft.set(config.hasBot ? kept : moves.waiting(draft, moves.opened(draft, kept)))
  draft.count(row.team, { what: 'opened' })
  if (draft.state.teams[row.team]?.hours === undefined) tellHours(draft, row.team, now)
  return undefined
}

export const customerWrote: Rule<Inputs['customerWrote']> = ({ draft, input: { inquiry, text, n, unread }, now }) => {
  const known = draft.kept(inquiry)
  if (known === undefined || n <= known.own.n) return undefined
  const kept = moves.said(known, { at: now, by: 'customer', text }, n, unread)
  if (kept.row.mergedInto !== undefined) draft.set(kept, { goesOn: true })
  else if (kept.row.status === 'pending') draft.set(kept)
  else moves.heard(draft, kept, byCustomer)
  return undefined
}

/** He wrote into one that was merged in that moment: his words stand there, and are answered here. */
export const goesOn: Rule<Inputs['goesOn']> = ({ draft, input: { inquiry, from, text }, now }) => {
  const known = draft.kept(inquiry)
  if (known === undefined) return undefined
  const kept = moves.said(known, { at: now, by: 'customer', text }, known.own.n)
  if (kept.row.mergedInto !== undefined) draft.set(kept, { goesOn: true })
  else moves.takeIn(draft, kept, from, byCustomer, now)
  return undefined
}

export const agentWrote: Rule<Inputs['agentWrote']> = ({ draft, input, now }) => {
  const { inquiry, by, text, n, unread, isBot } = input
  const known = draft.kept(inquiry)
  if (known === undefined || n <= known.own.n) return undefined
  const last = isBot ? ({ by: 'bot' } as const) : ({ by: 'agent', agent: by.id } as const)
  const kept = moves.said(known, { at: now, text, ...last }, n, unread)
  if (isBot) {
    draft.set(kept)
    return undefined
  }
  const isPending = kept.row.status === 'pending'
  const { row, own } = moves.answered(isPending ? moves.opened(draft, kept) : kept)
  const isFirst = row.firstReplyAt === undefined
  const answered = own.lastAgent !== by.id
  const { restedMs = 0, ...rest } = own
  const replied: Kept = {
    row: isFirst ? { ...row, firstReplyAt: now } : row,
    own: answered ? { ...rest, lastAgent: by.id } : rest,
  }
  draft.seen(by.id)
  const more = answered ? ({ answered } as const) : {}
  const agent = draft.agent(by.id)?.agent
  // A bot's part is over. Whoever answered has it, if he has room.
  if (isPending && agent !== undefined && hasRoom(agent) && agent.teams.includes(row.team) && !draft.isLost(agent))
    moves.give(draft, replied, agent, { by: byAgent(agent), how: 'claimed' }, more)
  else draft.set(replied, isPending ? { ...more, activity: { what: 'handed-off', by: byAgent(by) } } : more)
  if (isFirst) draft.count(row.team, { what: 'replied', afterMs: Math.max(0, now - row.openedAt - restedMs) })
  return undefined
}

export const customerEnded: Rule<Inputs['customerEnded']> = ({ draft, input: { inquiry } }) => {
  const kept = draft.kept(inquiry)
  if (kept !== undefined && kept.row.status !== 'resolved') moves.resolve(draft, kept, byCustomer)
  return undefined
}

/** The bot's part is over: somebody is to answer. */
export const handOff: Rule<Inputs['handOff']> = ({ draft, input: { inquiry, by, reason } }) => {
  const kept = draft.kept(inquiry)
  if (kept?.row.status !== 'pending') return undefined
  const doer = by === 'customer' ? byCustomer : bySystem
  const activity = { what: 'handed-off', by: doer, ...(reason !== undefined && { reason }) } as const
  draft.set(moves.waiting(draft, moves.opened(draft, kept)), { activity })
  return undefined
}

export const rated: Rule<Inputs['rated']> = ({ draft, input: { inquiry, rating } }) => {
  const kept = draft.kept(inquiry)
  if (kept === undefined || kept.row.rating !== undefined) return undefined
  const { row, own } = kept
  draft.set({ row: { ...row, rating }, own })
  draft.count(row.team, { what: 'rated', score: rating.score })
  return undefined
}

export const identified: Rule<Inputs['identified']> = ({ draft, input: { inquiry, customer } }) => {
  const kept = draft.kept(inquiry)
  if (kept === undefined || JSON.stringify(kept.row.customer) === JSON.stringify(customer)) return undefined
  const { row, own } = kept
  draft.set({ row: { ...row, customer }, own })
  return undefined
}
