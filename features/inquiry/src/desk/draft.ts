import type { Actor } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import type { AgentName, Counts, DeskAgent, Row } from '../contract/index.ts'
import { isWaiting } from '../contract/index.ts'
import type { DeskConfig, Profile } from '../options.ts'
import type { Clocks, Terms } from '../time/sla.ts'
import { countedIn, type Happened } from './board.ts'
import {
  type AgentKept,
  type AgentOwn,
  countedAs,
  type DeskState,
  isFree,
  isOut,
  type Kept,
  noCounts,
} from './desk-state.ts'
import type { Logged, RowSet, Was } from './events.ts'

/** Inquiries that one command gives to agents at most. */
export const maxRoutesAtOnce = 100

type Writable<T> = { -readonly [Field in keyof T]: T[Field] }

/** What goes into the event beside the row. */
type More = Pick<RowSet, 'activity' | 'answered' | 'goesOn' | 'labels'>

/** A decision in the making: the state as the events so far leave it, without changing it. It says in each event what its readers need. */
export class Draft {
  readonly state: DeskState
  readonly config: DeskConfig
  readonly now: number
  readonly events: Logged[] = []
  readonly #rows = new Map<string, Kept>()
  readonly #agents = new Map<string, AgentKept | undefined>()
  readonly #loads = new Map<string, number>()
  readonly #counts = new Map<string, Counts>()
  #wantsRoute = false
  #wantsSweep = false

  /** `found`: resolved ones that were looked up. */
  constructor(state: DeskState, config: DeskConfig, now: number, found: readonly Kept[] = []) {
    this.state = state
    this.config = config
    this.now = now
    for (const kept of found) this.#rows.set(kept.row.id, kept)
  }

  kept(id: string): Kept | undefined {
    return this.#rows.get(id) ?? ownValue(this.state.open, id)
  }

  agent(id: string): AgentKept | undefined {
    const known = this.#agents.has(id) ? this.#agents.get(id) : ownValue(this.state.agents, id)
    const load = this.#loads.get(id)
    return known === undefined || load === undefined ? known : { ...known, agent: { ...known.agent, load } }
  }

  /** Ids of what this agent has. */
  having(agent: string): readonly string[] {
    return (ownValue(this.state.having, agent) ?? []).filter((id) => this.kept(id)?.row.agent?.id === agent)
  }

  /** By what promises of an inquiry are counted. */
  terms({ team, priority }: Pick<Row, 'team' | 'priority'>): Terms {
    const known = this.config.teams.get(team)
    return { policy: known?.sla(priority) ?? {}, hours: known?.hours }
  }

  /** Nobody should wait for him: he is out, or answers inquiries no more. */
  isLost({ id, name }: AgentName): boolean {
    const known = this.agent(id)
    if (known === undefined || isOut(known, this.config.graceMs, this.now)) return true
    return this.config.agentOf(actorOf({ id, name })) === undefined
  }

  set(after: Kept, more: More = {}): Kept {
    const before = this.kept(after.row.id)
    const from = before?.row
    const isMoved =
      from !== undefined &&
      (from.status !== after.row.status || from.team !== after.row.team || from.agent?.id !== after.row.agent?.id)
    const row: Row = isMoved ? { ...after.row, rev: from.rev + 1 } : after.row
    const kept: Kept = { row, own: after.own }
    const counts = this.#count(from, row)
    this.#rows.set(row.id, kept)
    const agents = this.#load(from, row)
    const change = changeOf(from, row)
    const data: RowSet = {
      ...kept,
      ...change,
      ...more,
      ...(counts && { counts }),
      ...(agents && { agents }),
    }
    this.events.push({ type: 'rowSet', data })
    const isAuto = (this.config.teams.get(row.team)?.assign ?? 'manual') !== 'manual'
    if (isAuto && isWaiting(row) && (from === undefined || !isWaiting(from) || from.team !== row.team))
      this.#wantsRoute = true
    return kept
  }

  setAgent(agent: DeskAgent, own: AgentOwn): void {
    const kept = { agent: { ...agent, load: this.agent(agent.id)?.agent.load ?? agent.load }, own }
    this.#agents.set(agent.id, kept)
    this.events.push({ type: 'agentSet', data: kept })
    if (isFree(agent)) this.#wantsRoute = true
  }

  removeAgent(id: string): void {
    this.#agents.set(id, undefined)
    this.events.push({ type: 'agentRemoved', data: { id } })
  }

  /** What the app says of an agent now; what a supervisor has set stays. Whether there was room for one who is new. */
  refresh(id: string, profile: Profile, more: Partial<DeskAgent> = {}, own?: AgentOwn): boolean {
    const known = this.agent(id)
    if (known === undefined && Object.keys(this.state.agents).length >= this.config.limits.maxAgents) return false
    const before = known?.agent ?? newAgent(id, profile, this.now)
    const { name, role, teams, skills } = profile
    const capacity = known?.own.isCapacitySet ? before.capacity : profile.capacity
    const agent: DeskAgent = { ...before, name, role, teams, skills, capacity, ...more }
    const isSame = known !== undefined && own === undefined && isSameAgent(agent, before)
    // Who is known by what he does alone has no page open: his grace begins.
    if (!isSame) this.setAgent(agent, own ?? known?.own ?? { goneAt: this.now })
    return true
  }

  /** Who does something is not gone for good, whatever is known of his pages: his grace begins anew. */
  seen(id: string): void {
    const known = this.agent(id)
    const goneAt = known?.own.goneAt
    if (known === undefined || goneAt === undefined || this.now - goneAt < this.config.graceMs / 2) return
    this.setAgent(known.agent, { ...known.own, goneAt: this.now })
  }

