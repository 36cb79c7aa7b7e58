import type { VirtualClock, VirtualTimer } from '../clock/virtual-clock.ts'
import type { SeededRandom } from './seeded-random.ts'
import { seededRandom } from './seeded-random.ts'
import type { LinkEnd } from './text-link.ts'
import { TextLink } from './text-link.ts'

/** The server's end of one connection, to answer with. */
export interface ServerPeer {
  /** The name of the environment that dialled. */
  readonly name: string
  readonly url: string
  send(text: string): void
  close(code?: number, reason?: string): void
}

/** Called for each connection that arrives; returns what hears it. */
export type Acceptor = (peer: ServerPeer) => LinkEnd

/** The shape `@parley/client` wants of an environment, held by one named client of the network. */
export interface NetworkEnvironment {
  now(): number
  setTimer(run: () => void, afterMs: number): VirtualTimer
  random(): number
  openSocket(
    url: string,
    on: NetworkListener,
  ): { send(text: string): void; close(code?: number, reason?: string): void }
  isOnline(): boolean
  onOnlineChange(listener: () => void): () => void
  report(error: unknown): void
}

export interface NetworkListener extends LinkEnd {
  opened(): void
}

export interface NetworkOptions {
  readonly clock: VirtualClock
  /** Everything that chance decides follows from it. Default 1. */
  readonly seed?: number
  /** The least and the most that one frame takes, one way. Default `[1, 20]`. */
  readonly latencyMs?: readonly [number, number]
}

export interface MemoryNetwork {
  /** There is one server; the last acceptor counts. Without one, connections are refused. */
  listen(acceptor: Acceptor | undefined): void
  environment(name: string): NetworkEnvironment
  /** Ends connections after all that is under way has arrived; both sides hear 1006. Without a name: all of them. */
  cut(name?: string): void
  /** Ends connections at once: what is under way is lost; both sides hear 1006. */
  cutMidFlight(name?: string): void
  /** Nothing arrives any more and nobody learns of it, as with a pulled cable, until `resume`. New ones hang too. */
  stall(name?: string): void
  resume(name?: string): void
  /** Refuses connections for so long. */
  refuse(forMs: number): void
  setOnline(name: string, isOnline: boolean): void
  /** How many connections are open, as the network sees it. */
  readonly open: number
  /** What clients reported: faults in listeners, malformed messages. */
  readonly reports: readonly unknown[]
}

interface Connection {
  readonly name: string
  readonly toServer: TextLink
  readonly toClient: TextLink
}

/** Text frames between clients and one server, in memory, on a virtual clock, failing on demand and from a seed. */
export function memoryNetwork(options: NetworkOptions): MemoryNetwork {
  const { clock, seed = 1, latencyMs: [low, high] = [1, 20] } = options
  const chance = seededRandom(seed)
  const connections = new Set<Connection>()
  const stalled = new Set<string>()
  const offline = new Set<string>()
  const watchers = new Map<string, Set<() => void>>()
  const reports: unknown[] = []
  let acceptor: Acceptor | undefined
  let isAllStalled = false
  let refusedUntil = Number.NEGATIVE_INFINITY

  const isStalled = (name: string) => isAllStalled || stalled.has(name)
  const of = (name: string | undefined) => [...connections].filter((one) => name === undefined || one.name === name)

  function link(end: LinkEnd, random: SeededRandom): TextLink {
    return new TextLink(clock, () => random.integer(low, high), end)
  }

  function accept(name: string, url: string, on: NetworkListener, random: SeededRandom): Connection | undefined {
    if (acceptor === undefined || clock.now() < refusedUntil || offline.has(name)) return undefined
    let server: LinkEnd | undefined
    const forget = () => {
      if (connection.toClient.isOver && connection.toServer.isOver) connections.delete(connection)
    }
    const toClient = link(
      {
        message: (text) => on.message(text),
        closed(code, reason) {
          connection.toServer.put({ code, reason })
          on.closed(code, reason)
          forget()
        },
      },
      random,
    )
    const toServer = link(
      {
        message: (text) => server?.message(text),
        closed(code, reason) {
          connection.toClient.put({ code, reason })
          server?.closed(code, reason)
          forget()
        },
      },
      random,
    )
    const connection: Connection = { name, toServer, toClient }
    connections.add(connection)
    if (isStalled(name)) {
      toServer.hold()
      toClient.hold()
    }
    server = acceptor({
      name,
      url,
      send: (text) => toClient.put({ text }),
      close: (code = 1000, reason = '') => toClient.put({ code, reason }),
    })
    return connection
  }

  function dial(name: string, url: string, on: NetworkListener, random: SeededRandom) {
    let connection: Connection | undefined
    let isGivenUp = false
    const knock = () => {
      if (isGivenUp) return
      if (isStalled(name)) return void clock.setTimer(knock, high)
      connection = accept(name, url, on, random)
      if (connection === undefined) on.closed(1006, 'connection refused')
      else on.opened()
    }
    clock.setTimer(knock, random.integer(low, high))
    return {
      send: (text: string) => connection?.toServer.put({ text }),
      close(code = 1000, reason = '') {
        if (connection !== undefined) connection.toServer.put({ code, reason })
        else if (!isGivenUp) clock.setTimer(() => on.closed(1006, ''), 0)
        isGivenUp = true
      },
    }
  }

  function end(connection: Connection, sever: boolean): void {
    for (const direction of [connection.toServer, connection.toClient]) {
      if (sever) direction.sever(1006, '')
      else direction.put({ code: 1006, reason: '' })
    }
    if (sever) connections.delete(connection)
  }

  return {
    listen(next) {
      acceptor = next
    },
    environment(name) {
      const random = chance.fork()
      const wire = chance.fork()
      return {
        now: clock.now,
        setTimer: clock.setTimer,
        random: random.next,
        openSocket: (url, on) => dial(name, url, on, wire),
        isOnline: () => !offline.has(name),
        onOnlineChange(listener) {
          const mine = watchers.get(name) ?? new Set()
          watchers.set(name, mine.add(listener))
          return () => void mine.delete(listener)
        },
        report: (error) => void reports.push(error),
      }
    },
    cut(name) {
      for (const connection of of(name)) end(connection, false)
    },
    cutMidFlight(name) {
      for (const connection of of(name)) end(connection, true)
    },
    stall(name) {
      if (name === undefined) isAllStalled = true
      else stalled.add(name)
      for (const { toServer, toClient } of of(name)) {
        toServer.hold()
        toClient.hold()
      }
    },
    resume(name) {
      if (name === undefined) {
        isAllStalled = false
        stalled.clear()
      } else stalled.delete(name)
      for (const { toServer, toClient } of of(name)) {
        toServer.release()
        toClient.release()
      }
    },
    refuse(forMs) {
      refusedUntil = clock.now() + forMs
    },
    setOnline(name, isOnline) {
      if (isOnline) offline.delete(name)
      else {
        offline.add(name)
        for (const connection of of(name)) end(connection, true)
      }
      for (const listener of [...(watchers.get(name) ?? [])]) listener()
    },
    get open() {
      return connections.size
    },
    reports,
  }
}
