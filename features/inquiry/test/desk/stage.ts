import { type Actor, ChannelError, defineChannel, type Feature, type FoundDocument, systemActor } from '@parley/channel'
import { type MemoryFeature, memoryFeature, type VirtualClock, virtualClock } from '@parley/testkit'
import { z } from 'zod'
import {
  type Board,
  type Customer,
  type Desk,
  type DeskSystemCommands,
  inquiryAnnounces,
  type Line,
  type Queue,
  type Row,
} from '../../src/contract/index.ts'
import { deskChannel } from '../../src/desk/channel.ts'
import { type DeskConfig, type DeskOptions, deskConfig } from '../../src/options.ts'
import { queueChannel } from '../../src/queue/channel.ts'
import { actor, agentsOf, inquiryId, type Staff } from './people.ts'

export const desk = 'inquiry-desk/main'
export const hour = 3_600_000
export const minute = 60_000
/** A Wednesday, 10:00 UTC. */
export const start = Date.parse('2026-12-02T10:00:00Z')

/** What a channel was told. */
export interface Told {
  readonly command: string
  readonly input: { readonly [field: string]: never }
}

/** A channel that takes whatever it is sent, and keeps it. */
function recorder(name: string, commands: readonly string[]) {
  const rules = commands.map((command) => [
    command,
    { input: z.any(), decide: (_state: object, input: unknown) => [{ type: 'told', data: { command, input } }] },
  ])
  const fold = { state: () => ({}), events: { told: () => undefined } }
  return defineChannel(
    name,
    fold as never,
    {
      commands: Object.fromEntries(rules),
      views: {},
      // What others do with what they were told is theirs.
      erase: () => undefined,
      acceptsKey: (key: string) => key.length > 0,
    } as never,
  )
}

/** The desk and its queues on a real host, a store in memory and a virtual clock. Inquiries, agents' lists and inboxes only keep what they are told. */
export class DeskStage {
  readonly clock: VirtualClock
  readonly config: DeskConfig
  readonly feature: Feature
  readonly staff: Staff
  memory: MemoryFeature
  #ids = 0
  #messages = 0

  constructor(staff: Staff, options: DeskOptions = {}, hasBot = false, startMs = start) {
    this.staff = staff
    this.clock = virtualClock(startMs)
    this.config = deskConfig({ agentOf: agentsOf(staff), ...options }, hasBot)
    this.feature = {
      name: 'inquiry',
      announces: inquiryAnnounces,
      channels: [
        deskChannel(this.config),
        queueChannel(this.config),
        recorder('inquiry', ['routed']),
        recorder('inquiry-agent', ['set', 'drop']),
      ],
    }
    this.memory = this.#begin()
  }

