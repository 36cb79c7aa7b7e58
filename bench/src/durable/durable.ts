import type { PostingName } from '../client/posting.ts'
import { Child, loadCore } from '../process/children.ts'
import { deadlineFor, startServer, type Turns, takeTurns } from '../process/turns.ts'
import type { ServerName } from '../servers/main.ts'
import type { DurableFigures, DurableLoad } from './load.ts'

export interface DurableOptions extends Turns {
  readonly inFlight: readonly number[]
  readonly connections: number
  readonly rooms: number
  readonly bytes: number
  readonly p99Ms: number
  readonly seconds: number
  readonly warmupSeconds: number
  readonly profile: string | undefined
}

interface Contestant {
  readonly name: string
  readonly server: ServerName
  readonly posting: PostingName
}

const contestants: readonly Contestant[] = [
  { name: 'parley chat', server: 'parley-sqlite', posting: 'parley' },
  { name: 'ws + libsql', server: 'ws-durable', posting: 'ws' },
  { name: 'Socket.IO + libsql', server: 'socket.io-durable', posting: 'socket.io' },
]

export interface DurableResult extends DurableFigures {
  readonly contestant: string
  readonly round: number
  readonly commitsPerSecond: number
}

export async function runDurable(options: DurableOptions, newDataFile: () => string): Promise<DurableResult[]> {
  const results: DurableResult[] = []
  await takeTurns(contestants, options, (contestant, round) =>
    runOne(contestant, round, options, newDataFile(), (figures) => {
      results.push(figures)
      console.error(`  round ${round}/${options.rounds}  ${contestant.name}  ${progress(figures)}`)
    }),
  )
  return results
}

async function runOne(
  { name, server: serverName, posting }: Contestant,
  round: number,
  options: DurableOptions,
  dataFile: string,
  report: (result: DurableResult) => void,
): Promise<void> {
  const { profile, seconds, inFlight } = options
  const deadlineMs = deadlineFor(inFlight.length, options)
  const { server, port } = await startServer({ server: serverName, dataFile }, { profile, deadlineMs })
  const config: DurableLoad = { ...options, port, serverPid: server.pid, posting, dataFile }
  const load = new Child({ script: new URL('./load.js', import.meta.url), config, core: loadCore, deadlineMs })
  await load.next()
  const commits = async () => {
    server.send({ do: 'commits' })
    return (await server.next<{ commits: number }>()).commits
  }
  for (const count of inFlight) {
    load.send({ inFlight: count })
    await load.next()
    const before = await commits()
    await load.next()
    const after = await commits()
    const figures = await load.next<DurableFigures>()
    report({ contestant: name, round, ...figures, commitsPerSecond: (after - before) / seconds })
    // More in flight only waits longer.
    if (figures.p99Ms > 3 * options.p99Ms) break
  }
  await load.stop()
  await server.stop()
}

function progress({ inFlight, postsPerSecond, p50Ms, p99Ms, othersShare }: DurableFigures): string {
  const pace = `${inFlight} in flight: ${Math.round(postsPerSecond)} posts/s`
  return `${pace}, p50 ${p50Ms.toFixed(1)} p99 ${p99Ms.toFixed(1)} ms, others ${(othersShare * 100).toFixed(0)} %`
}
