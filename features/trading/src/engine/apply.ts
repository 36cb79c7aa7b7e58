// What each fact does to the state. Whoever decides has the orders at hand and calls these; `applyFact` finds them, for facts of a log.
// Money moves first: the ledger alone may throw, and then nothing else of the fact has been done, and it is not said.
import type {
  Accepted,
  Deposited,
  Ended,
  Fact,
  Moved,
  Prevented,
  Reduced,
  Refilled,
  Rested,
  StatusChanged,
  Traded,
  Trailed,
  Triggered,
} from '../contract/facts.ts'
import type { MarketInfo } from '../contract/market.ts'
import { worstPpm } from '../ledger/index.ts'
import { Book } from './book.ts'
import { holdPriceOf, isStop, OrderNode, Place } from './order-node.ts'
import type { Seat } from './seat.ts'
import type { State } from './state.ts'

export function accepted(state: State, fact: Accepted, book: Book, seat: Seat): OrderNode {
  const { order, locked } = fact
  const node = new OrderNode(order, book, seat, 0, worstPpm(book.info))
  state.lock(node, locked)
  state.enlist(node)
  state.nextOrder = order.id + 1
  if (isStop(order)) {
    node.place = Place.waiting
    node.seat.stops += 1
    wait(node)
  } else node.seat.orders += 1
  state.keep(node)
  return node
}

export function rested(state: State, fact: Rested, node: OrderNode): void {
  const side = node.book.side(node.isBuy)
  node.place = Place.resting
  node.shown = fact.shown
  side.change(side.append(node, fact.price), fact.shown, node.leaves)
  count(node, 1)
  state.keep(node)
}

export function traded(state: State, fact: Traded, maker: OrderNode, taker: OrderNode): void {
  const { book } = maker
  state.ledger.trade(book.pair, maker.seat.member.account, taker.seat.member.account, fact)
  state.keep(maker, taker, book.last, maker.shown, taker.shown)
  book.last = fact.price
  book.trades = fact.trade
  maker.locked -= fact.makerUnlocked
  taker.locked -= fact.takerUnlocked
  take(state, maker, fact.lots, fact.makerShown)
  if (taker.place === Place.resting) take(state, taker, fact.lots, fact.cross!.takerShown)
  else if (taker.byAmount) taker.amount -= spentBy(taker, fact)
  else {
    taker.leaves -= fact.lots
    if (taker.leaves === 0) leave(state, taker)
  }
}

/** What a trade takes from the amount of an order: a buyer's is with the fee. */
export function spentBy(taker: OrderNode, { cost, takerFee }: Traded): number {
  return taker.isBuy ? cost + takerFee : cost
}

export function refilled(state: State, fact: Refilled, node: OrderNode): void {
  state.keep(node)
  const side = node.book.side(node.isBuy)
  const level = node.level!
  side.take(node, level)
  side.push(node, level)
  node.shown = fact.shown
  side.change(level, fact.shown, 0)
}

export function prevented(state: State, fact: Prevented, node: OrderNode): void {
  state.lock(node, -fact.unlocked)
  state.keep(node, null, node.amount, node.shown)
  if (fact.resting) node.book.side(node.isBuy).change(node.level!, fact.shown - node.shown, -fact.lots)
  node.shown = fact.shown
  if (node.byAmount) node.amount -= node.isBuy ? fact.unlocked : fact.lots * fact.price * node.book.info.stepUnits
  else node.leaves -= fact.lots
}

export function reduced(state: State, fact: Reduced, node: OrderNode): void {
  state.lock(node, -fact.unlocked)
  state.keep(node, null, node.leaves, node.shown)
  const ladder = fact.resting ? node.book.side(node.isBuy) : node.book.stops(node)
  ladder.change(node.level!, fact.resting ? fact.shown - node.shown : 0, fact.leaves - node.leaves)
  node.shown = fact.shown
  node.leaves = fact.leaves
}

export function moved(state: State, fact: Moved, node: OrderNode): void {
  state.lock(node, fact.locked)
  state.keep(node, null, node.leaves, node.shown, node.ppm)
  const side = node.book.side(node.isBuy)
  side.change(node.level!, -node.shown, -node.leaves)
  side.unlink(node, node.level!)
  count(node, -1)
  node.place = Place.taking
  node.shown = 0
  node.leaves = fact.leaves
  node.price = fact.newPrice
  node.holdPrice = holdPriceOf(node.order, fact.newPrice)
  node.ppm = worstPpm(node.book.info)
}

