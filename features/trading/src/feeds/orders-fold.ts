// A book order by order, as readers of `orders/<market>` keep it. Who an order belongs to is not said; of an iceberg one sees its slice.
import { defineFold } from '@parley/channel/client'
import type { Fact, OrdersChanged, OrdersState, Side, Traded, ViewEvents } from '../contract/index.ts'

type Standing = OrdersState['orders'][number]
type Change = OrdersChanged['orders'][number]

export const ordersFold = defineFold<OrdersState, ViewEvents['orders']>({
  state: () => ({ orders: [] }),
  events: {
    ordersChanged: ({ orders }, change) => {
      for (const each of change.orders) changeOrder(orders, each)
    },
  },
})

/** What one command did to the orders of a market that stand; `undefined`: nothing. */
export function ordersOf(facts: readonly Fact[], market: string): OrdersChanged | undefined {
  const orders = facts.flatMap((fact) => ('level' in fact && fact.market === market ? changesOf(fact) : []))
  return orders.length === 0 ? undefined : { orders }
}

export function mergeOrders(before: OrdersChanged, after: OrdersChanged): OrdersChanged {
  return { orders: [...before.orders, ...after.orders] }
}

function changesOf(fact: Extract<Fact, { readonly level: number }>): readonly Change[] {
  const { side, price } = fact
  switch (fact.type) {
    case 'rested':
    case 'refilled':
      return [{ id: fact.order, side, price, lots: fact.shown, last: true }]
    case 'traded':
      return tradedOf(fact)
    case 'prevented':
    case 'reduced':
      return fact.resting ? [{ id: fact.order, side, price, lots: fact.shown }] : []
    case 'moved':
    case 'ended':
      return fact.resting ? [{ id: fact.order, side, price, lots: 0 }] : []
  }
}

function tradedOf({ maker, taker, side, price, makerShown, cross }: Traded): readonly Change[] {
  if (cross === undefined) return [{ id: maker, side, price, lots: makerShown }]
  const other: Side = side === 'buy' ? 'sell' : 'buy'
  return [
    { id: maker, side, price: cross.makerPrice, lots: makerShown },
    { id: taker, side: other, price: cross.takerPrice, lots: cross.takerShown },
  ]
}

/** What is not there, or is gone already, changes nothing. */
function changeOrder(orders: Standing[], { id, side, price, lots, last }: Change): void {
  const end = endOf(orders, side, price)
  let place = end - 1
  while (place >= 0 && isAt(orders[place], side, price) && orders[place]?.id !== id) place -= 1
  const isThere = place >= 0 && orders[place]?.id === id
  if (isThere && (lots === 0 || last)) orders.splice(place, 1)
  if (last && lots > 0) orders.splice(isThere ? end - 1 : end, 0, { id, side, price, lots })
  else if (isThere && lots > 0) orders[place] = { id, side, price, lots }
}

function isAt(order: Standing | undefined, side: Side, price: number): boolean {
  return order?.side === side && order.price === price
}

/** Behind the last order of this price. */
function endOf(orders: readonly Standing[], side: Side, price: number): number {
  let low = 0
  let high = orders.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBehind(orders[middle] as Standing, side, price)) high = middle
    else low = middle + 1
  }
  return low
}

function isBehind(order: Standing, side: Side, price: number): boolean {
  if (order.side !== side) return order.side === 'sell'
  return side === 'buy' ? order.price < price : order.price > price
}
