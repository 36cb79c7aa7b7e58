import type { Window } from '../process/window.ts'
import { median, quietRounds } from '../report/stats.ts'
import { fixed, formatTable, thousands } from '../report/table.ts'

/** One load of one contestant in one round: how often something happened, and what each time cost. */
export interface RateFigures {
  readonly load: string
  readonly perSecond: number
  readonly cpuEach: number
  readonly serverCpuShare: number
  readonly loadCpuShare: number
  readonly othersShare: number
}

export function rateFigures(load: string, count: number, { elapsedMs, serverCpu, ...shares }: Window): RateFigures {
  return { load, perSecond: (count / elapsedMs) * 1000, cpuEach: serverCpu / count, ...shares }
}

export interface RateResult extends RateFigures {
  readonly contestant: string
  readonly round: number
}

/** One contestant under one load: medians over the rounds. */
export interface RateRow extends RateFigures {
  readonly contestant: string
  readonly rounds: number
  /** How many times as often as `ws`. */
  readonly rateToWs: number
  /** CPU each as a share of what `ws` needs. */
  readonly cpuToWs: number
}

export function rateRows(results: readonly RateResult[]): RateRow[] {
  const keyOf = (result: RateResult) => `${result.contestant} ${result.load}`
  const rows = [...new Set(results.map(keyOf))].map((key) => {
    const group = quietRounds(results.filter((result) => keyOf(result) === key))
    const middle = (field: (result: RateResult) => number) => median(group.map(field))
    return {
      contestant: group[0]?.contestant ?? '',
      load: group[0]?.load ?? '',
      rounds: group.length,
      perSecond: middle((result) => result.perSecond),
      cpuEach: middle((result) => result.cpuEach),
      serverCpuShare: middle((result) => result.serverCpuShare),
      loadCpuShare: middle((result) => result.loadCpuShare),
      othersShare: middle((result) => result.othersShare),
    }
  })
  return rows.map((row) => {
    const ws = rows.find((other) => other.contestant === 'ws' && other.load === row.load)
    return {
      ...row,
      rateToWs: row.perSecond / (ws?.perSecond ?? Number.NaN),
      cpuToWs: row.cpuEach / (ws?.cpuEach ?? Number.NaN),
    }
  })
}

/** `what`: what is counted, as the head of a column. */
export function printRates(rows: readonly RateRow[], what: string): void {
  const head = ['', `${what}/s`, '× ws', 'CPU µs each', '÷ ws', 'server CPU', 'load CPU', 'others']
  for (const load of new Set(rows.map((row) => row.load))) {
    const cells = rows
      .filter((row) => row.load === load)
      .map((row) => [
        row.contestant,
        thousands(row.perSecond),
        fixed(row.rateToWs, 2),
        fixed(row.cpuEach, 2),
        fixed(row.cpuToWs, 2),
        `${fixed(row.serverCpuShare * 100, 0)} %`,
        `${fixed(row.loadCpuShare * 100, 0)} %`,
        `${fixed(row.othersShare * 100, 0)} %`,
      ])
    console.log(`\n${load}\n${formatTable(head, cells)}`)
  }
}
