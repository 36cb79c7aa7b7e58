import { EngineRun, Kind, type Recorded } from '@parley/trading/engine'
import { OrderBook, Side } from 'nodejs-order-book'

export interface Contestant {
  readonly name: string
  /** Of the orders of a run: what is far slower gets fewer. */
  readonly share: number
  start(): Running
}

export interface Running {
  run(messages: Recorded): void
}

export const contestants: readonly Contestant[] = [
  { name: 'parley engine', share: 1, start: () => new EngineRun() },
  { name: 'nodejs-order-book', share: 0.1, start: startPeer },
]

/** A book alone: no accounts, no fees; numbers of orders are texts. */
function startPeer(): Running {
  const book = new OrderBook()
  return {
    run({ count, kinds, orders, lots, prices }) {
      for (let at = 0; at < count; at += 1) {
        const id = String(orders[at])
        const kind = kinds[at]!
        const price = prices[at]!
        const size = lots[at]!
        if (kind === Kind.cancel) book.cancel(id)
        else if (kind === Kind.modify) book.modify(id, { size, price })
        else {
          const timeInForce = (kind & Kind.immediate ? 'IOC' : 'GTC') as TheirTif
          book.limit({ id, side: kind & Kind.buy ? Side.BUY : Side.SELL, size, price, timeInForce })
        }
      }
    },
  }
}

/** Its enum is not exported. */
type TheirTif = NonNullable<Parameters<OrderBook['limit']>[0]['timeInForce']>
