// Who may do what in one inquiry. Who may nothing is answered as if there were none.
import type { Actor } from '@parley/channel'
import { type Refusal, refuse } from '@parley/channel'
import { beginningOf } from '@parley/channel/client'
import type { AgentName } from '../contract/index.ts'
import { maxNameLength } from '../contract/limits.ts'
import { erasedId } from '../erased.ts'
import type { DeskConfig } from '../options.ts'
import type { InquiryState } from './inquiry-state.ts'

export function isCustomer({ own }: InquiryState, { id }: Actor): boolean {
  return own.customer !== undefined && own.customer.id === id && id !== erasedId
}

/** Whether he is about to begin it. */
export function isPreparing({ own }: InquiryState, { id }: Actor): boolean {
  return own.preparedBy === id && id !== erasedId
}

/** As whom he answers here: an agent of its team, the one who has it, or a supervisor. `undefined`: nobody, and its own customer above all. */
export function agentHere(state: InquiryState, actor: Actor, config: DeskConfig) {
  const { own, agent } = state
  const { facts } = agent
  if (own.customer === undefined || isCustomer(state, actor)) return undefined
  const profile = config.agentOf(actor)
  if (profile === undefined) return undefined
  const isHis = facts?.agent?.id === actor.id
  const isOfTeam = profile.teams.includes(facts?.team ?? own.team)
  if (!isHis && !isOfTeam && profile.role !== 'supervisor') return undefined
  return { id: actor.id, name: beginningOf(profile.name, maxNameLength) } satisfies AgentName
}

/** Whether it is for him to answer: he has it, or has joined. */
export function isAnswering(
  { agent: { facts, participants } }: InquiryState,
  { id }: { readonly id: string },
): boolean {
  return facts?.agent?.id === id || participants.some((one) => one.id === id)
}

/** Of another's, and of one that does not exist. */
export function noInquiry(): Refusal {
  return refuse('not-allowed', 'There is no such inquiry that you may see.')
}
