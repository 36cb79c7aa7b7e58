import { Child, loadCore } from '../process/children.ts'
import { deadlineFor, startServer, type Turns, takeTurns } from '../process/turns.ts'
import { median, quietRounds } from '../report/stats.ts'
import { fixed, formatTable } from '../report/table.ts'
import type { ServerName } from '../servers/main.ts'
import type { Memory } from '../servers/memory.ts'
import type { FollowerName } from './follower.ts'
import type { SlowFigures, SlowLoad, SlowOrder } from './slow-load.ts'

export interface SlowOptions extends Turns {
  readonly subscribers: number
  readonly slowRate: number
  readonly slowBytes: number
  readonly slowBytesPerSecond: number
  readonly seconds: number
  readonly warmupSeconds: number
  readonly profile: string | undefined
}

interface Contestant {
  readonly name: string
  readonly server: ServerName
  readonly dialect: FollowerName
}

const contestants: readonly Contestant[] = [
  { name: 'parley chat, durable', server: 'parley-sqlite', dialect: 'parley' },
  { name: 'Socket.IO, recovery on', server: 'socket.io-recovery', dialect: 'socket.io' },
]

export interface SlowResult {
  readonly contestant: string
  readonly round: number
  /** Without the slow one, and beside it. */
  readonly alone: SlowFigures
  readonly beside: SlowFigures
  /** What the server holds more after each window than before, garbage collected; bytes. */
  readonly grownAlone: number
  readonly grownBeside: number
  readonly othersShare: number
}

export async function runSlow(options: SlowOptions, newDataFile: () => string): Promise<SlowResult[]> {
  const results: SlowResult[] = []
  await takeTurns(contestants, options, async (contestant, round) => {
    const result = await runOne(contestant, round, options, newDataFile())
    results.push(result)
    const { alone, beside } = result
    const p99 = `p99 alone ${alone.p99Ms.toFixed(1)} ms, beside ${beside.p99Ms.toFixed(1)} ms`
    console.error(
      `  round ${round}/${options.rounds}  ${contestant.name}  ${p99}, grown ${megabytes(result.grownBeside)} MB`,
    )
  })
  return results
}

async function runOne(
  { name, server: serverName, dialect }: Contestant,
  round: number,
  options: SlowOptions,
  dataFile: string,
): Promise<SlowResult> {
  const { subscribers, slowRate, slowBytes, slowBytesPerSecond, seconds, warmupSeconds, profile } = options
  const deadlineMs = deadlineFor(3, options)
  const { server, port } = await startServer({ server: serverName, dataFile }, { profile, deadlineMs, exposeGc: true })
  const config: SlowLoad = {
    port,
    serverPid: server.pid,
    dialect,
    readers: subscribers,
    rate: slowRate,
    bytes: slowBytes,
    slowBytesPerSecond,
    seconds,
    warmupSeconds,
  }
  const load = new Child({ script: new URL('./slow-load.js', import.meta.url), config, core: loadCore, deadlineMs })
  await load.next()
  const ask = <Answer>(order: SlowOrder['do']) => {
    load.send({ do: order })
    return load.next<Answer>()
  }
  const memory = async () => {
    server.send({ do: 'memory' })
    const { heapUsed, external } = await server.next<Memory>()
    return heapUsed + external
  }
  // The first window finds code that is not compiled yet.
  await ask('measure')
  // Both windows follow the same stuffing: what a server keeps of it anyway is in both figures.
  const before = await memory()
  await ask('stuff')
  const alone = await ask<SlowFigures>('measure')
  const between = await memory()
  await ask('slow')
  await ask('stuff')
  const beside = await ask<SlowFigures>('measure')
  const after = await memory()
  await load.stop()
  await server.stop()
  const others = Math.max(alone.othersShare, beside.othersShare)
  const grown = { grownAlone: between - before, grownBeside: after - between }
  return { contestant: name, round, alone, beside, ...grown, othersShare: others }
}

export function printSlow(results: readonly SlowResult[]): void {
  const head = [
    '',
    'p50 alone',
    'p50 beside',
    'p99 alone',
    'p99 beside',
    '÷',
    'delivered',
    'MB alone',
    'MB beside',
    'slow one',
    'others',
  ]
  const cells = [...new Set(results.map(({ contestant }) => contestant))].map((name) => {
    const group = quietRounds(results.filter(({ contestant }) => contestant === name))
    const middle = (field: (result: SlowResult) => number) => median(group.map(field))
    return [
      name,
      fixed(
        middle(({ alone }) => alone.p50Ms),
        1,
      ),
      fixed(
        middle(({ beside }) => beside.p50Ms),
        1,
      ),
      fixed(
        middle(({ alone }) => alone.p99Ms),
        1,
      ),
      fixed(
        middle(({ beside }) => beside.p99Ms),
        1,
      ),
      fixed(
        middle(({ alone, beside }) => beside.p99Ms / alone.p99Ms),
        2,
      ),
      `${fixed(middle(({ beside }) => beside.share) * 100, 1)} %`,
      megabytes(middle(({ grownAlone }) => grownAlone)),
      megabytes(middle(({ grownBeside }) => grownBeside)),
      group.every(({ beside }) => beside.slowIsThere) ? 'kept' : 'cut',
      `${fixed(middle((result) => result.othersShare) * 100, 0)} %`,
    ]
  })
  console.log(`\n${formatTable(head, cells)}`)
}

function megabytes(bytes: number): string {
  return fixed(bytes / 1e6, 2)
}
