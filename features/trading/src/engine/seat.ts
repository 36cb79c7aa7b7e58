import type { Account } from '../ledger/index.ts'
import type { Book } from './book.ts'
import { ClientIndex } from './client-index.ts'
import type { OrderNode } from './order-node.ts'

/** Somebody who has, or had, orders. */
export class Member {
  readonly account: Account
  /** Open orders by the names their owner gave. */
  readonly clients = new ClientIndex()
  /** By the number of the market. */
  readonly seats: (Seat | undefined)[] = []

  constructor(account: Account) {
    this.account = account
  }

  seat(book: Book): Seat {
    const known = this.seats[book.number]
    if (known !== undefined) return known
    // Filled up, so that the array has no holes.
    while (this.seats.length < book.number) this.seats.push(undefined)
    const seat = new Seat(this)
    this.seats[book.number] = seat
    return seat
  }
}

/** One member's open orders in one market, oldest first. */
export class Seat {
  readonly member: Member
  oldest: OrderNode | null = null
  newest: OrderNode | null = null
  /** Those that are no waiting stops. */
  orders = 0
  stops = 0
  /** Those of `orders` that stand in the book, by side: whether its owner could meet himself. */
  bids = 0
  asks = 0

  constructor(member: Member) {
    this.member = member
  }

  append(node: OrderNode): void {
    node.older = this.newest
    node.newer = null
    if (this.newest === null) this.oldest = node
    else this.newest.newer = node
    this.newest = node
  }

  unlink(node: OrderNode): void {
    if (node.older === null) this.oldest = node.newer
    else node.older.newer = node.newer
    if (node.newer === null) this.newest = node.older
    else node.newer.older = node.older
  }

  /** Between the two that it was between; only in the opposite order of `unlink`. */
  relink(node: OrderNode): void {
    if (node.older === null) this.oldest = node
    else node.older.newer = node
    if (node.newer === null) this.newest = node
    else node.newer.older = node
  }
}
