// Each fact taken back, newest first: the exact inverse of `apply.ts`, down to the places in the queues.
import type { Fact, Moved, Traded } from '../contract/facts.ts'
import { count, spentBy, statuses, unwait } from './apply.ts'
import type { OrderNode } from './order-node.ts'
import { holdPriceOf, isStop, Place } from './order-node.ts'
import type { State, Undo } from './state.ts'

export function revertFact(state: State, fact: Fact, undo: Undo): void {
  const node = undo.node
  switch (fact.type) {
    case 'accepted':
      unaccept(state, node!)
      break
    case 'rested':
      unrest(node!)
      break
    case 'traded':
      untrade(state, fact, undo)
      break
    case 'refilled': {
      const side = node!.book.side(node!.isBuy)
      side.change(undo.level!, -node!.shown, 0)
      side.take(node!, undo.level!)
      linkAsBefore(node!, undo)
      side.relink(node!, undo.level!)
      node!.shown = 0
      break
    }
    case 'prevented':
      state.lock(node!, fact.unlocked)
      if (fact.resting) node!.book.side(node!.isBuy).change(node!.level!, undo.b - node!.shown, fact.lots)
      if (!node!.byAmount) node!.leaves += fact.lots
      node!.amount = undo.a
      node!.shown = undo.b
      break
    case 'reduced': {
      const ladder = fact.resting ? node!.book.side(node!.isBuy) : node!.book.stops(node!)
      state.lock(node!, fact.unlocked)
      ladder.change(node!.level!, fact.resting ? undo.b - node!.shown : 0, undo.a - node!.leaves)
      node!.leaves = undo.a
      node!.shown = undo.b
      break
    }
    case 'moved':
      unmove(state, fact, undo)
      break
    case 'ended':
      state.relist(node!, undo.a as Place)
      restore(node!)
      if (node!.place === Place.resting) node!.book.side(node!.isBuy).change(node!.level!, undo.b, node!.leaves)
      state.lock(node!, fact.unlocked)
      break
    case 'triggered':
      state.lock(node!, -fact.locked)
      node!.price = undo.a
      node!.place = Place.waiting
      node!.seat.orders -= 1
      node!.seat.stops += 1
      waitAsBefore(node!, undo)
      break
    case 'trailed':
      unwait(node!)
      node!.stop = undo.a
      waitAsBefore(node!, undo)
      break
    case 'deposited':
      state.ledger.revert(fact)
      break
    case 'status': {
      const book = state.bySymbol.get(fact.market)!
      book.status = statuses[undo.a]!
      book.until = undo.b
      break
    }
    case 'fees': {
      const book = state.bySymbol.get(fact.market)!
      book.info = { ...book.info, makerPpm: undo.a, takerPpm: undo.b }
      break
    }
    case 'dead-man':
      if (undo.a === 0) state.deadMen.delete(fact.account)
      else state.deadMen.set(fact.account, undo.a)
      break
    case 'listed':
      state.books.pop()
      state.bySymbol.delete(fact.info.symbol)
      break
    case 'replace-refused':
  }
}

function unaccept(state: State, node: OrderNode): void {
  if (isStop(node.order)) {
    unwait(node)
    node.seat.stops -= 1
  } else node.seat.orders -= 1
  state.lock(node, -node.locked)
  state.delist(node)
  state.nextOrder = node.id
}

function unrest(node: OrderNode): void {
  const side = node.book.side(node.isBuy)
  side.change(node.level!, -node.shown, -node.leaves)
  side.unlink(node, node.level!)
  count(node, -1)
  node.place = Place.taking
  node.shown = 0
}

function untrade(state: State, fact: Traded, undo: Undo): void {
  const maker = undo.node!
  const taker = undo.other!
  const { book } = maker
  if (fact.cross !== undefined) untake(state, taker, fact.lots, undo.c)
  else if (taker.byAmount) taker.amount += spentBy(taker, fact)
  else {
    if (taker.leaves === 0) relistAs(state, taker, Place.taking)
    taker.leaves += fact.lots
  }
  untake(state, maker, fact.lots, undo.b)
  state.ledger.trade(book.pair, maker.seat.member.account, taker.seat.member.account, fact, -1)
  maker.locked += fact.makerUnlocked
  taker.locked += fact.takerUnlocked
  book.last = undo.a
  book.trades = fact.trade - 1
}

function untake(state: State, node: OrderNode, lots: number, shown: number): void {
  if (node.leaves === 0) relistAs(state, node, Place.resting)
  node.book.side(node.isBuy).change(node.level!, shown - node.shown, lots)
  node.shown = shown
  node.leaves += lots
}

function unmove(state: State, fact: Moved, undo: Undo): void {
  const node = undo.node!
  const side = node.book.side(node.isBuy)
  state.lock(node, -fact.locked)
  linkAsBefore(node, undo)
  side.relink(node, undo.level!)
  node.price = fact.price
  node.leaves = undo.a
  node.shown = undo.b
  node.holdPrice = holdPriceOf(node.order, fact.price)
  node.ppm = undo.c
  node.place = Place.resting
  side.change(undo.level!, node.shown, node.leaves)
  count(node, 1)
}

function relistAs(state: State, node: OrderNode, place: Place): void {
  state.relist(node, place)
  restore(node)
}

/** An ended order that was put back into the lists: into its queue, too. */
function restore(node: OrderNode): void {
  if (node.place === Place.waiting) {
    node.seat.stops += 1
    const stops = node.book.stops(node)
    stops.relink(node, node.level!)
    stops.change(node.level!, 0, node.leaves)
    if (node.order.trail !== undefined) node.book.trailing.set(node.id, node)
  } else node.seat.orders += 1
  if (node.place === Place.resting) {
    node.book.side(node.isBuy).relink(node, node.level!)
    count(node, 1)
  }
}

function waitAsBefore(node: OrderNode, undo: Undo): void {
  const stops = node.book.stops(node)
  linkAsBefore(node, undo)
  stops.relink(node, undo.level!)
  stops.change(undo.level!, 0, node.leaves)
  if (node.order.trail !== undefined) node.book.trailing.set(node.id, node)
}

function linkAsBefore(node: OrderNode, { level, prev, next }: Undo): void {
  node.level = level
  node.prev = prev
  node.next = next
}
