import { setTimeout as sleep } from 'node:timers/promises'
import { Child, loadCore } from '../process/children.ts'
import { processCpu } from '../process/cpu.ts'
import { machineCpu, othersShare } from '../process/quiet.ts'
import { isChosen, startServer, type Turns, takeTurns } from '../process/turns.ts'
import { percentile } from '../report/stats.ts'
import type { ServerName } from '../servers/main.ts'
import type { Memory } from '../servers/memory.ts'
import type { FillPlan } from '../servers/running.ts'
import { copyDataFile, type Filled, fillDesk, memoryOf } from './filled.ts'
import type { InquiryCount, InquiryLoad, InquiryOrder, InquiryWindow } from './inquiry-load.ts'
import type { SideName } from './sides.ts'

export interface InquiryOptions extends Turns, FillPlan {
  /** Messages a second of all customers together. */
  readonly rate: number
  readonly seconds: number
  readonly warmupSeconds: number
  readonly profile: string | undefined
}

interface Contestant {
  readonly name: string
  readonly server: ServerName
  readonly side: SideName
}

const contestants: readonly Contestant[] = [
  { name: 'Socket.IO, relay', server: 'socket.io-rooms', side: 'socket.io' },
  { name: 'parley inquiry, durable', server: 'parley-inquiry', side: 'parley' },
]

/** One contestant in one round. */
export interface InquiryResult {
  readonly contestant: string
  readonly round: number
  readonly deliveredPerSecond: number
  /** On the screens within the window, as a share of what was due in it. */
  readonly share: number
  /** CPU time of the server process, user and system, in µs. */
  readonly cpuPerMessage: number
  readonly serverCpuShare: number
  readonly loadCpuShare: number
  readonly entryP50Ms: number
  readonly entryP99Ms: number
  readonly rowP50Ms: number
  readonly rowP99Ms: number
  /** Written and never seen. */
  readonly lost: number
  readonly othersShare: number
  /** From the start of the process, on the data file of the filled desk, until it listens. */
  readonly listensMs: number
  /** From the start of the process until an agent, who connects as soon as it listens, has the desk. */
  readonly deskMs: number
  /** Until all other agents, who come then, have all that they have open. */
  readonly allMs: number
  /** Garbage collected: with one agent there, and with all; in bytes. */
  readonly desk: Memory
  readonly agents: Memory
}

export interface InquiryFigures {
  readonly filled: Filled | undefined
  readonly results: readonly InquiryResult[]
}

export async function runInquiry(options: InquiryOptions, newDataFile: () => string): Promise<InquiryFigures> {
  const results: InquiryResult[] = []
  const filledFile = newDataFile()
  const filled = isChosen('parley-inquiry', options.only)
    ? await fillDesk(options, options.profile, filledFile)
    : undefined
  if (filled !== undefined) console.error(`  filled in ${filled.seconds.toFixed(1)} s`)
  await takeTurns(contestants, options, async (contestant, round) => {
    const dataFile = newDataFile()
    if (contestant.side === 'parley') copyDataFile(filledFile, dataFile)
    const result = await runOne(contestant, round, options, dataFile)
    results.push(result)
    const pace = `${Math.round(result.deliveredPerSecond)} messages/s, ${result.cpuPerMessage.toFixed(0)} µs`
    const rest = `p99 ${result.entryP99Ms.toFixed(1)} ms, others ${(result.othersShare * 100).toFixed(0)} %`
    console.error(`  round ${round}/${options.rounds}  ${contestant.name}  ${pace}, ${rest}`)
  })
  return { filled, results }
}

async function runOne(
  { name, server: serverName, side }: Contestant,
  round: number,
  { agents, rate, bytes, seconds, warmupSeconds, profile }: InquiryOptions,
  dataFile: string,
): Promise<InquiryResult> {
  const deadlineMs = 180_000 + agents * 100 + (seconds + warmupSeconds) * 1000
  const say = (what: string) => console.error(`    ${name}: ${what}`)
  const config: InquiryLoad = { side, agents, rate, bytes }
  const load = new Child({ script: new URL('./inquiry-load.js', import.meta.url), config, core: loadCore, deadlineMs })
  const ask = <Answer>(order: InquiryOrder['do'], port?: number): Promise<Answer> => {
    load.send({ do: order, ...(port !== undefined && { port }) } satisfies InquiryOrder)
    return load.next<Answer>()
  }
  await load.next()
  const began = performance.now()
  const { server, port } = await startServer({ server: serverName, dataFile }, { profile, deadlineMs, exposeGc: true })
  const memory = () => memoryOf(server)
  const listensMs = performance.now() - began
  const deskMs = listensMs + (await ask<{ readonly deskMs: number }>('first', port)).deskMs
  say(`the first agent is there; ${agents} agents come`)
  const desk = await memory()
  const comeAt = performance.now()
  await ask('rest')
  const allMs = performance.now() - comeAt
  const all = await memory()
  say(`they were there after ${allMs.toFixed(0)} ms; their customers come and write`)
  await ask('customers')
  await ask('start')
  await sleep(warmupSeconds * 1000)
  await ask('begin')
  const clocks = async () => ({
    ...(await ask<InquiryCount>('count')),
    ...{ time: performance.now(), server: processCpu(server.pid), load: processCpu(load.pid), all: machineCpu() },
  })
  const before = await clocks()
  await sleep(seconds * 1000)
  const after = await clocks()
  const { entries, rows } = await ask<InquiryWindow>('finish')
  await ask('quiet')
  const lost = await drained(() => ask<InquiryCount>('count'))
  await load.stop()
  await server.stop()

  const elapsedMs = after.time - before.time
  const seen = after.seen - before.seen
  const [serverCpu, loadCpu] = [after.server - before.server, after.load - before.load]
  return {
    ...{ contestant: name, round, lost, listensMs, deskMs, allMs, desk, agents: all },
    deliveredPerSecond: (seen / elapsedMs) * 1000,
    share: seen / ((rate * elapsedMs) / 1000),
    cpuPerMessage: serverCpu / seen,
    serverCpuShare: serverCpu / (elapsedMs * 1000),
    loadCpuShare: loadCpu / (elapsedMs * 1000),
    entryP50Ms: percentile(entries, 0.5),
    entryP99Ms: percentile(entries, 0.99),
    rowP50Ms: percentile(rows, 0.5),
    rowP99Ms: percentile(rows, 0.99),
    othersShare: othersShare(after.all - before.all, serverCpu + loadCpu, elapsedMs),
  }
}

/** What is still missing when this time is over is lost. */
async function drained(count: () => Promise<InquiryCount>): Promise<number> {
  let missing = Number.POSITIVE_INFINITY
  for (let left = 150; left > 0 && missing > 0; left--) {
    await sleep(100)
    const { written, seen } = await count()
    missing = written - seen
  }
  return missing
}