export function ended(state: State, fact: Ended, node: OrderNode): void {
  state.lock(node, -fact.unlocked)
  state.keep(node, null, node.place, node.shown)
  if (node.place === Place.resting) node.book.side(node.isBuy).change(node.level!, -node.shown, -node.leaves)
  leave(state, node)
}

export function triggered(state: State, fact: Triggered, node: OrderNode): void {
  state.lock(node, fact.locked)
  state.keep(node, null, node.price, node.holdPrice)
  unwait(node)
  node.seat.stops -= 1
  node.seat.orders += 1
  node.place = Place.taking
  node.price = fact.price
}

export function trailed(state: State, fact: Trailed, node: OrderNode): void {
  state.keep(node, null, node.stop)
  unwait(node)
  node.stop = fact.stop
  wait(node)
}

export function deposited(state: State, fact: Deposited): void {
  state.ledger.apply(fact)
  state.keep(null)
}

export function statusChanged(state: State, fact: StatusChanged): void {
  const book = state.bySymbol.get(fact.market)!
  state.keep(null, null, statuses.indexOf(book.status), book.until)
  book.status = fact.status
  book.until = fact.until ?? 0
}

export const statuses = ['open', 'halted', 'auction'] as const

export function setFees(state: State, symbol: string, makerPpm: number, takerPpm: number): void {
  const book = state.bySymbol.get(symbol)!
  state.keep(null, null, book.info.makerPpm, book.info.takerPpm)
  book.info = { ...book.info, makerPpm, takerPpm }
}

export function setDeadMan(state: State, account: string, until: number | undefined): void {
  state.keep(null, null, state.deadMen.get(account) ?? 0)
  if (until === undefined) state.deadMen.delete(account)
  else state.deadMen.set(account, until)
}

export function listed(state: State, info: MarketInfo): void {
  const book = new Book(state.books.length, info, state.ledger.pair(info))
  state.keep(null)
  state.books.push(book)
  state.bySymbol.set(info.symbol, book)
}

/** Whether its owner has orders in the book, by side. */
export function count(node: OrderNode, by: 1 | -1): void {
  if (node.isBuy) node.seat.bids += by
  else node.seat.asks += by
}

export function wait(node: OrderNode): void {
  const stops = node.book.stops(node)
  stops.change(stops.append(node, node.stop), 0, node.leaves)
  if (node.order.trail !== undefined) node.book.trailing.set(node.id, node)
}

export function unwait(node: OrderNode): void {
  const stops = node.book.stops(node)
  stops.change(node.level!, 0, -node.leaves)
  stops.unlink(node, node.level!)
  node.book.trailing.delete(node.id)
}

/** Lots traded out of an order that stands in the book. */
function take(state: State, node: OrderNode, lots: number, shown: number): void {
  node.book.side(node.isBuy).change(node.level!, shown - node.shown, -lots)
  node.shown = shown
  node.leaves -= lots
  if (node.leaves === 0) leave(state, node)
}

/** It ended: out of everything. */
function leave(state: State, node: OrderNode): void {
  if (node.place === Place.waiting) {
    node.seat.stops -= 1
    unwait(node)
  } else node.seat.orders -= 1
  if (node.place === Place.resting) {
    node.book.side(node.isBuy).unlink(node, node.level!)
    count(node, -1)
  }
  state.delist(node)
}

export function applyFact(state: State, fact: Fact): void {
  const node = (id: number): OrderNode => state.orders.get(id)!
  switch (fact.type) {
    case 'accepted': {
      const book = state.bySymbol.get(fact.order.market)!
      accepted(state, fact, book, state.member(fact.order.account).seat(book))
      break
    }
    case 'rested':
      rested(state, fact, node(fact.order))
      break
    case 'traded':
      traded(state, fact, node(fact.maker), node(fact.taker))
      break
    case 'refilled':
      refilled(state, fact, node(fact.order))
      break
    case 'prevented':
      prevented(state, fact, node(fact.order))
      break
    case 'reduced':
      reduced(state, fact, node(fact.order))
      break
    case 'moved':
      moved(state, fact, node(fact.order))
      break
    case 'ended':
      ended(state, fact, node(fact.order))
      break
    case 'triggered':
      triggered(state, fact, node(fact.order))
      break
    case 'trailed':
      trailed(state, fact, node(fact.order))
      break
    case 'deposited':
      deposited(state, fact)
      break
    case 'status':
      statusChanged(state, fact)
      break
    case 'fees':
      setFees(state, fact.market, fact.makerPpm, fact.takerPpm)
      break
    case 'dead-man':
      setDeadMan(state, fact.account, fact.until)
      break
    case 'listed':
      listed(state, fact.info)
      break
    case 'replace-refused':
      state.keep(null)
  }
}
