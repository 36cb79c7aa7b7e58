import { type Actor, type AnyEvent, systemActor } from '@parley/channel'
import { type Connection, connect, type HandleOf } from '@parley/client'
import {
  type MemoryNetwork,
  type MemoryServer,
  memoryNetwork,
  memoryServer,
  type SeededDisk,
  seededDisk,
  type VirtualClock,
  virtualClock,
} from '@parley/testkit'
import { agentChannel } from '../../src/agent/channel.ts'
import {
  type DeskContract,
  describeDesk,
  describeInquiry,
  describeMine,
  describeOwnInquiries,
  describeQueue,
  type InquiryContract,
  type MineContract,
  type OwnInquiriesContract,
  type QueueContract,
} from '../../src/client/description.ts'
import type { AgentProfile, Row } from '../../src/contract/index.ts'
import { customerChannel } from '../../src/customer/channel.ts'
import { deskChannel } from '../../src/desk/channel.ts'
import { inquiryChannel } from '../../src/inquiry/channel.ts'
import { deskConfig } from '../../src/options.ts'
import { queueChannel } from '../../src/queue/channel.ts'
import { heard } from '../stage.ts'

type AsCustomer = HandleOf<InquiryContract, 'customer'>
type AsAgent = HandleOf<InquiryContract, 'agent'>

/** What no customer is ever to see is marked so: notes, labels, and agents' ids, which are e-mail addresses. */
export const note = 'SECRET-NOTE'
export const label = 'SECRET-LABEL'
const domain = '@desk.example'
const ofAgents = new RegExp(`SECRET-|${domain}|"(note|activity|facts|priority|labels|participants|urgent|mentions)"`)

export const customerNames = ['ana', 'ben', 'vic'] as const
export const agentNames = ['alice', 'bob', 'carol', 'sue'] as const
type CustomerName = (typeof customerNames)[number]
type AgentName = (typeof agentNames)[number]

const profiles: { readonly [Name in AgentName]: AgentProfile } = {
  alice: { name: 'Alice', teams: ['support'] },
  bob: { name: 'Bob', teams: ['support'] },
  carol: { name: 'Carol', teams: ['billing'] },
  sue: { name: 'Sue', role: 'supervisor' },
}

export const teamNames = ['support', 'billing'] as const

/** The teams that an agent answers for. */
export function teamsOf(name: AgentName): readonly string[] {
  return profiles[name].teams ?? teamNames
}

export function agentId(name: AgentName): string {
  return `${name}${domain}`
}

/** What customers write bears their names, so that it is known where it may be read. */
export function wordsOf(name: CustomerName): string {
  return `WORDS-OF-${name}`
}

function actorOf(device: string): Actor {
  const [name = ''] = device.split('/')
  if (name in profiles)
    return { id: agentId(name as AgentName), name: `Private name of ${name}${domain}`, guest: false }
  return { id: name, name: name === 'vic' ? 'Guest' : `Name of ${name}`, guest: name === 'vic' }
}

/** Customers and agents in one process: real clients, real sessions and channels, on a clock, a network and a disk that a seed drives. */
export class InquiryWorld {
  readonly clock: VirtualClock = virtualClock(1_800_000_000_000)
  readonly network: MemoryNetwork
  readonly disk: SeededDisk
  readonly server: MemoryServer
  readonly customers: CustomerPage[]
  readonly agents: AgentPage[]
  /** Frames that say to a customer, or to an agent of another team, what is none of his business. */
  readonly leaks: string[] = []
  readonly sentToCustomers: string[] = []
  /** Whose inquiries each agent may have seen so far, as the desk's log says, and how much of that was read. */
  readonly #seen = new Map<AgentName, Set<string>>(agentNames.map((name) => [name, new Set()]))
  #seenUpTo = 0
  ids = 0

