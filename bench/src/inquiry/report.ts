import { median, quietRounds } from '../report/stats.ts'
import { fixed, formatTable, thousands } from '../report/table.ts'
import type { Filled } from './filled.ts'
import type { InquiryFigures, InquiryOptions, InquiryResult } from './inquiry.ts'

/** One contestant: medians over the quiet rounds. */
export interface InquiryRow extends Omit<InquiryResult, 'round' | 'desk' | 'agents'> {
  readonly rounds: number
  /** CPU per message as a multiple of Socket.IO's. */
  readonly toSocketIo: number
  /** In bytes: with one agent there. */
  readonly rss: number
  readonly heap: number
  /** What each agent takes, with all that he has open. */
  readonly agentRss: number
  readonly agentHeap: number
}

const figures = [
  'deliveredPerSecond',
  'share',
  'cpuPerMessage',
  'serverCpuShare',
  'loadCpuShare',
  'entryP50Ms',
  'entryP99Ms',
  'rowP50Ms',
  'rowP99Ms',
  'lost',
  'othersShare',
  'listensMs',
  'deskMs',
  'allMs',
] as const

export function inquiryRows({ results }: InquiryFigures, agents: number): InquiryRow[] {
  const rows = [...new Set(results.map(({ contestant }) => contestant))].map((contestant) => {
    const group = quietRounds(results.filter((result) => result.contestant === contestant))
    const middle = (of: (result: InquiryResult) => number) => median(group.map(of))
    const middles = figures.map((name) => [name, middle((result) => result[name])] as const)
    return {
      ...(Object.fromEntries(middles) as Pick<InquiryResult, (typeof figures)[number]>),
      ...{ contestant, rounds: group.length },
      rss: middle(({ desk }) => desk.rss),
      heap: middle(({ desk }) => desk.heapUsed),
      agentRss: middle(({ desk, agents: all }) => all.rss - desk.rss) / Math.max(1, agents - 1),
      agentHeap: middle(({ desk, agents: all }) => all.heapUsed - desk.heapUsed) / Math.max(1, agents - 1),
    }
  })
  const theirs = rows.find(({ contestant }) => contestant.startsWith('Socket.IO'))?.cpuPerMessage ?? Number.NaN
  return rows.map((row) => ({ ...row, toSocketIo: row.cpuPerMessage / theirs }))
}

export function printInquiry(rows: readonly InquiryRow[], filled: Filled | undefined, options: InquiryOptions): void {
  printMessages(rows)
  printMemory(rows)
  if (filled !== undefined) printInquiries(rows, filled, options)
}

function printMessages(rows: readonly InquiryRow[]): void {
  const head = [
    '',
    'messages/s',
    'of due',
    'CPU µs each',
    '÷ Socket.IO',
    'entry p50 ms',
    'p99 ms',
    'row p50 ms',
    'p99 ms',
  ]
  const cells = rows.map((row) => [
    row.contestant,
    thousands(row.deliveredPerSecond),
    percent(row.share),
    fixed(row.cpuPerMessage, 0),
    fixed(row.toSocketIo, 2),
    fixed(row.entryP50Ms, 1),
    fixed(row.entryP99Ms, 1),
    fixed(row.rowP50Ms, 1),
    fixed(row.rowP99Ms, 1),
    thousands(row.lost),
    percent(row.serverCpuShare),
    percent(row.loadCpuShare),
    percent(row.othersShare),
  ])
  console.log(`\n${formatTable([...head, 'lost', 'server CPU', 'load CPU', 'others'], cells)}`)
}

function printMemory(rows: readonly InquiryRow[]): void {
  const head = ['after a restart', 'listens ms', 'desk ms', 'all agents ms', 'RSS MB', 'heap MB']
  const cells = rows.map((row) => [
    row.contestant,
    thousands(row.listensMs),
    thousands(row.deskMs),
    thousands(row.allMs),
    megabytes(row.rss),
    megabytes(row.heap),
    kilobytes(row.agentRss),
    kilobytes(row.agentHeap),
  ])
  console.log(`\n${formatTable([...head, 'RSS kB an agent', 'heap kB'], cells)}`)
}

/** What all that are open take: beside what has just begun them, and after a restart. */
function printInquiries(rows: readonly InquiryRow[], filled: Filled, { inquiries }: InquiryOptions): void {
  const { seconds, cpuSeconds, empty, full } = filled
  const each = ({ rss, heap }: Pick<InquiryRow, 'rss' | 'heap'>) => [
    megabytes(rss),
    megabytes(heap),
    kilobytes((rss - empty.rss) / inquiries),
    kilobytes((heap - empty.heapUsed) / inquiries),
  ]
  const restarted = rows.find(({ contestant }) => contestant.startsWith('parley'))
  const cells = [
    ['none', ...each({ rss: empty.rss, heap: empty.heapUsed }).slice(0, 2), '–', '–'],
    [`${thousands(inquiries)}, just begun`, ...each({ rss: full.rss, heap: full.heapUsed })],
    ...(restarted === undefined ? [] : [[`${thousands(inquiries)}, after a restart`, ...each(restarted)]]),
  ]
  console.log(`\n${formatTable(['inquiries', 'RSS MB', 'heap MB', 'RSS kB each', 'heap kB each'], cells)}`)
  const cpu = `${fixed((cpuSeconds * 1_000_000) / inquiries, 0)} µs of CPU each`
  console.log(`Begun in ${fixed(seconds, 1)} s: ${thousands(inquiries / seconds)}/s, ${cpu}.`)
}

function percent(share: number): string {
  return `${fixed(share * 100, 0)} %`
}

function megabytes(bytes: number): string {
  return fixed(bytes / 1_000_000, 1)
}

function kilobytes(bytes: number): string {
  return fixed(bytes / 1000, 1)
}
