// What must hold of an engine after every command, checked from what it saves and shows, by other arithmetic than its own.
import type { Side } from '../../src/contract/index.ts'
import type { Engine, SavedEngine, SavedMarket, SavedOrder } from '../../src/engine.ts'
import { bookSum } from '../../src/feeds/book-sum.ts'

export function audit(engine: Engine): void {
  const saved = engine.save()
  conserved(engine)
  for (const market of saved.markets) auditMarket(engine, saved, market)
  const placed = saved.markets.flatMap(({ bids, asks, rising, falling }) => [...bids, ...asks, ...rising, ...falling])
  equal(
    placed.sort((one, other) => one - other),
    saved.orders.map(({ order }) => order.id),
    'orders in queues',
  )
  auditLocks(engine, saved)
}

/** Σ free + locked + fees = Σ deposits. */
export function conserved(engine: Engine): void {
  for (const { name } of engine.assets) {
    let sum = engine.fees(name)
    for (const account of engine.accounts()) {
      const free = engine.free(account, name)
      const locked = engine.locked(account, name)
      if (free < 0 || locked < 0) throw new Error(`${account} has ${free} and ${locked} ${name}`)
      sum += free + locked
    }
    equal(sum, engine.deposited(name), `all ${name}`)
  }
}

function auditMarket(engine: Engine, saved: SavedEngine, market: SavedMarket): void {
  const { symbol } = market.info
  const sides = (['buy', 'sell'] as const).map((side) => auditSide(engine, saved, market, side))
  const [bids = [], asks = []] = sides
  equal(engine.market(symbol)?.sum, bookSum(bids, asks), 'sum of the book')
  equal(engine.market(symbol)?.bestBid, bids[0], 'best bid')
  equal(engine.market(symbol)?.bestAsk, asks[0], 'best ask')
  if (market.status === 'open' && bids[0] && asks[0] && bids[0][0] >= asks[0][0]) throw new Error('the book is crossed')
  // A stop whose time had come would have been triggered.
  if (market.last === 0) return
  const stopOf = (id: number) => order(saved, id).stop
  for (const id of market.rising) if (stopOf(id) <= market.last) throw new Error(`#${id} was not triggered`)
  for (const id of market.falling) if (stopOf(id) >= market.last) throw new Error(`#${id} was not triggered`)
}

function auditSide(engine: Engine, saved: SavedEngine, market: SavedMarket, side: Side) {
  const levels: [number, number][] = []
  for (const id of side === 'buy' ? market.bids : market.asks) {
    const { price, shown, leaves, order: taken } = order(saved, id)
    if (taken.side !== side || shown < 1 || shown > leaves) throw new Error(`#${id} shows ${shown} of ${leaves}`)
    const last = levels.at(-1)
    if (last?.[0] === price) last[1] += shown
    else levels.push([price, shown])
  }
  const better = (one: number, other: number) => (side === 'buy' ? one > other : one < other)
  levels.forEach(([price], index) => {
    if (index > 0 && !better(levels[index - 1]![0], price)) throw new Error('levels are not in order')
  })
  equal(engine.levels(market.info.symbol, side), levels, 'levels')
  return levels
}

/** Locked money is that of the open orders, to the unit. */
function auditLocks(engine: Engine, saved: SavedEngine): void {
  const held = new Map<string, bigint>()
  for (const each of saved.orders) {
    const { info, rising, falling } = saved.markets.find(({ info }) => info.symbol === each.order.market)!
    const isWaiting = [...rising, ...falling].includes(each.order.id)
    const hold = holdOf(each, isWaiting, info.stepUnits, info.lotUnits)
    equal(BigInt(each.locked), hold, `what #${each.order.id} holds`)
    if (each.order.type === 'limit') equal(each.holdPrice, Math.max(each.price, each.order.reserve ?? 0), 'its hold')
    const key = `${each.order.account} ${each.order.side === 'buy' ? info.quote : info.base}`
    held.set(key, (held.get(key) ?? 0n) + hold)
  }
  for (const account of engine.accounts()) {
    for (const { name } of engine.assets) {
      equal(BigInt(engine.locked(account, name)), held.get(`${account} ${name}`) ?? 0n, `locked ${name} of ${account}`)
    }
  }
}

function holdOf(
  { order, holdPrice, leaves, ppm }: SavedOrder,
  isWaiting: boolean,
  stepUnits: number,
  lotUnits: number,
) {
  // Its limit order holds for both.
  if (order.oco !== undefined && isWaiting) return 0n
  if (order.side === 'sell') return BigInt(leaves) * BigInt(lotUnits)
  const cost = BigInt(leaves) * BigInt(holdPrice) * BigInt(stepUnits)
  return cost + (cost * BigInt(ppm) + 999_999n) / 1_000_000n
}

function order(saved: SavedEngine, id: number): SavedOrder {
  const found = saved.orders.find((each) => each.order.id === id)
  if (found === undefined) throw new Error(`#${id} is in a queue and nowhere else`)
  return found
}

function equal(one: unknown, other: unknown, what: string): void {
  const text = (value: unknown) => JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}` : each))
  if (text(one) !== text(other)) throw new Error(`${what}: ${text(one)}, not ${text(other)}`)
}