  constructor(seed: number) {
    const { clock } = this
    this.network = memoryNetwork({ clock, seed, latencyMs: [1, 40] })
    this.disk = seededDisk({ clock, seed, commitMs: [0, 10] })
    const config = deskConfig({
      agentOf: ({ id }) => (id.endsWith(domain) ? profiles[id.slice(0, -domain.length) as AgentName] : undefined),
      teams: { support: { sla: { firstMs: 60_000 } }, billing: { assign: 'round-robin' } },
      linkTo: (inquiry, side) => `/${side}/${inquiry}`,
    })
    const channels = [
      ...[inquiryChannel(config), customerChannel(config), agentChannel(config)],
      ...[deskChannel(config), queueChannel(config)],
    ]
    this.server = memoryServer({
      features: [{ name: 'inquiry', channels }, heard],
      // A server's clock says whole milliseconds; timers of the clients fall between them.
      clock: { ...clock, now: () => Math.floor(clock.now()) },
      network: this.network,
      disk: this.disk,
      // Small, so that replays, snapshots and fresh states all happen.
      limits: {
        ...{ recentEvents: 8, maxReplay: 20, snapshotEvery: 7 },
        ...{ commandsPerSecond: 1_000_000, commandBurst: 1_000_000 },
      },
      identify: actorOf,
      onSend: (text, { name }) => this.#look(text, name),
    })
    this.customers = customerNames.flatMap((name) =>
      [`${name}/phone`, `${name}/laptop`].map((one) => new CustomerPage(this, one, name)),
    )
    this.agents = agentNames.map((name) => new AgentPage(this, `${name}/desk`, name))
  }

  get connections(): Connection[] {
    return [...this.customers, ...this.agents].map(({ connection }) => connection)
  }

  /** All of them are there, and every agent takes inquiries. */
  async open(): Promise<void> {
    await this.clock.advance(500)
    for (const { name, desk } of this.agents) {
      this.system('inquiry-desk/main', 'present', { agent: agentId(name) })
      void desk.commands.setStatus({ status: 'available' })
    }
    await this.clock.advance(1_000)
  }

  /** Everybody has asked, and looks at it; one of them has an agent. */
  async begin(): Promise<void> {
    for (const page of this.customers) page.start()
    await this.clock.advance(1_000)
    for (const page of this.customers) void page.inquiry
    const [alice] = this.agents
    const id = alice?.waiting[0]?.id
    if (id !== undefined) void alice?.desk.commands.claim({ inquiry: id })
    await this.clock.advance(500)
  }

  /** As a driver of the server does that hears no answer: the same again, under the same id. */
  system(channel: string, name: string, input: object, id = `app-${++this.ids}`): void {
    const sender = {
      done: () => {},
      refused: (_id: string, { retryable }: { readonly retryable: boolean }) => {
        if (retryable) this.clock.setTimer(() => this.system(channel, name, input, id), 1_000)
      },
    }
    this.server.host.command(systemActor, { type: 'command', id, channel, name, input } as never, sender as never)
  }

  /** Everything works again, and has had its time. */
  async heal(): Promise<void> {
    this.disk.set()
    this.network.resume()
    for (const { device } of [...this.customers, ...this.agents]) this.network.setOnline(device, true)
    for (let round = 0; round < 3; round++) await this.clock.advance(45_000)
  }

  log(channel: string): (AnyEvent & { readonly offset: number; readonly at: number })[] {
    return this.server.store.log(channel).map(({ event }) => JSON.parse(event))
  }

  close(): void {
    for (const connection of this.connections) connection.close()
  }

  #look(text: string, device: string): void {
    const [name = ''] = device.split('/')
    if (name in profiles) {
      this.#lookAsAgent(text, name as AgentName)
      return
    }
    this.sentToCustomers.push(text)
    const ofOthers = customerNames.filter((other) => other !== name).some((other) => text.includes(wordsOf(other)))
    if (ofAgents.test(text) || ofOthers) this.leaks.push(`${device}: ${text}`)
  }

  /** Who a customer of another team is and what he writes is nothing that an agent hears of. */
  #lookAsAgent(text: string, agent: AgentName): void {
    const seen = this.#seen.get(agent)!
    const named = customerNames.filter((one) => !seen.has(one) && marksOf(one).some((mark) => text.includes(mark)))
    if (named.length === 0) return
    this.#readDesk()
    if (!named.every((one) => seen.has(one))) this.leaks.push(`${agent}: ${text}`)
  }

  #readDesk(): void {
    const log = this.log('inquiry-desk/main')
    for (const { type, data } of log.slice(this.#seenUpTo)) {
      if (type !== 'rowSet') continue
      const { row } = data as { row: Row }
      for (const [name, seen] of this.#seen)
        if (teamsOf(name).includes(row.team) || row.agent?.id === agentId(name)) seen.add(row.customer.id)
    }
    this.#seenUpTo = log.length
  }
}

