import type { Actor, ChannelDefinition, Fold } from '@parley/channel'
import { Encoded, Host, Session, systemActor } from '@parley/channel'
import { Subscription } from '@parley/channel/client'
import { type MemoryStore, memoryStore, type VirtualClock, virtualClock } from '@parley/testkit'
import type { Person } from '../../src/contract/index.ts'
import { directoryChannel } from '../../src/directory/channel.ts'
import { directoryFold } from '../../src/directory/directory-fold.ts'
import { personChannel } from '../../src/person/channel.ts'
import type { PersonOptions } from '../../src/person/options.ts'
import { personFold } from '../../src/person/person-fold.ts'
import { roomFold } from '../../src/room/room-fold.ts'
import { type ChatOptions, chatChannel } from '../../src/server.ts'

type Down = { readonly type: string; readonly [field: string]: unknown }
type Reason = { readonly code: string; readonly message: string; readonly issues?: unknown }

const folds: { readonly [view: string]: Fold<never, never> } = {
  person: personFold as never,
  room: roomFold as never,
  directory: directoryFold as never,
}

export function actor(id: string, name = `Name of ${id}`): Actor {
  return { id, name, guest: false }
}

/** One device of somebody: what it has open grows by the news it is told. */
export class Device {
  readonly messages: Down[] = []
  readonly session: Session
  readonly #town: Town
  readonly #views: Subscription<unknown, unknown>[] = []

  constructor(town: Town, who: Actor) {
    this.#town = town
    this.session = new Session({
      host: town.host,
      outlet: {
        isBacklogged: false,
        send: (message: string | Encoded) =>
          this.#take(JSON.parse(message instanceof Encoded ? message.text : message)),
        close: () => {},
      },
      heartbeatMs: 25_000,
      maxMessageBytes: 1_000_000,
      identify: () => who,
    })
  }

  /** `undefined`, or why not. */
  async command(channel: string, name: string, input: object, id = this.#town.nextId()): Promise<Reason | undefined> {
    this.session.receive(JSON.stringify({ type: 'command', id, channel, name, input }))
    await this.#town.turn()
    const answer = this.messages.findLast((message) => message.id === id)
    if (answer === undefined) throw new Error(`no answer to ${name}`)
    return answer.type === 'refused' ? (answer as unknown as Reason) : undefined
  }

  /** The state of the view as it grows, or why not. */
  async open<State>(channel: string, view: string): Promise<Subscription<State, unknown> | Reason> {
    const subscription = new Subscription<State, unknown>(channel, view, folds[view] as never)
    this.#views.push(subscription as never)
    const before = this.messages.length
    this.session.receive(JSON.stringify(subscription.openMessage()))
    await this.#town.turn()
    const no = this.messages.slice(before).find(({ type }) => type === 'refused')
    return no === undefined ? subscription : (no as unknown as Reason)
  }

  async find(channel: string, view: string, collection: string, by: object): Promise<readonly Down[]> {
    const id = this.#town.nextId()
    this.session.receive(JSON.stringify({ type: 'find', id, channel, view, collection, by }))
    await this.#town.turn()
    const answer = this.messages.find((message) => message.id === id)
    return answer?.documents as readonly Down[]
  }

  #take(message: Down): void {
    this.messages.push(message)
    const view = this.#views.find((each) => each.channel === message.channel && each.view === message.view)
    if (message.type === 'opened') view?.receiveOpened(message as never)
    else if (message.type === 'events') view?.receiveEvents(message as never)
  }
}

/** Rooms, people and the directory on a real host, a store in memory and a virtual clock. */
export class Town {
  readonly clock: VirtualClock = virtualClock(1_000_000)
  readonly reports: string[] = []
  host: Host
  store: MemoryStore = memoryStore()
  readonly channels: readonly ChannelDefinition[]
  #deferred: (() => void)[] = []
  #turning: Promise<void> = Promise.resolve()
  #ids = 0
  #generation = 0

  constructor(
    options: ChatOptions = {},
    personOptions: PersonOptions = {},
    rooms = chatChannel(options) as ChannelDefinition,
  ) {
    const { mayEnter } = options
    const directory = directoryChannel(mayEnter === undefined ? {} : { mayEnter })
    this.channels = [rooms, personChannel(personOptions), directory]
    this.host = this.#serve()
  }

  nextId(): string {
    return `c${++this.#ids}`
  }

  device(id: string): Device {
    return new Device(this, actor(id))
  }

  /** What somebody says in his own channel: `undefined`, or the code of the refusal. */
  async own(id: string, name: string, input: object, commandId?: string): Promise<string | undefined> {
    return (await this.device(id).command(`chat-person/${id}`, name, input, commandId))?.code
  }

  /** What somebody says in a room. */
  async in(room: string, id: string, name: string, input: object = {}): Promise<string | undefined> {
    return (await this.device(id).command(`chat/${room}`, name, input))?.code
  }

  /** By the server itself, as its own plans come. */
  async system(channel: string, name: string, input: object): Promise<string | undefined> {
    let code: string | undefined
    const message = { type: 'command', id: this.nextId(), channel, name, input } as const
    const sender = {
      done: () => {},
      refused: (_id: string, reason: Reason) => {
        code = reason.code
      },
    }
    this.host.command(systemActor, message as never, sender as never)
    await this.turn()
    return code
  }

  async person(id: string): Promise<Person> {
    const view = await this.device(id).open<Person>(`chat-person/${id}`, 'person')
    if ('code' in view) throw new Error(view.code)
    return view.state
  }

  log(channel: string): { readonly type: string; readonly data: { readonly [field: string]: unknown } }[] {
    return this.store.log(channel).map(({ event }) => JSON.parse(event))
  }

  /** Everything that needs no time is through. Several may wait for it at once. */
  turn(): Promise<void> {
    this.#turning = this.#turning.then(() => this.#turn())
    return this.#turning
  }

  async #turn(): Promise<void> {
    await this.clock.settle()
    while (this.#deferred.length > 0) {
      for (const run of this.#deferred.splice(0)) run()
      await this.clock.settle()
    }
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms)
    await this.turn()
  }

  /** Another server begins on what was stored. */
  async restart(): Promise<void> {
    this.#deferred = []
    this.store = this.store.reopen()
    this.host = this.#serve()
    await this.turn()
  }

  #serve(): Host {
    const generation = ++this.#generation
    return new Host({
      channels: this.channels,
      store: this.store,
      runtime: {
        now: () => this.clock.now(),
        defer: (run) => this.#deferred.push(run),
        setTimer: (run, afterMs) => {
          const timer = this.clock.setTimer(() => generation === this.#generation && run(), afterMs)
          return () => timer.cancel()
        },
        randomId: () => `epoch-${generation}-${++this.#ids}`,
        report: (error, where) => this.reports.push(`${where}: ${error instanceof Error ? error.message : error}`),
      },
      limits: { commandBurst: 1_000_000, commandsPerSecond: 1_000_000 },
    })
  }
}
