import { describe, expect, it } from 'vitest'
import { ended, moved, prevented, traded } from '../../test/facts.ts'
import type { Fact, OrdersState, Side } from '../contract/index.ts'
import { mergeOrders, ordersFold, ordersOf } from './orders-fold.ts'

const rests = (order: number, side: Side, price: number, lots: number): Fact => {
  return { type: 'rested', market: 'BTC-USD', side, price, order, lots, shown: lots, level: lots }
}

/** What a reader has after these commands. */
function seen(...log: readonly (readonly Fact[])[]): OrdersState {
  const state = ordersFold.state()
  for (const facts of log) {
    const change = ordersOf(facts, 'BTC-USD')
    if (change !== undefined) ordersFold.events.ordersChanged(state, change, { offset: 1, at: 0 })
  }
  return state
}
const ids = ({ orders }: OrdersState) => orders.map(({ id }) => id)
const six = [
  rests(1, 'sell', 101, 5),
  rests(2, 'buy', 99, 5),
  rests(3, 'buy', 100, 5),
  rests(4, 'buy', 99, 5),
  rests(5, 'sell', 100, 5),
  rests(6, 'sell', 101, 5),
]

describe('the orders of a book', () => {
  it('are in the order in which they would trade: those that buy, then those that sell', () => {
    expect(ids(seen(six))).toEqual([3, 2, 4, 5, 1, 6])
  })

  it('keep their place when they trade or are made smaller, and lose it when they are moved', () => {
    const smaller: Fact = { ...prevented({ order: 2, side: 'buy', price: 99, shown: 3 }), type: 'reduced' }
    expect(seen(six, [smaller]).orders[1]).toEqual({ id: 2, side: 'buy', price: 99, lots: 3 })
    const away = moved({ order: 2, side: 'buy', price: 99, newPrice: 99 })
    expect(ids(seen(six, [away, rests(2, 'buy', 99, 9)]))).toEqual([3, 4, 2, 5, 1, 6])
    expect(ids(seen(six, [away, rests(2, 'buy', 100, 9)]))).toEqual([3, 2, 4, 5, 1, 6])
  })

  it('go when they are filled or end, but not when what never stood ends', () => {
    expect(ids(seen(six, [traded({ maker: 3, side: 'buy', price: 100, makerShown: 0 })]))).toEqual([2, 4, 5, 1, 6])
    expect(ids(seen(six, [ended({ order: 1, side: 'sell', price: 101 })]))).toEqual([3, 2, 4, 5, 6])
    const never = [
      ended({ order: 1, side: 'sell', price: 101, resting: false }),
      prevented({ order: 2, side: 'buy', price: 99, resting: false }),
    ]
    expect(seen(six, never)).toEqual(seen(six))
  })

  it('show the next slice of an iceberg behind the others', () => {
    const slice: Fact = {
      type: 'refilled',
      market: 'BTC-USD',
      side: 'buy',
      price: 99,
      order: 2,
      account: 'ann',
      shown: 5,
      level: 10,
    }
    expect(ids(seen(six, [traded({ maker: 2, side: 'buy', price: 99, makerShown: 0 }), slice]))).toEqual([
      3, 4, 2, 5, 1, 6,
    ])
    expect(ids(seen(six, [slice]))).toEqual([3, 4, 2, 5, 1, 6])
  })

  it('trade on both sides when an auction ends', () => {
    const cross = { makerPrice: 100, takerPrice: 101, takerLevel: 5, takerShown: 2 }
    const { orders } = seen(six, [traded({ maker: 3, taker: 1, side: 'buy', price: 100, makerShown: 0, cross })])
    expect(orders).toEqual(
      seen(six).orders.flatMap((order) => (order.id === 3 ? [] : [order.id === 1 ? { ...order, lots: 2 } : order])),
    )
  })

  it('are the same by merged changes', () => {
    const [away, back] = [moved({ order: 2, side: 'buy', price: 99, newPrice: 98 }), rests(2, 'buy', 98, 9)]
    const changes = [six, [away], [back], [ended({ order: 1, side: 'sell', price: 101 })]].map(
      (facts) => ordersOf(facts, 'BTC-USD')!,
    )
    const state = ordersFold.state()
    ordersFold.events.ordersChanged(state, changes.reduce(mergeOrders), { offset: 1, at: 0 })
    expect(state).toEqual(seen(six, [away], [back], [ended({ order: 1, side: 'sell', price: 101 })]))
    expect(ordersOf(six, 'ETH-USD')).toBeUndefined()
  })
})
