// From what is asked to an order: which fields go together, and what stands for those that were left out.
import type { PlaceCommand } from '../contract/commands.ts'
import type { Order, TimeInForce } from '../contract/order.ts'
import { Rejection } from '../contract/rejection.ts'
import type { Book } from './book.ts'
import { protectedPrice } from './holds.ts'
import { badOrder, faultOf, noLiquidity, tooManySlices } from './refusals.ts'

export type Placing = Omit<PlaceCommand, 'do' | 'account'>

/** The order as it would be taken, if its fields make sense by themselves. */
export function draftOf(placing: Placing, account: string, book: Book, id: number, at: number): Order | Rejection {
  const { type } = placing
  const fault = type === 'limit' ? limitFault(placing) : type === 'market' ? marketFault(placing) : stopFault(placing)
  if (fault !== undefined) return fault
  const tif = placing.tif ?? (actsAtOnce(placing) ? 'ioc' : 'gtc')
  const general = tifFault(placing, tif, at) ?? restFault(placing, tif)
  if (general !== undefined) return general
  const stop = type === 'trailing' ? trailingStop(placing, book) : placing.stop
  if (stop instanceof Rejection) return stop
  const price = placing.price ?? worstPrice(placing, book, stop)
  if (price instanceof Rejection) return price
  const order: { -readonly [Name in keyof Order]: Order[Name] } = {
    id,
    client: placing.client,
    account,
    market: placing.market,
    side: placing.side,
    type,
    lots: placing.lots ?? 0,
    price,
    tif,
    selfTrade: placing.selfTrade ?? 'expire-taker',
    at,
  }
  // In a fixed order, so that equal orders read alike byte for byte.
  if (placing.amount !== undefined) order.amount = placing.amount
  if (stop !== undefined) order.stop = stop
  if (placing.trail !== undefined) order.trail = placing.trail
  if (placing.display !== undefined) order.display = placing.display
  if (placing.until !== undefined) order.until = placing.until
  if (placing.postOnly) order.postOnly = true
  if (placing.reserve !== undefined) order.reserve = placing.reserve
  if (placing.cancelOnDisconnect) order.cancelOnDisconnect = true
  return order
}

function actsAtOnce({ type }: Placing): boolean {
  return type !== 'limit' && type !== 'stop-limit' && type !== 'take-profit-limit'
}

function lotsFault({ lots }: Placing): Rejection | undefined {
  return lots === undefined ? badOrder('It says no lots.') : faultOf(lots, 'lots')
}

function priceFault({ price }: Placing): Rejection | undefined {
  return price === undefined ? badOrder('It says no price.') : faultOf(price, 'price')
}

function limitFault(placing: Placing): Rejection | undefined {
  if (placing.amount !== undefined) return badOrder('Only a market order goes by amount.')
  if (placing.stop !== undefined || placing.trail !== undefined)
    return badOrder('A limit order has no stop and no trail.')
  return lotsFault(placing) ?? priceFault(placing)
}

function marketFault(placing: Placing): Rejection | undefined {
  const { lots, amount, price } = placing
  if (placing.stop !== undefined || placing.trail !== undefined)
    return badOrder('A market order has no stop and no trail.')
  if ((lots === undefined) === (amount === undefined)) return badOrder('A market order says lots, or an amount.')
  if (amount !== undefined && placing.tif === 'fok') return badOrder('An order by amount cannot be fill or kill.')
  const quantity = lots === undefined ? faultOf(amount!, 'amount') : faultOf(lots, 'lots')
  return quantity ?? (price === undefined ? undefined : faultOf(price, 'price'))
}

function stopFault(placing: Placing): Rejection | undefined {
  const { type, stop, trail, price } = placing
  if (placing.amount !== undefined) return badOrder('Only a market order goes by amount.')
  if (type === 'trailing') {
    if (trail === undefined) return badOrder('A trailing stop says its trail.')
    if (price !== undefined) return badOrder('The worst price of a trailing stop follows it, and is not given.')
    return lotsFault(placing) ?? faultOf(trail, 'trail') ?? (stop === undefined ? undefined : faultOf(stop, 'stop'))
  }
  if (trail !== undefined) return badOrder('Only a trailing stop has a trail.')
  if (stop === undefined) return badOrder('It says no stop.')
  const priced = price === undefined && actsAtOnce(placing) ? undefined : priceFault(placing)
  return lotsFault(placing) ?? faultOf(stop, 'stop') ?? priced
}

function tifFault(placing: Placing, tif: TimeInForce, at: number): Rejection | undefined {
  const { until } = placing
  if (actsAtOnce(placing) && tif !== 'ioc' && tif !== 'fok') return badOrder('It trades at once: ioc or fok.')
  if ((tif === 'gtd') !== (until !== undefined)) return badOrder('`until` goes with gtd.')
  if (until === undefined) return undefined
  return faultOf(until, 'until') ?? (until > at ? undefined : badOrder('`until` has passed.'))
}

/** What only those have that may rest. */
function restFault({ type, side, price, lots, display, postOnly, reserve }: Placing, tif: TimeInForce) {
  const mayRest = tif === 'gtc' || tif === 'gtd'
  if (postOnly && !mayRest) return badOrder('What trades at once cannot be post-only.')
  if (display !== undefined) {
    if (!mayRest) return badOrder('What trades at once shows nothing.')
    const fault = faultOf(display, 'display')
    if (fault !== undefined) return fault
    if (display > lots!) return badOrder('It shows more lots than it has.')
    if (hasManySlices(lots!, display)) return tooManySlices
  }
  if (reserve === undefined) return undefined
  if (type !== 'limit' || side !== 'buy') return badOrder('Only a limit order that buys has a reserve.')
  return faultOf(reserve, 'reserve') ?? (reserve < price! ? badOrder('The reserve is below the price.') : undefined)
}

/** Each slice is a trade and a fact of its own: one order that takes them all must not take long. */
const maxSlices = 100

/** `display` 0: all is seen. */
export function hasManySlices(lots: number, display: number): boolean {
  return display > 0 && lots / display > maxSlices
}

function trailingStop({ side, stop, trail }: Placing, { last }: Book): number | Rejection {
  if (stop !== undefined) return stop
  if (last === 0) return badOrder('Nothing has traded yet: say where the stop begins.')
  const begins = side === 'buy' ? last + trail! : last - trail!
  return faultOf(begins, 'stop') ?? begins
}

/** Of those that act as market orders. */
function worstPrice({ side }: Placing, book: Book, stop: number | undefined): number | Rejection {
  const from = stop ?? book.side(side === 'sell').best?.price
  return from === undefined ? noLiquidity : protectedPrice(book, side === 'buy', from)
}
