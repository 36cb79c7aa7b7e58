// What the app itself decides by its typed API.
import { refuse } from '@parley/channel'
import { InquiryCode } from '../../contract/index.ts'
import { noSuchInquiry, type Rule } from '../decide.ts'
import { hasRoom, isOut } from '../desk-state.ts'
import { actorOf, bySystem } from '../draft.ts'
import type { DeskInputs } from '../inputs.ts'
import * as moves from '../moves.ts'

type Inputs = DeskInputs

export const resolve: Rule<Inputs['resolve']> = ({ draft, input: { inquiry } }) => {
  const kept = draft.kept(inquiry)
  if (kept === undefined) return noSuchInquiry()
  if (kept.row.status === 'resolved') return refuse(InquiryCode.resolved, 'It is resolved.')
  moves.resolve(draft, kept, bySystem)
  return undefined
}

/** To an agent of its team who is not out, whoever has it. */
export const assign: Rule<Inputs['assign']> = ({ draft, config, input: { inquiry, agent: id }, now }) => {
  const kept = draft.kept(inquiry)
  if (kept === undefined) return noSuchInquiry()
  const { status, team, agent } = kept.row
  if (status === 'resolved') return refuse(InquiryCode.resolved, 'It is resolved.')
  if (agent?.id === id) return undefined
  const known = draft.agent(id)
  const to = known?.agent
  if (to === undefined || !to.teams.includes(team) || config.agentOf(actorOf(to)) === undefined)
    return refuse(InquiryCode.noAgent, `Nobody of that id answers inquiries of the team ${JSON.stringify(team)}.`)
  if (known !== undefined && isOut(known, config.graceMs, now))
    return refuse(InquiryCode.noAgent, `${to.name} is not there.`)
  if (!hasRoom(to)) return refuse(InquiryCode.capacity, `${to.name} takes ${to.capacity} open inquiries at most.`)
  const start = status === 'pending' ? moves.waiting(draft, moves.opened(draft, kept)) : kept
  moves.give(draft, start, to, { by: bySystem, how: agent === undefined ? 'assigned' : 'transferred' })
  return undefined
}
