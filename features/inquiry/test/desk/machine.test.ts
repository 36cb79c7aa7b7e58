import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareInQueue,
  isWaiting,
  type Line,
  priorities,
  type Queue,
  type Row,
  spreadBounds,
} from '../../src/contract/index.ts'
import { countedAs, type DeskState, isReady, noCounts } from '../../src/desk/desk-state.ts'
import { type DeskConfig, deskConfig } from '../../src/options.ts'
import { DeskLog, type LoggedAt } from './desk-log.ts'
import { agentsOf, inquiryId, type Staff } from './people.ts'

const staffed: Staff = {
  ana: { teams: ['support'], capacity: 2 },
  ben: { teams: ['support', 'sales'], capacity: 3, skills: ['fr'] },
  cho: { capacity: 1 },
  ['__proto__']: { capacity: 2 },
  sue: { role: 'supervisor', capacity: 2 },
}
const minute = 60_000
const slots: readonly [string, string][] = [['09:00', '17:00']]
const week = { 1: slots, 2: slots, 3: slots, 4: slots, 5: slots }
const sla = { firstMs: 30 * minute, nextMs: 20 * minute, resolveMs: 300 * minute, urgent: { firstMs: 5 * minute } }

function configOf(staff: Staff, hasBot: boolean): DeskConfig {
  return deskConfig(
    {
      agentOf: agentsOf(staff),
      teams: {
        support: { assign: 'least-loaded', sla, hours: { zone: 'Asia/Seoul', week } },
        sales: { assign: 'round-robin', sticky: false, sla },
        other: { sla },
      },
    },
    hasBot,
  )
}

type Step = (world: World) => void
/** For what a property says that failed. */
let latest: World | undefined

/** A desk, and how many messages each inquiry has. */
class World {
  readonly staff: Staff = { ...staffed }
  readonly config: DeskConfig
  readonly log: DeskLog
  n = 0

  constructor(hasBot: boolean) {
    latest = this
    this.config = configOf(this.staff, hasBot)
    this.log = new DeskLog(this.config)
    // The others are known by what they do alone.
    for (const each of ['ana', 'ben', 'sue']) this.log.system('present', { agent: each })
    // Some have come, so that there is something to do from the first step on.
    for (const [at, team] of ['support', 'other', 'other'].entries()) this.enter(ids[at]!, { team })
  }

  enter(inquiry: string, more: object): void {
    this.log.system('enter', {
      ...{ inquiry, customer: { id: 'kim', name: 'Kim', verified: false }, subject: 'Hm', answers: {} },
      ...{ ticket: `t${inquiry}`, n: ++this.n, ...more },
    })
  }

  /** Who has it, where the step says so. */
  who(named: string, id: string): string {
    return named === 'its' ? (this.row(id)?.agent?.id ?? 'ana') : named
  }

  row(id: string): Row | undefined {
    return this.log.kept.find(({ row }) => row.id === id)?.row
  }
}

const agents = ['ana', 'ben', 'cho', '__proto__', 'sue']
const agent = fc.constantFrom(...agents)
const doer = fc.constantFrom('its', 'its', 'its', ...agents)
const ids = ['a', 'b', 'c', 'd'].map(inquiryId)
const inquiry = fc.constantFrom(...ids)
const team = fc.constantFrom('support', 'sales', 'other')

/** About an inquiry, by somebody. */
const step =
  (name: string, who: string, inquiryOf: string, more: (world: World) => object = () => ({})): Step =>
  (world) =>
    void world.log.agent(world.who(who, inquiryOf), name, { inquiry: inquiryOf, ...more(world) })

const enter = fc
  .record({
    inquiry,
    team,
    customer: fc.constantFrom('kim', 'lee'),
    priority: fc.constantFrom('urgent', 'high', 'normal', 'low'),
    skills: fc.constantFrom([], [], ['fr']),
  })
  .map(
    ({ inquiry: id, customer, ...more }): Step =>
      (world) =>
        world.enter(id, { ...more, customer: { id: customer, name: customer, verified: true } }),
  )

