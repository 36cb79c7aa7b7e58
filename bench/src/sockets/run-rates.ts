import { Child, loadCore } from '../process/children.ts'
import { deadlineFor, startServer, takeTurns } from '../process/turns.ts'
import type { Contestant } from './contestants.ts'
import type { EchoLoad } from './echo-client.ts'
import type { EchoConfig } from './echo-load.ts'
import type { HandshakeConfig } from './handshake-load.ts'
import type { RateFigures, RateResult } from './rates.ts'
import type { SocketsOptions } from './sockets.ts'

/** The way out and back: one after the other, many at once, large ones, and several in one write. */
export const echoLoads: readonly EchoLoad[] = [
  { connections: 1, bytes: 64, inFlight: 1 },
  { connections: 64, bytes: 64, inFlight: 1 },
  { connections: 1000, bytes: 64, inFlight: 1 },
  { connections: 64, bytes: 16_384, inFlight: 1 },
  { connections: 64, bytes: 64, inFlight: 16 },
]

export const deflateLoads: readonly EchoLoad[] = [
  { connections: 64, bytes: 1024, inFlight: 1 },
  { connections: 64, bytes: 16_384, inFlight: 1 },
]

export function runEcho(
  contestants: readonly Contestant[],
  options: SocketsOptions,
  loads: readonly EchoLoad[],
  deflate: boolean,
): Promise<RateResult[]> {
  const { seconds, warmupSeconds } = options
  const run: LoadProcess<EchoConfig> = {
    script: new URL('./echo-load.js', import.meta.url),
    results: loads.length,
    deflate,
    config: (port, serverPid, { dialect }) => ({ port, serverPid, dialect, deflate, loads, seconds, warmupSeconds }),
  }
  return runRates(contestants, options, run)
}

export function runHandshakes(contestants: readonly Contestant[], options: SocketsOptions): Promise<RateResult[]> {
  const { seconds, warmupSeconds } = options
  const run: LoadProcess<HandshakeConfig> = {
    script: new URL('./handshake-load.js', import.meta.url),
    results: 1,
    deflate: false,
    config: (port, serverPid, { dialect }) => ({ port, serverPid, dialect, concurrency: 64, seconds, warmupSeconds }),
  }
  return runRates(contestants, options, run)
}

interface LoadProcess<Config> {
  readonly script: URL
  /** How many figures it sends. */
  readonly results: number
  readonly deflate: boolean
  config(port: number, serverPid: number, contestant: Contestant): Config
}

async function runRates<Config>(
  contestants: readonly Contestant[],
  options: SocketsOptions,
  run: LoadProcess<Config>,
): Promise<RateResult[]> {
  const results: RateResult[] = []
  const deadlineMs = deadlineFor(run.results, options)
  await takeTurns(contestants, options, async (contestant, round) => {
    const { name } = contestant
    const start = { profile: options.profile, deadlineMs }
    const { server, port } = await startServer({ server: contestant.server, deflate: run.deflate }, start)
    const config = run.config(port, server.pid, contestant)
    const load = new Child({ script: run.script, config, core: loadCore, deadlineMs })
    for (let left = run.results; left > 0; left--) {
      const figures = await load.next<RateFigures>()
      results.push({ contestant: name, round, ...figures })
      console.error(`  round ${round}/${options.rounds}  ${name}  ${progress(figures)}`)
    }
    await load.stop()
    await server.stop()
  })
  return results
}

function progress({ load, perSecond, cpuEach, othersShare }: RateFigures): string {
  return `${load}: ${Math.round(perSecond)}/s, ${cpuEach.toFixed(2)} µs, others ${(othersShare * 100).toFixed(0)} %`
}
