// A million random operations: what trades with what, at which price, and what is left, as a page of plain code and another engine have it.
import { OrderBook, Side } from 'nodejs-order-book'
import { describe, expect, it } from 'vitest'
import { Desk } from '../../test/engine/desk.ts'
import { NaiveBook } from '../../test/engine/naive.ts'
import { randomOf } from '../../test/engine/random.ts'
import type { EngineCommand, Fact, PlaceCommand } from '../contract/index.ts'
import { Rejection } from '../contract/index.ts'

const freshSeed = () => Math.floor(Math.random() * 2 ** 32)

describe('Engine: against a naive book', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, freshSeed()])('does the same in 100 000 operations of seed %i', (seed) => {
    const naive = new NaiveBook()
    const operations = new Operations(seed)
    for (let count = 0; count < 100_000; count += 1) {
      const operation = operations.next()
      const expected = doNaive(naive, operation)
      const result = operations.desk.engine.execute(commandOf(operations.desk, operation), count)
      const said = result instanceof Rejection ? [false] : [true, ...tradesIn(result)]
      expectSame(said, [expected, ...naive.trades], seed, count)
      naive.trades = []
      if (count % 500 !== 0) continue
      for (const side of ['buy', 'sell'] as const) {
        expectSame(operations.desk.engine.levels('A-B', side).flat(), naive.levels(side).flat(), seed, count)
      }
      // So that what nobody wants any more does not pile up.
      naive.orders = []
      operations.clear()
    }
  })
})

describe('Engine: against nodejs-order-book', () => {
  it.each([10, 11, freshSeed()])('trades and stands the same in 70 000 operations of seed %i', (seed) => {
    let theirs = new OrderBook()
    const operations = new Operations(seed)
    for (let count = 0; count < 70_000; count += 1) {
      const operation = operations.next()
      // Theirs puts an order that was made smaller behind the others, too, and loses a post-only that was moved to where it would trade: not asked of both.
      if (operation.kind === 'post-only') continue
      if (operation.kind === 'amend' && theirs.order(operation.name)?.price === operation.price) continue
      const expected = doTheirs(theirs, operation)
      const result = operations.desk.engine.execute(commandOf(operations.desk, operation), count)
      const said = result instanceof Rejection ? [] : tradesIn(result)
      // Theirs tells makers and lots, and not at which price.
      expectSame(withoutPrices(said), expected, seed, count)
      if (count % 500 !== 0) continue
      const [asks, bids] = theirs.depth()
      const levelsOf = (levels: number[][]) => levels.sort(([one = 0], [other = 0]) => one - other).flat()
      expectSame(operations.desk.engine.levels('A-B', 'sell').flat(), levelsOf(asks), seed, count)
      expectSame(operations.desk.engine.levels('A-B', 'buy').reverse().flat(), levelsOf(bids), seed, count)
      theirs = new OrderBook()
      operations.clear()
    }
  })
})

interface Operation {
  readonly kind: 'gtc' | 'ioc' | 'fok' | 'post-only' | 'cancel' | 'amend'
  readonly name: string
  readonly side: 'buy' | 'sell'
  readonly lots: number
  readonly price: number
}

/** Its enum is not exported. */
type TheirTif = NonNullable<Parameters<OrderBook['limit']>[0]['timeInForce']>

class Operations {
  readonly desk = new Desk({}, ['ann'])
  readonly #random: (n: number) => number
  #made = 0

  constructor(seed: number) {
    this.#random = randomOf(seed)
  }

  clear(): void {
    this.desk.engine.execute({ do: 'cancel-all', account: 'ann' }, 0)
  }

  next(): Operation {
    const random = this.#random
    const chance = random(100)
    const kind =
      chance < 40
        ? 'gtc'
        : chance < 50
          ? 'ioc'
          : chance < 56
            ? 'fok'
            : chance < 62
              ? 'post-only'
              : chance < 90
                ? 'cancel'
                : 'amend'
    const isNew = kind !== 'cancel' && kind !== 'amend'
    if (isNew) this.#made += 1
    // Mostly one of the newest, so that it is there.
    const name = String(isNew ? this.#made : Math.max(1, this.#made - random(60)))
    const side = random(2) === 0 ? 'buy' : 'sell'
    const price = 1000 + (side === 'buy' ? -1 : 1) * (random(12) - 3)
    return { kind, name, side, lots: 1 + random(30), price }
  }
}

function commandOf(desk: Desk, { kind, name, side, lots, price }: Operation): EngineCommand {
  const ref = { client: name }
  if (kind === 'cancel') return { do: 'cancel', account: 'ann', ref }
  if (kind === 'amend') return { do: 'amend', account: 'ann', ref, leaves: lots, price }
  const how: Partial<PlaceCommand> = kind === 'post-only' ? { postOnly: true } : { tif: kind }
  return desk.order('ann', side, lots, price, { client: name, selfTrade: 'none', ...how })
}

function doNaive(book: NaiveBook, { kind, name, side, lots, price }: Operation): boolean {
  if (kind === 'cancel') return book.cancel(name)
  if (kind === 'amend') return book.amend(name, lots, price)
  return book.place({ name, side, lots, price, postOnly: kind === 'post-only' }, kind === 'post-only' ? 'gtc' : kind)
}

/** Makers and lots of its trades. */
function doTheirs(book: OrderBook, { kind, name: id, side, lots: size, price }: Operation): (string | number)[] {
  if (kind === 'cancel') {
    book.cancel(id)
    return []
  }
  const timeInForce = kind.toUpperCase() as TheirTif
  const { done, partial, partialQuantityProcessed, err } =
    kind === 'amend'
      ? book.modify(id, { size, price })
      : book.limit({ id, side: side === 'buy' ? Side.BUY : Side.SELL, size, price, timeInForce })
  if (err !== null) return []
  // Whole makers first, and then the one that was taken in part; the taker itself is among them when it is filled, or when it rests in part.
  const filled = done.filter((each) => each.id !== id).flatMap((each) => [each.id, each.size])
  if (partial === null || partial.id === id) return filled
  return [...filled, partial.id, partialQuantityProcessed]
}

function tradesIn(facts: readonly Fact[]): (string | number)[] {
  const trades: (string | number)[] = []
  for (const fact of facts) {
    if (fact.type === 'traded') trades.push(fact.makerClient, fact.takerClient, fact.price, fact.lots)
  }
  return trades
}

function withoutPrices(trades: readonly (string | number)[]): (string | number)[] {
  return trades.filter((_, index) => index % 4 === 0 || index % 4 === 3)
}

function expectSame(one: readonly unknown[], other: readonly unknown[], seed: number, count: number): void {
  if (one.length === other.length && one.every((each, index) => each === other[index])) return
  expect.fail(`seed ${seed}, operation ${count}: ${JSON.stringify(one)}, not ${JSON.stringify(other)}`)
}
