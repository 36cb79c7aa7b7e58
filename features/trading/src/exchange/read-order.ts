// What clients write made into what the engine is asked: decimals into ticks, lots and minor units, each fault with its own code.
import {
  type MarketInfo,
  type PlaceCommand,
  type PlaceOcoCommand,
  Rejection,
  type ReplaceCommand,
  TradingCode,
} from '../contract/index.ts'
import { parseDecimal } from '../money/index.ts'
import type { ExchangeInputs } from './inputs.ts'

export type OrderInput = ExchangeInputs['replace']['place']
export type OcoInput = Omit<ExchangeInputs['placeOco'], 'account' | 'sentAt' | 'windowMs'>

/** A market with what its amounts count. */
export interface KnownMarket {
  readonly info: MarketInfo
  /** The minor unit of its quote asset, as a step. */
  readonly quoteStep: string
}

/** The first decimal that is none ends the reading. */
class Reader {
  rejection: Rejection | undefined

  read(text: unknown, step: string, name: string): number | undefined {
    if (text === undefined) return undefined
    const count = parseDecimal(text, step, name)
    if (!(count instanceof Rejection)) return count
    this.rejection ??= count
    return undefined
  }
}

/** `input` may have more: when it was sent, above all. */
export function readOrder(input: OrderInput, account: string, market: KnownMarket): PlaceCommand | Rejection {
  const { tick, lot } = market.info
  const reader = new Reader()
  // All fields, those without a value too: one shape for all orders is faster.
  const command = {
    do: 'place' as const,
    account,
    client: input.client,
    market: input.market,
    side: input.side,
    type: input.type,
    lots: reader.read(input.quantity, lot, '"quantity"'),
    amount: reader.read(input.amount, market.quoteStep, '"amount"'),
    price: reader.read(input.price, tick, '"price"'),
    stop: reader.read(input.stop, tick, '"stop"'),
    trail: reader.read(input.trail, tick, '"trail"'),
    display: reader.read(input.display, lot, '"display"'),
    tif: input.tif,
    until: input.until,
    postOnly: input.postOnly,
    selfTrade: input.selfTrade,
    reserve: reader.read(input.reserve, tick, '"reserve"'),
    cancelOnDisconnect: input.cancelOnDisconnect,
  }
  return reader.rejection ?? (command as PlaceCommand)
}

export function readOco(input: OcoInput, account: string, { info }: KnownMarket): PlaceOcoCommand | Rejection {
  const { tick, lot } = info
  const { market, side, selfTrade } = input
  const reader = new Reader()
  const lots = reader.read(input.quantity, lot, '"quantity"')
  const limitPrice = reader.read(input.limit.price, tick, '"price" of "limit"')
  const stop = reader.read(input.stop.stop, tick, '"stop"')
  const stopPrice = reader.read(input.stop.price, tick, '"price" of "stop"')
  if (reader.rejection !== undefined) return reader.rejection
  if (lots === undefined || limitPrice === undefined || stop === undefined)
    return new Rejection(TradingCode.badOrder, 'A pair has a "quantity", a "price" of "limit" and a "stop" of "stop".')
  return {
    ...{ do: 'place-oco', account, market, side, lots },
    limit: { client: input.limit.client, price: limitPrice },
    stop: { client: input.stop.client, stop, ...(stopPrice !== undefined && { price: stopPrice }) },
    ...(selfTrade !== undefined && { selfTrade }),
  }
}

/** What an amendment says, in whole numbers of the order's market. */
export function readAmendment(
  input: { readonly quantity?: unknown; readonly price?: unknown },
  { tick, lot }: Pick<MarketInfo, 'tick' | 'lot'>,
): { readonly leaves?: number; readonly price?: number } | Rejection {
  const reader = new Reader()
  const leaves = reader.read(input.quantity, lot, '"quantity"')
  const price = reader.read(input.price, tick, '"price"')
  if (reader.rejection !== undefined) return reader.rejection
  if (leaves === undefined && price === undefined)
    return new Rejection(TradingCode.badOrder, 'An amendment says a "quantity", a "price", or both.')
  return { ...(leaves !== undefined && { leaves }), ...(price !== undefined && { price }) }
}

/** All that an order asks, in one text: another order under its name has another. A default is the same said or left out. */
export function contentOf(command: Omit<PlaceCommand, 'do' | 'account'>): string {
  const { market, side, type, lots, amount, price, stop, trail, display, until, reserve } = command
  const { tif = defaultTif(type), postOnly = false, selfTrade = defaultSelfTrade, cancelOnDisconnect = false } = command
  const numbers = `${lots}|${amount}|${price}|${stop}|${trail}|${display}|${reserve}`
  return `${market}|${side}|${type}|${numbers}|${tif}|${until}|${postOnly}|${selfTrade}|${cancelOnDisconnect}`
}

/** The same order placed by itself, or for another one, is another thing to do. */
export function contentOfReplacement({ ref, mode, place }: ReplaceCommand): string {
  const which = 'order' in ref ? `order ${ref.order}` : `client ${ref.client}`
  return `${contentOf(place)}|${mode}|${which}`
}

const defaultSelfTrade = 'expire-taker'

/** What acts by market when its time comes does not rest. */
function defaultTif(type: PlaceCommand['type']): 'gtc' | 'ioc' {
  return type === 'limit' || type === 'stop-limit' || type === 'take-profit-limit' ? 'gtc' : 'ioc'
}

export function contentOfPair(command: PlaceOcoCommand): string {
  const { market, side, lots, limit, stop, selfTrade = defaultSelfTrade } = command
  const names = `${limit.client}|${stop.client}`
  return `${market}|${side}|pair|${names}|${lots}|${limit.price}|${stop.stop}|${stop.price}|${selfTrade}`
}
