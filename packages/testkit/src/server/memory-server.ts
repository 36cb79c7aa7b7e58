import {
  type Actor,
  announcementTaker,
  type ChannelDefinition,
  type Feature,
  Host,
  type HostLimits,
  type Outlet,
  RunningFeatures,
  type Runtime,
  Session,
  StoreError,
  StoreErrorCode,
} from '@parley/channel'
import type { VirtualClock } from '../clock/virtual-clock.ts'
import type { SeededDisk } from '../disk/seeded-disk.ts'
import type { MemoryNetwork, ServerPeer } from '../network/network.ts'
import { type MemoryStore, type MemoryStoreOptions, memoryStore } from '../store/memory-store.ts'

export interface MemoryServerOptions {
  readonly channels?: readonly ChannelDefinition[]
  /** Features: their channels besides `channels`, and what runs beside them, begun anew by each server. */
  readonly features?: readonly Feature[]
  readonly clock: VirtualClock
  readonly network: MemoryNetwork
  /** What the store is written to. Default: a disk that never fails. */
  readonly disk?: SeededDisk
  readonly limits?: Partial<HostLimits>
  /** Who a client is, by the name of its environment. Default: a person of that name. */
  readonly identify?: (name: string) => Actor
  /** From which network a client comes, by the name of its environment. Default: none, so that rates per address do not count it. */
  readonly networkOf?: (name: string) => string | undefined
  /** Frames under way to one client beyond which it gets no news until it has caught up. Default 64. */
  readonly maxQueuedFrames?: number
  /** Sees each text that is sent to a client, before it is under way. */
  readonly onSend?: (text: string, peer: ServerPeer) => void
  /** Sees each group that was stored, before anybody else learns of it. */
  readonly onStored?: MemoryStoreOptions['onCommitted']
  /** Sees each log that was rewritten, as an erasure does it. */
  readonly onRewritten?: MemoryStoreOptions['onRewritten']
  /** A connection ended for the server: the client went, or the server did. */
  readonly onEnd?: (peer: ServerPeer) => void
}

/** A server of ours in memory: real sessions and a real host between a `memoryNetwork` and a `memoryStore`. */
export interface MemoryServer {
  readonly channels: readonly ChannelDefinition[]
  /** The host of now; a crash makes another. */
  readonly host: Host
  /** What the features of now add to what `attach` returns. */
  readonly api: object
  readonly store: MemoryStore
  /** What a real server would log: faults that are no client's. */
  readonly reports: readonly string[]
  /**
   * All connections end at once, what was decided and not stored is gone, and a new server starts on what was. A commit that
   * was under way is `lost`, or comes to the disk `late`, after the new server has begun, as from a process that only
   * seemed dead. Default `lost`.
   */
  crash(underWay?: 'lost' | 'late'): void
  /** Closes what runs, answers what it accepted, says goodbye, closes, and starts anew. Resolves as the clock moves. */
  restart(reconnectAfterMs?: number): Promise<void>
  /** Sets the server's wall clock ahead, or back; timers do not move. */
  shiftClock(ms: number): void
}

export function memoryServer(options: MemoryServerOptions): MemoryServer {
  return new InMemoryServer(options)
}

interface Guest {
  readonly session: Session
  readonly peer: ServerPeer
}

class InMemoryServer implements MemoryServer {
  readonly channels: readonly ChannelDefinition[]
  readonly reports: string[] = []
  host: Host
  api: object = {}
  store: MemoryStore
  #running: RunningFeatures | undefined
  readonly #options: MemoryServerOptions
  readonly #guests = new Set<Guest>()
  #generation = 0
  /** Commits of servers up to this one never reach the disk. */
  #lostUpTo = 0
  #shiftMs = 0

  constructor(options: MemoryServerOptions) {
    this.#options = options
    const { channels = [], features = [] } = options
    this.channels = [...channels, ...features.flatMap((feature) => feature.channels)]
    this.store = memoryStore()
    this.host = this.#serve()
  }

