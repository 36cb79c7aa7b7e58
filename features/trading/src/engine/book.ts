import type { MarketInfo, MarketStatus } from '../contract/market.ts'
import type { Pair } from '../ledger/index.ts'
import { Ladder } from './ladder.ts'
import type { OrderNode } from './order-node.ts'

/** One market: what stands in it, which stops wait, and its last price. */
export class Book {
  /** 0, 1, 2 … in the order of being listed. */
  readonly number: number
  info: MarketInfo
  readonly pair: Pair
  status: MarketStatus = 'open'
  /** When an auction ends; 0: nobody said. */
  until = 0
  /** 0: nothing traded yet. */
  last = 0
  trades = 0
  readonly bids = new Ladder('buy', true)
  readonly asks = new Ladder('sell', false)
  /** Stops that wait until the last price is at or above theirs, and at or below. */
  readonly rising = new Ladder('sell', false)
  readonly falling = new Ladder('buy', true)
  /** Of those, the ones that follow the price. */
  readonly trailing = new Map<number, OrderNode>()

  constructor(number: number, info: MarketInfo, pair: Pair) {
    this.number = number
    this.info = info
    this.pair = pair
  }

  get sum(): number {
    return (this.bids.sum + this.asks.sum) >>> 0
  }

  side(isBuy: boolean): Ladder {
    return isBuy ? this.bids : this.asks
  }

  /** Where the stop waits. */
  stops(node: OrderNode): Ladder {
    const { type } = node.order
    const profit = type === 'take-profit' || type === 'take-profit-limit'
    return node.isBuy === profit ? this.falling : this.rising
  }
}
