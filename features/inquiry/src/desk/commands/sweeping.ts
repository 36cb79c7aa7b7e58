// What no event told the desk: teams that the app has taken out of its options, and people who were erased.
import type { Rule } from '../decide.ts'
import type { Kept } from '../desk-state.ts'
import { bySystem, type Draft } from '../draft.ts'
import { erasedPerson } from '../erase.ts'
import type { DeskInputs } from '../inputs.ts'
import * as moves from '../moves.ts'

/** Inquiries that one command puts right at most. */
const maxSweptAtOnce = 100

/** Sent when the server begins, and whenever the log was rewritten. */
export const sweep: Rule<DeskInputs['sweep']> = ({ draft, config }) => {
  let swept = 0
  for (const kept of Object.values(draft.state.open)) {
    const { customer, team, status, agent } = kept.row
    const isNobodys = customer.id === erasedPerson
    const isPutOff = status === 'snoozed' && agent === undefined
    if (!isNobodys && !isPutOff && config.teams.has(team)) continue
    if (swept++ === maxSweptAtOnce) {
      draft.sweepAgain()
      break
    }
    if (isNobodys) endFor(draft, kept)
    else if (!config.teams.has(team)) moves.toFirstTeam(draft, kept)
    // Its agent was erased.
    else moves.wake(draft, kept, bySystem)
  }
  return undefined
}

/** Nobody is left to be answered. No report counts that as somebody’s work. */
function endFor(draft: Draft, kept: Kept): void {
  draft.set(moves.resolved(draft, kept), { activity: { what: 'resolved', by: bySystem } })
}
