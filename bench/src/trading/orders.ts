import { Child, loadCore } from '../process/children.ts'
import { deadlineFor, startServer, type Turns, takeTurns } from '../process/turns.ts'
import type { Audit } from './audit.ts'
import type { OrdersCount, OrdersFigures, OrdersLoad, OrdersOrder } from './orders-load.ts'

export interface OrdersOptions extends Turns {
  readonly inFlight: readonly number[]
  readonly connections: number
  readonly crossingPercent: number
  /** Each has his account open on the same connection. */
  readonly hasReports: boolean
  readonly seconds: number
  readonly warmupSeconds: number
  readonly profile: string | undefined
}

/** Orders that each lets stand, and prices on each side. */
const shape = { standing: 20, prices: 50 }

/** One contestant under one load in one round. */
export interface OrdersResult extends OrdersFigures {
  readonly round: number
  readonly load: string
  readonly isPaced: boolean
}

/** Whether all is there, after a round. */
export interface OrdersEnd {
  readonly round: number
  readonly hasReports: boolean
  readonly count: OrdersCount
  readonly audit: Audit
}

export interface OrdersRun {
  readonly results: readonly OrdersResult[]
  readonly ends: readonly OrdersEnd[]
}

export async function runOrders(options: OrdersOptions, newDataFile: () => string): Promise<OrdersRun> {
  const results: OrdersResult[] = []
  const ends: OrdersEnd[] = []
  await takeTurns([{ server: 'parley-trading' }] as const, options, async ({ server }, round) => {
    const end = await runOne(server, round, options, newDataFile(), (result) => {
      results.push(result)
      console.error(`  round ${round}/${options.rounds}  ${progress(result)}`)
    })
    ends.push(end)
  })
  return { results, ends }
}

async function runOne(
  serverName: 'parley-trading',
  round: number,
  options: OrdersOptions,
  dataFile: string,
  report: (result: OrdersResult) => void,
): Promise<OrdersEnd> {
  const { profile, inFlight, connections, crossingPercent, hasReports } = options
  const deadlineMs = deadlineFor(inFlight.length + 2, options)
  const { server, port } = await startServer({ server: serverName, dataFile }, { profile, deadlineMs })
  const flow = { crossingPercent, ...shape }
  const config: OrdersLoad = { ...options, port, serverPid: server.pid, flow }
  const load = new Child({ script: new URL('./orders-load.js', import.meta.url), config, core: loadCore, deadlineMs })
  await load.next()
  const ask = <Answer>(order: OrdersOrder): Promise<Answer> => {
    load.send(order)
    return load.next<Answer>()
  }
  let most = 0
  for (const count of inFlight) {
    const figures = await ask<OrdersFigures>({ inFlight: count })
    report({ round, load: `${count} in flight`, isPaced: false, ...figures })
    most = Math.max(most, figures.ordersPerSecond)
  }
  const rate = Math.round(most / 2)
  const paced = await ask<OrdersFigures>({ rate })
  report({ round, load: 'half of the most', isPaced: true, ...paced })
  const count = await ask<OrdersCount>({ do: 'count' })
  server.send({ do: 'audit', traders: connections })
  const audit = await server.next<Audit>()
  await load.stop()
  await server.stop()
  return { round, hasReports, count, audit }
}

function progress({ load, ordersPerSecond, p50Ms, p99Ms, othersShare }: OrdersResult): string {
  const pace = `${load}: ${Math.round(ordersPerSecond)} orders/s`
  return `${pace}, p50 ${p50Ms.toFixed(1)} p99 ${p99Ms.toFixed(1)} ms, others ${(othersShare * 100).toFixed(0)} %`
}

/** What went amiss; nothing, if all is there. */
export function missing({ hasReports, count, audit }: OrdersEnd): string[] {
  const { placed, canceled, reported } = count
  const faults: string[] = []
  if (audit.accepted !== placed) faults.push(`${placed} acknowledged, ${audit.accepted} in the exchange`)
  if (audit.surplus.USD !== 0 || audit.surplus.BTC !== 0)
    faults.push(`money came or went: ${JSON.stringify(audit.surplus)}`)
  if (!hasReports) return faults
  if (reported.accepted !== placed) faults.push(`${placed} acknowledged, ${reported.accepted} reported`)
  if (reported.canceled !== canceled) faults.push(`${canceled} cancels acknowledged, ${reported.canceled} reported`)
  const open = placed - reported.canceled - reported.expired - reported.filled
  if (audit.open !== open) faults.push(`${open} open by reports, ${audit.open} in the exchange`)
  return faults
}
