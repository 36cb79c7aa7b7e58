import type { Actor, AnyEvent } from '@parley/channel'
import { type Connection, connect, type HandleOf } from '@parley/client'
import {
  type MemoryNetwork,
  type MemoryServer,
  memoryNetwork,
  memoryServer,
  type SeededDisk,
  seededDisk,
  stateAt,
  type VirtualClock,
  virtualClock,
} from '@parley/testkit'
import {
  type DeskContract,
  describeDesk,
  describeInquiry,
  describeMine,
  describeOwnInquiries,
  type InquiryContract,
  type MineContract,
  type OwnInquiriesContract,
} from '../../src/client/description.ts'
import type { AgentProfile } from '../../src/contract/index.ts'
import type { TeamOptions } from '../../src/options.ts'
import { inquiry } from '../../src/server.ts'
import { heard } from '../stage.ts'

export type AsCustomer = HandleOf<InquiryContract, 'customer'>
export type AsAgent = HandleOf<InquiryContract, 'agent'>

/** Two of them are guests. */
export const customerNames = ['ana', 'ben', 'mia', 'vic', 'gus'] as const
export type CustomerName = (typeof customerNames)[number]
const guests: readonly string[] = ['vic', 'gus']

export const profiles = {
  alice: { name: 'Alice', teams: ['support'], capacity: 2 },
  bob: { name: 'Bob', teams: ['support', 'billing'], capacity: 2 },
  carol: { name: 'Carol', teams: ['billing'], capacity: 1 },
  dave: { name: 'Dave', teams: ['billing'], capacity: 2, skills: ['fr'] },
  sue: { name: 'Sue', role: 'supervisor', capacity: 3 },
} satisfies { readonly [name: string]: AgentProfile }
export type AgentId = keyof typeof profiles
export const agentIds = Object.keys(profiles) as AgentId[]

/** `support` is taken from by hand and never closes; `billing` is given out, and closes two minutes after the beginning, a Friday. */
export const teams = {
  support: { sla: { firstMs: 60_000, nextMs: 45_000, resolveMs: 600_000, urgent: { firstMs: 20_000 } } },
  billing: {
    assign: 'least-loaded',
    sla: { firstMs: 90_000, nextMs: 60_000 },
    hours: { zone: 'UTC', week: { 1: [['09:00', '17:00']], 5: [['07:00', '08:02']] } },
  },
} satisfies { readonly [team: string]: TeamOptions }

export const graceMs = 20_000

/** A command that a page has sent, and what it was told of it. */
export interface Told {
  readonly by: string
  readonly name: string
  readonly input: { readonly [field: string]: unknown }
  offset?: number
  refusal?: { readonly code: string; readonly message: string }
}

interface Receipt extends PromiseLike<{ readonly offset: number }> {}

export interface Logged extends AnyEvent {
  readonly offset: number
  readonly at: number
  readonly data: never
}

/** A whole support desk in one process: real clients and the feature as a server runs it, on a clock, a network and a disk that a seed drives. */
export class SupportWorld {
  readonly clock: VirtualClock = virtualClock(Date.parse('2027-01-15T08:00:00Z'))
  readonly network: MemoryNetwork
  readonly disk: SeededDisk
  readonly server: MemoryServer
  readonly customers: CustomerPage[]
  readonly agents: AgentPage[]
  readonly told: Told[] = []
  #ids = 0

