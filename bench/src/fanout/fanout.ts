import type { DialectName } from '../client/dialects.ts'
import { Child, loadCore, serverCore } from '../process/children.ts'
import { waitForQuiet } from '../process/quiet.ts'
import type { ServerConfig, ServerName } from '../servers/main.ts'
import type { FanoutFigures, FanoutLoad } from './load.ts'

export interface FanoutOptions {
  readonly subscribers: number
  readonly rates: readonly number[]
  readonly bytes: number
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
  readonly dialect: DialectName
}

export const fanoutContestants: readonly Contestant[] = [
  { name: 'ws', server: 'ws', dialect: 'plain' },
  { name: 'Socket.IO', server: 'socket.io', dialect: 'socket.io' },
  { name: 'parley chat, durable', server: 'parley-sqlite', dialect: 'parley' },
  { name: 'parley chat, memory', server: 'parley-memory', dialect: 'parley' },
  { name: 'parley onSocket', server: 'parley-bare', dialect: 'plain' },
]

export interface FanoutResult extends FanoutFigures {
  readonly contestant: string
  readonly round: number
}

/** Contestants take turns within each round, so that a slow minute of the machine hits all of them. */
export async function runFanout(options: FanoutOptions, newDataFile: () => string): Promise<FanoutResult[]> {
  const results: FanoutResult[] = []
  for (let round = 1; round <= options.rounds; round++) {
    for (const contestant of fanoutContestants) {
      if (options.only.length > 0 && !options.only.includes(contestant.server)) continue
      await waitForQuiet(options.quietSeconds)
      for (const figures of await runOne(contestant, options, newDataFile())) {
        results.push({ contestant: contestant.name, round, ...figures })
        console.error(`  round ${round}/${options.rounds}  ${contestant.name}  ${progress(figures)}`)
      }
    }
  }
  return results
}

async function runOne({ server, dialect }: Contestant, options: FanoutOptions, dataFile: string) {
  const { subscribers, rates, bytes, seconds, warmupSeconds, profile } = options
  // Connecting, and draining after a rate that was too much.
  const deadlineMs = 60_000 + rates.length * (seconds + warmupSeconds + 20) * 1000
  const serverConfig: ServerConfig = { server, dataFile }
  const script = new URL('../servers/main.js', import.meta.url)
  const nodeArgs = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const child = new Child({ script, config: serverConfig, core: serverCore, nodeArgs, deadlineMs })
  const { port } = await child.next<{ port: number }>()
  const config: FanoutLoad = {
    port,
    serverPid: child.pid,
    dialect,
    subscribers,
    rates,
    bytes,
    warmupSeconds,
    seconds,
  }
  const load = new Child({ script: new URL('./load.js', import.meta.url), config, core: loadCore, deadlineMs })
  await load.next()
  const figures: FanoutFigures[] = []
  for (let left = rates.length; left > 0; left--) figures.push(await load.next<FanoutFigures>())
  await load.stop()
  await child.stop()
  return figures
}

function progress({ rate, deliveredPerSecond, cpuPerDelivery, keptUp, p99Ms, othersShare }: FanoutFigures): string {
  const pace = `${rate}/s: ${Math.round(deliveredPerSecond)} delivered/s, ${cpuPerDelivery.toFixed(2)} µs`
  return `${pace}, p99 ${p99Ms.toFixed(0)} ms${keptUp ? '' : ', fell behind'}, others ${(othersShare * 100).toFixed(0)} %`
}
