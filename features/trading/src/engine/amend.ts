// An owner changes an open order. Fewer lots at the same price keep the place; all else takes it out of the book, and it comes in as if new.
import type { AmendCommand } from '../contract/commands.ts'
import type { Rejection } from '../contract/rejection.ts'
import { costOf, holdOf, worstPpm } from '../ledger/index.ts'
import * as apply from './apply.ts'
import { findOrder } from './cancel.ts'
import { hasManySlices } from './draft.ts'
import { holdFor } from './holds.ts'
import { enter } from './match.ts'
import { holdPriceOf, type OrderNode, Place } from './order-node.ts'
import { wouldTrade } from './outlook.ts'
import { freeFor, roomFault } from './place.ts'
import { isOutsideBand } from './price-band.ts'
import * as refusals from './refusals.ts'
import type { Run } from './run.ts'
import { settleStops } from './stops.ts'

export function amend(run: Run, { account, ref, leaves, price }: AmendCommand): Rejection | undefined {
  const node = findOrder(run.state, account, ref)
  if (node === undefined) return refusals.unknownOrder
  if (node.book.status === 'halted') return refusals.halted
  if (leaves === undefined && price === undefined) return refusals.badOrder('It says neither lots nor a price.')
  const newLeaves = leaves ?? node.leaves
  const newPrice = price ?? node.price
  const fault =
    refusals.faultOf(newLeaves, 'leaves') ??
    refusals.faultOf(newPrice, 'price') ??
    faultOf(run, node, newLeaves, newPrice)
  if (fault !== undefined) return fault
  if (newPrice !== node.price || newLeaves > node.leaves) return move(run, node, newLeaves, newPrice)
  if (newLeaves < node.leaves) reduce(run, node, newLeaves)
  return undefined
}

function faultOf(run: Run, node: OrderNode, leaves: number, price: number): Rejection | undefined {
  const { info } = node.book
  if (run.state.orders.get(node.oco) !== undefined)
    return refusals.badOrder('An order of a pair cannot be amended: cancel both and place anew.')
  if (leaves > info.maxLots) return refusals.tooLarge
  const cost = costOf(info.stepUnits, price, leaves)
  if (cost === undefined) return refusals.tooLarge
  return cost < info.minNotional ? refusals.minNotional : undefined
}

function reduce(run: Run, node: OrderNode, leaves: number): void {
  const { order, book } = node
  const resting = node.place === Place.resting
  const shown = Math.min(node.shown, leaves)
  const fact = {
    type: 'reduced' as const,
    market: book.info.symbol,
    side: order.side,
    price: node.price,
    level: resting ? node.level!.shown - node.shown + shown : 0,
    order: order.id,
    account: order.account,
    leaves,
    shown,
    unlocked: node.locked - holdFor(node, leaves)!,
    resting,
  }
  apply.reduced(run.state, fact, node)
  run.say(fact)
}

function move(run: Run, node: OrderNode, leaves: number, price: number): Rejection | undefined {
  const { order, book, isBuy } = node
  if (node.place === Place.waiting) {
    return refusals.badOrder('A stop that waits can be made smaller only: replace it.')
  }
  if (price !== node.price && isOutsideBand(book, price)) return refusals.priceBand
  if (hasManySlices(leaves, node.display)) return refusals.tooManySlices
  if (roomFault(book, isBuy, Math.max(0, leaves - node.leaves)) !== undefined) return refusals.tooLarge
  // Its owner said how far it may be moved.
  if (order.reserve !== undefined && price > order.reserve) return refusals.insufficientFunds
  const hold = holdOf(book.info, order.side, leaves, holdPriceOf(order, price), worstPpm(book.info))
  if (hold === undefined) return refusals.tooLarge
  const locked = hold - node.locked
  if (locked > freeFor(node.seat.member, book, isBuy)) return refusals.insufficientFunds
  if (order.postOnly && wouldTrade(book, isBuy, price)) return refusals.wouldTradeAtOnce
  const fact = {
    type: 'moved' as const,
    market: book.info.symbol,
    side: order.side,
    price: node.price,
    level: node.level!.shown - node.shown,
    order: order.id,
    account: order.account,
    newPrice: price,
    leaves,
    locked,
    resting: true,
  }
  apply.moved(run.state, fact, node)
  run.say(fact)
  enter(run, node)
  settleStops(run, book)
  return undefined
}
