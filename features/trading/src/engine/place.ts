// Placing: all that can be refused is refused first; then the order is taken, comes in, and stops follow.
import type { Order } from '../contract/order.ts'
import { Rejection } from '../contract/rejection.ts'
import { costOf, holdOf, lotsWithin, worstPpm } from '../ledger/index.ts'
import { times } from '../money/exact.ts'
import * as apply from './apply.ts'
import type { Book } from './book.ts'
import { draftOf, type Placing } from './draft.ts'
import { enter } from './match.ts'
import { isStop } from './order-node.ts'
import { isFillable, wouldTrade } from './outlook.ts'
import { isOutsideBand } from './price-band.ts'
import * as refusals from './refusals.ts'
import type { Run } from './run.ts'
import type { Member, Seat } from './seat.ts'
import type { State } from './state.ts'
import { settleStops } from './stops.ts'

export function place(run: Run, placing: Placing, account: string): Rejection | undefined {
  const { state } = run
  const book = state.bySymbol.get(placing.market)
  if (book === undefined) return refusals.noMarket
  if (book.status === 'halted') return refusals.halted
  const order = draftOf(placing, account, book, state.nextOrder, run.at)
  if (order instanceof Rejection) return order
  if (book.status === 'auction' && !isForAuction(order)) return refusals.inAuction
  const member = memberOf(state, account)
  const fault = sizeFault(book, order) ?? memberFault(book, order, member) ?? priceFault(book, order)
  if (fault !== undefined) return fault
  const hold = holdOfNew(book, order)
  if (hold === undefined) return refusals.tooLarge
  if (member === undefined || freeFor(member, book, order.side === 'buy') < hold) return refusals.insufficientFunds
  const outlook = book.status === 'open' ? outlookFault(book, order, member.seat(book)) : undefined
  if (outlook !== undefined) return outlook
  take(run, member.seat(book), book, order, hold)
  return undefined
}

function take(run: Run, seat: Seat, book: Book, order: Order, locked: number): void {
  const fact = { type: 'accepted' as const, order, locked }
  const node = apply.accepted(run.state, fact, book, seat)
  run.say(fact)
  if (isStop(order)) return
  enter(run, node)
  settleStops(run, book)
}

/** Nobody begins to exist by being asked for. */
export function memberOf(state: State, account: string): Member | undefined {
  const known = state.members.get(account)
  if (known !== undefined) return known
  return state.ledger.find(account) === undefined ? undefined : state.member(account)
}

export function freeFor(member: Member, book: Book, isBuy: boolean): number {
  return member.account.free(isBuy ? book.pair.quote : book.pair.base)
}

function isForAuction(order: Order): boolean {
  return order.type === 'limit' && order.tif === 'gtc' && order.postOnly === undefined
}

/** Neither too much nor too little. */
export function sizeFault(book: Book, order: Order): Rejection | undefined {
  const { info } = book
  if (order.amount !== undefined) return amountFault(book, order, order.amount)
  if (order.lots > info.maxLots) return refusals.tooLarge
  const cost = costOf(info.stepUnits, order.price, order.lots)
  if (cost === undefined) return refusals.tooLarge
  if (cost < info.minNotional) return refusals.minNotional
  return roomFault(book, order.side === 'buy', order.lots)
}

/** All lots of one side can be counted together, with all that stops might add. */
export function roomFault(book: Book, isBuy: boolean, lots: number): Rejection | undefined {
  const total = book.side(isBuy).total + book.rising.total + book.falling.total
  return total + lots > Number.MAX_SAFE_INTEGER ? refusals.tooLarge : undefined
}

function amountFault(book: Book, order: Order, amount: number): Rejection | undefined {
  const { info } = book
  if (amount < info.minNotional) return refusals.minNotional
  const step = times(order.price, info.stepUnits)
  if (step === undefined) return refusals.tooLarge
  const best = book.side(order.side === 'sell').best
  if (best === null) return undefined
  const lots =
    order.side === 'buy'
      ? lotsWithin(info.stepUnits, amount, best.price, info.takerPpm)
      : Math.floor(amount / (best.price * info.stepUnits))
  return lots === 0 ? refusals.minNotional : undefined
}

const defaultMaxTrailing = 1_000

export function memberFault(book: Book, order: Order, member: Member | undefined): Rejection | undefined {
  if (member === undefined) return undefined
  if (member.clients.get(order.client) !== undefined) return refusals.idReused
  const seat = member.seat(book)
  if (order.trail !== undefined && book.trailing.size >= (book.info.maxTrailing ?? defaultMaxTrailing))
    return refusals.tooManyTrailing
  if (isStop(order)) return seat.stops >= book.info.maxStops ? refusals.tooManyStops : undefined
  const mayRest = order.tif === 'gtc' || order.tif === 'gtd'
  return mayRest && seat.orders >= book.info.maxOpenOrders ? refusals.tooManyOrders : undefined
}

export function priceFault(book: Book, order: Order): Rejection | undefined {
  if (order.type === 'limit') return isOutsideBand(book, order.price) ? refusals.priceBand : undefined
  if (order.stop === undefined || book.last === 0) return undefined
  const isProfit = order.type === 'take-profit' || order.type === 'take-profit-limit'
  const isFalling = (order.side === 'buy') === isProfit
  const isDue = isFalling ? book.last <= order.stop : book.last >= order.stop
  return isDue
    ? refusals.badOrder('The last price is beyond its stop already: it would be triggered at once.')
    : undefined
}

function holdOfNew(book: Book, order: Order): number | undefined {
  const { info } = book
  if (order.amount === undefined) {
    const price = Math.max(order.price, order.reserve ?? 0)
    return holdOf(info, order.side, order.lots, price, worstPpm(info))
  }
  if (order.side === 'buy') return order.amount
  return times(Math.floor(order.amount / (order.price * info.stepUnits)), info.lotUnits)
}

/** What it would meet. */
function outlookFault(book: Book, order: Order, seat: Seat): Rejection | undefined {
  if (isStop(order)) return undefined
  const isBuy = order.side === 'buy'
  if (order.type === 'market' && !wouldTrade(book, isBuy, order.price)) return refusals.noLiquidity
  if (order.postOnly && wouldTrade(book, isBuy, order.price)) return refusals.wouldTradeAtOnce
  if (order.tif !== 'fok') return undefined
  return isFillable(book, seat, order.selfTrade, isBuy, order.price, order.lots) ? undefined : refusals.notFilled
}
