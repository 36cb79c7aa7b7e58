// Who is given what waits. Only those who are available and there, of its team, with its skills and with room.

import { ownValue } from '@parley/channel/client'
import { compareInQueue, type DeskAgent } from '../contract/index.ts'
import type { DeskConfig, Team } from '../options.ts'
import type { Rule } from './decide.ts'
import { type AgentKept, type DeskState, hasSkills, isFree, type Kept } from './desk-state.ts'
import { actorOf, bySystem, type Draft, maxRoutesAtOnce } from './draft.ts'
import { dismiss, give } from './moves.ts'
import { idAt, type QueueLine } from './queue.ts'

/** Whether a `route` could give anything: what waits in teams that assign, for somebody who is free and has the skills. */
export function hasWork(state: DeskState, { teams }: DeskConfig): boolean {
  for (const [name, { assign }] of teams) {
    const team = ownValue(state.teams, name)
    if (assign === 'manual' || team === undefined || team.counts.waiting === 0 || team.ready === 0) continue
    const needs = Object.keys(team.needs)
    const isFor = ({ agent }: AgentKept) =>
      isFree(agent) && agent.teams.includes(name) && needs.some((need) => hasSkills(agent, need))
    if (Object.values(state.agents).some(isFor)) return true
  }
  return false
}

export const route: Rule<unknown> = ({ draft, config }) => {
  const turns = new Turns(draft.state)
  const queues = queuesOf(draft, config)
  for (let given = 0; given < maxRoutesAtOnce; ) {
    const next = firstOf(queues, draft)
    if (next === undefined) return undefined
    const { queue, kept } = next
    const chosen = choose(queue, kept, turns)
    if (config.agentOf(actorOf(chosen.agent)) === undefined) {
      chosen.room = 0
      dismiss(draft, chosen.agent.id)
      continue
    }
    give(draft, kept, chosen.agent, { by: bySystem, how: 'routed' })
    chosen.room--
    chosen.load++
    turns.took(chosen.agent.id)
    queue.at++
    given++
  }
  draft.routeAgain()
  return undefined
}

/** An agent who is free. His room only shrinks while a command gives. */
interface Free {
  readonly agent: DeskAgent
  load: number
  room: number
}

/** Those of a team's queue who need the same skills, as far as they are not given away. */
interface Waiting {
  readonly team: Team
  readonly line: QueueLine
  at: number
  /** Who has the skills, in the order that decides between equals; the last one has room. */
  readonly able: Free[]
}

/** Only those whom somebody free could take: of what needs other skills there may be any number. */
function queuesOf({ state }: Draft, { teams }: DeskConfig): Waiting[] {
  const free: Free[] = Object.values(state.agents)
    .filter(({ agent }) => isFree(agent))
    .sort((one, other) => (one.agent.id < other.agent.id ? -1 : 1))
    .map(({ agent }) => ({ agent, load: agent.load, room: agent.capacity - agent.load }))
  return [...teams].flatMap(([name, team]) => {
    const needs = ownValue(state.teams, name)?.needs
    if (team.assign === 'manual' || needs === undefined) return []
    const its = free.filter(({ agent }) => agent.teams.includes(name))
    return Object.entries(needs).map(([need, line]) => {
      return { team, line, at: 0, able: its.filter(({ agent }) => hasSkills(agent, need)) }
    })
  })
}

/** Of all that have both, whoever is first in the order of the queue. */
function firstOf(
  queues: readonly Waiting[],
  draft: Draft,
): { readonly queue: Waiting; readonly kept: Kept } | undefined {
  let first: { readonly queue: Waiting; readonly kept: Kept } | undefined
  for (const queue of queues) {
    const { line, at, able } = queue
    // Loads only grow here: who is full stays so.
    while (able.at(-1)?.room === 0) able.pop()
    const kept = able.length === 0 ? undefined : draft.kept(idAt(line, at) ?? '')
    if (kept !== undefined && (first === undefined || compareInQueue(kept.row, first.kept.row) < 0))
      first = { queue, kept }
  }
  return first
}

function choose({ team: { sticky, assign }, able }: Waiting, { own }: Kept, turns: Turns): Free {
  const free = able.filter(({ room }) => room > 0)
  const known = sticky ? free.find(({ agent }) => agent.id === own.lastAgent) : undefined
  const rank = ({ agent, load }: Free) => (assign === 'least-loaded' ? load : turns.of(agent.id))
  return known ?? free.reduce((best, each) => (rank(each) < rank(best) ? each : best))
}

/** When each agent was given something last. */
class Turns {
  readonly #given: DeskState['given']
  readonly #now = new Map<string, number>()
  #last = 0

  constructor({ given }: DeskState) {
    this.#given = given
  }

  of(agent: string): number {
    const now = this.#now.get(agent)
    return now === undefined ? (ownValue(this.#given, agent) ?? 0) : Number.MAX_SAFE_INTEGER / 2 + now
  }

  took(agent: string): void {
    this.#now.set(agent, ++this.#last)
  }
}
