// Agents as the desk knows them, and what they share.
import { refuse } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import { InquiryCode } from '../../contract/index.ts'
import type { AgentRule, Rule } from '../decide.ts'
import type { DeskInputs } from '../inputs.ts'
import { dismiss, takeBackAllOf } from '../moves.ts'

type Inputs = DeskInputs

export const setStatus: AgentRule<Inputs['setStatus']> = ({ draft, me, input: { status, handBack = false }, now }) => {
  const known = draft.agent(me.id)
  if (known === undefined) return undefined
  const { agent, own } = known
  const { handsBack: before = false, ...rest } = own
  const handsBack = status === 'away' && handBack
  if (agent.status === status && before === handsBack) return undefined
  const since = agent.status === status ? agent.since : now
  draft.setAgent({ ...agent, status, since }, { ...rest, ...(handsBack && { handsBack }) })
  if (status === 'offline') takeBackAllOf(draft, me.id, 'waiting')
  return undefined
}

export const setCapacity: AgentRule<Inputs['setCapacity']> = ({ draft, config, input: { agent: id, capacity } }) => {
  const known = draft.agent(id)
  if (known === undefined) return refuse(InquiryCode.noAgent, 'Nobody of that id answers inquiries here.')
  const { maxCapacity } = config.limits
  if (capacity > maxCapacity) return refuse('invalid-input', `"capacity" is ${maxCapacity} at most.`)
  if (known.own.isCapacitySet && known.agent.capacity === capacity) return undefined
  draft.setAgent({ ...known.agent, capacity }, { ...known.own, isCapacitySet: true })
  return undefined
}

export const saveReply: AgentRule<Inputs['saveReply']> = ({ draft, config, input: reply }) => {
  const { replies } = draft.state
  const { maxCannedReplies } = config.limits
  const known = ownValue(replies, reply.id)
  if (known === undefined && Object.keys(replies).length >= maxCannedReplies)
    return refuse(InquiryCode.tooMany, `A desk has ${maxCannedReplies} canned replies at most.`)
  if (known?.title === reply.title && known.text === reply.text) return undefined
  draft.events.push({ type: 'replySet', data: { reply } })
  return undefined
}

export const removeReply: AgentRule<Inputs['removeReply']> = ({ draft, input: { id } }) => {
  if (!Object.hasOwn(draft.state.replies, id)) return refuse(InquiryCode.noCannedReply, 'There is no such reply.')
  draft.events.push({ type: 'replyRemoved', data: { id } })
  return undefined
}

/** A page of his is open. */
export const present: Rule<Inputs['present']> = ({ draft, config, input: { agent: id, name }, now }) => {
  const known = draft.agent(id)
  const profile = config.agentOf({ id, name: name ?? known?.agent.name ?? id, guest: false })
  if (profile === undefined) {
    if (known !== undefined) dismiss(draft, id)
    return undefined
  }
  const { goneAt, ...own } = known?.own ?? {}
  const isNews = known?.agent.isPresent !== true || goneAt !== undefined
  const since = isNews ? now : known.agent.since
  if (draft.refresh(id, profile, { isPresent: true, since }, isNews ? own : undefined)) return undefined
  return refuse(InquiryCode.tooMany, `A desk has ${config.limits.maxAgents} agents at most.`)
}

/** His last page is closed. What he has stays for the grace: phones sleep, trains go through tunnels. */
export const gone: Rule<Inputs['gone']> = ({ draft, config, input: { agent: id }, now }) => {
  const known = draft.agent(id)
  if (known === undefined) return undefined
  const { agent, own } = known
  if (config.agentOf({ id, name: agent.name, guest: false }) === undefined) {
    dismiss(draft, id)
    return undefined
  }
  if (!agent.isPresent && own.goneAt !== undefined) return undefined
  draft.setAgent({ ...agent, isPresent: false, since: now }, { ...own, goneAt: now })
  return undefined
}

export const stayedGone: Rule<Inputs['stayedGone']> = ({ draft, config, input: { agent: id, since } }) => {
  const known = draft.agent(id)
  if (known === undefined || known.own.goneAt !== since) return undefined
  if (config.agentOf({ id, name: known.agent.name, guest: false }) === undefined) dismiss(draft, id)
  else takeBackAllOf(draft, id, 'waiting')
  return undefined
}
