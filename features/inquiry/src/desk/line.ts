import { ownValue, setValue } from '@parley/channel/client'
import type { Line, TeamLine } from '../contract/index.ts'
import { maxTicketsShown } from '../contract/limits.ts'
import type { DeskConfig } from '../options.ts'
import { isOpenAt } from '../time/business-hours.ts'
import { type DeskState, emptyTeam, type TeamState } from './desk-state.ts'
import { firstOf } from './queue.ts'

/** By so many departures the pace is told, at most and at least, and none older than that. */
export const maxDepartures = 20
const minDepartures = 5
const paceWindowMs = 2 * 3_600_000

/** What those who wait may know. */
export function lineOf(state: DeskState, config: DeskConfig): Line {
  const line: Line = { teams: {} }
  for (const [name, { hours }] of config.teams) {
    const team = ownValue(state.teams, name) ?? emptyTeam()
    const { isOpen = isOpenAt(hours, state.at), changesAt } = (hours && team.hours) ?? {}
    const isStaffed = team.ready > 0
    const paceMs = isOpen && isStaffed ? paceOf(team, state.at) : undefined
    const told: TeamLine = {
      tickets: firstOf(team.line, maxTicketsShown).map((id) => state.open[id]?.own.ticket ?? ''),
      waiting: team.counts.waiting,
      ...(paceMs === undefined ? {} : { paceMs }),
      isOpen,
      ...(changesAt === undefined ? {} : { changesAt }),
      isStaffed,
    }
    setValue(line.teams, name, told)
  }
  return line
}

/**
 * How long one place took lately: the time since the oldest of the newest departures, over those that came after it. So it grows while nobody leaves.
 * `undefined`: too few.
 */
export function paceOf({ departures }: Pick<TeamState, 'departures'>, now: number): number | undefined {
  const recent = departures.filter((at) => at > now - paceWindowMs)
  if (recent.length < minDepartures) return undefined
  return Math.max(1, Math.round((now - recent[0]!) / (recent.length - 1)))
}
