// What orders hold of their owner's money, and what of it they give up.
import { holdOf, lotsWithin } from '../ledger/index.ts'
import { shareOf } from '../money/exact.ts'
import type { Book } from './book.ts'
import type { OrderNode } from './order-node.ts'

/** What the order holds when it wants `leaves`; `undefined` past what counts exactly. */
export function holdFor(node: OrderNode, leaves: number): number | undefined {
  return holdOf(node.book.info, node.order.side, leaves, node.holdPrice, node.ppm)
}

/** What an order gives up with `lots`. */
export function givenUp(node: OrderNode, lots: number): number {
  if (!node.isBuy) return lots * node.book.info.lotUnits
  // No more than what it holds, so it counts exactly.
  return node.locked - holdFor(node, node.leaves - lots)!
}

/** A sell by amount holds the lots that the rest of the amount would take at its worst price. */
export function givenUpOfAmount(node: OrderNode, cost: number): number {
  return node.locked - holdOfAmount(node, node.amount - cost)
}

export function holdOfAmount(node: OrderNode, amount: number): number {
  const { stepUnits, lotUnits } = node.book.info
  return Math.floor(amount / (node.price * stepUnits)) * lotUnits
}

/** Most lots that what is left of its amount comes to. */
export function lotsForAmount(taker: OrderNode, price: number): number {
  const { stepUnits, takerPpm } = taker.book.info
  return taker.isBuy
    ? lotsWithin(stepUnits, taker.amount, price, takerPpm)
    : Math.floor(taker.amount / (price * stepUnits))
}

/** The worst price of an order by market that starts from `price`. */
export function protectedPrice(book: Book, isBuy: boolean, price: number): number {
  const off = shareOf(price, book.info.protectionPpm, 1_000_000)
  return isBuy ? Math.min(price + off, Number.MAX_SAFE_INTEGER) : Math.max(price - off, 1)
}