  constructor(seed: number, hasBot = false) {
    const { clock } = this
    this.network = memoryNetwork({ clock, seed, latencyMs: [1, 40] })
    this.disk = seededDisk({ clock, seed, commitMs: [0, 10] })
    const feature = inquiry({
      agentOf: ({ id }) => (Object.hasOwn(profiles, id) ? profiles[id as AgentId] : undefined),
      routeTo: ({ text }) => (text.startsWith('fr') ? { skills: ['fr'] } : undefined),
      ...{ teams, graceMs, files: false },
      ...(hasBot && {
        bot: {
          name: 'Bot',
          answer: ({ entries }) =>
            entries.at(-1)?.text.endsWith('0') ? { text: 'Ask again', handOff: 'too hard' } : { text: 'Have you …?' },
        },
      }),
    })
    this.server = memoryServer({
      features: [feature, heard],
      // A server's clock says whole milliseconds; timers of the clients fall between them.
      clock: { ...clock, now: () => Math.floor(clock.now()) },
      ...{ network: this.network, disk: this.disk },
      // Small, so that replays, snapshots and fresh states all happen.
      limits: {
        ...{ recentEvents: 8, maxReplay: 20, snapshotEvery: 7 },
        ...{ commandsPerSecond: 1_000_000, commandBurst: 1_000_000 },
      },
      identify: actorOf,
    })
    this.customers = ['ana/phone', 'ana/laptop', 'ben/page', 'mia/page', 'vic/page', 'gus/page'].map(
      (device) => new CustomerPage(this, device),
    )
    this.agents = [...agentIds.map((id) => `${id}/desk`), 'alice/phone'].map((device) => new AgentPage(this, device))
  }

  get pages(): (CustomerPage | AgentPage)[] {
    return [...this.customers, ...this.agents]
  }

  agent(id: AgentId): AgentPage {
    return this.agents.find((page) => page.id === id)!
  }

  customer(name: CustomerName): CustomerPage {
    return this.customers.find((page) => page.id === name)!
  }

  /** All are there, and the supervisor takes inquiries too. Three customers have asked. */
  async open(): Promise<void> {
    await this.clock.advance(500)
    this.agent('sue').tell('setStatus', { status: 'available' })
    await this.clock.advance(500)
    this.customer('ana').start('support')
    this.customer('ben').start('billing')
    this.customer('vic').start('support')
    await this.clock.advance(500)
  }

  nextId(): string {
    return String(++this.#ids).padStart(4, '0')
  }

  track(by: string, name: string, input: object, receipt: Receipt): void {
    const told: Told = { by, name, input: { ...input } }
    this.told.push(told)
    receipt.then(
      ({ offset }) => {
        told.offset = offset
      },
      ({ code, message }) => {
        told.refusal = { code, message }
      },
    )
  }

  /** Everything works again and has had its time. Who went home stays there. */
  async settle(): Promise<void> {
    this.disk.set()
    this.network.resume()
    this.network.reorder(0)
    for (const { device, isHome } of this.pages) this.network.setOnline(device, !isHome)
    for (let round = 0; round < 3; round++) await this.clock.advance(45_000)
  }

  /** Begun ones, as the log knows them. */
  get inquiries(): { readonly id: string; readonly customer: CustomerName }[] {
    return customerNames.flatMap((customer) =>
      Object.keys(this.view<{ inquiries: object }>(`inquiry-customer/${customer}`, 'customer').inquiries).map((id) => ({
        id,
        customer,
      })),
    )
  }

  log(channel: string): Logged[] {
    return this.server.store.log(channel).map(({ event }) => JSON.parse(event))
  }

  /** What a view is at the end of its log. */
  view<State>(channel: string, view: string): State {
    return stateAt(this.server, channel, view, Number.POSITIVE_INFINITY) as State
  }

  close(): void {
    for (const { connection } of this.pages) connection.close()
  }
}

function actorOf(device: string): Actor {
  const id = device.split('/')[0]!
  return { id, name: `Name of ${id}`, guest: guests.includes(id) }
}

class Page {
  readonly device: string
  readonly id: string
  readonly connection: Connection
  readonly world: SupportWorld
  /** No page of his is open, and he means it so. */
  isHome = false

  constructor(world: SupportWorld, device: string) {
    this.world = world
    this.device = device
    this.id = device.split('/')[0]!
    this.connection = connect('ws://server', {
      environment: world.network.environment(device),
      guest: { key: `${device.replace('/', '-')}-0123456789abcdef`, name: this.id },
    })
  }

