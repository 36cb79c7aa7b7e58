// The process of those who order: a closed loop to find the most, then a steady pace.
import { setTimeout as sleep } from 'node:timers/promises'
import { doAtRate } from '../client/pace.ts'
import { endWithParent } from '../process/children.ts'
import { type CpuSplit, processCpu, splitBetween, threadCpu } from '../process/cpu.ts'
import { machineCpu, othersShare } from '../process/quiet.ts'
import { percentile, Samples } from '../report/stats.ts'
import type { FlowOptions } from './order-flow.ts'
import type { Tally } from './reports.ts'
import { type Answered, Trader } from './trader.ts'

export interface OrdersLoad {
  readonly port: number
  readonly serverPid: number
  readonly connections: number
  readonly hasReports: boolean
  readonly flow: FlowOptions
  readonly seconds: number
  readonly warmupSeconds: number
}

/** With so many unanswered, or so many a second. */
export type OrdersOrder = { readonly inFlight: number } | { readonly rate: number } | { readonly do: 'count' | 'stop' }

/** One load on one contestant in one round. */
export interface OrdersFigures {
  readonly ordersPerSecond: number
  readonly placedShare: number
  readonly tooLateShare: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  /** µs of server CPU per order, by thread. */
  readonly cpu: CpuSplit
  readonly serverCpuShare: number
  readonly loadCpuShare: number
  readonly othersShare: number
}

/** What was acknowledged since the beginning, and what accounts were told. */
export interface OrdersCount extends Answered {
  readonly reported: Tally
}

endWithParent()
const config = JSON.parse(process.argv[2] ?? '{}') as OrdersLoad
const { connections, serverPid, seconds, warmupSeconds } = config
const latencies = new Samples()
const answered: Answered = { placed: 0, canceled: 0, tooLate: 0 }
const traders = await Promise.all(
  Array.from({ length: connections }, (_, index) =>
    Trader.connect({ ...config, index, answered, onAnswer: (ms) => latencies.add(ms) }),
  ),
)
process.send?.({ ready: true })
process.on('message', async (order: OrdersOrder) => {
  if ('inFlight' in order) process.send?.(await measure(() => keepInFlight(order.inFlight)))
  else if ('rate' in order) process.send?.(await measure(() => keepPace(order.rate)))
  else if (order.do === 'count') process.send?.(await counted())
  else process.exit(0)
})

function keepInFlight(inFlight: number): () => void {
  const count = Math.min(traders.length, inFlight)
  for (const trader of traders.slice(0, count)) trader.start(Math.max(1, Math.round(inFlight / count)))
  return () => {}
}

function keepPace(rate: number): () => void {
  return doAtRate(
    rate,
    (done, due) => traders[done % traders.length]?.act(due / 1000 - performance.timeOrigin),
    () => {
      for (const trader of traders) trader.flush()
    },
  )
}

async function measure(begin: () => () => void): Promise<OrdersFigures> {
  const end = begin()
  await sleep(warmupSeconds * 1000)
  latencies.clear()
  const before = snapshot()
  await sleep(seconds * 1000)
  const after = snapshot()
  const sorted = latencies.sorted()
  end()
  await Promise.all(traders.map((trader) => trader.stop()))
  const elapsed = after.time - before.time
  const [placed, canceled] = [after.placed - before.placed, after.canceled - before.canceled]
  const tooLate = after.tooLate - before.tooLate
  const orders = placed + canceled + tooLate
  const { main, worker, rest } = splitBetween(before.server, after.server)
  return {
    ordersPerSecond: (orders / elapsed) * 1000,
    placedShare: placed / orders,
    tooLateShare: tooLate / orders,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    maxMs: sorted.at(-1) ?? Number.NaN,
    cpu: { main: main / orders, worker: worker / orders, rest: rest / orders },
    serverCpuShare: (main + worker + rest) / (elapsed * 1000),
    loadCpuShare: (after.own - before.own) / (elapsed * 1000),
    othersShare: othersShare(after.all - before.all, main + worker + rest + after.own - before.own, elapsed),
  }
}

function snapshot() {
  const [server, own] = [threadCpu(serverPid), processCpu(process.pid)]
  return { time: performance.now(), server, own, all: machineCpu(), ...answered }
}

/** Reports come after answers: they are waited for until nothing more comes. */
async function counted(): Promise<OrdersCount> {
  let before = -1
  for (let now = heard(); now !== before; now = heard()) {
    before = now
    await sleep(500)
  }
  const sum = (name: keyof Tally) => traders.reduce((total, { reports }) => total + reports.tally[name], 0)
  const [accepted, canceled, expired] = [sum('accepted'), sum('canceled'), sum('expired')]
  return { ...answered, reported: { accepted, canceled, expired, filled: sum('filled'), fills: sum('fills') } }
}

function heard(): number {
  return traders.reduce(
    (total, { reports: { tally } }) => total + tally.accepted + tally.canceled + tally.expired + tally.fills,
    0,
  )
}
