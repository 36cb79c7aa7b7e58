// The engine's refusals. Made once: most of them say nothing of the order, and one that is refused often should cost little.
import { TradingCode } from '../contract/codes.ts'
import { Rejection } from '../contract/rejection.ts'

export const unknownOrder = new Rejection(TradingCode.unknownOrder, 'You have no such open order.')
export const noMarket = new Rejection(TradingCode.noMarket, 'There is no such market.')
export const noAsset = new Rejection(TradingCode.noAsset, 'There is no such asset.')
export const halted = new Rejection(TradingCode.halted, 'The market is halted: orders can be canceled only.')
export const inAuction = new Rejection(
  TradingCode.inAuction,
  'An auction collects: only limit orders good till canceled, not post-only, are taken.',
)
export const tooLarge = new Rejection(TradingCode.tooLarge, 'That is more than can be counted exactly.')
export const minNotional = new Rejection(
  TradingCode.minNotional,
  'It is worth less than the least order of the market.',
)
export const priceBand = new Rejection(TradingCode.priceBand, 'The limit is too far from the last price.')
export const insufficientFunds = new Rejection(TradingCode.insufficientFunds, 'There is not enough free money for it.')
export const tooManyOrders = new Rejection(TradingCode.tooManyOrders, 'You have as many open orders as you may.')
export const tooManyStops = new Rejection(TradingCode.tooManyOrders, 'You have as many waiting stops as you may.')
export const tooManyTrailing = new Rejection(
  TradingCode.tooManyOrders,
  'The market has as many trailing stops as it may.',
)
export const wouldTradeAtOnce = new Rejection(TradingCode.wouldTrade, 'It is post-only and would trade at once.')
export const notFilled = new Rejection(TradingCode.notFilled, 'Not all of it can be had at once.')
export const noLiquidity = new Rejection(TradingCode.noLiquidity, 'Nothing stands against it within its worst price.')
export const idReused = new Rejection(TradingCode.idReused, 'Another open order has this client id.')
export const tooManySlices = badOrder('An iceberg shows at least a hundredth of its lots.')
export const notReplaced = new Rejection(
  TradingCode.notReplaced,
  'You have no such open order to replace, so nothing new was placed.',
)

export function badOrder(message: string): Rejection {
  return new Rejection(TradingCode.badOrder, message)
}

/** `undefined` if it is a whole number from 1 that counts exactly. */
export function faultOf(value: number, what: string): Rejection | undefined {
  if (Number.isSafeInteger(value) && value > 0) return undefined
  if (!Number.isInteger(value)) return new Rejection(TradingCode.badNumber, `${what} is not a whole number.`)
  if (value <= 0) return new Rejection(TradingCode.notPositive, `${what} is not positive.`)
  return new Rejection(TradingCode.tooLarge, `${what} is more than can be counted exactly.`)
}