const saying = fc.oneof(
  fc.tuple(inquiry, fc.constantFrom(false, false, false, true)).map(
    ([id, isOld]): Step =>
      (world) => {
        const n = isOld ? Math.max(1, world.n - 3) : ++world.n
        world.log.system('customerWrote', { inquiry: id, text: `x${n}`, n })
      },
  ),
  fc.tuple(inquiry, doer, fc.constantFrom(false, false, true)).map(
    ([id, named, isBot]): Step =>
      (world) => {
        const who = world.who(named, id)
        const by = { id: who, name: who }
        world.log.system('agentWrote', { inquiry: id, by, text: 'y', n: ++world.n, ...(isBot && { isBot }) })
      },
  ),
)

const asking = fc
  .tuple(inquiry, doer, fc.constantFrom('claim', 'claim', 'wake', 'resolve', 'reopen'))
  .map(([id, who, name]): Step => step(name, who, id))
const moving = fc
  .tuple(inquiry, doer, agent, fc.constantFrom('agent', 'agent', 'team', 'both', 'release'), team)
  .map(([id, who, to, how, toTeam]): Step => {
    const more = { ...(how !== 'team' && { agent: to }), ...(how !== 'agent' && { team: toTeam }) }
    return step(how === 'release' ? how : 'transfer', who, id, (world) => ({
      rev: world.row(id)?.rev ?? 0,
      ...(how === 'release' ? {} : more),
    }))
  })
const marking = fc.oneof(
  fc
    .tuple(inquiry, doer, fc.constantFrom('urgent', 'high', 'normal', 'low'))
    .map(([id, who, priority]): Step => step('setPriority', who, id, () => ({ priority }))),
  fc
    .tuple(inquiry, doer, fc.constantFrom('vip', 'bug'), fc.constantFrom('add', 'remove'))
    .map(([id, who, label, way]): Step => step('label', who, id, () => ({ [way]: [label] }))),
  fc
    .tuple(inquiry, doer, fc.integer({ min: 1, max: 500 }))
    .map(([id, who, minutes]): Step => step('snooze', who, id, ({ log }) => ({ until: log.now + minutes * minute }))),
  fc
    .tuple(inquiry, doer, fc.integer({ min: 1, max: 500 }))
    .map(([id, who, minutes]): Step => step('snooze', who, id, ({ log }) => ({ until: log.now + minutes * minute }))),
  fc.tuple(inquiry, inquiry, doer).map(([id, into, who]): Step => step('merge', who, id, () => ({ into }))),
)
const staffing = fc.oneof(
  fc.tuple(agent, fc.constantFrom('available', 'available', 'away', 'offline'), fc.boolean()).map(
    ([who, status, handBack]): Step =>
      ({ log }) =>
        void log.agent(who, 'setStatus', { status, handBack }),
  ),
  fc.tuple(agent, fc.constantFrom('present', 'present', 'gone')).map(
    ([who, name]): Step =>
      (world) =>
        void world.log.system(name, { agent: who }),
  ),
  fc.tuple(agent, fc.integer({ min: 0, max: 4 })).map(
    ([who, capacity]): Step =>
      ({ log }) =>
        void log.agent('sue', 'setCapacity', { agent: who, capacity }),
  ),
  fc.constantFrom('ben', 'cho').map(
    (who): Step =>
      (world) => {
        delete world.staff[who]
      },
  ),
)
const telling = fc.tuple(inquiry, fc.constantFrom('customerEnded', 'handOff', 'rated', 'identified')).map(
  ([id, name]): Step =>
    ({ log }) => {
      const rating = { score: 4, at: log.now }
      const customer = { id: 'kim', name: 'Kim', verified: true }
      log.system(name, { inquiry: id, by: 'customer', rating, customer })
    },
)
const sweeping = fc.constant<Step>(({ log }) => void log.system('sweep', {}))
const time = fc.integer({ min: 1, max: 90 }).map(
  (minutes): Step =>
    ({ log }) =>
      log.advance(minutes * minute),
)

