import { setTimeout as sleep } from 'node:timers/promises'
import { Child, loadCore } from '../process/children.ts'
import { startServer, type Turns, takeTurns } from '../process/turns.ts'
import { median } from '../report/stats.ts'
import { fixed, formatTable } from '../report/table.ts'
import type { Memory } from '../servers/memory.ts'
import type { Contestant } from './contestants.ts'
import type { MemoryConfig } from './memory-load.ts'

export interface MemoryOptions extends Turns {
  /** Idle ones, for what each takes. */
  readonly sockets: number
}

/** Bytes per idle socket. */
export interface SocketMemory {
  readonly rss: number
  /** RSS without what the heap holds free: that is the collector's taste, and swings by megabytes. */
  readonly inUse: number
  readonly heapUsed: number
  readonly external: number
}

export interface MemoryResult extends SocketMemory {
  readonly contestant: string
  readonly round: number
}

/** One contestant: medians over the rounds. */
export interface MemoryRow extends SocketMemory {
  readonly contestant: string
  readonly rounds: number
  /** What is in use as a multiple of what a bare `net.Socket` takes, and of what `ws` takes. */
  readonly toBare: number
  readonly toWs: number
}

const deadlineMs = 120_000
const warmup = 200

export async function runMemory(
  contestants: readonly Contestant[],
  options: MemoryOptions,
  newDataFile: () => string,
): Promise<MemoryResult[]> {
  const results: MemoryResult[] = []
  await takeTurns(contestants, options, async (contestant, round) => {
    const figures = await perSocket(contestant, options.sockets, newDataFile())
    results.push({ contestant: contestant.name, round, ...figures })
    const sizes = `${kilobytes(figures.inUse)} kB in use, RSS ${kilobytes(figures.rss)} kB`
    console.error(`  round ${round}/${options.rounds}  ${contestant.name}  ${sizes}`)
  })
  return results
}

async function perSocket(
  { server: name, dialect }: Contestant,
  sockets: number,
  dataFile: string,
): Promise<SocketMemory> {
  const { server, port } = await startServer({ server: name, dataFile }, { deadlineMs, exposeGc: true })
  const memory = () => {
    server.send({ do: 'memory' })
    return server.next<Memory>()
  }
  const config: MemoryConfig = { port, sockets, warmup, dialect, isBare: name === 'net' }
  const load = new Child({ script: new URL('./memory-load.js', import.meta.url), config, core: loadCore, deadlineMs })
  await load.next()
  // Until those that came first are gone at the server, too.
  await sleep(500)
  const before = await memory()
  load.send({ do: 'open' })
  await load.next()
  const after = await memory()
  await load.stop()
  await server.stop()
  const each = (field: (memory: Memory) => number) => (field(after) - field(before)) / sockets
  return {
    rss: each(({ rss }) => rss),
    inUse: each(({ rss, heapFree }) => rss - heapFree),
    heapUsed: each(({ heapUsed }) => heapUsed),
    external: each(({ external }) => external),
  }
}

export function memoryRows(results: readonly MemoryResult[]): MemoryRow[] {
  const rows = [...new Set(results.map((result) => result.contestant))].map((contestant) => {
    const group = results.filter((result) => result.contestant === contestant)
    const middle = (field: (result: MemoryResult) => number) => median(group.map(field))
    return {
      contestant,
      rounds: group.length,
      rss: middle((result) => result.rss),
      inUse: middle((result) => result.inUse),
      heapUsed: middle((result) => result.heapUsed),
      external: middle((result) => result.external),
    }
  })
  const inUseOf = (name: string) => rows.find(({ contestant }) => contestant === name)?.inUse ?? Number.NaN
  return rows.map((row) => ({
    ...row,
    toBare: row.inUse / inUseOf('bare net.Socket'),
    toWs: row.inUse / inUseOf('ws'),
  }))
}

export function printMemory(rows: readonly MemoryRow[]): void {
  const head = ['', 'in use kB', '÷ bare', '÷ ws', 'RSS kB', 'heap kB', 'external kB']
  const cells = rows.map((row) => [
    row.contestant,
    kilobytes(row.inUse),
    fixed(row.toBare, 2),
    fixed(row.toWs, 2),
    kilobytes(row.rss),
    kilobytes(row.heapUsed),
    kilobytes(row.external),
  ])
  console.log(`\n${formatTable(head, cells)}`)
}

function kilobytes(bytes: number): string {
  return fixed(bytes / 1000, 2)
}
