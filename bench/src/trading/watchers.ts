import { Child, loadCore } from '../process/children.ts'
import { deadlineFor, startServer, type Turns, takeTurns } from '../process/turns.ts'
import type { ServerName } from '../servers/main.ts'
import type { Memory } from '../servers/memory.ts'
import type { SlowEnd, WatchersFigures, WatchersLoad, WatchersOrder } from './watchers-load.ts'
import type { WatchingName } from './watching.ts'

export interface WatchersOptions extends Turns {
  readonly watchers: number
  readonly rate: number
  readonly levels: number
  readonly slowBytesPerSecond: number
  readonly seconds: number
  readonly warmupSeconds: number
  readonly profile: string | undefined
}

interface Contestant {
  readonly name: string
  readonly server: ServerName
  readonly watching: WatchingName
}

const contestants: readonly Contestant[] = [
  { name: 'Socket.IO, every change', server: 'socket.io-book', watching: 'socket.io' },
  { name: 'parley book/*, every change', server: 'parley-trading', watching: 'book' },
  { name: 'parley depth/*, merged', server: 'parley-trading', watching: 'depth' },
]

/** One contestant in one round. */
export interface WatchersResult {
  readonly contestant: string
  readonly round: number
  readonly alone: WatchersFigures
  /** What the server holds for each watcher, garbage collected; bytes. */
  readonly rssEach: number
  readonly heldEach: number
  /** Of ours: the same with the slow one there, what the server holds more for it, and how it ends. */
  readonly slow: { readonly beside: WatchersFigures; readonly grown: number; readonly end: SlowEnd } | undefined
  readonly othersShare: number
}

export async function runWatchers(options: WatchersOptions, newDataFile: () => string): Promise<WatchersResult[]> {
  const results: WatchersResult[] = []
  await takeTurns(contestants, options, async (contestant, round) => {
    const result = await runOne(contestant, round, options, newDataFile())
    results.push(result)
    const { alone, slow } = result
    const pace = `${Math.round(alone.deliveredPerSecond)}/s, ${alone.cpuPerDelivery.toFixed(2)} µs, p99 ${alone.p99Ms.toFixed(0)} ms`
    const beside = slow === undefined ? '' : `, beside the slow one ${slow.beside.p99Ms.toFixed(0)} ms`
    console.error(`  round ${round}/${options.rounds}  ${contestant.name}  ${pace}${beside}`)
  })
  return results
}

async function runOne(
  { name, server: serverName, watching }: Contestant,
  round: number,
  options: WatchersOptions,
  dataFile: string,
): Promise<WatchersResult> {
  const { profile, watchers } = options
  const deadlineMs = deadlineFor(3, options) + watchers * 20
  const { server, port } = await startServer({ server: serverName, dataFile }, { profile, deadlineMs, exposeGc: true })
  const config: WatchersLoad = { ...options, port, serverPid: server.pid, watching }
  const load = new Child({ script: new URL('./watchers-load.js', import.meta.url), config, core: loadCore, deadlineMs })
  await load.next()
  const ask = <Answer>(order: WatchersOrder['do']): Promise<Answer> => {
    load.send({ do: order } satisfies WatchersOrder)
    return load.next<Answer>()
  }
  const memory = (): Promise<Memory> => {
    server.send({ do: 'memory' })
    return server.next<Memory>()
  }
  const empty = await memory()
  await ask('come')
  const full = await memory()
  const alone = await ask<WatchersFigures>('measure')
  const slow = watching === 'socket.io' ? undefined : await besideSlow(ask, memory)
  await load.stop()
  await server.stop()
  return {
    ...{ contestant: name, round, alone, slow },
    rssEach: (full.rss - empty.rss) / watchers,
    heldEach: (held(full) - held(empty)) / watchers,
    othersShare: Math.max(alone.othersShare, slow?.beside.othersShare ?? 0),
  }
}

async function besideSlow(
  ask: <Answer>(order: WatchersOrder['do']) => Promise<Answer>,
  memory: () => Promise<Memory>,
): Promise<WatchersResult['slow']> {
  const before = await memory()
  await ask('slow')
  const beside = await ask<WatchersFigures>('measure')
  const grown = held(await memory()) - held(before)
  return { beside, grown, end: await ask<SlowEnd>('compare') }
}

function held({ heapUsed, external }: Memory): number {
  return heapUsed + external
}
