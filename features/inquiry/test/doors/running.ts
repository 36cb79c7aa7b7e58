import {
  type Actor,
  ChannelError,
  type Feature,
  StoreError,
  StoreErrorCode,
  systemActor,
  UsageError,
} from '@parley/channel'
import {
  type MemoryFeature,
  type MemoryStore,
  memoryFeature,
  memoryStore,
  type VirtualClock,
  virtualClock,
} from '@parley/testkit'
import type { AgentInquiry, CustomerInquiry, Desk, OwnInquiries, Queue } from '../../src/contract/index.ts'
import type { DoorQueue } from '../../src/doors/queue-fold.ts'
import {
  type Door,
  type DoorEvent,
  type InquiryApi,
  type InquiryOptions,
  inquiry,
  type SendResult,
} from '../../src/server.ts'
import { agents, inquiryId, lineOf, publicName, teams, user } from '../stage.ts'

/** A door that a test answers for. */
export class ScriptedDoor implements Door {
  readonly name: string
  readonly sent: DoorEvent[] = []
  answer: (event: DoorEvent, signal: AbortSignal) => Promise<SendResult> | SendResult = () => ({ status: 'sent' })

  constructor(name = 'script', more: Omit<Partial<Door>, 'send' | 'name'> = {}) {
    this.name = name
    Object.assign(this, more)
  }

  async send(event: DoorEvent, signal: AbortSignal): Promise<SendResult> {
    this.sent.push(event)
    return this.answer(event, signal)
  }

  /** `opened`, `message agent: Hello` … */
  get told(): string[] {
    return this.sent.map((event) =>
      event.type === 'inquiry.message'
        ? `message ${event.message.kind}: ${event.message.text}`
        : event.type.slice('inquiry.'.length),
    )
  }
}

/** `inquiry(options)` at work in memory, on a virtual clock. */
export class Running {
  readonly clock: VirtualClock
  memory: MemoryFeature<InquiryApi>
  /** Of the first server: nothing can be stored, or nothing that has these words. */
  isStoreDown: boolean | string = false
  #feature: Feature<InquiryApi>
  #generation = 0
  #ids = 0

  constructor(options: InquiryOptions = {}, startMs = 1_000_000) {
    this.clock = virtualClock(startMs)
    this.#feature = featureOf(options)
    const onCommit = (group: unknown) => {
      const { isStoreDown: words } = this
      if (words === true || (words && JSON.stringify(group).includes(words)))
        throw new StoreError(StoreErrorCode.failed, 'It is down.')
    }
    this.memory = this.#begin(memoryStore({ onCommit }))
  }

  get api(): InquiryApi['inquiries'] {
    return this.memory.api.inquiries
  }

  async start(who: Actor, name: string, input: object = {}): Promise<void> {
    const asked = { inquiry: inquiryId(name), ticket: `ticketno${name}`, text: `Question ${name}`, ...input }
    await this.command(who, `inquiry-customer/${who.id}`, 'start', asked)
  }

  say(who: Actor, name: string, command: string, input: object = {}): Promise<void> {
    return this.command(who, `inquiry/${inquiryId(name)}`, command, input)
  }

  reply(agent: string, name: string, text: string): Promise<void> {
    return this.say(user(agent), name, 'reply', { text, after: 1_000, join: true })
  }

  atDesk(agent: string, command: string, input: object): Promise<void> {
    return this.command(user(agent), 'inquiry-desk/main', command, input)
  }

  /** He is there, and takes what waits. */
  async take(agent: string, name: string): Promise<void> {
    await this.arrive(agent)
    await this.atDesk(agent, 'claim', { inquiry: inquiryId(name) })
  }

  async arrive(agent: string): Promise<void> {
    await this.command(systemActor, 'inquiry-desk/main', 'present', { agent, name: publicName(agent) })
    await this.atDesk(agent, 'setStatus', { status: 'available' })
  }

  async command(who: Actor, channel: string, name: string, input: object): Promise<void> {
    const command = this.memory.context(who).command(who, channel, name, input, { id: `c${++this.#ids}` })
    try {
      await command
    } finally {
      await this.turn()
    }
  }

  async asAgent(name: string): Promise<AgentInquiry> {
    return (await this.memory.server.open(`inquiry/${inquiryId(name)}`, 'agent')).state as AgentInquiry
  }

  /** What was said and what happened, as an agent reads it. */
  async story(name: string): Promise<string[]> {
    return (await this.asAgent(name)).recent.map(lineOf)
  }

  async asCustomer(who: Actor, name: string): Promise<CustomerInquiry> {
    return (await this.memory.context(who).open(who, `inquiry/${inquiryId(name)}`, 'customer')).state as CustomerInquiry
  }

  async list(who: Actor) {
    const { state } = await this.memory.context(who).open(who, `inquiry-customer/${who.id}`, 'customer')
    return Object.values((state as OwnInquiries).inquiries)
  }

  async desk(): Promise<Desk> {
    return (await this.memory.server.open('inquiry-desk/main', 'desk')).state as Desk
  }

  /** Who waits for a team. */
  async waiting(team = 'support'): Promise<Queue['rows']> {
    return ((await this.memory.server.open(`inquiry-queue/${team}`, 'queue')).state as Queue).rows
  }

  async queued(door = 'script'): Promise<number> {
    const { state } = await this.memory.server.open(`inquiry-door/${door}`, 'queue')
    return Object.keys((state as DoorQueue).queued).length
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

  /** What becomes of it, as the clock moves. */
  async through<Value>(promise: Promise<Value>): Promise<Value> {
    let isOver = false
    const end = () => {
      isOver = true
    }
    promise.then(end, end)
    await this.until(() => isOver)
    return promise
  }

  /** Everything is through, what real sockets take time for, too. */
  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    const began = performance.now()
    while (performance.now() - began < 10_000) {
      await this.turn()
      if (await isSo()) return
      await new Promise((resolve) => setImmediate(resolve))
    }
    throw new Error('It never was so.')
  }

  /** Another server begins on what is stored; `options`: with others. What this one had under way, it does no more. */
  async crash(options?: InquiryOptions): Promise<void> {
    const dead = this.memory.store
    if (options !== undefined) this.#feature = featureOf(options)
    this.memory = this.#begin(dead.reopen())
    await dead.close()
    await this.turn()
  }

  #begin(store: MemoryStore): MemoryFeature<InquiryApi> {
    const generation = ++this.#generation
    const { clock } = this
    // The timers of a process die with it.
    const mortal: VirtualClock = Object.assign(Object.create(clock) as VirtualClock, {
      setTimer: (run: () => void, afterMs: number) =>
        clock.setTimer(() => generation === this.#generation && run(), afterMs),
    })
    return memoryFeature(this.#feature, { clock: mortal, store })
  }
}

function featureOf(options: InquiryOptions): Feature<InquiryApi> {
  return inquiry({ agentOf: agents, teams, files: false, ...options })
}

/** The code of what is refused. */
export async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  try {
    await promise
    return undefined
  } catch (error) {
    if (error instanceof UsageError || error instanceof ChannelError) return error.code
    throw error
  }
}
