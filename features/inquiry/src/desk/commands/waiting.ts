// Whom of a team it concerns that somebody waits for it.
import { ownValue } from '@parley/channel/client'
import type { Ask, Rule } from '../decide.ts'
import { isOut } from '../desk-state.ts'
import { actorOf } from '../draft.ts'
import type { DeskInputs } from '../inputs.ts'
import { firstOf } from '../queue.ts'

/** Agents of one team that are told; those with most room first. */
export const maxToldOfWaiting = 100

/** How many wait now, not when it was asked for: whoever is told already hears of more aloud, of fewer without a sound. */
export const tellWaiting: Rule<DeskInputs['tellWaiting']> = (ask) => {
  const { draft, input } = ask
  const { counts, told, line = [] } = ownValue(draft.state.teams, input.team) ?? {}
  const waiting = counts?.waiting ?? 0
  const before = told?.waiting ?? 0
  if (waiting === before) return undefined
  const known = new Set(told?.agents)
  const all = waiting === 0 ? [] : whom(ask)
  const to = waiting > before ? all : []
  const quiet = waiting > before ? [] : all.filter((id) => known.has(id))
  const hears = new Set([...to, ...quiet])
  const left = [...known].filter((id) => !hears.has(id))
  const first = firstOf(line, 1)[0]
  draft.events.push({
    type: 'waitingTold',
    data: { team: input.team, waiting, ...(first !== undefined && { first }), to, quiet, left },
  })
  return undefined
}

/** Who is available, whether a page of his is open or he has just left it. */
function whom({ draft, config, now, input: { team } }: Ask<DeskInputs['tellWaiting']>): readonly string[] {
  return Object.values(draft.state.agents)
    .filter((each) => {
      const { agent } = each
      return agent.status === 'available' && agent.teams.includes(team) && !isOut(each, config.graceMs, now)
    })
    .filter(({ agent }) => config.agentOf(actorOf(agent)) !== undefined)
    .sort(
      ({ agent: one }, { agent: other }) =>
        other.capacity - other.load - (one.capacity - one.load) || (one.id < other.id ? -1 : 1),
    )
    .slice(0, maxToldOfWaiting)
    .map(({ agent }) => agent.id)
}
