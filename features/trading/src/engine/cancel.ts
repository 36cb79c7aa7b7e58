import type { CancelAllCommand, CancelCommand, OrderRef, ReplaceCommand } from '../contract/commands.ts'
import type { EndReason } from '../contract/order.ts'
import type { Rejection } from '../contract/rejection.ts'
import { type OrderNode, Place } from './order-node.ts'
import { place } from './place.ts'
import * as refusals from './refusals.ts'
import type { Run } from './run.ts'
import type { Seat } from './seat.ts'
import type { State } from './state.ts'

/** The account's own open order; another's is not there, like one that never was. */
export function findOrder(state: State, account: string, ref: OrderRef): OrderNode | undefined {
  if ('client' in ref) return state.members.get(account)?.clients.get(ref.client)
  const node = state.orders.get(ref.order)
  return node !== undefined && node.order.account === account ? node : undefined
}

export function cancel(run: Run, { account, ref }: CancelCommand): Rejection | undefined {
  const node = findOrder(run.state, account, ref)
  if (node === undefined) return refusals.unknownOrder
  run.end(node, 'canceled', 'user')
  return undefined
}

export function cancelAll(
  run: Run,
  { account, market, side, reason = 'user' }: CancelAllCommand,
): Rejection | undefined {
  const book = market === undefined ? undefined : run.state.bySymbol.get(market)
  if (market !== undefined && book === undefined) return refusals.noMarket
  const nodes = ordersOf(run.state, account).filter(
    (node) =>
      (book === undefined || node.book === book) &&
      (side === undefined || node.order.side === side) &&
      (reason !== 'disconnect' || node.order.cancelOnDisconnect === true),
  )
  endAll(run, nodes, reason)
  return undefined
}

export function endAll(run: Run, nodes: readonly OrderNode[], reason: EndReason): void {
  // One may have ended as the partner of one before.
  for (const node of nodes) if (node.place !== Place.ended) run.end(node, 'canceled', reason)
}

/** Open orders by market, in each oldest first. */
export function ordersOf(state: State, account: string): OrderNode[] {
  return (state.members.get(account)?.seats ?? []).flatMap((seat) => (seat === undefined ? [] : nodesOf(seat)))
}

function nodesOf(seat: Seat): OrderNode[] {
  const nodes: OrderNode[] = []
  for (let node = seat.oldest; node !== null; node = node.newer) nodes.push(node)
  return nodes
}

/** Cancels and places. What of the two was refused while the other happened is said by a fact; if nothing happened, that is the refusal. */
export function replace(run: Run, command: ReplaceCommand): Rejection | undefined {
  const { account, ref, mode } = command
  const node = findOrder(run.state, account, ref)
  if (node === undefined) {
    if (mode === 'stop-on-failure') return refusals.notReplaced
    const refused = place(run, command.place, account)
    if (refused === undefined) tell(run, command, 'cancel', refusals.unknownOrder)
    return refused
  }
  run.end(node, 'canceled', 'replaced')
  const refused = place(run, command.place, account)
  if (refused !== undefined) tell(run, command, 'place', refused)
  return undefined
}

function tell(
  run: Run,
  { account, place: placing }: ReplaceCommand,
  half: 'cancel' | 'place',
  refused: Rejection,
): void {
  const { code, message } = refused
  const fact = { type: 'replace-refused' as const, account, client: placing.client, half, code, message }
  run.state.keep(null)
  run.say(fact)
}
