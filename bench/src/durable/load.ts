// The process of those who post: a closed loop, each connection keeping so many posts unanswered.
import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostingName } from '../client/posting.ts'
import { endWithParent } from '../process/children.ts'
import { type CpuSplit, processCpu, splitBetween, threadCpu } from '../process/cpu.ts'
import { machineCpu, othersShare } from '../process/quiet.ts'
import { percentile, Samples } from '../report/stats.ts'
import { Poster } from './poster.ts'

export interface DurableLoad {
  readonly port: number
  readonly serverPid: number
  readonly posting: PostingName
  readonly inFlight: readonly number[]
  readonly connections: number
  readonly rooms: number
  readonly bytes: number
  readonly warmupSeconds: number
  readonly seconds: number
  readonly dataFile: string
}

/** One load on one contestant in one round. `commits` is filled in by whoever can ask the server. */
export interface DurableFigures {
  readonly inFlight: number
  readonly postsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  /** µs of server CPU per post, by thread. */
  readonly cpu: CpuSplit
  readonly serverCpuShare: number
  readonly loadCpuShare: number
  readonly posts: number
  readonly dataMb: number
  /** The share of the machine that others had meanwhile. */
  readonly othersShare: number
}

export type DurableMessage = { readonly at: 'start' | 'end' } | DurableFigures

endWithParent()
const config = JSON.parse(process.argv[2] ?? '{}') as DurableLoad
const latencies = new Samples()
const run = Math.random().toString(36).slice(2, 8)
const posters = await Promise.all(
  Array.from({ length: config.connections }, (_, index) =>
    Poster.connect(config.port, config.posting, `${run}${index}`, `r${index % config.rooms}`, config.bytes, latencies),
  ),
)
process.send?.({ ready: true })
process.on('message', (message: { readonly inFlight?: number }) => {
  if (message.inFlight === undefined) process.exit(0)
  void measure(message.inFlight).then((figures) => process.send?.(figures))
})

async function measure(inFlight: number): Promise<DurableFigures> {
  const { seconds, warmupSeconds, dataFile } = config
  const count = Math.min(posters.length, inFlight)
  for (let i = 0; i < count; i++) posters[i]?.start(Math.max(1, Math.round(inFlight / count)))
  await sleep(warmupSeconds * 1000)
  latencies.clear()
  process.send?.({ at: 'start' })
  const before = snapshot()
  await sleep(seconds * 1000)
  const after = snapshot()
  const sorted = latencies.sorted()
  process.send?.({ at: 'end' })
  await Promise.all(posters.map((poster) => poster.stop()))
  const elapsed = after.time - before.time
  const posts = sorted.length
  const { main, worker, rest } = splitBetween(before.server, after.server)
  return {
    inFlight,
    postsPerSecond: (posts / elapsed) * 1000,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    maxMs: sorted.at(-1) ?? Number.NaN,
    cpu: { main: main / posts, worker: worker / posts, rest: rest / posts },
    serverCpuShare: (main + worker + rest) / (elapsed * 1000),
    loadCpuShare: (after.own - before.own) / (elapsed * 1000),
    posts,
    othersShare: othersShare(after.all - before.all, main + worker + rest + after.own - before.own, elapsed),
    dataMb: (sizeOf(dataFile) + sizeOf(`${dataFile}-wal`)) / 1e6,
  }
}

function snapshot() {
  const [server, own] = [threadCpu(config.serverPid), processCpu(process.pid)]
  return { time: performance.now(), server, own, all: machineCpu() }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
