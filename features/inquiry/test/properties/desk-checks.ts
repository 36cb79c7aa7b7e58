// What holds at every event of the desk's log, counted anew from rows and agents: nothing of what an event says for its readers is believed.
import { applyEvent } from '@parley/channel'
import { expect } from 'vitest'
import { type Activity, type DeskAgent, type Line, type Row, type Target, targets } from '../../src/contract/index.ts'
import { type AgentId, graceMs, profiles, type SupportWorld, teams } from './world.ts'

interface RowSet {
  readonly row: Row
  readonly own: { readonly ticket: string; readonly n: number }
  readonly activity?: Activity
  readonly agents?: readonly DeskAgent[]
}
interface AgentSet {
  readonly agent: DeskAgent
  readonly own: { readonly goneAt?: number }
}

/** Before whom one stands: by priority, by what was promised on entering, by who came first. */
export function ranks(one: Row, other: Row): number {
  const order = ['urgent', 'high', 'normal', 'low']
  const keys = [one, other].map(({ priority, rankAt, enteredAt }) => [order.indexOf(priority), rankAt, enteredAt]) as [
    number[],
    number[],
  ]
  for (let at = 0; at < 3; at++) if (keys[0][at] !== keys[1][at]) return keys[0][at]! - keys[1][at]!
  return one.id < other.id ? -1 : 1
}

export const isQueued = ({ status, agent }: Row) => status === 'open' && agent === undefined
const states = {
  queued: isQueued,
  assigned: ({ status, agent }: Row) => status === 'open' && agent !== undefined,
  snoozed: ({ status }: Row) => status === 'snoozed',
  pending: ({ status }: Row) => status === 'pending',
  resolved: ({ status }: Row) => status === 'resolved',
}

/** The desk as its log has it after each event. */
export class DeskHistory {
  readonly rows = new Map<string, Row>()
  readonly tickets = new Map<string, string>()
  readonly agents = new Map<string, AgentSet>()
  /** By inquiry: `agent rev` of each move, for whoever says that he did it. */
  readonly moves: { readonly id: string; readonly rev: number; readonly activity: Activity | undefined }[] = []
  /** By inquiry and its message: whether the customer waited after the desk had heard of it, and was not settled since. */
  readonly settledAfter = new Map<string, number>()
  readonly breaches = new Map<string, number>()
  readonly firstReplies = new Set<string>()
  /** Those in which a customer waits for what he wrote elsewhere, or to a bot. */
  readonly tookOver = new Set<string>()
  readonly had = new Map<string, Set<string>>()
  /** What happened, for what is to have happened. */
  readonly seen = new Map<string, number>()
  readonly #world: SupportWorld
  #line: Line = { teams: {} }

  constructor(world: SupportWorld) {
    this.#world = world
    const { fold, views } = world.server.channels.find(({ name }) => name === 'inquiry-desk')!
    const state = fold.state()
    for (const event of world.log('inquiry-desk/main')) {
      applyEvent(fold, state, event)
      const where = `desk ${event.offset} ${event.type}`
      if (event.type === 'agentSet') this.#agentSet(event.data)
      if (event.type === 'agentRemoved') this.agents.delete((event.data as { id: string }).id)
      if (event.type === 'rowSet') this.#rowSet(event.data, event.at, where)
      this.#checkLine(views.get('line')!.projection!.project(state) as Line, where)
    }
  }

  load(agent: string): number {
    return [...this.rows.values()].filter((row) => row.status === 'open' && row.agent?.id === agent).length
  }

  /** Those of a team who wait, in their order. */
  queue(team: string): Row[] {
    return [...this.rows.values()].filter((row) => isQueued(row) && row.team === team).sort(ranks)
  }

  isOut(agent: string, now: number): boolean {
    const known = this.agents.get(agent)
    const { goneAt } = known?.own ?? {}
    return known === undefined || known.agent.status === 'offline' || (goneAt !== undefined && goneAt + graceMs <= now)
  }

