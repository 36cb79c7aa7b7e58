// An account's orders: those that are open by the exchange's number, which is the order in which they were taken; those that ended newest first.
import type { Accepted, AccountState, Order, OrderReport, OrderType } from '../contract/index.ts'

type Orders = Pick<AccountState, 'orders' | 'closed'>
/** It is changed in place, as the state is that it stands in. */
type Change = (report: OpenReport) => void

export type OpenReport = { -readonly [Field in keyof OrderReport]: OrderReport[Field] }

const waiting: ReadonlySet<OrderType> = new Set(['stop', 'stop-limit', 'take-profit', 'take-profit-limit', 'trailing'])

export function takeReport({ orders }: Orders, { order, locked }: Accepted): void {
  const place = placeOf(orders, order.id)
  orders.splice(place, 0, newReport(order, locked))
}

/** Of an open order. */
export function reportOf({ orders }: Orders, id: number): OrderReport | undefined {
  const report = orders[placeOf(orders, id)]
  return report?.id === id ? report : undefined
}

export function changeReport(state: Orders, id: number, change: Change): void {
  const report = reportOf(state, id)
  if (report !== undefined) change(report)
}

export function closeReport({ orders, closed }: Orders, id: number, change: Change): void {
  const place = placeOf(orders, id)
  const report = orders[place]
  if (report?.id !== id) return
  orders.splice(place, 1)
  change(report)
  closed.push(report)
}

/** Field by field: a copy by `...` that fields are added to is several times slower, and this is done for every order. */
function newReport(order: Order, locked: number): OrderReport {
  const { id, client, account, market, side, type, lots, price, tif, selfTrade, at } = order
  const report: OpenReport = {
    id,
    client,
    account,
    market,
    side,
    type,
    lots,
    price,
    tif,
    selfTrade,
    at,
    status: waiting.has(type) ? 'waiting' : 'new',
    leaves: lots,
    filled: 0,
    cost: 0,
    fees: 0,
    prevented: 0,
    locked,
  }
  const { amount, stop, trail, display, until, postOnly, oco, reserve, cancelOnDisconnect } = order
  if (amount !== undefined) report.amount = amount
  if (stop !== undefined) report.stop = stop
  if (trail !== undefined) report.trail = trail
  if (display !== undefined) report.display = display
  if (until !== undefined) report.until = until
  if (postOnly !== undefined) report.postOnly = postOnly
  if (oco !== undefined) report.oco = oco
  if (reserve !== undefined) report.reserve = reserve
  if (cancelOnDisconnect !== undefined) report.cancelOnDisconnect = cancelOnDisconnect
  return report
}

/** Where the order is, or would be. */
function placeOf(orders: readonly OrderReport[], id: number): number {
  let low = 0
  let high = orders.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((orders[middle] as OrderReport).id < id) low = middle + 1
    else high = middle
  }
  return low
}
