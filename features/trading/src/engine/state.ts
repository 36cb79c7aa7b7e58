// All that an exchange remembers to decide by. What happens to it happens by facts alone: `apply.ts`, and `revert.ts` the other way.

import type { AssetInfo } from '../contract/market.ts'
import { Ledger } from '../ledger/index.ts'
import type { Book } from './book.ts'
import type { PriceLevel } from './ladder.ts'
import type { OrderNode } from './order-node.ts'
import { Place } from './order-node.ts'
import { OrderTable } from './order-table.ts'
import { Member } from './seat.ts'

/** What a fact covers up: enough to take it back. One for each fact, as long as the state keeps them. */
export class Undo {
  readonly node: OrderNode | null
  readonly other: OrderNode | null
  readonly level: PriceLevel | null
  readonly prev: OrderNode | null
  readonly next: OrderNode | null
  readonly a: number
  readonly b: number
  readonly c: number

  constructor(node: OrderNode | null, other: OrderNode | null, a: number, b: number, c: number) {
    this.node = node
    this.other = other
    this.level = node === null ? null : node.level
    this.prev = node === null ? null : node.prev
    this.next = node === null ? null : node.next
    this.a = a
    this.b = b
    this.c = c
  }
}

export class State {
  ledger: Ledger
  readonly books: Book[] = []
  readonly bySymbol = new Map<string, Book>()
  readonly orders = new OrderTable()
  readonly members = new Map<string, Member>()
  /** Open orders that end at a time. */
  readonly dated = new Map<number, OrderNode>()
  readonly deadMen = new Map<string, number>()
  nextOrder = 1
  /** Newest last; `null`: nothing will be taken back. */
  undo: Undo[] | null = null

  constructor(assets: readonly AssetInfo[]) {
    this.ledger = new Ledger(assets)
  }

  member(account: string): Member {
    const known = this.members.get(account)
    if (known !== undefined) return known
    const member = new Member(this.ledger.account(account))
    this.members.set(account, member)
    return member
  }

  keep(node: OrderNode | null, other: OrderNode | null = null, a = 0, b = 0, c = 0): void {
    if (this.undo !== null) this.undo.push(new Undo(node, other, a, b, c))
  }

  /** From free to locked, of what its kind of order holds. */
  lock(node: OrderNode, units: number): void {
    const { pair } = node.book
    if (units !== 0) this.ledger.lock(node.seat.member.account, node.isBuy ? pair.quote : pair.base, units)
    node.locked += units
  }

  /** Into what is kept of open orders, as the newest. */
  enlist(node: OrderNode): void {
    node.seat.append(node)
    this.#index(node)
  }

  /** Out of all that is kept of open orders; its links in there stay as long as it may have to be put back. */
  delist(node: OrderNode): void {
    const { order, seat } = node
    seat.unlink(node)
    this.orders.delete(node)
    seat.member.clients.delete(node)
    if (order.until !== undefined) this.dated.delete(order.id)
    node.place = Place.ended
    if (this.undo === null) node.forgetLinks()
  }

  /** Back to where it was; only in the opposite order of `delist`. */
  relist(node: OrderNode, place: Place): void {
    node.seat.relink(node)
    this.#index(node)
    node.place = place
  }

  #index(node: OrderNode): void {
    const { order } = node
    this.orders.add(node)
    node.seat.member.clients.add(node)
    if (order.until !== undefined) this.dated.set(order.id, node)
  }
}
