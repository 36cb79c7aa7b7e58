import type { DialectName } from '../client/dialects.ts'
import { Child, loadCore } from '../process/children.ts'
import { deadlineFor, startServer, type Turns, takeTurns } from '../process/turns.ts'
import type { ServerName } from '../servers/main.ts'
import type { FanoutFigures, FanoutLoad } from './load.ts'

export interface FanoutOptions extends Turns {
  readonly subscribers: number
  readonly rates: readonly number[]
  readonly bytes: number
  readonly seconds: number
  readonly warmupSeconds: number
  readonly profile: string | undefined
  /** Compressed to each subscriber. */
  readonly deflate?: boolean
}

export interface FanoutContestant {
  readonly name: string
  readonly server: ServerName
  readonly dialect: DialectName
}

/** What `npm run bench -- fanout` compares. */
export const fanoutContestants: readonly FanoutContestant[] = [
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

export async function runFanout(
  contestants: readonly FanoutContestant[],
  options: FanoutOptions,
  newDataFile: () => string,
): Promise<FanoutResult[]> {
  const results: FanoutResult[] = []
  await takeTurns(contestants, options, async (contestant, round) => {
    for (const figures of await runOne(contestant, options, newDataFile())) {
      results.push({ contestant: contestant.name, round, ...figures })
      console.error(`  round ${round}/${options.rounds}  ${contestant.name}  ${progress(figures)}`)
    }
  })
  return results
}

async function runOne({ server: name, dialect }: FanoutContestant, options: FanoutOptions, dataFile: string) {
  const { subscribers, rates, bytes, seconds, warmupSeconds, profile, deflate = false } = options
  const deadlineMs = deadlineFor(rates.length, options)
  const { server, port } = await startServer({ server: name, dataFile, deflate }, { profile, deadlineMs })
  const config: FanoutLoad = {
    port,
    serverPid: server.pid,
    dialect,
    subscribers,
    rates,
    bytes,
    warmupSeconds,
    seconds,
    deflate,
  }
  const load = new Child({ script: new URL('./load.js', import.meta.url), config, core: loadCore, deadlineMs })
  await load.next()
  const figures: FanoutFigures[] = []
  for (let left = rates.length; left > 0; left--) figures.push(await load.next<FanoutFigures>())
  await load.stop()
  await server.stop()
  return figures
}

function progress({ rate, deliveredPerSecond, cpuPerDelivery, keptUp, p99Ms, othersShare }: FanoutFigures): string {
  const pace = `${rate}/s: ${Math.round(deliveredPerSecond)} delivered/s, ${cpuPerDelivery.toFixed(2)} µs`
  return `${pace}, p99 ${p99Ms.toFixed(0)} ms${keptUp ? '' : ', fell behind'}, others ${(othersShare * 100).toFixed(0)} %`
}
