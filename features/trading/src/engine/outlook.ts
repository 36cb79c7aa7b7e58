// What would come of an order, looked at without touching anything.
import type { SelfTrade } from '../contract/order.ts'
import type { Book } from './book.ts'
import type { PriceLevel } from './ladder.ts'
import type { Seat } from './seat.ts'

/** Whether somebody stands against it within its price. */
export function wouldTrade(book: Book, isBuy: boolean, price: number): boolean {
  const best = book.side(!isBuy).best
  return best !== null && (isBuy ? best.price <= price : best.price >= price)
}

/** Whether all `lots` can be had at once. What its owner has in the book himself does not count, and where that would end or reduce the order, neither does what is behind. */
export function isFillable(
  book: Book,
  seat: Seat,
  selfTrade: SelfTrade,
  isBuy: boolean,
  price: number,
  lots: number,
): boolean {
  const own = selfTrade === 'none' || (isBuy ? seat.asks : seat.bids) === 0 ? null : seat
  let wanted = lots
  let level = book.side(!isBuy).best
  while (level !== null && (isBuy ? level.price <= price : level.price >= price)) {
    if (own === null) wanted -= level.total
    else {
      const had = lotsOfOthers(level, own, wanted)
      wanted -= had.lots
      if (had.isMet && selfTrade !== 'expire-maker') return false
    }
    if (wanted <= 0) return true
    level = level.worse
  }
  return false
}

/** First what is seen, in the order of the queue up to its own; the hidden rest of icebergs comes after all that is seen. */
function lotsOfOthers(level: PriceLevel, own: Seat, wanted: number): { lots: number; isMet: boolean } {
  let before = 0
  let others = 0
  let isMet = false
  for (let node = level.head; node !== null; node = node.next) {
    if (node.seat === own) {
      if (before >= wanted) return { lots: before, isMet: false }
      isMet = true
      continue
    }
    others += node.leaves
    if (!isMet) before += node.shown
  }
  return { lots: others, isMet: isMet && before < wanted }
}
