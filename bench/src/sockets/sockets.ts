import { type FanoutOptions, runFanout } from '../fanout/fanout.ts'
import { fanoutRows, printFanout } from '../fanout/report.ts'
import { preparePeers } from '../process/peer-packages.ts'
import { isChosen } from '../process/turns.ts'
import { type Contestant, contestantsOf, type Measure } from './contestants.ts'
import { memoryRows, printMemory, runMemory } from './memory.ts'
import { printRates, rateRows } from './rates.ts'
import { deflateLoads, echoLoads, runEcho, runHandshakes } from './run-rates.ts'

export interface SocketsOptions extends Omit<FanoutOptions, 'deflate'> {
  readonly measures: readonly Measure[]
  /** Whether the C++ engine and Bun take part. */
  readonly peers: boolean
  /** Idle ones, for what each takes. */
  readonly sockets: number
}

/** Of a broadcast that is compressed: what compressing for each subscriber anew can still keep up with. */
const deflateRates: readonly number[] = [10, 20]
const deflateBytes = 1024

/** The WebSocket alone, without channels: one measure after the other, each with its table. */
export async function runSockets(options: SocketsOptions, newDataFile: () => string): Promise<object> {
  const present = options.peers && wantsPeers(options.only) ? preparePeers() : { uws: false, bun: false }
  const among = (contestants: readonly Contestant[]) =>
    contestants.filter(
      ({ server }) => (present.uws || !isChosen(server, ['uws'])) && (present.bun || !isChosen(server, ['bun'])),
    )
  const run: Record<Measure, () => Promise<object>> = {
    async echo() {
      console.log('\necho: what is sent comes back')
      const results = await runEcho(among(contestantsOf.echo), options, echoLoads, false)
      const rows = rateRows(results)
      printRates(rows, 'messages')
      return { rows, results }
    },
    async fanout() {
      console.log(`\nfan-out: ${options.subscribers} subscribers, ${options.bytes} bytes of text`)
      return fanout(among(contestantsOf.fanout), options, newDataFile)
    },
    async handshakes() {
      console.log('\nhandshakes: connect, 101, goodbye')
      const results = await runHandshakes(among(contestantsOf.handshakes), options)
      const rows = rateRows(results)
      printRates(rows, 'handshakes')
      return { rows, results }
    },
    async memory() {
      console.log(`\nmemory: ${options.sockets} idle sockets; Node with --expose-gc, after collecting`)
      const results = await runMemory(among(contestantsOf.memory), options, newDataFile)
      const rows = memoryRows(results)
      printMemory(rows)
      return { rows, results }
    },
    async deflate() {
      console.log('\npermessage-deflate, no context takeover: echo of text like JSON')
      const results = await runEcho(among(contestantsOf['deflate echo']), options, deflateLoads, true)
      const rows = rateRows(results)
      printRates(rows, 'messages')
      console.log(`\npermessage-deflate: ${options.subscribers} subscribers, ${deflateBytes} bytes of text like JSON`)
      const compressed = { ...options, rates: deflateRates, bytes: deflateBytes, deflate: true }
      return { rows, results, fanout: await fanout(among(contestantsOf['deflate fanout']), compressed, newDataFile) }
    },
  }
  const figures: Partial<Record<Measure, object>> = {}
  for (const measure of options.measures) figures[measure] = await run[measure]()
  return figures
}

async function fanout(
  contestants: readonly Contestant[],
  options: FanoutOptions,
  newDataFile: () => string,
): Promise<object> {
  const results = await runFanout(contestants, options, newDataFile)
  const rows = fanoutRows(results)
  printFanout(rows)
  return { rows, results }
}

function wantsPeers(only: readonly string[]): boolean {
  return only.length === 0 || only.some((name) => /^(uws|bun)(-|$)/.test(name))
}
