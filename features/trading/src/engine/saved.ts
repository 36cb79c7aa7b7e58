// An engine as plain JSON. Equal states read alike, byte for byte, however they came about.
import type { AssetInfo, MarketInfo, MarketStatus } from '../contract/market.ts'
import type { Order } from '../contract/order.ts'
import { Ledger, type SavedLedger } from '../ledger/index.ts'
import { count, wait } from './apply.ts'
import { Book } from './book.ts'
import type { Ladder } from './ladder.ts'
import { OrderNode, Place } from './order-node.ts'
import { State } from './state.ts'

/** An open order, and where it is now. `display`, sides and names are in `order`. */
export interface SavedOrder {
  readonly order: Order
  readonly price: number
  readonly holdPrice: number
  readonly stop: number
  readonly leaves: number
  readonly shown: number
  readonly locked: number
  readonly ppm: number
}

export interface SavedMarket {
  readonly info: MarketInfo
  readonly status: MarketStatus
  readonly until: number
  readonly last: number
  readonly trades: number
  /** Numbers of orders, best level first, in each level first come first. */
  readonly bids: readonly number[]
  readonly asks: readonly number[]
  readonly rising: readonly number[]
  readonly falling: readonly number[]
}

export interface SavedEngine {
  readonly ledger: SavedLedger
  readonly nextOrder: number
  readonly markets: readonly SavedMarket[]
  /** By number. */
  readonly orders: readonly SavedOrder[]
  /** By account, in the order of its characters' codes. */
  readonly deadMen: readonly (readonly [account: string, until: number])[]
}

export function saveState(state: State): SavedEngine {
  return {
    ledger: state.ledger.save(),
    nextOrder: state.nextOrder,
    markets: state.books.map(saveBook),
    orders: state.orders
      .values()
      .sort((one, other) => one.id - other.id)
      .map(saveOrder),
    deadMen: [...state.deadMen].sort(([one], [other]) => (one < other ? -1 : 1)),
  }
}

function saveBook(book: Book): SavedMarket {
  const { info, status, until, last, trades, bids, asks, rising, falling } = book
  const sides = { bids: numbersIn(bids), asks: numbersIn(asks), rising: numbersIn(rising), falling: numbersIn(falling) }
  return { info, status, until, last, trades, ...sides }
}

function saveOrder({ order, price, holdPrice, stop, leaves, shown, locked, ppm }: OrderNode): SavedOrder {
  return { order, price, holdPrice, stop, leaves, shown, locked, ppm }
}

function numbersIn(ladder: Ladder): number[] {
  const numbers: number[] = []
  for (const node of nodesIn(ladder)) numbers.push(node.id)
  return numbers
}

/** In the order in which they would trade. */
export function* nodesIn(ladder: Ladder): Generator<OrderNode> {
  for (let level = ladder.best; level !== null; level = level.worse) {
    for (let node = level.head; node !== null; node = node.next) yield node
  }
}

/** Assets that the exchange has got since then are added. */
export function loadState(assets: readonly AssetInfo[], saved: SavedEngine): State {
  const state = new State([])
  state.ledger = Ledger.load(saved.ledger)
  for (const asset of assets) state.ledger.addAsset(asset)
  state.nextOrder = saved.nextOrder
  for (const market of saved.markets) loadBook(state, market)
  for (const order of saved.orders) loadOrder(state, order)
  for (const market of saved.markets) loadQueues(state, market)
  for (const [account, until] of saved.deadMen) state.deadMen.set(account, until)
  return state
}

function loadBook(state: State, { info, status, until, last, trades }: SavedMarket): void {
  const book = new Book(state.books.length, info, state.ledger.pair(info))
  state.books.push(book)
  state.bySymbol.set(info.symbol, book)
  book.status = status
  book.until = until
  book.last = last
  book.trades = trades
}

function loadOrder(state: State, saved: SavedOrder): void {
  const { order } = saved
  const book = state.bySymbol.get(order.market)!
  const node = new OrderNode(order, book, state.member(order.account).seat(book), saved.locked, saved.ppm)
  node.price = saved.price
  node.holdPrice = saved.holdPrice
  node.stop = saved.stop
  node.leaves = saved.leaves
  node.shown = saved.shown
  state.enlist(node)
}

function loadQueues(state: State, market: SavedMarket): void {
  const book = state.bySymbol.get(market.info.symbol)!
  for (const id of [...market.bids, ...market.asks]) {
    const node = state.orders.get(id)!
    const side = book.side(node.isBuy)
    node.place = Place.resting
    node.seat.orders += 1
    count(node, 1)
    side.change(side.append(node, node.price), node.shown, node.leaves)
  }
  for (const id of [...market.rising, ...market.falling]) {
    const node = state.orders.get(id)!
    node.place = Place.waiting
    node.seat.stops += 1
    wait(node)
  }
}
