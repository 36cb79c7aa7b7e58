import { record, type WorkloadScenario as Scenario, Workload } from '@parley/trading/engine'
import { machineCpu, othersShare, waitForQuiet } from '../process/quiet.ts'
import { median } from '../report/stats.ts'
import { fixed, formatTable, thousands } from '../report/table.ts'
import { contestants } from './contestants.ts'

export interface MatchingOptions {
  readonly measures: readonly Scenario[]
  /** Placed in each run. */
  readonly orders: number
  readonly rounds: number
  readonly quietSeconds: number
  readonly only: readonly string[]
  readonly seed: number
}

export interface MatchingResult {
  readonly contestant: string
  readonly scenario: Scenario
  readonly round: number
  readonly messages: number
  readonly perSecond: number
  /** CPU time of the whole process, µs: the garbage collector's threads too. */
  readonly cpuPerMessage: number
  readonly othersShare: number
}

/** Everything in this one thread. Contestants take turns within each round. */
export async function runMatching(options: MatchingOptions): Promise<MatchingResult[]> {
  const results: MatchingResult[] = []
  const chosen = contestants.filter(
    ({ name }) => options.only.length === 0 || options.only.some((part) => name.startsWith(part)),
  )
  // The first run of each is for the compiler, and not counted.
  for (const contestant of chosen)
    runOnce(contestant, options.measures[0]!, { ...options, orders: options.orders / 5 }, 0)
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const scenario of options.measures) {
      await waitForQuiet(options.quietSeconds)
      for (const contestant of chosen) results.push(runOnce(contestant, scenario, options, round))
    }
  }
  return results
}

function runOnce(
  contestant: (typeof contestants)[number],
  scenario: Scenario,
  { orders, seed }: MatchingOptions,
  round: number,
): MatchingResult {
  const recorded = record(new Workload(scenario, Math.ceil(orders * contestant.share), seed))
  const running = contestant.start()
  const machineBefore = machineCpu()
  const before = process.cpuUsage()
  const began = performance.now()
  running.run(recorded)
  const elapsedMs = performance.now() - began
  const { user, system } = process.cpuUsage(before)
  const messages = recorded.count
  return {
    ...{ contestant: contestant.name, scenario, round, messages },
    perSecond: (messages / elapsedMs) * 1000,
    cpuPerMessage: (user + system) / messages,
    othersShare: othersShare(machineCpu() - machineBefore, user + system, elapsedMs),
  }
}

export interface MatchingRow {
  readonly scenario: Scenario
  readonly contestant: string
  readonly messages: number
  readonly worst: number
  readonly median: number
  readonly cpuPerMessage: number
  /** Median, as a multiple of the peer's in the same scenario. */
  readonly toPeer: number
  readonly othersShare: number
}

export function matchingRows(results: readonly MatchingResult[]): MatchingRow[] {
  const keyOf = ({ scenario, contestant }: MatchingResult) => `${scenario} ${contestant}`
  const rows = [...new Set(results.map(keyOf))].map((key) => {
    const group = results.filter((result) => keyOf(result) === key)
    const { scenario, contestant, messages } = group[0]!
    const rates = group.map(({ perSecond }) => perSecond)
    return {
      ...{ scenario, contestant, messages },
      worst: Math.min(...rates),
      median: median(rates),
      cpuPerMessage: median(group.map((result) => result.cpuPerMessage)),
      othersShare: median(group.map((result) => result.othersShare)),
    }
  })
  return rows.map((row) => {
    const peer = rows.find((each) => each.scenario === row.scenario && !each.contestant.startsWith('parley'))
    return { ...row, toPeer: row.median / (peer?.median ?? Number.NaN) }
  })
}

export function printMatching(rows: readonly MatchingRow[]): void {
  const head = ['scenario', 'contestant', 'messages', 'worst/s', 'median/s', 'CPU µs each', '÷ peer', 'others']
  const cells = rows.map((row) => [
    ...[row.scenario, row.contestant, thousands(row.messages), thousands(row.worst), thousands(row.median)],
    ...[fixed(row.cpuPerMessage, 2), fixed(row.toPeer, 2), `${fixed(row.othersShare * 100, 0)} %`],
  ])
  console.log(formatTable(head, cells))
  for (const name of new Set(rows.map(({ contestant }) => contestant))) {
    const own = rows.filter(({ contestant }) => contestant === name)
    const worst = own.reduce((least, row) => (row.median < least.median ? row : least))
    console.log(`${name}: ${thousands(worst.median)} messages/s in the worst of ${own.length} (${worst.scenario})`)
  }
}
