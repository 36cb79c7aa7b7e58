// An order meets one of its own owner. What comes of it is the taker's to say; the maker's own wish is not asked.
import * as apply from './apply.ts'
import { givenUp, givenUpOfAmount } from './holds.ts'
import type { OrderNode } from './order-node.ts'
import { Place } from './order-node.ts'
import type { Run } from './run.ts'

/** `lots`: what would have been traded. At least one of the two is gone or smaller after it. */
export function meetItself(run: Run, maker: OrderNode, taker: OrderNode, lots: number): void {
  const mode = taker.order.selfTrade
  if (mode === 'expire-maker' || mode === 'expire-both') expire(run, maker)
  if (mode === 'expire-taker' || mode === 'expire-both') expire(run, taker)
  if (mode !== 'decrement') return
  const { price } = maker
  decrement(run, maker, lots, price)
  decrement(run, taker, lots, price)
}

function expire(run: Run, node: OrderNode): void {
  // Its partner may have ended it just now.
  if (node.place !== Place.ended) run.end(node, 'expired-in-match', 'self-trade', node.leaves)
}

function decrement(run: Run, node: OrderNode, lots: number, price: number): void {
  if (node.place === Place.ended) return
  if (!node.byAmount && node.leaves === lots) {
    expire(run, node)
    return
  }
  const resting = node.place === Place.resting
  const fact = {
    type: 'prevented' as const,
    market: node.book.info.symbol,
    side: node.order.side,
    price: resting ? node.price : price,
    level: resting ? node.level!.shown - lots : 0,
    order: node.id,
    account: node.order.account,
    lots,
    unlocked: unlockedBy(node, lots, price),
    leaves: node.byAmount ? 0 : node.leaves - lots,
    shown: resting ? node.shown - lots : 0,
    resting,
  }
  apply.prevented(run.state, fact, node)
  run.say(fact)
  // As when it trades: its partner would want more lots than it holds for.
  if (node.oco !== 0) run.endPartner(node)
}

function unlockedBy(node: OrderNode, lots: number, price: number): number {
  if (!node.byAmount) return givenUp(node, lots)
  const cost = lots * price * node.book.info.stepUnits
  // Of a buy by amount the cost alone: no fee is due for what did not trade.
  return node.isBuy ? cost : givenUpOfAmount(node, cost)
}