const steps = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: enter },
    { weight: 8, arbitrary: saying },
    { weight: 4, arbitrary: asking },
    { weight: 3, arbitrary: moving },
    { weight: 4, arbitrary: marking },
    { weight: 4, arbitrary: staffing },
    { weight: 2, arbitrary: telling },
    { weight: 3, arbitrary: time },
    { weight: 1, arbitrary: sweeping },
  ),
  { minLength: 10, maxLength: 50, size: 'max' },
)
const runs = 150 * Number(process.env.INQUIRY_RUNS ?? 1)

/** Runs all, and looks after every event. */
function live(all: readonly Step[], hasBot: boolean, look: (world: World) => void = () => undefined): World {
  const world = new World(hasBot)
  world.log.onEvent = () => look(world)
  for (const each of all) each(world)
  return world
}

function property(check: (all: readonly Step[], hasBot: boolean) => void, numRuns = runs): void {
  const checked = (all: readonly Step[], hasBot: boolean) => {
    try {
      check(all, hasBot)
    } catch (error) {
      throw new Error(`${latest?.log[fc.toStringMethod]()}`, { cause: error })
    }
  }
  fc.assert(fc.property(steps, fc.boolean(), checked), { numRuns })
}

const rowsOf = ({ log }: World) => Object.values(log.state.open).map(({ row }) => row)
const sorted = (rows: readonly Row[]) => rows.filter(isWaiting).sort(compareInQueue)

