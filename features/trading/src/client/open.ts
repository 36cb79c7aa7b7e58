import type { Interval } from '../contract/index.ts'
import type { TradingConnection } from './connection.ts'
import type { AccountHandle, BookHandle, CandlesHandle, MarketsHandle, TradesHandle } from './contract.ts'
import { describeExchange } from './description.ts'

/** An exchange by its name, and how it is reached. */
export interface Place {
  readonly connection: TradingConnection
  readonly exchange: string
}

export function openMarkets({ connection, exchange }: Place): MarketsHandle {
  return connection.open(describeExchange, exchange, 'markets')
}

export function openBook({ connection, exchange }: Place, view: 'book' | 'depth', market: string): BookHandle {
  return connection.open(describeExchange, exchange, `${view}/${market}`)
}

export function openTrades({ connection, exchange }: Place, market: string): TradesHandle {
  return connection.open(describeExchange, exchange, `trades/${market}`)
}

export function openCandles({ connection, exchange }: Place, market: string, interval: Interval): CandlesHandle {
  return connection.open(describeExchange, exchange, `candles/${market}.${interval}`)
}

export function openAccount({ connection, exchange }: Place, person: string): AccountHandle {
  return connection.open(describeExchange, exchange, `account/${person}`)
}