  go(isHome: boolean): void {
    this.isHome = isHome
    this.world.network.setOnline(this.device, !isHome)
  }

  /** Of what the server ended there is a new handle. */
  protected again<Handle extends AsCustomer | AsAgent>(open: Map<string, Handle>, id: string, make: () => Handle) {
    const known = open.get(id)
    if (known !== undefined && known.status !== 'refused') return known
    known?.close()
    const handle = make()
    open.set(id, handle)
    return handle
  }
}

export class CustomerPage extends Page {
  readonly own: HandleOf<OwnInquiriesContract, 'customer'>
  readonly line: HandleOf<DeskContract, 'line'>
  readonly open = new Map<string, AsCustomer>()

  constructor(world: SupportWorld, device: string) {
    super(world, device)
    this.own = this.connection.open(describeOwnInquiries, this.id) as typeof this.own
    this.line = this.connection.open(describeDesk, 'main', 'line')
  }

  /** Gives its id. */
  start(team: string, prefix = ''): string {
    const no = this.world.nextId()
    const id = `${this.id}00000000000000000`.slice(0, 16) + no
    const input = { inquiry: id, ticket: `ticket00${no}`, text: `${prefix} ${this.id} ${no}`.trim(), team }
    this.world.track(this.id, 'start', input, this.own.commands.start(input))
    return id
  }

  /** One of his that has begun; the newest for 0. */
  pick(part = 0): AsCustomer | undefined {
    const ids = Object.values(this.own.state.inquiries).flatMap(({ id, starting }) => (starting ? [] : [id]))
    const id = ids.at(-1 - Math.floor(part * ids.length))
    return id === undefined ? undefined : this.opened(id)
  }

  opened(id: string): AsCustomer {
    return this.again(this.open, id, () => this.connection.open(describeInquiry, id, 'customer'))
  }

  say(handle: AsCustomer | undefined, name: 'write' | 'end' | 'rate' | 'mark', input: object = {}): void {
    if (handle === undefined) return
    const send = handle.commands[name] as (input: object) => Receipt
    this.world.track(this.id, name, { inquiry: idOf(handle), ...input }, send(input))
  }

  write(part = 0): void {
    this.say(this.pick(part), 'write', { text: `${this.id} ${this.world.nextId()}` })
  }
}

export class AgentPage extends Page {
  readonly desk: HandleOf<DeskContract, 'desk'>
  readonly mine: HandleOf<MineContract, 'mine'>
  readonly open = new Map<string, AsAgent>()

  constructor(world: SupportWorld, device: string) {
    super(world, device)
    this.desk = this.connection.open(describeDesk, 'main', 'desk')
    this.mine = this.connection.open(describeMine, this.id) as typeof this.mine
  }

  opened(id: string): AsAgent {
    return this.again(this.open, id, () => this.connection.open(describeInquiry, id, 'agent'))
  }

  /** A command to the desk. */
  tell<Name extends keyof DeskContract['commands'] & string>(name: Name, input: DeskContract['commands'][Name]): void {
    const send = this.desk.commands[name] as (input: object) => Receipt
    this.world.track(this.id, name, input, send(input))
  }

  say(handle: AsAgent, name: 'reply' | 'note' | 'mark', input: object): void {
    const send = handle.commands[name] as (input: object) => Receipt
    this.world.track(this.id, name, { inquiry: idOf(handle), ...input }, send(input))
  }

  reply(id: string, join = false): void {
    const handle = this.opened(id)
    const after = handle.state.recent.at(-1)?.n ?? 0
    this.say(handle, 'reply', { text: `Answer ${this.world.nextId()}`, after, join })
  }
}

function idOf({ channel }: { readonly channel: string }): string {
  return channel.slice('inquiry/'.length)
}
