import { Encoded, Host, Session } from '@parley/channel'
import { type MemoryStore, memoryStore, type VirtualClock, virtualClock } from '@parley/testkit'
import { chatChannel } from '../../src/room/channel.ts'
import type { RoomOptions } from '../../src/room/options.ts'

type Down = { readonly type: string; readonly [field: string]: unknown }

/** What a command or a request came to: `undefined` if it was taken, else why not. */
export type Outcome = { readonly code: string; readonly message: string } | undefined

export class ChatClient {
  readonly messages: Down[] = []
  readonly session: Session
  readonly #stage: ChatStage

  constructor(stage: ChatStage, id: string) {
    this.#stage = stage
    this.session = new Session({
      host: stage.host,
      outlet: {
        isBacklogged: false,
        send: (message: string | Encoded) => {
          this.messages.push(JSON.parse(message instanceof Encoded ? message.text : message))
        },
        close: () => {},
      },
      heartbeatMs: 25_000,
      maxMessageBytes: 1_000_000,
      identify: () => ({ id, name: `Name of ${id}`, guest: false }),
    })
  }

  of(type: string, view?: string): Down[] {
    return this.messages.filter((message) => message.type === type && (view === undefined || message.view === view))
  }

  say(message: object): void {
    this.session.receive(JSON.stringify(message))
  }

  async command(room: string, name: string, input: object = {}): Promise<Outcome> {
    const id = this.#stage.nextId()
    const command = { type: 'command', id, channel: `chat/${room}`, name, input }
    return await this.#ask(command, (message) => message.id === id)
  }

  async open(room: string, view: string, position?: object): Promise<Outcome> {
    const channel = `chat/${room}`
    const open = { type: 'open', channel, view, ...(position === undefined ? {} : { position }) }
    return await this.#ask(open, (message) => message.channel === channel && message.view === view)
  }

  async find(room: string, view: string, collection: string): Promise<Down> {
    const id = this.#stage.nextId()
    this.say({ type: 'find', id, channel: `chat/${room}`, view, collection, by: { limit: 100 } })
    await this.#stage.turn()
    const answer = this.messages.findLast((message) => message.id === id)
    if (answer === undefined) throw new Error('no answer to find')
    return answer
  }

  async #ask(message: object, isIt: (answer: Down) => boolean): Promise<Outcome> {
    const before = this.messages.length
    this.say(message)
    await this.#stage.turn()
    const answer = this.messages
      .slice(before)
      .find((each) => isIt(each) && ['done', 'opened', 'refused'].includes(each.type))
    if (answer === undefined) throw new Error(`no answer among ${JSON.stringify(this.messages.slice(before))}`)
    return answer.type === 'refused' ? (answer as never) : undefined
  }
}

/** Chat rooms on a real host with a store in memory, on a virtual clock. */
export class ChatStage {
  readonly clock: VirtualClock = virtualClock(1_000_000)
  readonly store: MemoryStore
  readonly reports: string[] = []
  readonly host: Host
  #deferred: (() => void)[] = []
  #ids = 0
  #epochs = 0

  constructor(options: RoomOptions = {}, store = memoryStore()) {
    this.store = store
    this.host = new Host({
      channels: [chatChannel(options)],
      store: this.store,
      runtime: {
        now: () => this.clock.now(),
        defer: (run) => this.#deferred.push(run),
        setTimer: (run, afterMs) => {
          const timer = this.clock.setTimer(run, afterMs)
          return () => timer.cancel()
        },
        randomId: () => `epoch-${++this.#epochs}`,
        report: (error, where) => {
          const what = `${where}: ${error instanceof Error ? error.message : error}`
          // People's own channels are not of this stage.
          if (!what.includes('unknown-channel')) this.reports.push(what)
        },
      },
      limits: { commandBurst: 1_000_000, commandsPerSecond: 1_000_000 },
    })
  }

  nextId(): string {
    return `c${++this.#ids}`
  }

  client(id: string): ChatClient {
    return new ChatClient(this, id)
  }

  async turn(): Promise<void> {
    await this.clock.settle()
    while (this.#deferred.length > 0) {
      for (const run of this.#deferred.splice(0)) run()
      await this.clock.settle()
    }
  }

  /** By the server itself, as its own plans come. */
  async system(room: string, name: string, input: object): Promise<void> {
    const { systemActor } = await import('@parley/channel')
    const message = { type: 'command', id: this.nextId(), channel: `chat/${room}`, name, input } as const
    const refused: string[] = []
    const sender = { done: () => {}, refused: (_id: string, reason: { code: string }) => refused.push(reason.code) }
    this.host.command(systemActor, message as never, sender as never)
    await this.turn()
    if (refused.length > 0) throw new Error(`${name} of the server was refused: ${refused.join()}`)
  }
}
