// What may be looked at in an engine. All of it is a copy: nothing here changes when the engine does.
import type { AssetInfo, MarketInfo, MarketStatus } from '../contract/market.ts'
import type { Order } from '../contract/order.ts'
import type { Level } from '../contract/views.ts'
import type { Book } from './book.ts'
import type { Ladder } from './ladder.ts'
import { type OrderNode, Place } from './order-node.ts'

export interface EngineOptions {
  /** The assets that there are: money in others, and markets of them, are refused. */
  readonly assets: readonly AssetInfo[]
}

/** An order that did not end. */
export interface OpenOrder {
  /** As it was taken; `price` and `lots` here are what it asked for then. */
  readonly order: Order
  readonly state: 'waiting' | 'resting'
  readonly price: number
  readonly stop?: number
  readonly leaves: number
  /** Lots that are seen in the book. */
  readonly shown: number
  readonly locked: number
}

export interface MarketState {
  readonly info: MarketInfo
  readonly status: MarketStatus
  readonly until?: number
  /** Price of the last trade. */
  readonly last?: number
  /** Number of the last trade; 0 if there was none. */
  readonly trades: number
  /** `bookSum` of the visible levels, kept as the book changes. */
  readonly sum: number
  readonly bestBid?: Level
  readonly bestAsk?: Level
}

export function marketState(book: Book): MarketState {
  const { info, status, until, last, trades, sum } = book
  const [bestBid] = levelsOf(book.bids, 1)
  const [bestAsk] = levelsOf(book.asks, 1)
  return {
    ...{ info, status, trades, sum },
    ...(until !== 0 && { until }),
    ...(last !== 0 && { last }),
    ...(bestBid && { bestBid }),
    ...(bestAsk && { bestAsk }),
  }
}

export function levelsOf(ladder: Ladder, depth: number): Level[] {
  const levels: Level[] = []
  for (let level = ladder.best; level !== null && levels.length < depth; level = level.worse) {
    levels.push([level.price, level.shown])
  }
  return levels
}

export function openOrder(node: OrderNode): OpenOrder {
  const { order, price, stop, leaves, shown, locked } = node
  const state = node.place === Place.waiting ? 'waiting' : 'resting'
  return { order, state, price, leaves, shown, locked, ...(stop !== 0 && { stop }) }
}
