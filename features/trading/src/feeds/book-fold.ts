// A book from its changes: what readers of `book/<market>` and `depth/<market>` keep.
import { defineFold } from '@parley/channel/client'
import type { BookChanged, BookState, Fact, Level, MarketStatus, Side, ViewEvents } from '../contract/index.ts'
import { sumAfter } from './book-sum.ts'

/** The book does not add up to what the server says of it. What holds it has to be opened anew; a view of ours does so by itself when a fold throws. */
export class BookMismatch extends Error {
  override readonly name = 'BookMismatch'
}

export function emptyBook(): BookState {
  return { status: 'open', bids: [], asks: [], sum: 0 }
}

/** Throws `BookMismatch` for a change after which the sums differ. */
export const bookFold = defineFold<BookState, ViewEvents['book']>({
  state: emptyBook,
  events: { bookChanged: changeBook },
})

export function changeBook(book: BookState, change: BookChanged): void {
  for (const [side, price, lots] of change.levels) setLevel(book, side, price, lots)
  if (change.status !== undefined) {
    book.status = change.status
    if (change.until === undefined) delete book.until
    else book.until = change.until
  }
  if (book.sum !== change.sum) throw new BookMismatch(`The book adds up to ${book.sum}, not to ${change.sum}.`)
}

/** 0 lots take it out. */
export function setLevel(book: Omit<BookState, 'status' | 'until'>, side: Side, price: number, lots: number): void {
  const levels = side === 'buy' ? book.bids : book.asks
  const place = placeOf(levels, side, price)
  const level = levels[place]
  const before = level?.[0] === price ? level[1] : 0
  if (before === 0 && lots > 0) levels.splice(place, 0, [price, lots])
  else if (before > 0 && lots === 0) levels.splice(place, 1)
  else if (lots > 0) levels[place] = [price, lots]
  book.sum = sumAfter(book.sum, side, price, before, lots)
}

/** Where the price stands, or would: bids fall, asks rise. */
function placeOf(levels: readonly Level[], side: Side, price: number): number {
  const sign = side === 'buy' ? -1 : 1
  let low = 0
  let high = levels.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sign * (levels[middle] as Level)[0] < sign * price) low = middle + 1
    else high = middle
  }
  return low
}

/** What one command did to the book that is seen: of each price its last quantity. `undefined`: nothing. `sum`: of the market, after it. */
export function bookOf(facts: readonly Fact[], market: string, sum: number): BookChanged | undefined {
  const levels = new Levels()
  let status: { readonly status: MarketStatus; readonly until?: number } | undefined
  for (const fact of facts) {
    if (fact.type === 'status' && fact.market === market) {
      status = { status: fact.status, ...(fact.until === undefined ? {} : { until: fact.until }) }
    }
    if ('level' in fact && fact.market === market) addLevelsOf(fact, levels)
  }
  return levels.isEmpty && status === undefined ? undefined : { levels: levels.list(), sum, ...status }
}

/** Several in one, oldest first, as a reader that looks less often sees them. */
export function mergeBooks(...changes: readonly BookChanged[]): BookChanged {
  const levels = new Levels()
  let said: BookChanged | undefined
  for (const change of changes) {
    for (const [side, price, lots] of change.levels) levels.set(side, price, lots)
    if (change.status !== undefined) said = change
  }
  const { status, until } = said ?? {}
  const changed = status === undefined ? {} : { status, ...(until === undefined ? {} : { until }) }
  return { levels: levels.list(), sum: changes.at(-1)?.sum ?? 0, ...changed }
}

function addLevelsOf(fact: Extract<Fact, { readonly level: number }>, levels: Levels): void {
  if ('resting' in fact && !fact.resting) return
  const cross = fact.type === 'traded' ? fact.cross : undefined
  levels.set(fact.side, cross?.makerPrice ?? fact.price, fact.level)
  if (cross !== undefined) levels.set(fact.side === 'buy' ? 'sell' : 'buy', cross.takerPrice, cross.takerLevel)
}

/** The last quantity of each price, in the order in which the prices were first spoken of. */
class Levels {
  readonly #bids = new Map<number, number>()
  readonly #asks = new Map<number, number>()

  set(side: Side, price: number, lots: number): void {
    if (side === 'buy') this.#bids.set(price, lots)
    else this.#asks.set(price, lots)
  }

  get isEmpty(): boolean {
    return this.#bids.size + this.#asks.size === 0
  }

  list(): BookChanged['levels'] {
    const of = (side: Side, levels: ReadonlyMap<number, number>) =>
      [...levels].map(([price, lots]) => [side, price, lots] as const)
    return [...of('buy', this.#bids), ...of('sell', this.#asks)]
  }
}
