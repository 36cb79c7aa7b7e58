import { type Actor, ChannelError, defineChannel, defineFold, type Feature, UsageError } from '@parley/channel'
import {
  type MemoryFeature,
  memoryFeature,
  type RecordingPeer,
  recordingPeer,
  type VirtualClock,
  virtualClock,
} from '@parley/testkit'
import { z } from 'zod'
import type { AccountState } from '../../src/contract/index.ts'
import { type TradingApi, type TradingOptions, trading } from '../../src/server.ts'
import { user, options as usual } from './desk.ts'

export const exchange = 'exchange/main'

/** What somebody was announced. */
export interface Heard {
  readonly category: string
  readonly title: { readonly en: string; readonly ko: string }
  readonly body?: { readonly en: string }
  readonly key?: string
  readonly private?: boolean
}

const anything = z.record(z.string(), z.unknown())
/** Takes what is announced, and keeps it. */
export const inboxes: Feature = {
  name: 'heard',
  announcements: { to: (person) => `heard/${person}`, announce: 'announce', withdraw: 'withdraw' },
  channels: [
    defineChannel('heard', defineFold({ state: () => ({}), events: { announced: () => {} } }), {
      acceptsKey: () => true,
      commands: {
        announce: { input: anything, decide: (_state, data) => [{ type: 'announced', data }] as never },
        withdraw: { input: anything, decide: () => [] },
      },
      erase: () => undefined,
      views: {},
    }),
  ],
}

/** `trading(options)` at work in memory, on a virtual clock. */
export class Running {
  readonly clock: VirtualClock
  readonly #feature: Feature<TradingApi>
  memory: MemoryFeature<TradingApi>
  #generation = 0
  #ids = 0

  constructor(options: TradingOptions = usual, startMs = 1_000_000_000_000) {
    this.clock = virtualClock(startMs)
    this.#feature = trading(options)
    this.memory = this.#begin()
  }

  get api(): TradingApi['trading'] {
    return this.memory.api.trading
  }

  get now(): number {
    return this.clock.now()
  }

  /** `undefined`, or the code of the refusal. */
  async send(who: Actor, name: string, input: object): Promise<string | undefined> {
    const command = this.memory.context(who).command(who, exchange, name, input, { id: `c${++this.#ids}` })
    const code = await codeOf(command)
    await this.turn()
    return code
  }

  async join(...ids: readonly string[]): Promise<void> {
    await this.turn()
    for (const id of ids) await this.send(user(id), 'join', {})
  }

  place(id: string, client: string, order: object = {}): Promise<string | undefined> {
    const limit = { market: 'BTC-USD', side: 'buy', type: 'limit', quantity: '1', price: '100.00' }
    return this.send(user(id), 'place', { ...limit, client, sentAt: this.now, ...order })
  }

  async open<State>(who: Actor, view: string): Promise<State> {
    return (await this.memory.context(who).open(who, exchange, view)).state as State
  }

  account(id: string): Promise<AccountState> {
    return this.open(user(id), `account/${id}`)
  }

  /** Names and states of all his orders, those that ended last. */
  async orders(id: string): Promise<string[]> {
    const { orders, closed } = await this.account(id)
    return [...orders, ...closed].map(
      ({ client, status, reason }) => `${client} ${status}${reason ? ` ${reason}` : ''}`,
    )
  }

  find(who: Actor, view: string, collection: string) {
    return this.memory.context(who).find(who, exchange, view, collection, { limit: 100 })
  }

  /** Somebody with a socket who has opened these views. */
  async peer(id: string, ...views: readonly string[]): Promise<RecordingPeer> {
    const peer = recordingPeer(this.memory.host, user(id))
    for (const view of views) peer.say({ type: 'open', channel: exchange, view })
    await this.turn()
    return peer
  }

  heard(person: string): Heard[] {
    return this.memory.store.log(`heard/${person}`).map(({ event }) => JSON.parse(event).data)
  }

  log(): { readonly type: string; readonly data: Record<string, never>; readonly offset: number }[] {
    return this.memory.store.log(exchange).map(({ event }) => JSON.parse(event))
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

  /** Another server begins on what is stored. What this one had under way, it does no more. */
  async crash(): Promise<void> {
    const dead = this.memory.store
    this.memory = this.#begin(dead.reopen())
    await dead.close()
    await this.turn()
  }

  #begin(store?: MemoryFeature['store']): MemoryFeature<TradingApi> {
    const generation = ++this.#generation
    const { clock } = this
    // The timers of a process die with it.
    const mortal: VirtualClock = Object.assign(Object.create(clock) as VirtualClock, {
      setTimer: (run: () => void, afterMs: number) =>
        clock.setTimer(() => generation === this.#generation && run(), afterMs),
    })
    return memoryFeature(this.#feature, { clock: mortal, beside: [inboxes], ...(store && { store }) })
  }
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
