import type { PostingName } from '../client/posting.ts'
import { Child, loadCore, serverCore } from '../process/children.ts'
import { waitForQuiet } from '../process/quiet.ts'
import type { ServerConfig, ServerName } from '../servers/main.ts'
import type { DurableFigures, DurableLoad } from './load.ts'

export interface DurableOptions {
  readonly inFlight: readonly number[]
  readonly connections: number
  readonly rooms: number
  readonly bytes: number
  readonly p99Ms: number
  readonly seconds: number
  readonly warmupSeconds: number
  readonly rounds: number
  readonly quietSeconds: number
  readonly only: readonly string[]
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
  for (let round = 1; round <= options.rounds; round++) {
    for (const contestant of contestants) {
      if (options.only.length > 0 && !options.only.includes(contestant.server)) continue
      const report = (figures: DurableResult) => {
        results.push(figures)
        console.error(`  round ${round}/${options.rounds}  ${contestant.name}  ${progress(figures)}`)
      }
      await waitForQuiet(options.quietSeconds)
      await runOne(contestant, round, options, newDataFile(), report)
    }
  }
  return results
}

async function runOne(
  { name, server, posting }: Contestant,
  round: number,
  options: DurableOptions,
  dataFile: string,
  report: (result: DurableResult) => void,
): Promise<void> {
  const { profile, seconds, warmupSeconds, inFlight } = options
  const deadlineMs = 60_000 + inFlight.length * (seconds + warmupSeconds + 20) * 1000
  const serverConfig: ServerConfig = { server, dataFile }
  const script = new URL('../servers/main.js', import.meta.url)
  const nodeArgs = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const child = new Child({ script, config: serverConfig, core: serverCore, nodeArgs, deadlineMs })
  const { port } = await child.next<{ port: number }>()
  const config: DurableLoad = { ...options, port, serverPid: child.pid, posting, dataFile }
  const load = new Child({ script: new URL('./load.js', import.meta.url), config, core: loadCore, deadlineMs })
  await load.next()
  const commits = async () => {
    child.send({ do: 'commits' })
    return (await child.next<{ commits: number }>()).commits
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
  await child.stop()
}

function progress({ inFlight, postsPerSecond, p50Ms, p99Ms, othersShare }: DurableFigures): string {
  const pace = `${inFlight} in flight: ${Math.round(postsPerSecond)} posts/s`
  return `${pace}, p50 ${p50Ms.toFixed(1)} p99 ${p99Ms.toFixed(1)} ms, others ${(othersShare * 100).toFixed(0)} %`
}
