import {
  type Actor,
  type AnnouncementTaker,
  type ChannelDefinition,
  ChannelError,
  defineChannel,
  defineFold,
  type Feature,
  systemActor,
} from '@parley/channel'
import { type MemoryFeature, memoryFeature, type VirtualClock, virtualClock } from '@parley/testkit'
import { z } from 'zod'
import { agentChannel } from '../src/agent/channel.ts'
import type { AgentInquiry, CustomerInquiry, Entry, Mine, OwnInquiries, OwnInquiry } from '../src/contract/index.ts'
import { customerChannel } from '../src/customer/channel.ts'
import { deskChannel } from '../src/desk/channel.ts'
import { inquiryChannel } from '../src/inquiry/channel.ts'
import { type DeskConfig, type DeskOptions, deskConfig } from '../src/options.ts'
import { queueChannel } from '../src/queue/channel.ts'

export function user(id: string): Actor {
  return { id, name: `Name of ${id}`, guest: false }
}

export function guest(id: string): Actor {
  return { id, name: 'Guest', guest: true }
}

/** Agents are `alice` and `bob` of `support`, `carol` of `billing`, and `sue`, a supervisor. */
export const agents: NonNullable<DeskOptions['agentOf']> = ({ id }) => {
  if (id === 'alice' || id === 'bob') return { name: publicName(id), teams: ['support'] }
  if (id === 'carol') return { name: publicName(id), teams: ['billing'] }
  return id === 'sue' ? { name: publicName(id), role: 'supervisor' } : undefined
}

export function publicName(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1)
}

export const teams = { support: {}, billing: {} }

/** 16 characters, as a page makes them. */
export function inquiryId(name: string): string {
  return name.padEnd(16, '0')
}

/** All channels on a real host, a store in memory and a virtual clock. */
export class Stage {
  readonly clock: VirtualClock
  readonly config: DeskConfig
  readonly feature: Feature
  memory: MemoryFeature
  #ids = 0

  constructor({
    options = {},
    hasBot = false,
    limits = {},
    desk = deskChannel,
    startMs = 1_000_000,
  }: {
    readonly options?: DeskOptions
    readonly hasBot?: boolean
    readonly limits?: Partial<DeskConfig['limits']>
    readonly desk?: (config: DeskConfig) => ChannelDefinition
    readonly startMs?: number
  } = {}) {
    this.clock = virtualClock(startMs)
    const config = deskConfig({ agentOf: agents, teams, ...options }, hasBot)
    this.config = { ...config, limits: { ...config.limits, ...limits } }
    this.feature = {
      name: 'inquiry',
      channels: [
        inquiryChannel(this.config),
        customerChannel(this.config),
        agentChannel(this.config),
        desk(this.config),
        queueChannel(this.config),
      ],
    }
    this.memory = this.#begin()
  }

