import type { Order } from '../contract/order.ts'
import type { Book } from './book.ts'
import type { PriceLevel } from './ladder.ts'
import type { Seat } from './seat.ts'

/** Where an order is. `taking`: nowhere, between being taken and what comes of it; never so between two commands. */
export const Place = { taking: 0, resting: 1, waiting: 2, ended: 3 } as const
export type Place = (typeof Place)[keyof typeof Place]

/**
 * An open order. It links itself into the queue of its level and into the list of its owner's orders, so that it leaves both without a search. When it leaves, its
 * own links stay as they were: putting it back in the opposite order of leaving is exact.
 */
export class OrderNode {
  readonly id: number
  readonly order: Order
  readonly book: Book
  readonly seat: Seat
  readonly isBuy: boolean
  /** The worse of the market's two fees when it was taken, or moved. */
  ppm: number
  place: Place = Place.taking
  /** Ticks: limit, or worst price. */
  price: number
  /** Ticks at which a buy holds money. */
  holdPrice: number
  /** 0: none. */
  stop: number
  leaves: number
  /** What is left to spend or to get, of an order by amount. */
  amount: number
  /** 0 unless it stands in the book. */
  shown = 0
  /** 0: all is seen. */
  readonly display: number
  locked: number
  /** Number of its partner; 0: none. */
  readonly oco: number
  level: PriceLevel | null = null
  prev: OrderNode | null = null
  next: OrderNode | null = null
  older: OrderNode | null = null
  newer: OrderNode | null = null
  /** In the index of its owner's names. */
  namePlace = 0

  constructor(order: Order, book: Book, seat: Seat, locked: number, ppm: number) {
    this.id = order.id
    this.order = order
    this.book = book
    this.seat = seat
    this.isBuy = order.side === 'buy'
    this.ppm = ppm
    this.price = order.price
    this.holdPrice = holdPriceOf(order, order.price)
    this.stop = order.stop ?? 0
    this.leaves = order.lots
    this.amount = order.amount ?? 0
    this.display = order.display ?? 0
    this.locked = locked
    this.oco = order.oco ?? 0
  }

  /**
   * It will not be put back. An old one that points at younger ones would keep those for the garbage collector's young generation, they others after them, and so
   * on, though all of them have ended.
   */
  forgetLinks(): void {
    this.level = null
    this.prev = null
    this.next = null
    this.older = null
    this.newer = null
  }

  get byAmount(): boolean {
    return this.order.amount !== undefined
  }
}

export function holdPriceOf(order: Order, price: number): number {
  return order.reserve === undefined || order.reserve < price ? price : order.reserve
}

export function isStop({ type }: Order): boolean {
  return type !== 'limit' && type !== 'market'
}
