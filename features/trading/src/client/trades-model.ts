import type { Clock } from '@parley/elements/models'
import type { PublicTrade } from '../contract/index.ts'
import type { ConnectionState } from './connection-state.ts'
import type { TradesHandle } from './contract.ts'
import { openTrades } from './open.ts'
import { ViewModel } from './view-model.ts'

/** The newest trades of one market. */
export class TradesModel extends ViewModel<TradesHandle> {
  readonly market: string

  constructor(connection: ConnectionState, market: string, clock?: Clock) {
    super(connection, clock)
    this.market = market
  }

  /** Newest first. */
  get trades(): readonly PublicTrade[] {
    return this.handle?.state.trades ?? []
  }

  get last(): PublicTrade | undefined {
    return this.trades[0]
  }

  /** Which way the price went with the trade at this place of `trades`: 1 up, −1 down, 0 the same or not known. */
  direction(index: number): -1 | 0 | 1 {
    const [trade, before] = [this.trades[index], this.trades[index + 1]]
    return trade && before ? (Math.sign(trade.price - before.price) as -1 | 0 | 1) : 0
  }

  protected override open(): TradesHandle {
    return openTrades(this.connection, this.market)
  }
}
