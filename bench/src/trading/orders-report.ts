import { median, quietRounds } from '../report/stats.ts'
import { fixed, formatTable, thousands } from '../report/table.ts'
import { missing, type OrdersResult, type OrdersRun } from './orders.ts'

/** One load: medians over the quiet rounds. */
export interface OrdersRow extends Omit<OrdersResult, 'round' | 'cpu'> {
  readonly rounds: number
  readonly cpuMain: number
  readonly cpuWorker: number
  readonly cpuRest: number
}

const figures = [
  'ordersPerSecond',
  'placedShare',
  'tooLateShare',
  'p50Ms',
  'p99Ms',
  'maxMs',
  'serverCpuShare',
  'loadCpuShare',
  'othersShare',
] as const

export function ordersRows(results: readonly OrdersResult[]): OrdersRow[] {
  return [...new Set(results.map(({ load }) => load))].map((load) => {
    const group = quietRounds(results.filter((result) => result.load === load))
    const middle = (of: (result: OrdersResult) => number) => median(group.map(of))
    const middles = figures.map((name) => [name, middle((result) => result[name])] as const)
    return {
      ...(Object.fromEntries(middles) as Pick<OrdersResult, (typeof figures)[number]>),
      ...{ load, rounds: group.length, isPaced: group[0]?.isPaced === true },
      cpuMain: middle(({ cpu }) => cpu.main),
      cpuWorker: middle(({ cpu }) => cpu.worker),
      cpuRest: middle(({ cpu }) => cpu.rest),
    }
  })
}

export function printOrders(rows: readonly OrdersRow[], { ends }: OrdersRun): void {
  const head = ['', 'orders/s', 'p50 ms', 'p99 ms', 'µs main', 'µs worker', 'µs rest', 'placed', 'too late']
  const cells = rows.map((row) => [
    row.load,
    thousands(row.ordersPerSecond),
    fixed(row.p50Ms, 1),
    fixed(row.p99Ms, 1),
    fixed(row.cpuMain, 2),
    fixed(row.cpuWorker, 2),
    fixed(row.cpuRest, 2),
    percent(row.placedShare),
    percent(row.tooLateShare),
    percent(row.serverCpuShare),
    percent(row.loadCpuShare),
    percent(row.othersShare),
  ])
  console.log(`\n${formatTable([...head, 'server CPU', 'load CPU', 'others'], cells)}\n`)
  for (const end of ends) {
    const { count, audit } = end
    const faults = missing(end)
    const all = `${thousands(count.placed)} placed, ${thousands(count.canceled)} canceled, ${thousands(count.tooLate)} cancels too late`
    const told = end.hasReports ? `, ${thousands(count.reported.fills)} fills reported` : ''
    const verdict = faults.length === 0 ? 'none lost, all money there' : `AMISS: ${faults.join('; ')}`
    console.log(`round ${end.round}: ${all}${told}; ${audit.open} open: ${verdict}`)
  }
}

function percent(share: number): string {
  return `${fixed(share * 100, 0)} %`
}
