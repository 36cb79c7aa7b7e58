// The end of an auction: all that stands against each other trades at one price. What its owner does not want to trade with himself is taken out before that
// price is made, so that it counts for nothing.
import type { Traded } from '../contract/facts.ts'
import { buyerFee, sellerFee } from '../ledger/index.ts'
import * as apply from './apply.ts'
import type { Book } from './book.ts'
import { givenUp } from './holds.ts'
import type { PriceLevel } from './ladder.ts'
import { refill } from './match.ts'
import { type OrderNode, Place } from './order-node.ts'
import type { Run } from './run.ts'
import type { Seat } from './seat.ts'
import { meetItself } from './self-trade.ts'

export function uncross(run: Run, book: Book): void {
  keepApart(run, book)
  const price = auctionPrice(book)
  if (price === undefined) return
  for (;;) {
    const bid = book.bids.best
    const ask = book.asks.best
    if (bid === null || ask === null || bid.price < price || ask.price > price) return
    cross(run, book, bid.head!, ask.head!, price)
  }
}

/** As if each order came to those of its owner that are older: what it says of meeting itself happens to the two that stand against each other. */
function keepApart(run: Run, { bids, asks }: Book): void {
  const low = asks.best?.price
  const high = bids.best?.price
  if (low === undefined || high === undefined || high < low) return
  const crossed = [
    ...levelsWithin(bids.best, (price) => price >= low),
    ...levelsWithin(asks.best, (price) => price <= high),
  ]
  const older = new Map<Seat, OrderNode[]>()
  const nodes = crossed.flatMap(nodesOf).sort((one, other) => one.id - other.id)
  for (const node of nodes) {
    if (node.seat.bids === 0 || node.seat.asks === 0) continue
    const own = older.get(node.seat) ?? []
    if (node.order.selfTrade !== 'none') for (const each of own) meetAll(run, each, node)
    own.push(node)
    older.set(node.seat, own)
  }
}

/** Slice by slice, if one of them is an iceberg. */
function meetAll(run: Run, older: OrderNode, node: OrderNode): void {
  if (older.isBuy === node.isBuy) return
  const [buy, sell] = node.isBuy ? [node, older] : [older, node]
  if (buy.price < sell.price) return
  while (older.place === Place.resting && node.place === Place.resting) {
    meetItself(run, older, node, Math.min(older.shown, node.shown))
    for (const each of [older, node]) if (each.place === Place.resting && each.shown === 0) refill(run, each)
  }
}

function nodesOf(level: PriceLevel): OrderNode[] {
  const nodes: OrderNode[] = []
  for (let node = level.head; node !== null; node = node.next) nodes.push(node)
  return nodes
}

/** The older of the two is the maker. What an iceberg hides trades at its turn, too. */
function cross(run: Run, book: Book, buy: OrderNode, sell: OrderNode, price: number): void {
  const { info } = book
  const lots = Math.min(buy.leaves, sell.leaves)
  const cost = price * info.stepUnits * lots
  const isBuyMaker = buy.id < sell.id
  const maker = isBuyMaker ? buy : sell
  const taker = isBuyMaker ? sell : buy
  const makerUnlocked = givenUp(maker, lots)
  const takerUnlocked = givenUp(taker, lots)
  const makerFee = isBuyMaker ? buyerFee(cost, info.makerPpm, makerUnlocked) : sellerFee(cost, info.makerPpm)
  const takerFee = isBuyMaker ? sellerFee(cost, info.takerPpm) : buyerFee(cost, info.takerPpm, takerUnlocked)
  const makerShown = shownAfter(maker, lots)
  const takerShown = shownAfter(taker, lots)
  const fact: Traded = {
    type: 'traded',
    market: info.symbol,
    side: maker.order.side,
    price,
    level: maker.level!.shown - maker.shown + makerShown,
    trade: book.trades + 1,
    maker: maker.id,
    taker: taker.id,
    makerAccount: maker.order.account,
    takerAccount: taker.order.account,
    makerClient: maker.order.client,
    takerClient: taker.order.client,
    lots,
    cost,
    makerFee,
    takerFee,
    makerUnlocked,
    takerUnlocked,
    makerLeaves: maker.leaves - lots,
    takerLeaves: taker.leaves - lots,
    makerShown,
    cross: {
      makerPrice: maker.price,
      takerPrice: taker.price,
      takerLevel: taker.level!.shown - taker.shown + takerShown,
      takerShown,
    },
  }
  apply.traded(run.state, fact, maker, taker)
  run.say(fact)
  if (run.firstPrice === 0) run.firstPrice = price
  if (maker.oco !== 0) run.endPartner(maker)
  if (taker.oco !== 0) run.endPartner(taker)
}

function shownAfter(node: OrderNode, lots: number): number {
  const leaves = node.leaves - lots
  return node.display === 0 ? leaves : Math.min(node.display, leaves)
}

/** Where most lots trade; of such prices where the fewest are left over; of those the one nearest to the last price; then the lowest. `undefined`: none trades. */
export function auctionPrice({ bids, asks, last }: Book): number | undefined {
  const low = asks.best?.price
  const high = bids.best?.price
  if (low === undefined || high === undefined || high < low) return undefined
  let best: Outcome | undefined
  for (const outcome of outcomes(
    levelsWithin(bids.best, (price) => price >= low).reverse(),
    levelsWithin(asks.best, (price) => price <= high),
    last,
  )) {
    if (best === undefined || isBetter(outcome, best, last)) best = outcome
  }
  return best?.price
}

interface Outcome {
  readonly price: number
  readonly volume: number
  readonly imbalance: number
}

function isBetter(one: Outcome, other: Outcome, last: number): boolean {
  if (one.volume !== other.volume) return one.volume > other.volume
  if (one.imbalance !== other.imbalance) return one.imbalance < other.imbalance
  return last !== 0 && Math.abs(one.price - last) < Math.abs(other.price - last)
}

/** What would come of each price that could be the best, ascending. Both sides come with ascending prices. */
function* outcomes(bids: readonly PriceLevel[], asks: readonly PriceLevel[], last: number): Generator<Outcome> {
  let demand = bids.reduce((sum, { total }) => sum + total, 0)
  let supply = 0
  let bid = 0
  let ask = 0
  for (const price of candidates([...bids, ...asks], last)) {
    for (; bid < bids.length && bids[bid]!.price < price; bid += 1) demand -= bids[bid]!.total
    for (; ask < asks.length && asks[ask]!.price <= price; ask += 1) supply += asks[ask]!.total
    yield { price, volume: Math.min(demand, supply), imbalance: Math.abs(demand - supply) }
  }
}

/** Between two neighbouring limits nothing changes but how far the last price is: of the prices in there only the nearest to it can be the best. */
function candidates(levels: readonly PriceLevel[], last: number): number[] {
  const limits = [...new Set(levels.map(({ price }) => price))].sort((one, other) => one - other)
  return limits.flatMap((limit, index) => {
    const next = limits[index + 1]
    if (next === undefined || next - limit < 2) return [limit]
    return [limit, Math.min(Math.max(last, limit + 1), next - 1)]
  })
}

function levelsWithin(best: PriceLevel | null, isWithin: (price: number) => boolean): PriceLevel[] {
  const levels: PriceLevel[] = []
  for (let level = best; level !== null && isWithin(level.price); level = level.worse) levels.push(level)
  return levels
}