  #begin(store?: MemoryFeature['store']): MemoryFeature {
    return memoryFeature(this.feature, { clock: this.clock, beside: [heard], ...(store && { store }) })
  }

  /** `undefined`, or the code of the refusal. */
  async command(who: Actor, channel: string, name: string, input: object, id?: string): Promise<string | undefined> {
    return (await this.refusal(who, channel, name, input, id))?.code
  }

  async refusal(
    who: Actor,
    channel: string,
    name: string,
    input: object,
    id = `c${++this.#ids}`,
  ): Promise<ChannelError | undefined> {
    try {
      await this.memory.context(who).command(who, channel, name, input, { id })
    } catch (error) {
      if (error instanceof ChannelError) return error
      throw error
    } finally {
      await this.turn()
    }
    return undefined
  }

  /** A customer asks; his inquiry's id is made of its name. */
  start(who: Actor, name: string, input: object = {}, id?: string): Promise<string | undefined> {
    const given = { inquiry: inquiryId(name), ticket: `ticketno${name}`, text: `Question ${name}`, ...input }
    return this.command(who, `inquiry-customer/${who.id}`, 'start', given, id)
  }

  /** A command to the inquiry of this name. */
  say(who: Actor, name: string, command: string, input: object = {}, id?: string): Promise<string | undefined> {
    return this.command(who, `inquiry/${inquiryId(name)}`, command, input, id)
  }

  reply(agent: string, name: string, text: string, more: object = {}): Promise<string | undefined> {
    return this.say(user(agent), name, 'reply', { text, after: 1_000, ...more })
  }

  /** What the server itself says to the inquiry of this name. */
  system(name: string, command: string, input: object, id?: string): Promise<string | undefined> {
    return this.say(systemActor, name, command, input, id)
  }

  /** An agent to the desk, of the inquiry of this name. */
  async atDesk(agent: string, name: string, command: string, input: object = {}): Promise<string | undefined> {
    return this.command(user(agent), 'inquiry-desk/main', command, { inquiry: inquiryId(name), ...input })
  }

  /** An agent's page is open, and he takes inquiries. */
  async arrive(agent: string): Promise<void> {
    const refused = await this.command(systemActor, 'inquiry-desk/main', 'present', { agent, name: publicName(agent) })
    const status = await this.command(user(agent), 'inquiry-desk/main', 'setStatus', { status: 'available' })
    if (refused ?? status) throw new Error(`${agent}: ${refused ?? status}`)
  }

  /** The `rev` of the inquiry of this name, as the desk has it. */
  async rev(name: string): Promise<number> {
    return ((await this.open(systemActor, `inquiry/${inquiryId(name)}`, 'agent')) as AgentInquiry).facts!.rev
  }

  async asCustomer(who: Actor, name: string): Promise<CustomerInquiry> {
    return (await this.open(who, `inquiry/${inquiryId(name)}`, 'customer')) as CustomerInquiry
  }

  async asAgent(agent: string, name: string): Promise<AgentInquiry> {
    return (await this.open(user(agent), `inquiry/${inquiryId(name)}`, 'agent')) as AgentInquiry
  }

  /** All of its entries as an agent reads them: what happened, or who said what. */
  async story(agent: string, name: string): Promise<string[]> {
    return (await this.asAgent(agent, name)).recent.map(lineOf)
  }

  async list(who: Actor): Promise<readonly OwnInquiry[]> {
    const { inquiries } = (await this.open(who, `inquiry-customer/${who.id}`, 'customer')) as OwnInquiries
    return Object.values(inquiries)
  }

  async mine(agent: string): Promise<Mine['rows']> {
    return ((await this.open(user(agent), `inquiry-agent/${agent}`, 'mine')) as Mine).rows
  }

  async open(who: Actor, channel: string, view: string): Promise<unknown> {
    return (await this.memory.context(who).open(who, channel, view)).state
  }

  /** Documents of a collection, newest first. */
  async find(who: Actor, name: string, view: string, collection: string, by: object = {}) {
    const query = { limit: 100, ...by } as never
    return this.memory.context(who).find(who, `inquiry/${inquiryId(name)}`, view, collection, query)
  }

  /** What was announced to this person, oldest first, and withdrawn: `inquiry/reply`, `-key`. */
  announced(person: string): { readonly what: string; readonly data: { readonly [field: string]: unknown } }[] {
    return this.log(`heard/${person}`).map(({ type, data }) => ({ what: type, data }))
  }

  log(
    channel: string,
  ): { readonly type: string; readonly offset: number; readonly data: { readonly [field: string]: unknown } }[] {
    return this.memory.store.log(channel).map(({ event }) => JSON.parse(event))
  }

  /** Everything that needs no time is through. */
  async turn(): Promise<void> {
    for (let round = 0; round < 50; round++) {
      await this.clock.settle()
      const due = await this.memory.store.duePlans(this.clock.now(), 1)
      if (due.length === 0) return
    }
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms)
    await this.turn()
  }

  /** Another server begins on what was stored. */
  async restart(): Promise<void> {
    this.memory = this.#begin(this.memory.store.reopen())
    await this.turn()
  }
}

export function lineOf(entry: Entry): string {
  return entry.kind === 'activity' ? entry.activity.what : `${entry.kind}: ${entry.text}`
}

/** Takes what is announced, and keeps it. */
const taker: AnnouncementTaker = { to: (person) => `heard/${person}`, announce: 'announce', withdraw: 'withdraw' }
const anything = z.record(z.string(), z.unknown())
const noted = () => {}
/** Stands for the feature that takes announcements. */
export const heard: Feature = {
  name: 'heard',
  announcements: taker,
  channels: [
    defineChannel('heard', defineFold({ state: () => ({}), events: { announced: noted, withdrawn: noted } }), {
      acceptsKey: () => true,
      commands: {
        announce: { input: anything, decide: (_state, data) => [{ type: 'announced', data }] as never },
        withdraw: { input: anything, decide: (_state, data) => [{ type: 'withdrawn', data }] as never },
      },
      erase: ({ type, data }, person) =>
        JSON.stringify(data).includes(`"${person}"`) ? ({ type, data: {} } as never) : undefined,
      views: {},
    }),
  ],
}
