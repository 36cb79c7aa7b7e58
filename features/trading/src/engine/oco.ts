// Two orders of which one trades. The limit order holds for both, at the dearer of the two prices: that is its `reserve`. The stop holds nothing while it waits;
// when it is triggered, the limit order ends and lets go of as much as the stop takes.
import type { PlaceOcoCommand } from '../contract/commands.ts'
import type { Order } from '../contract/order.ts'
import { Rejection } from '../contract/rejection.ts'
import { holdOfPair, worstPpm } from '../ledger/index.ts'
import * as apply from './apply.ts'
import type { Book } from './book.ts'
import { draftOf, type Placing } from './draft.ts'
import { enter } from './match.ts'
import { freeFor, memberFault, memberOf, priceFault, sizeFault } from './place.ts'
import * as refusals from './refusals.ts'
import type { Run } from './run.ts'
import { settleStops } from './stops.ts'

export function placeOco(run: Run, command: PlaceOcoCommand): Rejection | undefined {
  const { state } = run
  const book = state.bySymbol.get(command.market)
  if (book === undefined) return refusals.noMarket
  if (book.status === 'halted') return refusals.halted
  if (book.status === 'auction') return refusals.inAuction
  if (command.limit.client === command.stop.client) return refusals.badOrder('Both orders have the same client id.')
  const limit = draftOf(limitOf(command), command.account, book, state.nextOrder, run.at)
  if (limit instanceof Rejection) return limit
  const stop = draftOf(stopOf(command), command.account, book, state.nextOrder + 1, run.at)
  if (stop instanceof Rejection) return stop
  return placePair(run, book, limit, stop)
}

function placePair(run: Run, book: Book, limit: Order, stop: Order): Rejection | undefined {
  const { info } = book
  const member = memberOf(run.state, limit.account)
  const fault = faultOf(book, limit, member) ?? faultOf(book, stop, member)
  if (fault !== undefined) return fault
  const hold = holdOfPair(info, limit.side, limit.lots, limit.price, stop.price, worstPpm(info))
  if (hold === undefined) return refusals.tooLarge
  const isBuy = limit.side === 'buy'
  if (member === undefined || freeFor(member, book, isBuy) < hold) return refusals.insufficientFunds
  const reserve = isBuy && stop.price > limit.price ? { reserve: stop.price } : {}
  const first = { type: 'accepted' as const, order: { ...limit, oco: stop.id, ...reserve }, locked: hold }
  const second = { type: 'accepted' as const, order: { ...stop, oco: limit.id }, locked: 0 }
  const seat = member.seat(book)
  const node = apply.accepted(run.state, first, book, seat)
  run.say(first)
  apply.accepted(run.state, second, book, seat)
  run.say(second)
  enter(run, node)
  settleStops(run, book)
  return undefined
}

function faultOf(book: Book, order: Order, member: ReturnType<typeof memberOf>): Rejection | undefined {
  return sizeFault(book, order) ?? memberFault(book, order, member) ?? priceFault(book, order)
}

function limitOf({ market, side, lots, limit, selfTrade }: PlaceOcoCommand): Placing {
  return { market, side, lots, ...limit, type: 'limit', ...(selfTrade && { selfTrade }) }
}

function stopOf({ market, side, lots, stop, selfTrade }: PlaceOcoCommand): Placing {
  const type = stop.price === undefined ? 'stop' : 'stop-limit'
  return { market, side, lots, ...stop, type, ...(selfTrade && { selfTrade }) }
}
