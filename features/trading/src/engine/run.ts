// One command on its way: the facts so far, each applied to the state as it is said, since the next rule must see it.

import type { Ended, Fact } from '../contract/facts.ts'
import type { EndReason } from '../contract/order.ts'
import * as apply from './apply.ts'
import type { OrderNode } from './order-node.ts'
import { Place } from './order-node.ts'
import type { State } from './state.ts'

export class Run {
  readonly state: State
  /** Wall clock. */
  at = 0
  /** The first `#count` are of this command. An array that is emptied would have to grow anew each time. */
  readonly #facts: Fact[] = []
  #count = 0
  /** Price of the first trade since stops were last looked at; 0: none. */
  firstPrice = 0
  /** Triggered, and not yet acted, in the order of their triggers. */
  readonly queue: OrderNode[] = []

  constructor(state: State) {
    this.state = state
  }

  begin(at: number): void {
    this.at = at
    this.#count = 0
    this.firstPrice = 0
    // One that threw may have left some.
    this.queue.length = 0
  }

  say(fact: Fact): void {
    this.#facts[this.#count] = fact
    this.#count += 1
  }

  /** What was said since it began. */
  said(): Fact[] {
    return this.#facts.slice(0, this.#count)
  }

  /** The order stands in the book, at the end of its level. */
  rest(node: OrderNode): void {
    const { book, leaves, display } = node
    const shown = display === 0 || display > leaves ? leaves : display
    const fact = {
      type: 'rested' as const,
      market: book.info.symbol,
      side: node.order.side,
      price: node.price,
      level: book.side(node.isBuy).shownAt(node.price) + shown,
      order: node.id,
      lots: leaves,
      shown,
    }
    apply.rested(this.state, fact, node)
    this.say(fact)
  }

  /** It ends, and with it its partner. */
  end(node: OrderNode, status: Ended['status'], reason: EndReason, prevented = 0): void {
    this.endAlone(node, status, reason, prevented)
    if (node.oco !== 0) this.endPartner(node)
  }

  endAlone(node: OrderNode, status: Ended['status'], reason: EndReason, prevented = 0): void {
    const { order, book } = node
    const resting = node.place === Place.resting
    const fact = {
      type: 'ended' as const,
      market: book.info.symbol,
      side: order.side,
      price: node.price,
      level: resting ? node.level!.shown - node.shown : 0,
      order: order.id,
      account: order.account,
      client: order.client,
      status,
      reason,
      lots: node.leaves,
      prevented,
      unlocked: node.locked,
      resting,
    }
    apply.ended(this.state, fact, node)
    this.say(fact)
  }

  /** Of an OCO pair only one trades. */
  endPartner(node: OrderNode): void {
    const partner = this.state.orders.get(node.oco)
    if (partner !== undefined) this.endAlone(partner, 'canceled', 'oco')
  }
}
