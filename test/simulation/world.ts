import { Host, type Outlet, type Runtime, Session } from '@parley/channel'
import type { Room } from '@parley/chat'
import { chatRoom } from '@parley/chat/client'
import { chat } from '@parley/chat/server'
import { connect } from '@parley/client'
import {
  type MemoryNetwork,
  type MemoryStore,
  memoryNetwork,
  memoryStore,
  type SeededRandom,
  type ServerPeer,
  seededRandom,
  type VirtualClock,
  virtualClock,
} from '@parley/testkit'

/** What one person did and was told. */
export class Person {
  readonly posted: string[] = []
  /** Texts whose command was acknowledged. */
  readonly acknowledged: string[] = []
  readonly failures: unknown[] = []
  readonly connection
  readonly room

  constructor(name: string, network: MemoryNetwork) {
    const guest = { key: `${name}-0123456789abcdef`, name }
    this.connection = connect('ws://server', { environment: network.environment(name), guest })
    this.room = this.connection.open(chatRoom, 'general', 'room')
  }

  post(text: string): void {
    this.posted.push(text)
    this.room.commands.post({ text }).then(
      () => this.acknowledged.push(text),
      (error: unknown) => this.failures.push(error),
    )
  }

  get texts(): string[] {
    return this.room.state.messages.map((message) => message.text)
  }
}

/**
 * The whole system in one process: real clients, real sessions, real hosts, on a clock and a network that do what a seed
 * says. The server may crash: whatever was not stored is gone, and another starts on what was.
 */
export class World {
  readonly clock: VirtualClock = virtualClock(1_800_000_000_000)
  readonly chance: SeededRandom
  readonly network: MemoryNetwork
  readonly people: Person[]
  readonly reports: string[] = []
  store: MemoryStore
  #generation = 0

  constructor(seed: number, names: readonly string[]) {
    this.chance = seededRandom(seed)
    this.network = memoryNetwork({ clock: this.clock, seed: this.chance.integer(0, 2 ** 31), latencyMs: [1, 80] })
    this.store = memoryStore(this.#disk())
    this.#serve()
    this.people = names.map((name) => new Person(name, this.network))
  }

  /** All connections end, what was decided but not stored is lost, and a new server starts on the stored rest. */
  crash(): void {
    this.network.listen(undefined)
    this.network.cutMidFlight()
    this.store = this.store.reopen(this.#disk())
    this.#serve()
  }

  /** Everything that is under way arrives, every back-off passes. */
  async calm(): Promise<void> {
    this.network.resume()
    await this.clock.advance(180_000)
  }

  get stored(): string[] {
    const log = this.store.log('chat/general').map(({ event }) => JSON.parse(event))
    return log.filter(({ type }) => type === 'posted').map(({ data }) => data.text)
  }

  /** The room as one who comes in now sees it. */
  async truth(): Promise<Room> {
    const person = new Person(`observer-${this.chance.integer(0, 1e9)}`, this.network)
    await this.clock.advance(5_000)
    const room = structuredClone(person.room.state)
    person.connection.close()
    return room
  }

  /** A disk that takes its time. */
  #disk() {
    const delay = this.chance.fork()
    return {
      onCommit: () => new Promise<void>((resolve) => this.clock.setTimer(resolve, delay.integer(0, 15))),
    }
  }

  #serve(): void {
    const generation = ++this.#generation
    const isCurrent = () => generation === this.#generation
    let ids = 0
    const runtime: Runtime = {
      now: () => Math.floor(this.clock.now()),
      defer: (run) => void this.clock.setTimer(run, 0),
      setTimer: (run, afterMs) => {
        const timer = this.clock.setTimer(run, afterMs)
        return () => timer.cancel()
      },
      randomId: () => `${generation}-${++ids}`,
      // A crashed server's store is closed under it; what it says of that is not news.
      report: (error, where) => isCurrent() && this.reports.push(`${where}: ${error}`),
    }
    const host = new Host({
      channels: chat({ files: false }).channels,
      store: this.store,
      runtime,
      limits: { recentEvents: 8, maxReplay: 20 },
    })
    this.network.listen((peer) => {
      const session = new Session({
        host,
        outlet: outletOf(peer, isCurrent),
        heartbeatMs: 25_000,
        maxMessageBytes: 65_536,
        identify: (guest) => ({ id: guest?.name ?? 'nobody', name: guest?.name ?? 'nobody', guest: true }),
      })
      return { message: (text) => isCurrent() && session.receive(text), closed: () => session.end() }
    })
  }
}

function outletOf(peer: ServerPeer, isCurrent: () => boolean): Outlet {
  return {
    isBacklogged: false,
    send: (message) => {
      if (isCurrent()) peer.send(typeof message === 'string' ? message : message.text)
    },
    close: (code, reason) => peer.close(code, reason),
  }
}