describe('whatever customers, agents and time do at a desk', { timeout: 120_000 }, () => {
  it('after every event each inquiry has one place: the queue, one agent, or neither', () => {
    property((all, hasBot) => {
      live(all, hasBot, (world) => {
        const { state } = world.log
        const rows = rowsOf(world)
        expect(state.openCount).toBe(rows.length)
        const queue = Object.values(state.teams).flatMap(({ line }) => line.flat())
        for (const { id, status, agent, snoozedUntil, resolvedAt, due } of rows) {
          const isQueued = queue.includes(id)
          const having = Object.entries(state.having).filter(([, its]) => its.includes(id))
          expect(having.map(([who]) => who)).toEqual(agent === undefined ? [] : [agent.id])
          const places = [isQueued, status === 'open' && agent !== undefined, status !== 'open']
          expect(places.filter(Boolean)).toHaveLength(1)
          expect(snoozedUntil !== undefined).toBe(status === 'snoozed')
          if (status === 'snoozed') expect(agent).toBeDefined()
          expect(resolvedAt).toBeUndefined()
          if (status !== 'open') expect(due).toBeUndefined()
        }
        for (const { row } of world.log.kept) {
          if (row.status !== 'resolved') continue
          expect([row.waitingSince, row.due, row.snoozedUntil]).toEqual([undefined, undefined, undefined])
          expect(Object.hasOwn(state.open, row.id)).toBe(false)
        }
      })
    })
  })

  it('positions in the lines are a permutation, and counts and loads are what can be counted', () => {
    property((all, hasBot) => {
      live(all, hasBot, (world) => {
        const { state } = world.log
        const rows = rowsOf(world)
        for (const [name, { line, counts }] of Object.entries(state.teams)) {
          expect(line.flat()).toEqual(sorted(rows.filter((row) => row.team === name)).map(({ id }) => id))
          const counted = { ...noCounts }
          for (const row of rows) {
            const as = countedAs(row)
            if (row.team === name && as !== undefined) counted[as] = counted[as] + 1
          }
          expect(counts).toEqual(counted)
        }
        const known = Object.values(state.agents).map(({ agent }) => agent)
        for (const [name, { ready }] of Object.entries(state.teams))
          expect(ready).toBe(known.filter((each) => isReady(each) && each.teams.includes(name)).length)
        for (const [id, { agent }] of Object.entries(state.agents))
          expect(agent.load).toBe(rows.filter((row) => row.status === 'open' && row.agent?.id === id).length)
      })
    })
  })

  it('nobody’s place gets worse, but by a higher priority or by who came before him and is given back', () => {
    property((all, hasBot) => {
      let before: ReadonlyMap<string, { readonly place: number; readonly row: Row }> = new Map()
      const world = new World(hasBot)
      world.log.onEvent = () => {
        // When it began to be people's business, as of the log alone.
        const event = world.log.events.at(-1)!
        if (event.type === 'rowSet' && event.data.row.status === 'open') {
          const { row, was } = event.data
          if (was.status === 'new' || was.status === 'pending' || was.status === 'resolved')
            cameAt.set(row.id, event.offset)
        }
        const places = new Map<string, { readonly place: number; readonly row: Row }>()
        for (const { line } of Object.values(world.log.state.teams))
          for (const [place, id] of line.flat().entries()) places.set(id, { place, row: world.log.state.open[id]!.row })
        for (const [id, { row, place }] of places) {
          const was = before.get(id)
          if (was === undefined || was.row.team !== row.team || was.row.priority !== row.priority) continue
          for (const other of places.values()) {
            if (other.row.team !== row.team || other.place >= place) continue
            const otherWas = before.get(other.row.id)
            const wasAhead = otherWas?.row.team === row.team && otherWas.place < was.place
            const isHigher = priorities.indexOf(other.row.priority) < priorities.indexOf(row.priority)
            if (wasAhead || isHigher) continue
            expect(other.row.priority).toBe(row.priority)
            expect(cameAt.get(other.row.id)!).toBeLessThan(cameAt.get(id)!)
          }
        }
        before = places
      }
      const cameAt = new Map<string, number>()
      for (const { row } of world.log.kept) cameAt.set(row.id, row.no)
      for (const each of all) {
        // No two come in one moment.
        world.log.now += 1
        each(world)
      }
    })
  })

  it('what a page folds from any state it was given is the state of its view', () => {
    property((all, hasBot) => {
      const views = ['desk', 'supervisor'] as const
      const seen: { readonly after: number; readonly state: unknown }[][] = [[], []]
      const world = live(all, hasBot, ({ log }) => {
        const after = log.events.length
        if (after % 7 === 1)
          for (const [at, view] of views.entries()) seen[at]!.push({ after, state: log.projected(view) })
      })
      views.forEach((view, at) => {
        const end = world.log.projected(view)
        for (const { after, state } of seen[at]!) expect(world.log.shown(view, after, state)).toEqual(end)
      })
      const { log } = world
      expect(JSON.parse(JSON.stringify(log.state))).toEqual(log.state)
      // Of the line the pace grows with time alone.
      const places = (line: unknown) =>
        Object.entries((line as Line).teams).map(([name, { paceMs: _paceMs, ...team }]) => [name, team])
      expect(places(log.shown('line', 0, { teams: {} }))).toEqual(places(log.projected('line')))
    })
  })

  it('each team’s queue has those who wait for it, in their order, and pages see its beginning', () => {
    property((all, hasBot) => {
      const seen: { readonly team: string; readonly after: number; readonly state: Queue }[] = []
      const { log } = live(all, hasBot, (world) => {
        const { state, queues } = world.log
        for (const [team, queue] of queues)
          if (world.log.events.length % 7 === 1) seen.push({ team, after: queue.events.length, state: queue.projected })
        for (const [team, { line }] of Object.entries(state.teams)) {
          const queue = world.log.queue(team)
          expect(queue.state.line.flat()).toEqual(line.flat())
          expect(queue.state.rows).toEqual(Object.fromEntries(line.flat().map((id) => [id, state.open[id]!.row])))
        }
      })
      for (const { team, after, state } of seen)
        expect(log.queue(team).shown(after, state)).toEqual(log.queue(team).projected)
    })
  })

  it('the state is what its log says, also when it was stored in between', () => {
    property((all, hasBot) => {
      const world = live(all, hasBot)
      const { fold } = world.log.channel
      let state = fold.state()
      for (const event of world.log.events) {
        fold.events[event.type]?.(state, JSON.parse(JSON.stringify(event.data)) as never, event)
        if (event.offset % 9 === 0) state = JSON.parse(JSON.stringify(state))
      }
      expect(state).toEqual(world.log.state)
    })
  })

  it('without a person the log says nothing of him, and still gives a desk in which everybody has a place', () => {
    property((all, hasBot) => {
      const { log } = live(all, hasBot)
      const { fold, erase } = log.channel
      for (const person of ['ana', 'kim', '__proto__']) {
        const state = fold.state() as DeskState
        for (const event of log.events) {
          const copy = JSON.parse(JSON.stringify(event)) as LoggedAt
          const left = { ...copy, ...erase?.(copy, person) }
          expect(JSON.stringify(left)).not.toContain(JSON.stringify(person))
          expect(erase?.(left as LoggedAt, person)).toBeUndefined()
          fold.events[left.type]?.(state, left.data as never, event)
        }
        const rows = Object.values(state.open).map(({ row }) => row)
        for (const [name, { line }] of Object.entries(state.teams))
          expect(line.flat()).toEqual(sorted(rows.filter((row) => row.team === name)).map(({ id }) => id))
        for (const [name, { line }] of Object.entries(state.teams))
          expect(log.queue(name).without(person).line.flat().sort()).toEqual(line.flat().sort())
        expect(rows.length).toBe(Object.keys(log.state.open).length)
        expect(JSON.stringify(state)).not.toContain(JSON.stringify(person))
        for (const [id, { agent }] of Object.entries(state.agents))
          expect(agent.load).toBe(rows.filter((row) => row.status === 'open' && row.agent?.id === id).length)
      }
    })
  })

  it('routing gives to nobody who is full, away, gone, of another team or without the skills', () => {
    property((all, hasBot) => {
      let loads = new Map<string, number>()
      live(all, hasBot, ({ log, config, staff }) => {
        const event = log.events.at(-1)!
        const { agents: known } = log.state
        if (event.type === 'rowSet' && event.data.activity?.what === 'assigned') {
          const { row, activity } = event.data
          const { agent: to, own } = known[activity.agent.id]!
          expect(to.load).toBeLessThanOrEqual(to.capacity)
          if (activity.how === 'routed') {
            expect([to.status, to.isPresent, own.goneAt]).toEqual(['available', true, undefined])
            expect(to.teams).toContain(row.team)
            for (const skill of row.skills ?? []) expect(to.skills).toContain(skill)
            expect(config.teams.get(row.team)?.assign).not.toBe('manual')
            expect(Object.hasOwn(staff, to.id)).toBe(true)
          } else expect(loads.get(to.id) ?? 0).toBeLessThan(to.capacity)
        }
        loads = new Map(Object.entries(known).map(([id, { agent: each }]) => [id, each.load]))
      })
    })
  })

  it('whoever is offline, or gone for longer than the grace, has nobody who waits', () => {
    property((all, hasBot) => {
      const world = new World(hasBot)
      for (const each of all) {
        each(world)
        const { state, now } = world.log
        for (const row of rowsOf(world)) {
          if (row.agent === undefined || row.waitingSince === undefined || row.status !== 'open') continue
          const { agent: its, own } = state.agents[row.agent.id]!
          expect(its.status).not.toBe('offline')
          if (!its.isPresent) expect(now - own.goneAt!).toBeLessThan(world.config.graceMs)
        }
      }
    })
  })

  it('who is free is given what waits: nothing that could be routed is left after a command', () => {
    property((all, hasBot) => {
      const world = new World(hasBot)
      for (const each of all) {
        each(world)
        for (const row of sorted(rowsOf(world))) {
          if (row.team === 'other') continue
          const free = Object.values(world.log.state.agents).filter(
            ({ agent: { id, status, isPresent, load, capacity, teams, skills } }) =>
              status === 'available' &&
              isPresent &&
              load < capacity &&
              teams.includes(row.team) &&
              (row.skills ?? []).every((skill) => skills.includes(skill)) &&
              Object.hasOwn(world.staff, id),
          )
          expect(free.map(({ agent: { id } }) => id)).toEqual([])
        }
      }
    })
  })

  it('what a customer writes is waited for somewhere, also where it crosses a merge', () => {
    property((all, hasBot) => {
      const world = live(all, hasBot)
      for (const id of ids) {
        if (world.row(id) === undefined) continue
        world.log.system('customerWrote', { inquiry: id, text: 'And now?', n: ++world.n })
        let row = world.row(id)!
        while (row.mergedInto !== undefined) row = world.row(row.mergedInto.id)!
        expect(row.last.text).toBe('And now?')
        if (row.status !== 'pending') expect([row.status, row.waitingSince]).toEqual(['open', expect.any(Number)])
      }
    })
  })

  it('every deadline that runs has a timer, each is missed once, and a first answer is measured once', () => {
    property((all, hasBot) => {
      const world = live(all, hasBot, ({ log }) => {
        for (const { row } of log.kept)
          for (const target of ['first', 'next', 'resolve'] as const) {
            const due = row.due?.[target]
            const timer = log.timers.get(`due/${row.id}/${target}`)
            if (due === undefined) expect(timer).toBeUndefined()
            else if (!row.breached.includes(target)) expect(timer?.dueAt).toBe(due)
          }
      })
      const { log } = world
      for (const { row } of log.kept) {
        const its = log.events.flatMap((event) =>
          event.type === 'rowSet' && event.data.row.id === row.id ? [event.data] : [],
        )
        const missed = its.flatMap(({ activity }) => (activity?.what === 'breached' ? [activity.target] : []))
        expect(new Set(missed).size).toBe(missed.length)
        expect([...row.breached].sort()).toEqual(missed.sort())
        expect(new Set(its.flatMap((data) => data.row.firstReplyAt ?? [])).size).toBeLessThanOrEqual(1)
      }
      const numbers = Object.values(log.state.days).flatMap((teams) => Object.values(teams))
      const sum = (of: (day: (typeof numbers)[number]) => number) => numbers.reduce((all2, day) => all2 + of(day), 0)
      expect(sum(({ opened }) => opened)).toBe(log.kept.length)
      expect(sum(({ firstReply }) => firstReply.count)).toBe(
        log.kept.filter(({ row }) => row.firstReplyAt !== undefined).length,
      )
      expect(sum(({ breaches }) => breaches)).toBe(log.kept.flatMap(({ row }) => row.breached).length)
      for (const { resolution } of numbers) expect(resolution.buckets).toHaveLength(spreadBounds.length + 1)
    })
  })

  it('documents say what the state says, each inquiry in one list', () => {
    property((all, hasBot) => {
      const { log } = live(all, hasBot)
      for (const { row, own } of log.kept) {
        const open = log.state.open[row.id]
        if (open !== undefined) expect({ row, own }).toEqual(open)
        else expect(row.status).toBe('resolved')
        const lists = ['pending', 'open', 'snoozed', 'resolved'].filter((status) =>
          log.documents.get(`list/${status}`)?.has(row.id),
        )
        expect(lists).toEqual([row.status])
        const customers = [...log.documents].filter(([name, its]) => name.startsWith('customer/') && its.has(row.id))
        expect(customers.map(([name]) => name)).toEqual([`customer/${row.customer.id}`])
      }
    })
  })
})
