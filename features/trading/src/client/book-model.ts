import type { Clock } from '@parley/elements/models'
import type { BookState, Level, MarketStatus, Side } from '../contract/index.ts'
import { bookSum } from '../feeds/book-sum.ts'
import type { AccountModel } from './account-model.ts'
import type { BookRow } from './book-rows.ts'
import { bookRows, ownLots } from './book-rows.ts'
import type { ConnectionState } from './connection-state.ts'
import type { BookHandle } from './contract.ts'
import { openBook } from './open.ts'
import { ViewModel } from './view-model.ts'

export interface BookOptions {
  /** `depth`: merged, for eyes; `book`: every change, for programs. @default 'depth' */
  readonly view?: 'book' | 'depth'
  /** Whose orders are marked. */
  readonly account?: AccountModel
  readonly clock?: Clock
}

const longestWaitMs = 30_000

/** What stands in one market, best first. A book whose sum differs from the exchange's is opened anew. */
export class BookModel extends ViewModel<BookHandle> {
  readonly market: string
  readonly #view: 'book' | 'depth'
  readonly #account: AccountModel | undefined
  #step = 1
  #resyncs = 0
  /** Books in a row that were wrong. */
  #misses = 0

  constructor(connection: ConnectionState, market: string, { view = 'depth', account, clock }: BookOptions = {}) {
    super(connection, clock)
    this.market = market
    this.#view = view
    this.#account = account
  }

  get bids(): readonly Level[] {
    return this.#state?.bids ?? []
  }

  get asks(): readonly Level[] {
    return this.#state?.asks ?? []
  }

  get marketStatus(): MarketStatus | undefined {
    return this.#state?.status
  }

  /** Until when an auction collects. */
  get until(): number | undefined {
    return this.#state?.until
  }

  get bestBid(): number | undefined {
    return this.bids[0]?.[0]
  }

  get bestAsk(): number | undefined {
    return this.asks[0]?.[0]
  }

  /** In ticks; `undefined` while one side is empty. */
  get spread(): number | undefined {
    const { bestBid, bestAsk } = this
    return bestBid === undefined || bestAsk === undefined ? undefined : bestAsk - bestBid
  }

  /** Ticks that one row stands for. */
  get step(): number {
    return this.#step
  }

  set step(ticks: number) {
    if (ticks === this.#step || !Number.isSafeInteger(ticks) || ticks < 1) return
    this.#step = ticks
    this.changed()
  }

  /** How often the book was not what the exchange has, and was opened anew. */
  get resyncs(): number {
    return this.#resyncs
  }

  /** The best `most` rows, best first. */
  rows(side: Side, most: number): readonly BookRow[] {
    const own = ownLots(this.#account?.orders ?? [], this.market, side)
    return bookRows(side, side === 'buy' ? this.bids : this.asks, this.#step, most, own)
  }

  protected override open(): BookHandle {
    return openBook(this.connection, this.#view, this.market)
  }

  /** What is marked changes with one's own orders. */
  protected override follow(): () => void {
    return this.#account?.onChange(() => this.changed()) ?? (() => {})
  }

  protected override received({ state, position }: BookHandle): void {
    if (position === undefined) return
    if (bookSum(state.bids, state.asks) === state.sum) {
      this.#misses = 0
      return
    }
    this.#resyncs++
    // A book that stays wrong is a fault that asking without end does not mend.
    this.openAgain(this.#misses === 0 ? 0 : Math.min(longestWaitMs, 250 * 2 ** this.#misses))
    this.#misses++
  }

  get #state(): BookState | undefined {
    return this.handle?.state
  }
}
