import { mineFold } from '../../src/agent/mine-fold.ts'
import type { DeskContract, InquiryContract, MineContract, QueueContract } from '../../src/client/description.ts'
import type {
  Activity,
  AgentInquiry,
  AgentName,
  Board,
  Counts,
  Customer,
  Desk,
  DeskAgent,
  DeskCommands,
  Entry,
  InquiryCommands,
  Mine,
  Queue,
  Row,
} from '../../src/contract/index.ts'
import { InquiryCode, isWaiting } from '../../src/contract/index.ts'
import { boardFold } from '../../src/desk/board-fold.ts'
import { deskFold } from '../../src/desk/desk-fold.ts'
import { agentFold } from '../../src/inquiry/agent-fold.ts'
import { queueFold } from '../../src/queue/queue-fold.ts'
import type { Failure } from './fake-handle.ts'
import { FakeHandle, refusal } from './fake-handle.ts'

type Of<Contract extends { commands: object; signals: object }, Events extends object> = {
  commands: Contract['commands']
  signals: Contract['signals']
  events: Events
}
export type FakeDeskHandle = FakeHandle<Desk, Of<DeskContract, DeskContract['views']['desk']['events']>>
export type FakeBoardHandle = FakeHandle<Board, Of<DeskContract, DeskContract['views']['supervisor']['events']>>
export type FakeQueueHandle = FakeHandle<Queue, Of<QueueContract, QueueContract['views']['queue']['events']>>
export type FakeMineHandle = FakeHandle<Mine, Of<MineContract, MineContract['views']['mine']['events']>>
export type FakeInquiryHandle = FakeHandle<
  AgentInquiry,
  Of<InquiryContract, InquiryContract['views']['agent']['events']>
>

type Commands = DeskCommands & InquiryCommands
/** An entry before it has its place. */
export type NewEntry = Entry extends infer One ? (One extends Entry ? Omit<One, 'n' | 'at'> : never) : never

/** A desk without a network: the views over their own folds, and so much of the rules as pages can see. Whoever holds it is everybody else. */
export class FakeDesk {
  readonly me: AgentName
  readonly desk: FakeDeskHandle = new FakeHandle('inquiry-desk/main', 'desk', deskFold)
  readonly board: FakeBoardHandle = new FakeHandle('inquiry-desk/main', 'supervisor', boardFold)
  readonly mine: FakeMineHandle
  readonly queues = new Map<string, FakeQueueHandle>()
  readonly inquiries = new Map<string, FakeInquiryHandle>()
  readonly rows = new Map<string, Row>()
  readonly entries = new Map<string, Entry[]>()
  /** What the next command of a name is refused with, once. */
  readonly refused = new Map<string, Failure>()
  now = () => Date.now()
  /** By inquiry: who takes part without having it. */
  readonly #joined = new Set<string>()
  readonly #orders = new Map<string, number>()
  #n = 0
  #change = 0

