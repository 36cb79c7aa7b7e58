// What comes due. Each timer says what it was set for; if that is not so any more, nothing happens.
import { isOpenAt, nextChange } from '../../time/business-hours.ts'
import type { Rule } from '../decide.ts'
import { bySystem, type Draft } from '../draft.ts'
import type { DeskInputs } from '../inputs.ts'
import * as moves from '../moves.ts'

type Inputs = DeskInputs

export const breach: Rule<Inputs['breach']> = ({ draft, input: { inquiry, target, due } }) => {
  const kept = draft.kept(inquiry)
  if (kept === undefined || kept.row.due?.[target] !== due || kept.row.breached.includes(target)) return undefined
  const { row, own } = kept
  const activity = { what: 'breached', target, due } as const
  draft.set({ row: { ...row, breached: [...row.breached, target] }, own }, { activity })
  draft.count(row.team, { what: 'breached' })
  return undefined
}

export const wakeUp: Rule<Inputs['wakeUp']> = ({ draft, input: { inquiry, until } }) => {
  const kept = draft.kept(inquiry)
  if (kept?.row.status === 'snoozed' && kept.row.snoozedUntil === until) moves.wake(draft, kept, bySystem)
  return undefined
}

export const hours: Rule<Inputs['hours']> = ({ draft, input: { team, at }, now }) => {
  // A clock behind the timer's would find the same change ahead, whose timer does not fire twice.
  tellHours(draft, team, Math.max(at, now))
  return undefined
}

/** Whether a team is open, and when that changes; nothing where it always is. */
export function tellHours(draft: Draft, team: string, at: number): void {
  const hours = draft.config.teams.get(team)?.hours
  if (hours === undefined) return
  const known = draft.state.teams[team]?.hours
  const isOpen = isOpenAt(hours, at)
  const changesAt = nextChange(hours, at)
  if (known?.isOpen === isOpen && known.changesAt === changesAt) return
  draft.events.push({
    type: 'hoursSet',
    data: { team, isOpen, ...(changesAt !== undefined && { changesAt }) },
  })
}
