import { median, quietRounds } from '../report/stats.ts'
import { fixed, formatTable, thousands } from '../report/table.ts'
import type { ChatResult } from './chat.ts'

/** One contestant: medians over the quiet rounds. */
export type ChatRow = Omit<ChatResult, 'round'> & {
  readonly rounds: number
  /** CPU per delivery as a share of Socket.IO's. */
  readonly toSocketIo: number
}

const figures = [
  'deliveredPerSecond',
  'share',
  'cpuPerDelivery',
  'serverCpuShare',
  'loadCpuShare',
  'p50Ms',
  'p99Ms',
  'lost',
  'memoryPerPerson',
  'rssPerPerson',
  'othersShare',
] as const

export function chatRows(results: readonly ChatResult[]): ChatRow[] {
  const rows = [...new Set(results.map(({ contestant }) => contestant))].map((contestant) => {
    const group = quietRounds(results.filter((result) => result.contestant === contestant))
    const { round: _, ...first } = group[0]!
    const middles = figures.map((name) => [name, median(group.map((result) => result[name]))] as const)
    return { ...first, ...Object.fromEntries(middles), rounds: group.length }
  })
  const theirs = rows.find(({ contestant }) => contestant === 'Socket.IO')?.cpuPerDelivery ?? Number.NaN
  return rows.map((row) => ({ ...row, toSocketIo: row.cpuPerDelivery / theirs }))
}

export function printChat(rows: readonly ChatRow[]): void {
  const head = [
    '',
    'delivered/s',
    'of due',
    'CPU µs each',
    '÷ Socket.IO',
    'p50 ms',
    'p99 ms',
    'kB a person',
    'RSS kB',
    'lost',
    'server CPU',
    'load CPU',
    'others',
  ]
  const cells = rows.map((row) => [
    row.contestant,
    thousands(row.deliveredPerSecond),
    `${fixed(row.share * 100, 0)} %`,
    fixed(row.cpuPerDelivery, 2),
    fixed(row.toSocketIo, 2),
    fixed(row.p50Ms, 1),
    fixed(row.p99Ms, 1),
    fixed(row.memoryPerPerson / 1000, 1),
    fixed(row.rssPerPerson / 1000, 1),
    thousands(row.lost),
    `${fixed(row.serverCpuShare * 100, 0)} %`,
    `${fixed(row.loadCpuShare * 100, 0)} %`,
    `${fixed(row.othersShare * 100, 0)} %`,
  ])
  console.log(`\n${formatTable(head, cells)}`)
}
