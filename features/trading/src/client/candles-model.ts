import type { Clock } from '@parley/elements/models'
import type { Candle, Interval } from '../contract/index.ts'
import { intervals } from '../contract/index.ts'
import { withoutGaps } from '../feeds/candles.ts'
import type { ConnectionState } from './connection-state.ts'
import type { CandlesHandle } from './contract.ts'
import { OlderDocuments } from './older-documents.ts'
import { openCandles } from './open.ts'
import { ViewModel } from './view-model.ts'

/** Candles of one market and one interval: the live ones, and before them as many as were loaded, without a seam. Another interval is another model. */
export class CandlesModel extends ViewModel<CandlesHandle> {
  readonly market: string
  readonly interval: Interval
  readonly #older: OlderDocuments<Candle>
  #all: readonly Candle[] = []

  constructor(connection: ConnectionState, market: string, interval: Interval, clock?: Clock) {
    super(connection, clock)
    this.market = market
    this.interval = interval
    this.#older = new OlderDocuments(`candles/${market}.${interval}`, () => this.#noteOlder())
  }

  /** Oldest first, each once, each an interval after the one before. The last one is still growing. */
  get candles(): readonly Candle[] {
    return this.#all
  }

  /** What comes before `candles`. */
  get more(): 'more' | 'loading' | 'failed' | 'end' {
    return this.isReady ? this.#older.more : 'loading'
  }

  loadOlder(): Promise<void> {
    const first = this.#all[0]
    if (first === undefined) return Promise.resolve()
    return this.#older.load(this.handle, { order: first.t, id: String(first.t) })
  }

  protected override open(): CandlesHandle {
    return openCandles(this.connection, this.market, this.interval)
  }

  protected override received(): void {
    const first = this.#live[0]
    if (first === undefined) return
    const newest = this.#all.at(-1)
    // The newest was still growing: after a break that it is not seen again in, nobody knows what became of it, and all before is loaded anew.
    const isWhole = newest === undefined || newest.t >= first.t
    if (!isWhole) this.#older.forget()
    // What the live ones have left behind since the last time is kept.
    const kept = isWhole ? this.#all.filter(({ t }) => t < first.t) : []
    this.#all = [...kept, ...this.#live]
  }

  #noteOlder(): void {
    const first = this.#all[0]
    const found = this.#older.all.filter(({ t }) => first !== undefined && t < first.t)
    if (first !== undefined && found.length > 0) {
      const oldestFirst = [...found.sort((one, other) => one.t - other.t), first]
      // Candles without trades are not kept: they say what the one before says.
      this.#all = [...withoutGaps(oldestFirst, intervals[this.interval]), ...this.#all.slice(1)]
    }
    this.changed()
  }

  get #live(): readonly Candle[] {
    return this.handle?.state.candles ?? []
  }
}
