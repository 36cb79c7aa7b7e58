// After an order has traded: stops follow the price, those whose price has come are triggered, and act one after the other, until none is left.
import * as apply from './apply.ts'
import type { Book } from './book.ts'
import { holdFor, protectedPrice } from './holds.ts'
import { enter } from './match.ts'
import type { OrderNode } from './order-node.ts'
import { isFillable, wouldTrade } from './outlook.ts'
import { isOutsideBand } from './price-band.ts'
import type { Run } from './run.ts'

/**
 * All stops that a price touched are triggered before the first of them acts, so that what one does to the price takes nothing from another. One that is
 * triggered by the trades of a triggered one comes after all that were before it.
 */
export function settleStops(run: Run, book: Book): void {
  touch(run, book)
  for (let node = run.queue.shift(); node !== undefined; node = run.queue.shift()) {
    act(run, node)
    touch(run, book)
  }
}

/** An order trades at prices that go one way, so all stops that any of them touches are touched by the first or the last. */
function touch(run: Run, book: Book): void {
  const first = run.firstPrice
  if (first === 0) return
  run.firstPrice = 0
  trigger(run, book, first)
  if (book.last !== first) trigger(run, book, book.last)
}

function trigger(run: Run, book: Book, price: number): void {
  for (let level = book.rising.best; level !== null && level.price <= price; level = book.rising.best) {
    triggerOne(run, level.head!)
  }
  for (let level = book.falling.best; level !== null && level.price >= price; level = book.falling.best) {
    triggerOne(run, level.head!)
  }
  if (book.trailing.size > 0) follow(run, book, price)
}

function triggerOne(run: Run, node: OrderNode): void {
  const { order, book } = node
  if (node.oco !== 0) endLimit(run, node)
  const fact = {
    type: 'triggered' as const,
    market: book.info.symbol,
    side: order.side,
    order: order.id,
    account: order.account,
    price: order.trail === undefined ? order.price : protectedPrice(book, node.isBuy, node.stop),
    // The stop of a pair held nothing; its limit order, which held as much at least, has just let go.
    locked: node.oco === 0 ? 0 : holdFor(node, node.leaves)!,
  }
  apply.triggered(run.state, fact, node)
  run.say(fact)
  run.queue.push(node)
}

/** Without ending the stop in turn. */
function endLimit(run: Run, node: OrderNode): void {
  const limit = run.state.orders.get(node.oco)
  if (limit !== undefined) run.endAlone(limit, 'canceled', 'oco')
}

/** Trailing stops, oldest first. */
function follow(run: Run, book: Book, price: number): void {
  const nodes = [...book.trailing.values()].sort((one, other) => one.id - other.id)
  for (const node of nodes) {
    const trail = node.order.trail!
    const stop = node.isBuy ? price + trail : price - trail
    if (node.isBuy ? stop >= node.stop : stop <= node.stop) continue
    const fact = {
      type: 'trailed' as const,
      market: book.info.symbol,
      order: node.id,
      account: node.order.account,
      stop,
    }
    apply.trailed(run.state, fact, node)
    run.say(fact)
  }
}

/** A triggered order comes in as if it were new; what would be refused then ends it. */
function act(run: Run, node: OrderNode): void {
  const { order, book } = node
  const isLimit = order.type === 'stop-limit' || order.type === 'take-profit-limit'
  if (isLimit && isOutsideBand(book, node.price)) run.end(node, 'canceled', 'rejected')
  else if (order.postOnly && wouldTrade(book, node.isBuy, node.price)) run.end(node, 'canceled', 'rejected')
  else if (!isLimit && !wouldTrade(book, node.isBuy, node.price)) run.end(node, 'expired', 'no-liquidity')
  else if (order.tif === 'fok' && !isFillable(book, node.seat, order.selfTrade, node.isBuy, node.price, node.leaves)) {
    run.end(node, 'expired', 'fok')
  } else enter(run, node)
}