  constructor(me: AgentName = { id: 'mina', name: 'Mina Park' }) {
    this.me = me
    this.mine = new FakeHandle(`inquiry-agent/${me.id}`, 'mine', mineFold)
    this.desk.answer = (name, input) => this.#decide(name as keyof DeskCommands, input)
    this.mine.answer = (_, { inquiry }: { inquiry: string }) => {
      this.mine.happen('unreadSet', { id: inquiry, unread: 0 })
      return undefined
    }
    this.desk.isSearched = (collection) => collection === 'inquiries'
    this.desk.documents = (collection) => {
      const [kind, which] = collection.split('/')
      return [...this.rows.values()]
        .filter(({ status, customer }) => kind === 'inquiries' || which === (kind === 'list' ? status : customer.id))
        .map((body) => ({ id: body.id, order: this.#orders.get(body.id) ?? 0, body }))
    }
  }

  open(role: 'agent' | 'supervisor' = 'agent', teams = Object.keys(this.desk.state.teams)): void {
    this.desk.open({ id: this.me.id, role, teams })
    this.mine.open()
    if (role === 'supervisor') this.board.open()
  }

  agent(agent: Partial<DeskAgent> & { readonly id: string; readonly name: string }): void {
    const whole: DeskAgent = {
      role: 'agent',
      teams: Object.keys(this.desk.state.teams),
      skills: [],
      status: 'available',
      isPresent: true,
      capacity: 5,
      load: 0,
      since: this.now(),
      ...agent,
    }
    this.desk.happen('agentSet', { agent: { ...whole, load: this.#loadOf(whole.id) } })
  }

  /** Somebody asks. */
  ask(given: Partial<Row> & { readonly customer: Customer; readonly text: string; readonly ago?: number }): string {
    const { text, ago = 0, ...facts } = given
    const at = this.now() - ago * 60_000
    const no = this.rows.size + 1
    const row: Row = {
      id: `inquiry${String(no).padStart(9, '0')}`,
      no,
      subject: text.slice(0, 120),
      last: { at, by: 'customer', text: text.slice(0, 120) },
      openedAt: at,
      ...{ enteredAt: at, rankAt: at },
      team: Object.keys(this.desk.state.teams)[0] ?? 'support',
      status: 'open',
      rev: 1,
      priority: 'normal',
      labels: [],
      breached: [],
      waitingSince: at,
      ...facts,
    }
    const info = { openedAt: at, no, customer: row.customer, answers: {}, page: {} }
    const handle = this.inquiry(row.id)
    this.#add(row.id, { kind: 'activity', activity: { what: 'opened', team: row.team, ...info } }, at)
    handle.happen('began', { ...info, entry: this.entries.get(row.id)![0]! }, at)
    this.set(row)
    this.say(row.id, { kind: 'customer', id: `m.${this.#n}`, text, by: row.customer }, at)
    return row.id
  }

  /** What is known of the customer's page and of his form. */
  inform(id: string, info: Partial<NonNullable<AgentInquiry['info']>>): void {
    const handle = this.inquiry(id)
    handle.state.info = { ...handle.state.info!, ...info }
    handle.changed()
  }

  /** The desk decided something; `activity` says what. */
  set(row: Row, activity?: Activity, at = this.now()): void {
    const before = this.rows.get(row.id)
    this.rows.set(row.id, row)
    this.#orders.set(row.id, ++this.#change)
    const agents = [before?.agent, row.agent].flatMap((agent) => {
      const known = agent && this.desk.state.agents[agent.id]
      return known ? [{ ...known, load: this.#loadOf(known.id) }] : []
    })
    const from = before && before.team !== row.team ? { from: before.team } : {}
    const { id, team, labels } = row
    this.desk.happen('touched', { id, team, ...from, counts: this.#counts(), agents, labels })
    if (before && isWaiting(before) && !(isWaiting(row) && before.team === team))
      this.queue(before.team).happen('rowOut', { id, waiting: this.#waiting(before.team) })
    if (isWaiting(row)) this.queue(team).happen('rowSet', { row, waiting: this.#waiting(team) })
    if (row.agent?.id === this.me.id && row.status !== 'resolved')
      this.mine.happen('rowSet', { row, unread: this.mine.state.rows[row.id]?.unread ?? 0 })
    else if (this.mine.state.rows[row.id]) this.mine.happen('rowRemoved', { id: row.id })
    const entry = activity && this.#add(row.id, { kind: 'activity', activity }, at)
    const { id: _id, no, customer: _customer, subject: _subject, last: _last, ...facts } = row
    this.inquiry(row.id).happen('routed', { facts, no, ...(entry && { entry }) })
  }

  /** Something is said, by whomever. */
  say(id: string, entry: NewEntry, at = this.now()): Entry {
    const added = this.#add(id, entry, at)
    this.inquiry(id).happen('said', { entry: added })
    const row = this.rows.get(id)
    if (!row || (entry.kind !== 'customer' && entry.kind !== 'agent')) return added
    const { waitingSince, due, ...rest } = row
    const { resolve } = due ?? {}
    const waits =
      entry.kind === 'customer'
        ? { waitingSince: waitingSince ?? at, ...(due && { due }) }
        : resolve !== undefined && { due: { resolve } }
    this.set({ ...rest, ...waits, last: { at, by: entry.kind, text: entry.text.slice(0, 120) } })
    if (entry.kind === 'customer' && row.agent?.id === this.me.id)
      this.mine.happen('rowSet', { row: this.rows.get(id)!, unread: (this.mine.state.rows[id]?.unread ?? 0) + 1 })
    return added
  }

  /** Who waits for a team. */
  queue(team: string): FakeQueueHandle {
    const known = this.queues.get(team)
    if (known) return known
    const handle: FakeQueueHandle = new FakeHandle(`inquiry-queue/${team}`, 'queue', queueFold)
    handle.open()
    this.queues.set(team, handle)
    return handle
  }

  inquiry(id: string): FakeInquiryHandle {
    const known = this.inquiries.get(id)
    if (known) return known
    const handle: FakeInquiryHandle = new FakeHandle(`inquiry/${id}`, 'agent', agentFold)
    handle.answer = (name, input, command) => this.#write(id, name as keyof InquiryCommands, input, command)
    handle.documents = () => (this.entries.get(id) ?? []).map((body) => ({ id: String(body.n), order: body.n, body }))
    handle.status = 'open'
    handle.position = { epoch: 'e', offset: 0 }
    this.inquiries.set(id, handle)
    return handle
  }

  #add(id: string, entry: NewEntry, at = this.now()): Entry {
    const added = { ...entry, n: ++this.#n, at } as Entry
    this.entries.set(id, [...(this.entries.get(id) ?? []), added])
    return added
  }

  #loadOf(agent: string): number {
    return [...this.rows.values()].filter((row) => row.agent?.id === agent && row.status === 'open').length
  }

  #counts(): { [team: string]: Counts } {
    const all = [...this.rows.values()]
    return Object.fromEntries(
      Object.keys(this.desk.state.teams).map((team) => {
        const of = (fits: (row: Row) => boolean) => all.filter((row) => row.team === team && fits(row)).length
        return [
          team,
          {
            waiting: of(isWaiting),
            assigned: of(({ status, agent }) => status === 'open' && agent !== undefined),
            pending: of(({ status }) => status === 'pending'),
            snoozed: of(({ status }) => status === 'snoozed'),
          },
        ]
      }),
    )
  }

  #waiting(team: string): number {
    return [...this.rows.values()].filter((row) => row.team === team && isWaiting(row)).length
  }

  #refusal(name: string): Failure | undefined {
    const failure = this.refused.get(name)
    this.refused.delete(name)
    return failure
  }

  #decide<Name extends keyof DeskCommands>(name: Name, input: Commands[Name]): Failure | undefined {
    const failure = this.#refusal(name)
    if (failure) return failure
    if (name === 'setStatus') {
      this.agent({ ...this.desk.state.agents[this.me.id]!, status: (input as Commands['setStatus']).status })
      return undefined
    }
    if (name === 'setCapacity') {
      const { agent, capacity } = input as Commands['setCapacity']
      this.agent({ ...this.desk.state.agents[agent]!, capacity })
      return undefined
    }
    if (name === 'saveReply') {
      this.desk.happen('replySet', { reply: input as Commands['saveReply'] })
      return undefined
    }
    if (name === 'removeReply') {
      this.desk.happen('replyRemoved', input as Commands['removeReply'])
      return undefined
    }
    const row = this.rows.get((input as { inquiry: string }).inquiry)
    if (!row) return refusal('not-allowed')
    const by = { agent: this.me }
    const { agent, snoozedUntil: _until, ...free } = { ...row, rev: row.rev + 1 }
    switch (name) {
      case 'claim':
        if (agent) return refusal(InquiryCode.taken, `${agent.name} has it.`)
        this.set({ ...free, agent: this.me }, { what: 'assigned', agent: this.me, by, how: 'claimed' })
        return undefined
      case 'release':
        this.set(free, { what: 'unassigned', agent: this.me, by, why: 'released' })
        return undefined
      case 'transfer': {
        const { agent: to, team = row.team, note } = input as Commands['transfer']
        const known = to === undefined ? undefined : this.desk.state.agents[to]
        const name = known && { id: known.id, name: known.name }
        this.set(
          { ...free, team, ...(name && { agent: name }) },
          name
            ? { what: 'assigned', agent: name, by, how: 'transferred', ...(note !== undefined && { note }) }
            : { what: 'team', from: row.team, to: team, by, ...(note !== undefined && { note }) },
        )
        return undefined
      }
      case 'setPriority': {
        const { priority } = input as Commands['setPriority']
        this.set({ ...row, priority }, { what: 'priority', from: row.priority, to: priority, by })
        return undefined
      }
      case 'label': {
        const { add = [], remove = [] } = input as Commands['label']
        const labels = [...new Set([...row.labels.filter((one) => !remove.includes(one)), ...add])]
        this.set({ ...row, labels }, { what: 'labels', added: add, removed: remove, by })
        return undefined
      }
      case 'snooze': {
        const { until } = input as Commands['snooze']
        this.set({ ...row, status: 'snoozed', snoozedUntil: until }, { what: 'snoozed', until, by })
        return undefined
      }
      case 'wake':
        this.set({ ...free, ...(agent && { agent }), status: 'open' }, { what: 'woken', by })
        return undefined
      case 'resolve': {
        const { due: _due, waitingSince: _since, ...rest } = free
        this.set({ ...rest, ...(agent && { agent }), status: 'resolved' }, { what: 'resolved', by })
        return undefined
      }
      case 'reopen':
        this.set({ ...free, ...(agent && { agent }), status: 'open' }, { what: 'reopened', by })
        return undefined
      case 'merge': {
        const { into } = input as Commands['merge']
        const other = this.rows.get(into)!
        const mergedInto = { id: into, no: other.no }
        this.set({ ...free, status: 'resolved', mergedInto }, { what: 'merged', into: mergedInto, by })
        return undefined
      }
      default:
        return undefined
    }
  }

  #write(id: string, name: keyof InquiryCommands, input: never, command: string): Failure | undefined {
    const failure = this.#refusal(name)
    if (failure) return failure
    const row = this.rows.get(id)!
    if (name === 'mark') {
      this.inquiry(id).happen('marked', { side: 'agent', ...(input as Commands['mark']) })
      return undefined
    }
    if (name === 'mailTranscript') return undefined
    const { text } = input as Commands['note']
    if (name === 'note') {
      this.say(id, { kind: 'note', id: command, text, by: this.me })
      return undefined
    }
    const { after, join } = input as Commands['reply']
    const entries = this.entries.get(id) ?? []
    const isNewer = (entry: Entry) => entry.kind === 'agent' && entry.by.id !== this.me.id && entry.n > after
    if (entries.some(isNewer)) return refusal(InquiryCode.newerReply)
    if (row.agent?.id !== this.me.id && !join && !this.#joined.has(id)) return refusal(InquiryCode.notYours)
    if (join) this.#joined.add(id)
    this.say(id, { kind: 'agent', id: command, text, by: this.me })
    return undefined
  }
}
