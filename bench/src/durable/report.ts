import { median, quietRounds } from '../report/stats.ts'
import { fixed, formatTable, thousands } from '../report/table.ts'
import type { DurableResult } from './durable.ts'

/** One contestant under one load: medians over the rounds. */
export interface DurableRow {
  readonly contestant: string
  readonly inFlight: number
  readonly rounds: number
  readonly postsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly cpuMain: number
  readonly cpuWorker: number
  readonly cpuRest: number
  readonly serverCpuShare: number
  readonly loadCpuShare: number
  readonly othersShare: number
  readonly commitsPerSecond: number
  readonly dataMb: number
}

export function durableRows(results: readonly DurableResult[]): DurableRow[] {
  const keyOf = (result: DurableResult) => `${result.contestant} ${result.inFlight}`
  return [...new Set(results.map(keyOf))].map((key) => {
    const group = quietRounds(results.filter((result) => keyOf(result) === key))
    const middle = (field: (result: DurableResult) => number) => median(group.map(field))
    return {
      contestant: group[0]?.contestant ?? '',
      inFlight: group[0]?.inFlight ?? 0,
      rounds: group.length,
      postsPerSecond: middle((result) => result.postsPerSecond),
      p50Ms: middle((result) => result.p50Ms),
      p99Ms: middle((result) => result.p99Ms),
      cpuMain: middle((result) => result.cpu.main),
      cpuWorker: middle((result) => result.cpu.worker),
      cpuRest: middle((result) => result.cpu.rest),
      serverCpuShare: middle((result) => result.serverCpuShare),
      loadCpuShare: middle((result) => result.loadCpuShare),
      othersShare: middle((result) => result.othersShare),
      commitsPerSecond: middle((result) => result.commitsPerSecond),
      dataMb: middle((result) => result.dataMb),
    }
  })
}

export function printDurable(rows: readonly DurableRow[], p99Ms: number): void {
  const head = ['', 'in flight', 'posts/s', 'p50 ms', 'p99 ms', 'µs main', 'µs worker', 'µs rest']
  head.push('server CPU', 'load CPU', 'others', 'commits/s', 'posts/commit', 'data MB')
  const cells = rows.map((row) => [
    row.contestant,
    String(row.inFlight),
    thousands(row.postsPerSecond),
    fixed(row.p50Ms, 1),
    fixed(row.p99Ms, 1),
    fixed(row.cpuMain, 2),
    fixed(row.cpuWorker, 2),
    fixed(row.cpuRest, 2),
    `${fixed(row.serverCpuShare * 100, 0)} %`,
    `${fixed(row.loadCpuShare * 100, 0)} %`,
    `${fixed(row.othersShare * 100, 0)} %`,
    thousands(row.commitsPerSecond),
    fixed(row.postsPerSecond / row.commitsPerSecond, 1),
    thousands(row.dataMb),
  ])
  console.log(`\n${formatTable(head, cells)}\n`)
  console.log(`Most posts/s with p99 below ${p99Ms} ms`)
  const names = [...new Set(rows.map((row) => row.contestant))]
  const best = names.map((name) => ({ name, row: fastest(rows, name, p99Ms) }))
  const peer = best.find(({ name }) => name.startsWith('ws'))?.row
  for (const { name, row } of best) {
    if (row === undefined) console.log(`  ${name}: none`)
    else console.log(`  ${name}: ${thousands(row.postsPerSecond)}, p99 ${fixed(row.p99Ms, 1)} ms${ratio(row, peer)}`)
  }
}

function fastest(rows: readonly DurableRow[], name: string, p99Ms: number): DurableRow | undefined {
  return rows
    .filter((row) => row.contestant === name && row.p99Ms < p99Ms)
    .sort((a, b) => b.postsPerSecond - a.postsPerSecond)[0]
}

function ratio(row: DurableRow, peer: DurableRow | undefined): string {
  return peer === undefined ? '' : `, ${fixed(row.postsPerSecond / peer.postsPerSecond, 2)} × ws + libsql`
}
