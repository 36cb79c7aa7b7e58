// Who answers: taken, given back, handed on. One log decides, so of all who take at once one has it.
import { type Refusal, refuse } from '@parley/channel'
import { hasVisibleText } from '@parley/channel/client'
import { type AgentName, type Doer, InquiryCode, isWaiting, type Row } from '../../contract/index.ts'
import type { InquiryRule } from '../decide.ts'
import { hasRoom, isOut, type Kept } from '../desk-state.ts'
import { actorOf, byAgent, type Draft } from '../draft.ts'
import type { DeskInputs } from '../inputs.ts'
import { give, opened, takeBack, underOtherTerms, waiting } from '../moves.ts'

type Inputs = DeskInputs

export const claim: InquiryRule<Inputs['claim']> = ({ draft, me, kept }) => {
  const { status, agent } = kept.row
  if (agent?.id === me.id && status === 'open') return undefined
  if (!isWaiting(kept.row))
    return agent === undefined || agent.id === me.id || status === 'resolved' ? notWaiting(kept.row, me) : taken(agent)
  if (draft.agent(me.id)?.agent.status === 'offline')
    return refuse(InquiryCode.noAgent, 'You are offline: say first that you are available, or away.')
  const full = fullness(draft, me)
  if (full !== undefined) return full
  give(draft, kept, me, { by: byAgent(me), how: 'claimed' })
  return undefined
}

export const release: InquiryRule<Inputs['release']> = ({ draft, me, kept, input: { rev, note } }) => {
  const fault = unfit(kept.row, rev)
  if (fault !== undefined) return fault
  if (kept.row.agent === undefined) return undefined
  takeBack(draft, kept, 'released', byAgent(me), noted(note))
  return undefined
}

export const transfer: InquiryRule<Inputs['transfer']> = ({ draft, config, me, kept, input, now }) => {
  const { row } = kept
  const { rev, agent: to, team = row.team, note } = input
  const fault = unfit(row, rev)
  if (fault !== undefined) return fault
  if (!config.teams.has(team)) return refuse(InquiryCode.noTeam, `There is no team ${JSON.stringify(team)}.`)
  const target = to === undefined ? undefined : draft.agent(to)
  const isMoved = team !== row.team
  const isHis = to !== undefined && to === row.agent?.id
  if (isHis && !isMoved) return taken(row.agent)
  if (to !== undefined) {
    const { agent } = target ?? {}
    if (agent === undefined || !agent.teams.includes(team) || config.agentOf(actorOf(agent)) === undefined)
      return refuse(InquiryCode.noAgent, `Nobody of that id answers inquiries of the team ${JSON.stringify(team)}.`)
  }
  if (target !== undefined && !isHis) {
    if (isOut(target, config.graceMs, now)) return refuse(InquiryCode.noAgent, `${target.agent.name} is not there.`)
    const full = fullness(draft, target.agent)
    if (full !== undefined) return full
  }
  const by = byAgent(me)
  const said = noted(note)
  const start = row.status === 'pending' ? waiting(draft, opened(draft, kept)) : kept
  const moved = isMoved ? underOtherTerms(draft, start, { team }) : start
  if (to === undefined) {
    if (!isMoved) return toItsQueue(draft, start, row, by, note)
    // The agent who had it is told why; then all are told where it went.
    const back = row.agent === undefined ? draft.set(moved) : takeBack(draft, moved, 'team', by)
    draft.set(back, { activity: { what: 'team', from: row.team, to: team, by, ...said } })
    return undefined
  }
  const isAll = isHis ? said : {}
  const there = isMoved
    ? draft.set(moved, { activity: { what: 'team', from: row.team, to: team, by, ...isAll } })
    : moved
  if (isHis || target === undefined) return undefined
  give(draft, there, target.agent, { by, how: row.agent === undefined ? 'assigned' : 'transferred', ...said })
  return undefined
}

/** To nobody, of the team that it is of: given back. What nobody has is there already, unless a bot answers it. */
function toItsQueue(draft: Draft, start: Kept, { status, agent }: Row, by: Doer, note: string | undefined) {
  if (agent !== undefined) takeBack(draft, start, 'released', by, noted(note))
  else if (status === 'pending')
    draft.set(start, {
      activity: { what: 'handed-off', by, ...(note !== undefined && hasVisibleText(note) && { reason: note }) },
    })
  else
    return refuse(InquiryCode.noAgent, 'It waits for this team already: say for which agent, or for which other team.')
  return undefined
}

/** What keeps it from being moved. `rev`: that of the inquiry which the page had before its eyes. */
function unfit(row: Row, rev: number): Refusal | undefined {
  if (row.status === 'resolved') return refuse(InquiryCode.resolved, 'It is resolved.')
  if (row.rev === rev) return undefined
  const who = row.agent === undefined ? 'nobody has it' : `${row.agent.name} has it`
  return refuse(InquiryCode.changed, `It changed since: ${who} now, in the team "${row.team}".`)
}

function fullness(draft: Draft, { id, name }: AgentName): Refusal | undefined {
  const known = draft.agent(id)
  if (known === undefined || hasRoom(known.agent)) return undefined
  const { load, capacity } = known.agent
  return refuse(InquiryCode.capacity, `${name} has ${load} open inquiries, of ${capacity} at most.`)
}

function taken({ name }: AgentName): Refusal {
  return refuse(InquiryCode.taken, `${name} has it already.`)
}

function notWaiting({ status, agent }: Kept['row'], me: AgentName): Refusal {
  if (status === 'snoozed' && agent?.id === me.id)
    return refuse(InquiryCode.notWaiting, 'It is yours, and snoozed: wake it.')
  const how = status === 'pending' ? 'A bot answers it' : `It is ${status}`
  return refuse(InquiryCode.notWaiting, `${how}${agent === undefined ? '' : ` (${agent.name})`}: it does not wait.`)
}

function noted(note: string | undefined): { readonly note?: string } {
  return note !== undefined && hasVisibleText(note) ? { note } : {}
}