  count(team: string, happened: Happened): void {
    const data = countedIn(this.state.days, team, happened, this.now)
    this.events.push({ type: 'daySet', data })
  }

  /** There is more to route than one command does. */
  routeAgain(): void {
    this.#wantsRoute = true
  }

  /** There is more to put right than one command does. */
  sweepAgain(): void {
    this.#wantsSweep = true
  }

  /** The events, of which the last that changes who waits or who is free says so. */
  finish(): readonly Logged[] {
    if (!this.#wantsRoute && !this.#wantsSweep) return this.events
    const at = this.events.findLastIndex(({ type }) => ['rowSet', 'agentSet', 'agentRemoved'].includes(type))
    const last = this.events[at]
    if (last === undefined) return this.events
    const asks = { ...(this.#wantsRoute && { route: true }), ...(this.#wantsSweep && { sweep: true }) }
    return this.events.with(at, { type: last.type, data: { ...last.data, ...asks } } as Logged)
  }

  #count(from: Row | undefined, row: Row): { readonly [team: string]: Counts } | undefined {
    const was = from && countedAs(from)
    const is = countedAs(row)
    if (was === is && (from === undefined || from.team === row.team)) return undefined
    const changed: [string, Counts][] = []
    const add = (team: string, as: keyof Counts | undefined, by: number) => {
      if (as === undefined) return
      const counts = this.#counts.get(team) ?? ownValue(this.state.teams, team)?.counts ?? noCounts
      const now = { ...counts, [as]: counts[as] + by }
      this.#counts.set(team, now)
      changed.push([team, now])
    }
    if (from !== undefined) add(from.team, was, -1)
    add(row.team, is, 1)
    return Object.fromEntries(changed)
  }

  #load(from: Row | undefined, row: Row): readonly DeskAgent[] | undefined {
    const was = from && holderOf(from)
    const is = holderOf(row)
    if (was === is) return undefined
    const add = (id: string | undefined, by: number): DeskAgent[] => {
      const known = id === undefined ? undefined : this.agent(id)
      if (known === undefined) return []
      const load = known.agent.load + by
      this.#loads.set(known.agent.id, load)
      return [{ ...known.agent, load }]
    }
    if (was !== undefined) this.#wantsRoute = true
    const changed = [...add(was, -1), ...add(is, 1)]
    return changed.length === 0 ? undefined : changed
  }
}

export function clocksOf({ row, own }: Kept): Clocks {
  return { ...(row.due && { due: row.due }), ...(own.left && { left: own.left }), ...(own.used && { used: own.used }) }
}

export function withClocks({ row, own }: Kept, { due, left, used }: Clocks): Kept {
  const { due: _due, ...restOfRow } = row
  const { left: _left, used: _used, ...restOfOwn } = own
  return {
    row: { ...restOfRow, ...(due && { due }) },
    own: { ...restOfOwn, ...(left && { left }), ...(used && { used }) },
  }
}

/** An agent begins as available; a supervisor who looks at the desk is given nothing until he says so. */
function newAgent(id: string, { name, role, teams, skills, capacity }: Profile, now: number): DeskAgent {
  const status = role === 'supervisor' ? 'away' : 'available'
  return { id, name, role, teams, skills, status, isPresent: false, capacity, load: 0, since: now }
}

/** Asked with every command of an agent: field by field, as writing both down takes longer than the rest of his command. */
function isSameAgent(one: DeskAgent, other: DeskAgent): boolean {
  const { teams, skills, ...rest } = one
  for (const field of Object.keys(rest) as (keyof typeof rest)[]) if (one[field] !== other[field]) return false
  return isSameList(teams, other.teams) && isSameList(skills, other.skills)
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at])
}

/** Whose load counts it. */
function holderOf({ status, agent }: Row): string | undefined {
  return status === 'open' ? agent?.id : undefined
}

function isSameJson(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

function changeOf(from: Row | undefined, row: Row): Pick<RowSet, 'was' | 'facts' | 'due' | 'quiet'> {
  if (from === undefined) return { was: { status: 'new' }, facts: true, due: true }
  const was: Writable<Was> = {}
  if (from.status !== row.status) was.status = from.status
  if (from.agent !== undefined && from.agent.id !== row.agent?.id) was.agent = from.agent
  if (from.team !== row.team) was.team = from.team
  if (from.customer.id !== row.customer.id) was.customer = from.customer.id
  const due = !isSameJson(from.due, row.due) || !isSameJson(from.breached, row.breached)
  const isForDesk =
    due ||
    from.rev !== row.rev ||
    from.priority !== row.priority ||
    from.snoozedUntil !== row.snoozedUntil ||
    from.mergedInto?.id !== row.mergedInto?.id ||
    !isSameJson(from.labels, row.labels) ||
    !isSameJson(from.customer, row.customer)
  const facts = isForDesk || from.waitingSince !== row.waitingSince
  return {
    was,
    ...(facts && { facts }),
    ...(due && { due }),
    ...(isForDesk || isWaiting(row) ? {} : { quiet: true }),
  }
}

/** Who did it, of an agent. */
export function byAgent({ id, name }: AgentName): { readonly agent: AgentName } {
  return { agent: { id, name } }
}

export const bySystem = { system: true } as const
export const byCustomer = { customer: true } as const

/** As the app is asked about him. */
export function actorOf({ id, name }: AgentName): Actor {
  return { id, name, guest: false }
}
