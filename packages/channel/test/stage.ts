import { type MemoryStore, memoryStore, type VirtualClock, virtualClock } from '@parley/testkit'
import { z } from 'zod'
import { type ChannelDefinition, defineChannel } from '../src/define/define-channel.ts'
import { defineFold } from '../src/define/fold.ts'
import { refuse } from '../src/define/refusal.ts'
import { Host } from '../src/host/host.ts'
import type { HostLimits } from '../src/host/limits.ts'
import type { Outlet } from '../src/host/reader.ts'
import type { Runtime } from '../src/host/runtime.ts'
import type { DownMessage } from '../src/messages/down.ts'
import { Encoded } from '../src/messages/encoded.ts'
import { Session } from '../src/session/session.ts'
import type { Store } from '../src/store/store.ts'

/** A list that people add words to: small enough to see through, with every kind of rule. */
export interface Words {
  words: string[]
}
export const wordsFold = defineFold({
  state: (): Words => ({ words: [] }),
  events: {
    added: (state, data: { word: string }) => {
      if (data.word === 'break-fold') throw new Error('the fold broke')
      state.words.push(data.word)
    },
    cleared: (state, _data: { by: string }) => {
      state.words = []
    },
  },
})
export const lengthsFold = defineFold({
  state: (): { lengths: number[] } => ({ lengths: [] }),
  events: {
    grew: (state, data: { length: number }) => {
      state.lengths.push(data.length)
    },
    emptied: (state, _data: object) => {
      state.lengths = []
    },
  },
})
export const words = defineChannel('words', wordsFold, {
  commands: {
    add: {
      input: z.object({ word: z.string().min(1), times: z.number().int().min(0).max(5).default(1) }),
      decide: (state, { word, times }) => {
        if (word === 'throw') throw new Error('the decision broke')
        if (state.words.includes('full')) return refuse('words/full', 'The list is full.')
        return Array.from({ length: times }, () => ({ type: 'added' as const, data: { word } }))
      },
    },
    clear: {
      input: z.object({}),
      decide: (_state, _input, { actor }) => [{ type: 'cleared', data: { by: actor.id } }],
    },
  },
  signals: { wave: { data: z.object({ hand: z.enum(['left', 'right']) }) } },
  views: {
    all: { presence: true, allow: (_state, actor, key) => key !== 'private' || actor.id === 'ana' },
    // What it says to a reader alone: to some nothing, to some what cannot be said.
    greeting: {
      you: ({ id }, key) => {
        if (id === 'eve') throw new Error('the greeting broke')
        if (id === 'cho') return Promise.resolve('later')
        return id === 'ana' ? { hello: key } : undefined
      },
    },
    lengths: {
      projection: {
        fold: lengthsFold,
        // Words that begin with a low line are secret: hidden from the state and from the news alike.
        project: (state) => ({
          lengths: state.words.filter((word) => !word.startsWith('_')).map((word) => word.length),
        }),
        show: (event) => {
          if (event.type === 'cleared') return { type: 'emptied', data: {} }
          if (event.data.word.startsWith('_')) return undefined
          return { type: 'grew', data: { length: event.data.word.length } }
        },
      },
    },
  },
})

/** One client's end: what it was sent, and whether it reads. */
export class RecordingOutlet implements Outlet {
  readonly sent: (string | Encoded)[] = []
  closedWith: number | undefined
  isBacklogged = false

  send(message: string | Encoded): void {
    this.sent.push(message)
  }

  close(code: number): void {
    this.closedWith = code
  }

  get messages(): DownMessage[] {
    return this.sent.map((message) => JSON.parse(message instanceof Encoded ? message.text : message))
  }

  /** All messages of one type, presence aside unless asked for. */
  of<Type extends DownMessage['type']>(type: Type): Extract<DownMessage, { type: Type }>[] {
    return this.messages.filter((message): message is Extract<DownMessage, { type: Type }> => message.type === type)
  }

  get types(): string[] {
    return this.messages.map(({ type }) => type).filter((type) => type !== 'presence')
  }
}

export class Client {
  readonly outlet = new RecordingOutlet()
  readonly session: Session

  constructor(host: Host, id: string, network?: string) {
    this.session = new Session({
      host,
      outlet: this.outlet,
      heartbeatMs: 25_000,
      maxMessageBytes: 65_536,
      network,
      identify: (guest) => (id === 'nobody' ? undefined : { id, name: guest?.name ?? id, guest: false }),
    })
  }

  command(id: string, channel: string, name: string, input: unknown): void {
    this.say({ type: 'command', id, channel, name, input })
  }

  say(message: unknown): void {
    this.session.receive(typeof message === 'string' ? message : JSON.stringify(message))
  }

  open(channel = 'words/en', view = 'all', position?: { epoch: string; offset: number }): void {
    this.say({ type: 'open', channel, view, ...(position ? { position } : {}) })
  }

  add(id: string, word: string, more: { channel?: string; times?: number } = {}): void {
    const { channel = 'words/en', times } = more
    this.say({ type: 'command', id, channel, name: 'add', input: { word, ...(times === undefined ? {} : { times }) } })
  }
}

/** A host on a virtual clock. `turn()` runs what was deferred and lets the store answer. */
export class Stage {
  readonly clock: VirtualClock
  readonly reports: string[] = []
  /** What was reported, as it was thrown. */
  readonly faults: unknown[] = []
  readonly host: Host
  readonly store: Store
  #deferred: (() => void)[] = []
  #ids = 0

  constructor(
    store: Store = memoryStore(),
    limits: Partial<HostLimits> = {},
    channels: readonly ChannelDefinition[] = [words],
    clock: VirtualClock = virtualClock(1_000_000),
  ) {
    this.clock = clock
    this.store = store
    const runtime: Runtime = {
      now: () => this.clock.now(),
      defer: (run) => this.#deferred.push(run),
      setTimer: (run, afterMs) => {
        const timer = this.clock.setTimer(run, afterMs)
        return () => timer.cancel()
      },
      randomId: () => `epoch-${++this.#ids}`,
      report: (error, where) => {
        this.faults.push(error)
        this.reports.push(`${where}: ${error instanceof Error ? error.message : error}`)
      },
    }
    this.host = new Host({ channels, store, runtime, limits })
  }

  client(id = 'ana', network?: string): Client {
    return new Client(this.host, id, network)
  }

  async turn(): Promise<void> {
    await this.clock.settle()
    while (this.#deferred.length > 0) {
      for (const run of this.#deferred.splice(0)) run()
      await this.clock.settle()
    }
  }

  /** A client that has the view open. */
  async reader(id = 'ana', channel = 'words/en', view = 'all'): Promise<Client> {
    const client = this.client(id)
    client.open(channel, view)
    await this.turn()
    return client
  }
}

export function logOf(store: MemoryStore, channel = 'words/en'): string[] {
  return store.log(channel).map(({ event }) => JSON.parse(event).data.word)
}

/** A hook for `memoryStore({ onCommit })` that holds commits until they are let go. */
export function gate() {
  const waiting: (() => void)[] = []
  return {
    hook: () => new Promise<void>((resolve) => waiting.push(resolve)),
    release: () => waiting.shift()?.(),
    get held() {
      return waiting.length
    },
  }
}
