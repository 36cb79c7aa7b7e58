// What agents are told in their notification inboxes: that something was given to them, and that a deadline passed. By number alone: a customer who is
// erased would leave his words there.
import type { Effect, EffectContext } from '@parley/channel'
import { announce, withdraw } from '@parley/channel'
import type { Activity, AgentName, inquiryAnnounces, Row, Target, Text } from '../contract/index.ts'
import type { DeskConfig } from '../options.ts'
import type { DeskState } from './desk-state.ts'
import { erasedPerson } from './erase.ts'
import type { RowSet } from './events.ts'

/** Supervisors that are told of what is nobody's. */
const maxTold = 20

const breached: { readonly [T in Target]: (no: number) => Text } = {
  first: (no) => ({ en: `#${no} waits too long for its first answer`, ko: `문의 #${no}의 첫 답변 기한이 지났습니다` }),
  next: (no) => ({ en: `#${no} waits too long for an answer`, ko: `문의 #${no}의 답변 기한이 지났습니다` }),
  resolve: (no) => ({ en: `#${no} should be resolved by now`, ko: `문의 #${no}의 해결 기한이 지났습니다` }),
}

export function toldOf(
  { row, was, activity }: RowSet,
  context: EffectContext<DeskState>,
  config: DeskConfig,
): Effect[] {
  if (!context.takesAnnouncements) return []
  const told: Effect[] = []
  const isOver = was.status !== undefined && row.status === 'resolved'
  const left = isOver ? (was.agent ?? row.agent) : was.agent
  if (left !== undefined && left.id !== erasedPerson)
    told.push(withdraw(left.id, keyOf(row, 'assigned')), withdraw(left.id, keyOf(row, 'breach')))
  if (activity?.what === 'assigned' && isNews(activity) && activity.agent.id !== erasedPerson)
    told.push(
      announce(activity.agent.id, {
        ...about(row, 'assigned', config),
        title: { en: `#${row.no} was given to you`, ko: `문의 #${row.no}이 나에게 배정되었습니다` },
        ...('agent' in activity.by && { actor: activity.by.agent }),
      }),
    )
  if (activity?.what === 'breached') {
    const title = breached[activity.target](row.no)
    for (const { id } of concernedBy(row, context.state))
      told.push(announce(id, { ...about(row, 'breach', config), title }))
  }
  return told
}

/** Not what he took himself. */
function isNews({ agent, by, how }: Extract<Activity, { readonly what: 'assigned' }>): boolean {
  return how !== 'claimed' && !('agent' in by && by.agent.id === agent.id)
}

function concernedBy({ agent }: Row, { agents }: DeskState): readonly AgentName[] {
  if (agent !== undefined) return agent.id === erasedPerson ? [] : [agent]
  const all = Object.values(agents).map(({ agent: each }) => each)
  return all.filter(({ role }) => role === 'supervisor').slice(0, maxTold)
}

function keyOf({ id }: Row, what: 'assigned' | 'breach'): string {
  return `inquiry/${id}/${what}`
}

function about(row: Row, what: 'assigned' | 'breach', { linkTo }: DeskConfig) {
  const category: keyof typeof inquiryAnnounces = `inquiry/${what}`
  const link = linkTo?.(row.id, 'agent')
  return { category, key: keyOf(row, what), private: true, ...(link !== undefined && { link }) }
}
