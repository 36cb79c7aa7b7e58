export type { AccountOptions, Balance } from './client/account-model.ts'
export { AccountModel } from './client/account-model.ts'
export type { BookOptions } from './client/book-model.ts'
export { BookModel } from './client/book-model.ts'
export type { BookRow } from './client/book-rows.ts'
export { groupSteps } from './client/book-rows.ts'
export { CandlesModel } from './client/candles-model.ts'
export type { TradingConnection } from './client/connection.ts'
export { ConnectionState } from './client/connection-state.ts'
export type {
  AccountHandle,
  BookHandle,
  CandlesHandle,
  ExchangeContract,
  MarketsHandle,
  TradesHandle,
} from './client/contract.ts'
export { describeExchange } from './client/description.ts'
export { MarketsModel } from './client/markets-model.ts'
export type { PositionRow } from './client/positions.ts'
export * from './client/requests.ts'
export { TradesModel } from './client/trades-model.ts'