  crash(underWay: 'lost' | 'late' = 'lost'): void {
    if (underWay === 'lost') this.#lostUpTo = this.#generation
    this.#options.network.listen(undefined)
    this.#options.network.cutMidFlight()
    this.host = this.#serve()
  }

  async restart(reconnectAfterMs = 1000): Promise<void> {
    const { network } = this.#options
    const old = this.#generation
    const { host } = this
    network.listen(undefined)
    await this.#running?.close()
    await host.drain()
    // It may have crashed meanwhile.
    if (old !== this.#generation) return
    for (const { session, peer } of this.#guests) {
      session.sayGoodbye(reconnectAfterMs)
      peer.close(1012, 'service restart')
    }
    this.host = this.#serve()
  }

  shiftClock(ms: number): void {
    this.#shiftMs += ms
  }

  #serve(): Host {
    const generation = ++this.#generation
    const { limits, network, disk, features = [] } = this.#options
    const { channels } = this
    for (const guest of this.#guests) this.#end(guest)
    this.#running?.end()
    const store = this.store.reopen(this.#hooks(generation))
    this.store = disk === undefined ? store : disk.readsOf(store)
    const runtime = this.#runtime(generation)
    const taker = announcementTaker(features)
    const host = new Host({ channels, store: this.store, runtime, limits: limits ?? {}, taker })
    network.listen((peer) => {
      const guest = { session: this.#session(host, peer, generation), peer }
      this.#guests.add(guest)
      return {
        message: (text) => guest.session.receive(text),
        drained: () => guest.session.drained(),
        closed: () => {
          if (this.#guests.has(guest)) this.#end(guest)
        },
      }
    })
    this.#running = new RunningFeatures(features, host, { path: '/parley' })
    this.api = this.#running.api(() => false)
    this.#running.start()
    return host
  }

  #end(guest: Guest): void {
    this.#guests.delete(guest)
    guest.session.end()
    this.#options.onEnd?.(guest.peer)
  }

  #session(host: Host, peer: ServerPeer, generation: number): Session {
    const { identify = personCalled, networkOf, maxQueuedFrames = 64, onSend } = this.#options
    const outlet: Outlet = {
      get isBacklogged() {
        return peer.queued >= maxQueuedFrames
      },
      send: (message) => {
        if (generation !== this.#generation) return
        const text = typeof message === 'string' ? message : message.text
        onSend?.(text, peer)
        peer.send(text)
      },
      close: (code, reason) => peer.close(code, reason),
    }
    const actor = identify(peer.name)
    const network = networkOf?.(peer.name)
    return new Session({ host, outlet, identify: () => actor, network, heartbeatMs: 25_000, maxMessageBytes: 65_536 })
  }

  #runtime(generation: number): Runtime {
    const { clock } = this.#options
    let ids = 0
    return {
      now: () => Math.floor(clock.now() + this.#shiftMs),
      defer: (run) => void clock.setTimer(run, 0),
      setTimer: (run, afterMs) => {
        // What a crashed server still wanted to do, it does no more.
        const timer = clock.setTimer(() => generation === this.#generation && run(), afterMs)
        return () => timer.cancel()
      },
      randomId: () => `${generation}-${++ids}`,
      // A crashed server's store is closed under it; what it says of that is not news.
      report: (error, where) => {
        if (generation === this.#generation) this.reports.push(`${where}: ${error}`)
      },
    }
  }

  #hooks(generation: number): MemoryStoreOptions {
    const { disk, onStored, onRewritten } = this.#options
    return {
      ...(onRewritten === undefined ? {} : { onRewritten }),
      onCommit: async (group) => {
        await disk?.onCommit(group)
        if (generation <= this.#lostUpTo) throw new StoreError(StoreErrorCode.gone, 'The server has crashed.')
      },
      onCommitted: async (group, results) => {
        await onStored?.(group, results)
        await disk?.onCommitted(group, results)
      },
    }
  }
}

function personCalled(name: string): Actor {
  return { id: name, name, guest: false }
}
