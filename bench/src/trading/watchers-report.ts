import { median, quietRounds } from '../report/stats.ts'
import { fixed, formatTable, thousands } from '../report/table.ts'
import type { WatchersResult } from './watchers.ts'
import type { WatchersFigures } from './watchers-load.ts'

/** One contestant: medians over the quiet rounds. */
export interface WatchersRow extends WatchersFigures {
  readonly contestant: string
  readonly rounds: number
  /** CPU per change delivered as a multiple of Socket.IO's. */
  readonly toSocketIo: number
  readonly rssEach: number
  readonly heldEach: number
  /** Of ours: beside the slow one. */
  readonly besideP99Ms: number
  readonly grown: number
}

const figures = [
  'deliveredPerSecond',
  'share',
  'cpuPerDelivery',
  'messagesPerSecond',
  'bytesPerSecond',
  'p50Ms',
  'p99Ms',
  'behind',
  'serverCpuShare',
  'loadCpuShare',
  'othersShare',
] as const

export function watchersRows(results: readonly WatchersResult[]): WatchersRow[] {
  const rows = [...new Set(results.map(({ contestant }) => contestant))].map((contestant) => {
    const group = quietRounds(results.filter((result) => result.contestant === contestant))
    const middle = (of: (result: WatchersResult) => number) => median(group.map(of))
    const middles = figures.map((name) => [name, middle(({ alone }) => alone[name])] as const)
    return {
      ...(Object.fromEntries(middles) as Pick<WatchersFigures, (typeof figures)[number]>),
      ...{ contestant, rounds: group.length },
      rssEach: middle(({ rssEach }) => rssEach),
      heldEach: middle(({ heldEach }) => heldEach),
      besideP99Ms: middle(({ slow }) => slow?.beside.p99Ms ?? Number.NaN),
      grown: middle(({ slow }) => slow?.grown ?? Number.NaN),
    }
  })
  const theirs = rows.find(({ contestant }) => contestant.startsWith('Socket.IO'))?.cpuPerDelivery ?? Number.NaN
  return rows.map((row) => ({ ...row, toSocketIo: row.cpuPerDelivery / theirs }))
}

export function printWatchers(rows: readonly WatchersRow[], results: readonly WatchersResult[]): void {
  const head = ['', 'changes/s', 'of due', 'CPU µs each', '÷ Socket.IO', 'messages/s', 'bytes/s', 'p50 ms', 'p99 ms']
  head.push('behind', 'kB each', 'RSS kB', 'p99 beside', 'MB more', 'server CPU', 'load CPU', 'others')
  const cells = rows.map((row) => [
    row.contestant,
    thousands(row.deliveredPerSecond),
    percent(row.share),
    fixed(row.cpuPerDelivery, 2),
    fixed(row.toSocketIo, 2),
    fixed(row.messagesPerSecond, 1),
    thousands(row.bytesPerSecond),
    fixed(row.p50Ms, 1),
    fixed(row.p99Ms, 1),
    thousands(row.behind),
    fixed(row.heldEach / 1000, 1),
    fixed(row.rssEach / 1000, 1),
    fixed(row.besideP99Ms, 1),
    fixed(row.grown / 1e6, 2),
    percent(row.serverCpuShare),
    percent(row.loadCpuShare),
    percent(row.othersShare),
  ])
  console.log(`\n${formatTable(head, cells)}\n`)
  for (const { contestant, round, slow } of results) if (slow !== undefined) console.log(endOf(contestant, round, slow))
}

function endOf(contestant: string, round: number, { beside, end }: NonNullable<WatchersResult['slow']>): string {
  const { isThere, isSame, holes, wholeBooks, readBytes } = end
  const book = isSame ? 'ends with the same book' : 'AMISS: ends with another book'
  const read = `${thousands(readBytes / 1000)} kB read slowly, ${wholeBooks} whole books, ${holes} holes`
  return `${contestant}, round ${round}: the slow one ${isThere ? book : 'AMISS: was cut'} (${read}); of the others ${thousands(beside.behind)} behind`
}

function percent(share: number): string {
  return `${fixed(share * 100, 0)} %`
}