  #begin(store?: MemoryFeature['store']): MemoryFeature {
    const inboxes: Feature = {
      name: 'inboxes',
      channels: [recorder('inbox', ['notify', 'withdraw'])],
      announcements: { to: (person) => `inbox/${person}`, announce: 'notify', withdraw: 'withdraw' },
    }
    return memoryFeature(this.feature, { clock: this.clock, beside: [inboxes], ...(store && { store }) })
  }

  /** `undefined`, or the code of the refusal. */
  async agent(id: string, name: string, input: object = {}): Promise<string | undefined> {
    return (await this.refusal(actor(id), name, input))?.code
  }

  async system<Name extends keyof DeskSystemCommands>(
    name: Name,
    input: DeskSystemCommands[Name],
  ): Promise<string | undefined> {
    return (await this.refusal(systemActor, name, input))?.code
  }

  async refusal(who: Actor, name: string, input: object): Promise<ChannelError | undefined> {
    const answer = await this.sent(who, name, input)
    await this.turn()
    return answer
  }

  /** Without waiting for what follows from it. */
  async sent(who: Actor, name: string, input: object): Promise<ChannelError | undefined> {
    try {
      await this.memory.context(who).command(who, desk, name, input, { id: `c${++this.#ids}` })
    } catch (error) {
      if (error instanceof ChannelError) return error
      throw error
    }
    return undefined
  }

  /** Agents come: they have a page open, and say how they are. */
  async come(...ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await this.system('present', { agent: id, name: `Name of ${id}` })
      await this.agent(id, 'setStatus', { status: 'available' })
    }
  }

  /** A customer asks. */
  async enter(name: string, more: Partial<DeskSystemCommands['enter']> = {}): Promise<string> {
    const inquiry = inquiryId(name)
    const customer: Customer = { id: `customer-${name}`, name: `Customer ${name}`, verified: false }
    await this.system('enter', {
      ...{ inquiry, customer, subject: `Question ${name}`, team: 'support', ticket: `ticket-${name}`, answers: {} },
      n: this.next(),
      ...more,
    })
    return inquiry
  }

  write(name: string, text = 'Hello?'): Promise<string | undefined> {
    return this.system('customerWrote', { inquiry: inquiryId(name), text, n: this.next() })
  }

  reply(name: string, agent: string, text = 'Yes.', isBot = false): Promise<string | undefined> {
    const by = { id: agent, name: `Name of ${agent}` }
    const input = { inquiry: inquiryId(name), by, text, n: this.next() }
    return this.system('agentWrote', isBot ? { ...input, isBot } : input)
  }

  /** Where the next message stands. */
  next(): number {
    return ++this.#messages
  }

  async desk(who = systemActor): Promise<Desk> {
    return (await this.open(who, 'desk')) as Desk
  }

  /** Who waits for a team. */
  async queue(team = 'support', who = systemActor): Promise<Queue> {
    return (await this.memory.context(who).open(who, `inquiry-queue/${team}`, 'queue')).state as Queue
  }

  async line(who = actor('somebody')): Promise<Line> {
    return (await this.open(who, 'line')) as Line
  }

  async board(who = systemActor): Promise<Board> {
    return (await this.open(who, 'supervisor')) as Board
  }

  async open(who: Actor, view: string): Promise<unknown> {
    return (await this.memory.context(who).open(who, desk, view)).state
  }

  async find(collection: string, query: object = { limit: 100 }, who = systemActor): Promise<readonly FoundDocument[]> {
    const { documents } = await this.memory.context(who).find(who, desk, 'desk', collection, query as never)
    return documents
  }

  /** An inquiry as its document says. */
  async row(name: string): Promise<Row> {
    const [found] = await this.find('inquiries', { id: inquiryId(name) })
    return found?.body as Row
  }

  /** `agent`, `queue`, or the status of what is neither. */
  async place(name: string): Promise<string> {
    const { status, agent } = await this.row(name)
    return status === 'open' ? (agent?.id ?? 'queue') : status
  }

  async places(...names: readonly string[]): Promise<string[]> {
    const places: string[] = []
    for (const name of names) places.push(await this.place(name))
    return places
  }

  told(channel: string): Told[] {
    return this.memory.store.log(channel).map(({ event }) => JSON.parse(event).data)
  }

  /** What an inquiry was told that happened. */
  activities(name: string): { readonly [field: string]: unknown }[] {
    return this.told(`inquiry/${inquiryId(name)}`).flatMap(({ input }) => input.activity ?? [])
  }

  log(): { readonly type: string; readonly offset: number; readonly data: { readonly [field: string]: never } }[] {
    return this.memory.store.log(desk).map(({ event }) => JSON.parse(event))
  }

  /** Everything that needs no time is through. */
  async turn(): Promise<void> {
    for (let round = 0; round < 100; round++) {
      await this.clock.settle()
      const due = await this.memory.store.duePlans(this.clock.now(), 1)
      if (due.length === 0) return
    }
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms)
    await this.turn()
  }

  /** Another server begins on what was stored, `afterMs` later. */
  async restart(afterMs = 0): Promise<void> {
    const store = this.memory.store.reopen()
    await this.clock.advance(afterMs)
    this.memory = this.#begin(store)
    await this.turn()
  }
}
