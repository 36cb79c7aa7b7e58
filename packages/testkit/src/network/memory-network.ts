import { Connection, type ConnectionHooks } from './connection.ts'
import type { Acceptor, MemoryNetwork, NetworkAnswer, NetworkListener, NetworkOptions } from './network.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'

/** Text frames between clients and one server, in memory, on a virtual clock, failing on demand and from a seed. */
export function memoryNetwork(options: NetworkOptions): MemoryNetwork {
  const { clock, seed = 1, latencyMs: [low, high] = [1, 20], http } = options
  const chance = seededRandom(seed)
  const faults = chance.fork()
  const connections = new Set<Connection>()
  const stalled = new Set<string>()
  const offline = new Set<string>()
  const watchers = new Map<string, Set<() => void>>()
  const reports: unknown[] = []
  const lines: string[] = []
  let acceptor: Acceptor | undefined
  let isAllStalled = false
  let refusedUntil = Number.NEGATIVE_INFINITY
  let spreadMs = 0
  let arrived = 0

  const isStalled = (name: string) => isAllStalled || stalled.has(name)
  const of = (name: string | undefined) => [...connections].filter((one) => name === undefined || one.name === name)

  function hooksFor(random: SeededRandom): ConnectionHooks {
    return {
      clock,
      latencyMs: () => random.integer(low, high),
      detourMs: () => (spreadMs === 0 ? 0 : faults.integer(0, spreadMs)),
      arrived: () => {
        arrived += 1
      },
      over: (connection) => connections.delete(connection),
    }
  }

  function accept(name: string, url: string, on: NetworkListener, random: SeededRandom): Connection | undefined {
    if (acceptor === undefined || clock.now() < refusedUntil || offline.has(name)) return undefined
    const connection = new Connection(name, on, hooksFor(random))
    connections.add(connection)
    if (isStalled(name)) connection.hold()
    connection.accept(acceptor, url)
    return connection
  }

  function dial(name: string, url: string, on: NetworkListener, random: SeededRandom) {
    let connection: Connection | undefined
    let isGivenUp = false
    const knock = () => {
      if (isGivenUp) return
      // Time must pass between two tries, also where frames take none.
      if (isStalled(name)) return void clock.setTimer(knock, Math.max(1, high))
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

  /** There and back, in the time that a network takes; a stalled one lets the time pass. */
  function ask(name: string, url: string, withinMs: number, random: SeededRandom) {
    const tookMs = isStalled(name) ? withinMs : Math.min(withinMs, 2 * random.integer(low, high))
    return new Promise<NetworkAnswer | 'nothing' | 'silent'>((resolve) => {
      const answer = () => (offline.has(name) ? 'nothing' : (http?.(url, name) ?? 'nothing'))
      clock.setTimer(() => resolve(tookMs === withinMs ? 'silent' : answer()), tookMs)
    })
  }

  /** What only pages have. */
  function pageOf(name: string) {
    const random = faults.fork()
    return {
      ask: (url: string, withinMs: number) => ask(name, url, withinMs, random),
      page: () => ({ protocol: 'http:', isForbidden: false, ...options.page }),
      say: (line: string) => void lines.push(line),
    }
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
        ...(http && pageOf(name)),
      }
    },
    cut(name) {
      for (const connection of of(name)) connection.end(false)
    },
    cutMidFlight(name) {
      for (const connection of of(name)) connection.end(true)
    },
    drop(name, brokenAfterMs = 15_000) {
      for (const connection of of(name)) {
        const direction = faults.chance(0.5) ? connection.toServer : connection.toClient
        direction.break()
        clock.setTimer(() => connection.end(true), brokenAfterMs)
      }
    },
    duplicate(name, lateMs = 0) {
      for (const connection of of(name)) connection.duplicate(lateMs)
    },
    reorder(next) {
      spreadMs = next
      for (const connection of connections) connection.reroute()
    },
    stall(name) {
      if (name === undefined) isAllStalled = true
      else stalled.add(name)
      for (const connection of of(name)) connection.hold()
    },
    resume(name) {
      if (name === undefined) {
        isAllStalled = false
        stalled.clear()
      } else stalled.delete(name)
      for (const connection of of(name)) connection.release()
    },
    refuse(forMs) {
      refusedUntil = clock.now() + forMs
    },
    setOnline(name, isOnline) {
      if (isOnline) offline.delete(name)
      else {
        offline.add(name)
        for (const connection of of(name)) connection.end(true)
      }
      for (const listener of [...(watchers.get(name) ?? [])]) listener()
    },
    get open() {
      return connections.size
    },
    get arrived() {
      return arrived
    },
    reports,
    lines,
  }
}
