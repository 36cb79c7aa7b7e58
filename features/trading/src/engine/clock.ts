// What is due by the clock, in the order in which it became due.
import * as apply from './apply.ts'
import type { Book } from './book.ts'
import { endAll, ordersOf } from './cancel.ts'
import { type OrderNode, Place } from './order-node.ts'
import type { Run } from './run.ts'
import type { State } from './state.ts'
import { setStatus } from './status.ts'

type Due =
  | { readonly at: number; readonly kind: 0; readonly key: number; readonly node: OrderNode }
  | { readonly at: number; readonly kind: 1; readonly key: string }
  | { readonly at: number; readonly kind: 2; readonly key: number; readonly book: Book }

export function clock(run: Run): undefined {
  for (const due of dueBy(run.state, run.at)) {
    if (due.kind === 0) {
      if (due.node.place !== Place.ended) run.end(due.node, 'expired', 'expired')
    } else if (due.kind === 1) {
      setDeadMan(run, due.key, undefined)
      endAll(run, ordersOf(run.state, due.key), 'dead-man')
    } else setStatus(run, due.book, 'open', undefined)
  }
}

export function setDeadMan(run: Run, account: string, until: number | undefined): void {
  const fact = { type: 'dead-man' as const, account, ...(until !== undefined && { until }) }
  apply.setDeadMan(run.state, account, until)
  run.say(fact)
}

/** Orders before switches before auctions of the same time; none of it depends on how the state came about. */
function dueBy(state: State, at: number): Due[] {
  const due: Due[] = []
  for (const node of state.dated.values()) {
    const until = node.order.until!
    if (until <= at) due.push({ at: until, kind: 0, key: node.id, node })
  }
  for (const [account, until] of state.deadMen) if (until <= at) due.push({ at: until, kind: 1, key: account })
  for (const book of state.books) {
    if (book.until !== 0 && book.until <= at) due.push({ at: book.until, kind: 2, key: book.number, book })
  }
  return due.sort((one, other) => one.at - other.at || one.kind - other.kind || (one.key < other.key ? -1 : 1))
}

/** The earliest time at which something is due. */
export function nextDue(state: State): number | undefined {
  let next = Number.POSITIVE_INFINITY
  for (const { order } of state.dated.values()) next = Math.min(next, order.until!)
  for (const until of state.deadMen.values()) next = Math.min(next, until)
  for (const { until } of state.books) if (until !== 0) next = Math.min(next, until)
  return next === Number.POSITIVE_INFINITY ? undefined : next
}
