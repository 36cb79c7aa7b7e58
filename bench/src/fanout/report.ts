import { median, quietRounds } from '../report/stats.ts'
import { fixed, formatTable, thousands } from '../report/table.ts'
import type { FanoutResult } from './fanout.ts'

/** One contestant at one rate: medians over the rounds. */
export interface FanoutRow {
  readonly contestant: string
  readonly rate: number
  readonly deliveredPerSecond: number
  readonly cpuPerDelivery: number
  /** CPU per delivery as a share of that of `ws` at the same rate. */
  readonly toWs: number
  /** As a share of that of the C++ engine, where it takes part. */
  readonly toEngine: number
  readonly serverCpuShare: number
  readonly loadCpuShare: number
  readonly othersShare: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly share: number
  /** Kept up in so many rounds. */
  readonly keptUp: number
  readonly rounds: number
  readonly lost: number
}

export function fanoutRows(results: readonly FanoutResult[]): FanoutRow[] {
  const rows: FanoutRow[] = []
  for (const key of new Set(results.map(keyOf))) {
    const group = quietRounds(results.filter((result) => keyOf(result) === key))
    const [first] = group
    if (first === undefined) continue
    const middle = (field: (result: FanoutResult) => number) => median(group.map(field))
    rows.push({
      contestant: first.contestant,
      rate: first.rate,
      deliveredPerSecond: middle((result) => result.deliveredPerSecond),
      cpuPerDelivery: middle((result) => result.cpuPerDelivery),
      toWs: Number.NaN,
      toEngine: Number.NaN,
      serverCpuShare: middle((result) => result.serverCpuShare),
      loadCpuShare: middle((result) => result.loadCpuShare),
      othersShare: middle((result) => result.othersShare),
      p50Ms: middle((result) => result.p50Ms),
      p99Ms: middle((result) => result.p99Ms),
      share: middle((result) => result.share),
      keptUp: group.filter((result) => result.keptUp).length,
      rounds: group.length,
      lost: middle((result) => result.lost),
    })
  }
  return rows.map((row) => {
    const ratioTo = (name: string) => {
      const other = rows.find(({ contestant, rate }) => contestant === name && rate === row.rate)
      return row.cpuPerDelivery / (other?.cpuPerDelivery ?? Number.NaN)
    }
    return { ...row, toWs: ratioTo('ws'), toEngine: ratioTo('C++ engine, publish') }
  })
}

export function printFanout(rows: readonly FanoutRow[]): void {
  const head = [
    '',
    'delivered/s',
    'CPU µs each',
    '÷ ws',
    '÷ C++',
    'server CPU',
    'load CPU',
    'others',
    'p50 ms',
    'p99 ms',
    'kept up',
  ]
  for (const rate of new Set(rows.map((row) => row.rate))) {
    console.log(`\n${rate} messages/s`)
    const cells = rows
      .filter((row) => row.rate === rate)
      .map((row) => [
        row.contestant,
        thousands(row.deliveredPerSecond),
        fixed(row.cpuPerDelivery, 2),
        fixed(row.toWs, 2),
        fixed(row.toEngine, 2),
        `${fixed(row.serverCpuShare * 100, 0)} %`,
        `${fixed(row.loadCpuShare * 100, 0)} %`,
        `${fixed(row.othersShare * 100, 0)} %`,
        fixed(row.p50Ms, 1),
        fixed(row.p99Ms, 1),
        row.keptUp === row.rounds ? 'yes' : `no, ${fixed(row.share * 100, 0)} % (${row.keptUp} of ${row.rounds})`,
      ])
    console.log(formatTable(head, cells))
  }
}

function keyOf(result: FanoutResult): string {
  return `${result.contestant} ${result.rate}`
}