  #agentSet({ agent, own }: AgentSet): void {
    this.agents.set(agent.id, { agent, own })
  }

  #rowSet({ row, own, activity, agents = [] }: RowSet, at: number, where: string): void {
    const before = this.rows.get(row.id)
    this.rows.set(row.id, row)
    this.tickets.set(row.id, own.ticket)
    const what = activity?.what ?? (before === undefined ? 'entered' : 'changed')
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1)
    if (what === 'took-in' || before?.status === 'pending') this.tookOver.add(row.id)
    const isOne = Object.values(states).filter((is) => is(row)).length
    expect(isOne, `${where}: exactly one of ${Object.keys(states)}`).toBe(1)
    if (row.status === 'pending') expect(row.agent, `${where}: a bot has it`).toBeUndefined()
    this.#checkRev(before, row, activity, where)
    this.#checkClocks(before, row, activity, at, where)
    this.#checkOrder(before, row, where)
    if (activity?.what === 'assigned') this.#checkAssigned(row, activity, at, where)
    if (what === 'resolved' || what === 'merged') this.settledAfter.set(row.id, own.n)
    for (const { id, load } of agents) expect(load, `${where}: load of ${id}`).toBe(this.load(id))
  }

  /** It goes up by one with each move, so that of all who move at once one does. */
  #checkRev(before: Row | undefined, row: Row, activity: Activity | undefined, where: string): void {
    if (before === undefined) return void expect(row.rev, where).toBe(1)
    const isMoved = before.status !== row.status || before.team !== row.team || before.agent?.id !== row.agent?.id
    expect(row.rev, `${where}: rev`).toBe(before.rev + (isMoved ? 1 : 0))
    if (isMoved) this.moves.push({ id: row.id, rev: before.rev, activity })
  }

  #checkClocks(before: Row | undefined, row: Row, activity: Activity | undefined, at: number, where: string): void {
    const isMoved = before?.team !== row.team || before?.priority !== row.priority || before?.status !== row.status
    for (const target of targets) {
      const was = before?.due?.[target]
      const is = row.due?.[target]
      if (!isMoved && was !== undefined && is !== undefined)
        expect(is, `${where}: what is due does not move (${target})`).toBe(was)
      if (was === undefined && is !== undefined && before?.status !== 'snoozed' && before?.priority === row.priority)
        this.#checkBegun(row, target, is, at, where)
    }
    if (activity?.what === 'breached') {
      const { target, due } = activity
      expect(before?.due?.[target], `${where}: it was due`).toBe(due)
      expect(at, `${where}: not too early`).toBeGreaterThanOrEqual(due)
      const key = `${row.id} ${target}`
      expect(this.breaches.has(key), `${where}: ${key} was missed before`).toBe(false)
      this.breaches.set(key, due)
    }
    const missed = targets.filter((target) => this.breaches.has(`${row.id} ${target}`))
    expect([...row.breached].sort(), `${where}: what was missed`).toEqual([...missed].sort())
    if (row.status === 'resolved')
      expect([row.due, row.waitingSince], `${where}: it is over`).toEqual([undefined, undefined])
    if (before?.firstReplyAt !== undefined)
      expect(row.firstReplyAt, `${where}: the first answer`).toBe(before.firstReplyAt)
    if (row.firstReplyAt !== undefined && before?.firstReplyAt === undefined) {
      expect(row.last.by, `${where}: who answered first`).toBe('agent')
      this.firstReplies.add(row.id)
    }
  }

  /** In a team that never closes a promise is so long. */
  #checkBegun({ team, priority }: Row, target: Target, due: number, at: number, where: string): void {
    if (team !== 'support') return
    const { urgent, ...sla } = teams.support.sla
    const { [`${target}Ms` as const]: ms } = { ...sla, ...(priority === 'urgent' && urgent) }
    expect(due, `${where}: ${target} is due`).toBe(at + ms)
  }

  /** What customers write does not move them. */
  #checkOrder(before: Row | undefined, row: Row, where: string): void {
    if (before === undefined || !isQueued(before) || !isQueued(row) || before.team !== row.team) return
    if (row.last.by !== 'customer' || before.priority !== row.priority) return
    expect(row.rankAt, `${where}: its rank`).toBe(before.rankAt)
  }

  #checkAssigned(row: Row, { agent: { id }, how }: Extract<Activity, { what: 'assigned' }>, at: number, where: string) {
    const agent = this.agents.get(id)?.agent
    expect(row.agent?.id, where).toBe(id)
    expect(agent, `${where}: the desk knows ${id}`).toBeDefined()
    this.had.set(row.id, (this.had.get(row.id) ?? new Set()).add(agent!.name))
    expect(this.load(id), `${where}: the load of ${id}`).toBeLessThanOrEqual(agent!.capacity)
    expect(agent?.status, `${where}: ${id} is offline`).not.toBe('offline')
    if (how !== 'claimed') expect(this.isOut(id, at), `${where}: ${id} is out`).toBe(false)
    if (how !== 'routed') return
    expect([agent?.status, agent?.isPresent], `${where}: ${id} is there`).toEqual(['available', true])
    expect(row.team, `${where}: it is given out`).toBe('billing')
    expect(agent?.teams, where).toContain(row.team)
    for (const skill of row.skills ?? []) expect(agent?.skills, where).toContain(skill)
  }

  #checkLine(line: Line, where: string): void {
    for (const team of Object.keys(teams)) {
      const queue = this.queue(team)
      const ids = queue.map(({ id }) => this.tickets.get(id))
      const { tickets, waiting } = line.teams[team]!
      expect(waiting, `${where}: who waits in ${team}`).toBe(queue.length)
      expect(tickets, `${where}: the places in ${team}`).toEqual(ids.slice(0, 50))
      this.#checkPlaces(this.#line.teams[team]?.tickets ?? [], tickets, where)
    }
    this.#line = line
  }

  #checkPlaces(before: readonly string[], now: readonly string[], where: string): void {
    for (const [place, ticket] of now.entries()) {
      const was = before.indexOf(ticket)
      if (was < 0 || was >= place) continue
      const ahead = now.slice(0, place).filter((other) => !before.slice(0, was).includes(other))
      const isHigher = ahead.some((other) => ranks(this.#rowOf(other), this.#rowOf(ticket)) < 0)
      expect(isHigher, `${where}: ${ticket} went back from ${was} to ${place}`).toBe(true)
    }
  }

  #rowOf(ticket: string): Row {
    for (const [id, its] of this.tickets) if (its === ticket) return this.rows.get(id)!
    throw new Error(`Nobody has ${ticket}`)
  }

  /** After everything had its time: nobody waits for nobody, and what was due is known. */
  checkSettled(): void {
    const now = this.#world.clock.now()
    for (const row of this.rows.values()) {
      const { id, agent, status, waitingSince, team, skills = [] } = row
      if (agent !== undefined && status === 'open' && waitingSince !== undefined)
        expect(this.isOut(agent.id, now), `${id} waits for ${agent.id}, who is out`).toBe(false)
      if (status === 'open')
        for (const target of targets)
          if ((row.due?.[target] ?? now) < now) expect(row.breached, `${id} ${target}`).toContain(target)
      if (status === 'snoozed') expect(row.snoozedUntil, `${id} sleeps`).toBeGreaterThan(now - 1_000)
      if (!isQueued(row) || team !== 'billing') continue
      for (const [who, { agent: other }] of this.agents) {
        const mine: readonly string[] = 'skills' in profiles[who as AgentId] ? profiles.dave.skills : []
        const isFree = other.status === 'available' && other.isPresent && this.load(who) < other.capacity
        const isFit = other.teams.includes(team) && skills.every((skill) => mine.includes(skill))
        expect(isFree && isFit, `${id} waits while ${who} is free`).toBe(false)
      }
    }
    for (const [who, { agent }] of this.agents) {
      const isThere = this.#world.agents.some((page) => page.id === who && !page.isHome)
      expect(agent.isPresent, `${who} is present`).toBe(isThere)
    }
  }
}
