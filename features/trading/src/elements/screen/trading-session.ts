import type { Notice } from '@parley/elements'
import { claimGuestKey, guestKey, noticeOf, Patience, shareConnection } from '@parley/elements'
import { systemClock } from '@parley/elements/models'
import { AccountModel } from '../../client/account-model.ts'
import { BookModel } from '../../client/book-model.ts'
import { CandlesModel } from '../../client/candles-model.ts'
import type { TradingConnection } from '../../client/connection.ts'
import { ConnectionState } from '../../client/connection-state.ts'
import { MarketsModel } from '../../client/markets-model.ts'
import { TradesModel } from '../../client/trades-model.ts'
import type { Interval } from '../../contract/index.ts'

interface From {
  readonly url: string
  readonly exchange: string
  readonly connection: TradingConnection | undefined
}

interface Opened {
  readonly user: string
  readonly state: ConnectionState
  readonly markets: MarketsModel
  readonly account: AccountModel
}

/** One market, as far as its parts look at it. */
export interface MarketModels {
  readonly market: string
  readonly book: BookModel
  readonly trades: TradesModel
}

/** The models of one person: from when a connection says who he is to when it says otherwise, or the element leaves. */
export class TradingSession {
  readonly #changed: () => void
  readonly #patience: Patience
  #connection: TradingConnection | undefined
  #from: From | undefined
  #stops: readonly (() => void)[] = []
  #opened: Opened | undefined
  #market: MarketModels | undefined
  #candles: CandlesModel | undefined
  #lastReason: { readonly code: string; readonly message: string } | undefined

  constructor(changed: () => void) {
    this.#changed = changed
    this.#patience = new Patience(systemClock, changed)
  }

  get connection(): TradingConnection | undefined {
    return this.#connection
  }

  get models(): Opened | undefined {
    return this.#opened
  }

  get notice(): Notice | undefined {
    if (!this.#connection) return undefined
    // It is closed while no part looks at it.
    const { status, refusal } = this.#opened?.markets ?? {}
    const view = { status: status === 'refused' ? status : ('open' as const), refusal }
    return noticeOf({
      ...{ status: this.#connection.status, view, isLong: this.#patience.isOver, lastReason: this.#lastReason },
    })
  }

  /** Book and trades of a market, the only one that is open. */
  market(symbol: string): MarketModels | undefined {
    if (!this.#opened) return undefined
    if (this.#market?.market === symbol) return this.#market
    this.#closeMarket()
    const { state, account } = this.#opened
    this.#market = {
      market: symbol,
      book: new BookModel(state, symbol, { account }),
      trades: new TradesModel(state, symbol),
    }
    return this.#market
  }

  candles(symbol: string, interval: Interval): CandlesModel | undefined {
    if (!this.#opened) return undefined
    if (this.#candles?.market === symbol && this.#candles.interval === interval) return this.#candles
    this.#candles?.close()
    this.#candles = new CandlesModel(this.#opened.state, symbol, interval)
    return this.#candles
  }

  /** Uses this connection, or the one of the page to this address. */
  follow(from: From): void {
    const { url, exchange, connection } = from
    const before = this.#from
    if (before?.url === url && before.exchange === exchange && before.connection === connection) return
    this.close()
    this.#from = from
    const key = guestKey()
    if (connection) this.#start(connection, () => {})
    else if (key !== undefined) {
      const shared = shareConnection(url, key)
      this.#start(shared.connection, shared.release)
    } else {
      // Whose connection it is must be known before there is one.
      void claimGuestKey().then(() => {
        if (this.#from !== from) return
        this.#from = undefined
        this.#changed()
      })
    }
  }

  close(): void {
    this.#closeModels()
    this.#patience.stop()
    this.#lastReason = undefined
    for (const stop of this.#stops) stop()
    this.#stops = []
    this.#connection = undefined
    this.#from = undefined
  }

  #start(connection: TradingConnection, release: () => void): void {
    this.#connection = connection
    this.#stops = [connection.onStatus(() => this.#note()), release]
    this.#note()
  }

  #note(): void {
    const { status } = this.#connection!
    this.#patience.note(status.state === 'live')
    if (status.state === 'live') this.#lastReason = undefined
    if (status.state === 'waiting') this.#lastReason = status.reason
    this.#open()
    this.#changed()
  }

  #open(): void {
    const { user } = this.#connection!
    if (user === undefined || this.#opened?.user === user.id) return
    this.#closeModels()
    const state = new ConnectionState(this.#connection!, systemClock, this.#from?.exchange)
    const markets = new MarketsModel(state)
    this.#opened = { user: user.id, state, markets, account: new AccountModel(state, user.id, markets) }
  }

  #closeMarket(): void {
    this.#market?.book.close()
    this.#market?.trades.close()
    this.#market = undefined
  }

  #closeModels(): void {
    this.#closeMarket()
    this.#candles?.close()
    this.#candles = undefined
    this.#opened?.account.close()
    this.#opened?.markets.close()
    this.#opened = undefined
  }
}
