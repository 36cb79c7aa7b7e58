// An order comes in: it trades with those that stand against it, best price first, first come first, at their price. What is left rests or ends.
import type { Traded } from '../contract/facts.ts'
import { buyerFee, sellerFee } from '../ledger/index.ts'
import * as apply from './apply.ts'
import { givenUp, givenUpOfAmount, lotsForAmount } from './holds.ts'
import type { OrderNode } from './order-node.ts'
import { Place } from './order-node.ts'
import type { Run } from './run.ts'
import { meetItself } from './self-trade.ts'

/** The order was taken, or moved, or triggered. */
export function enter(run: Run, node: OrderNode): void {
  if (node.book.status === 'open') match(run, node)
  if (node.place === Place.ended) return
  if (node.byAmount) endAmount(run, node)
  else if (node.order.tif === 'ioc' || node.order.tif === 'fok') run.end(node, 'expired', 'ioc')
  else run.rest(node)
}

function match(run: Run, taker: OrderNode): void {
  const against = taker.book.side(!taker.isBuy)
  const { isBuy } = taker
  const mayMeetItself = taker.order.selfTrade !== 'none' && (isBuy ? taker.seat.asks : taker.seat.bids) > 0
  while (taker.place === Place.taking) {
    const level = against.best
    if (level === null || (isBuy ? level.price > taker.price : level.price < taker.price)) return
    const maker = level.head!
    const lots = wanted(taker, level.price, maker.shown)
    if (lots === 0) return
    if (mayMeetItself && maker.seat === taker.seat) meetItself(run, maker, taker, lots)
    else trade(run, maker, taker, lots, level.price)
    if (maker.place === Place.resting && maker.shown === 0) refill(run, maker)
  }
}

function wanted(taker: OrderNode, price: number, shown: number): number {
  if (!taker.byAmount) return Math.min(taker.leaves, shown)
  return Math.min(lotsForAmount(taker, price), shown)
}

function trade(run: Run, maker: OrderNode, taker: OrderNode, lots: number, price: number): void {
  const { book } = maker
  const { info } = book
  // Exact: the buyer held it.
  const cost = price * info.stepUnits * lots
  const makerUnlocked = givenUp(maker, lots)
  let takerUnlocked = 0
  let makerFee = 0
  let takerFee = 0
  if (taker.isBuy) {
    if (taker.byAmount) {
      takerFee = buyerFee(cost, info.takerPpm, taker.amount)
      takerUnlocked = cost + takerFee
    } else {
      takerUnlocked = givenUp(taker, lots)
      takerFee = buyerFee(cost, info.takerPpm, takerUnlocked)
    }
    makerFee = sellerFee(cost, info.makerPpm)
  } else {
    takerUnlocked = taker.byAmount ? givenUpOfAmount(taker, cost) : givenUp(taker, lots)
    takerFee = sellerFee(cost, info.takerPpm)
    makerFee = buyerFee(cost, info.makerPpm, makerUnlocked)
  }
  const fact: Traded = {
    type: 'traded',
    market: info.symbol,
    side: maker.order.side,
    price,
    level: maker.level!.shown - lots,
    trade: book.trades + 1,
    maker: maker.id,
    taker: taker.id,
    makerAccount: maker.order.account,
    takerAccount: taker.order.account,
    makerClient: maker.order.client,
    takerClient: taker.order.client,
    lots,
    cost,
    makerFee,
    takerFee,
    makerUnlocked,
    takerUnlocked,
    makerLeaves: maker.leaves - lots,
    takerLeaves: taker.byAmount ? 0 : taker.leaves - lots,
    makerShown: maker.shown - lots,
  }
  apply.traded(run.state, fact, maker, taker)
  run.say(fact)
  if (run.firstPrice === 0) run.firstPrice = price
  if (maker.oco !== 0) run.endPartner(maker)
  if (taker.oco !== 0) run.endPartner(taker)
}

/** The next slice of an iceberg, behind all others of its price. */
export function refill(run: Run, maker: OrderNode): void {
  const shown = Math.min(maker.display, maker.leaves)
  const fact = {
    type: 'refilled' as const,
    market: maker.book.info.symbol,
    side: maker.order.side,
    price: maker.price,
    level: maker.level!.shown + shown,
    order: maker.id,
    account: maker.order.account,
    shown,
  }
  apply.refilled(run.state, fact, maker)
  run.say(fact)
}

/** If the best price is within reach still, the rest does not come to a lot. */
function endAmount(run: Run, node: OrderNode): void {
  const best = node.book.side(!node.isBuy).best
  const isWithin = best !== null && (node.isBuy ? best.price <= node.price : best.price >= node.price)
  const isSpent = node.amount === 0 || (isWithin && lotsForAmount(node, best.price) === 0)
  if (isSpent) run.end(node, 'filled', 'amount-spent')
  else run.end(node, 'expired', 'ioc')
}