/** The names and the words by which one customer is known in a frame. */
function marksOf(name: CustomerName): readonly string[] {
  return [wordsOf(name), `Name of ${name}`, `"id":"${name}"`]
}

export class CustomerPage {
  readonly device: string
  readonly name: CustomerName
  readonly connection: Connection
  readonly own: HandleOf<OwnInquiriesContract, 'customer'>
  readonly line: HandleOf<DeskContract, 'line'>
  readonly open = new Map<string, AsCustomer>()
  readonly #world: InquiryWorld

  constructor(world: InquiryWorld, device: string, name: CustomerName) {
    this.device = device
    this.name = name
    this.#world = world
    this.connection = connect('ws://server', {
      environment: world.network.environment(device),
      guest: { key: `${device.replace('/', '-')}-0123456789abcdef`, name },
    })
    this.own = this.connection.open(describeOwnInquiries, name) as typeof this.own
    this.line = this.connection.open(describeDesk, 'main', 'line')
  }

  start(): void {
    const id = String(++this.#world.ids).padStart(4, '0')
    const input = {
      inquiry: `${this.name}00000000000000000`.slice(0, 16) + id,
      ticket: `ticket00${id}`,
      text: `${wordsOf(this.name)} ${id}`,
      ...(this.name === 'vic' && { team: 'billing' }),
    }
    void this.own.commands.start(input).catch(() => {})
  }

  /** His newest. */
  get inquiry(): AsCustomer | undefined {
    const newest = Object.values(this.own.state.inquiries)
      .filter(({ starting }) => !starting)
      .at(-1)
    return newest && this.opened(newest.id)
  }

  opened(id: string): AsCustomer {
    const known = this.open.get(id)
    // Of what ended there is a new handle.
    if (known !== undefined && known.status !== 'refused') return known
    known?.close()
    const handle = this.connection.open(describeInquiry, id, 'customer')
    this.open.set(id, handle)
    return handle
  }
}

export class AgentPage {
  readonly device: string
  readonly name: AgentName
  readonly connection: Connection
  readonly desk: HandleOf<DeskContract, 'desk'>
  readonly mine: HandleOf<MineContract, 'mine'>
  readonly queues: readonly HandleOf<QueueContract, 'queue'>[]
  /** Of other teams: he tries. */
  readonly foreign: readonly HandleOf<QueueContract, 'queue'>[]
  readonly open = new Map<string, AsAgent>()

  constructor(world: InquiryWorld, device: string, name: AgentName) {
    this.device = device
    this.name = name
    this.connection = connect('ws://server', {
      environment: world.network.environment(device),
      guest: { key: `${device.replace('/', '-')}-0123456789abcdef`, name },
    })
    this.desk = this.connection.open(describeDesk, 'main', 'desk')
    this.mine = this.connection.open(describeMine, agentId(name)) as typeof this.mine
    const openAll = (teams: readonly string[]) => teams.map((team) => this.connection.open(describeQueue, team))
    this.queues = openAll(teamsOf(name))
    this.foreign = openAll(teamNames.filter((team) => !teamsOf(name).includes(team)))
  }

  /** What waits for him. */
  get waiting(): readonly Row[] {
    return this.queues.flatMap(({ state }) => state.rows)
  }

  /** One that is in his list, or waits. */
  pick(part: number): AsAgent | undefined {
    const ids = [...Object.keys(this.mine.state.rows), ...this.waiting.map(({ id }) => id)]
    const id = ids[Math.min(ids.length - 1, Math.floor(part * ids.length))]
    return id === undefined ? undefined : this.opened(id)
  }

  opened(id: string): AsAgent {
    const known = this.open.get(id)
    if (known !== undefined && known.status !== 'refused') return known
    known?.close()
    const handle = this.connection.open(describeInquiry, id, 'agent')
    this.open.set(id, handle)
    return handle
  }
}
