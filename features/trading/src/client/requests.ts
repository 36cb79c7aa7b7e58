// What a client asks of an exchange, as it goes over the wire: prices, quantities and amounts are decimals as text, `"101.50"`.
import type { OrderRef, OrderType, SelfTrade, Side, TimeInForce } from '../contract/index.ts'

/** What a person decides about an order; the model adds the id and the time. */
export interface OrderRequest {
  readonly market: string
  readonly side: Side
  readonly type: OrderType
  /** Of the base asset; left out where `amount` is given. */
  readonly quantity?: string
  /** Of a market order: how much of the quote asset it spends, with the fee, or wants to get. */
  readonly amount?: string
  /** The limit; for market orders and stops, if given, the worst price. */
  readonly price?: string
  readonly stop?: string
  /** How far a trailing stop stays behind the last price. */
  readonly trail?: string
  /** What is seen of an iceberg at one time. */
  readonly display?: string
  readonly tif?: TimeInForce
  /** For `gtd`: wall clock, milliseconds. */
  readonly until?: number
  readonly postOnly?: boolean
  readonly selfTrade?: SelfTrade
  /** A buy holds money up to this price, so that it can be moved there without more. */
  readonly reserve?: string
  readonly cancelOnDisconnect?: boolean
}

/** A limit order and a stop of one quantity, of which one only can trade. */
export interface OcoRequest {
  readonly market: string
  readonly side: Side
  readonly quantity: string
  readonly limit: { readonly price: string }
  readonly stop: { readonly stop: string; readonly price?: string }
  readonly selfTrade?: SelfTrade
}

export interface AmendRequest {
  /** What it shall still want. */
  readonly quantity?: string
  readonly price?: string
}

/** When it was sent, by the server's clock; older than the window it is refused. */
interface Sent {
  readonly sentAt: number
  /** @default 5000 */
  readonly windowMs?: number
}

export interface PlaceInput extends OrderRequest, Sent {
  readonly client: string
}

export interface PlaceOcoInput extends Omit<OcoRequest, 'limit' | 'stop'>, Sent {
  readonly limit: OcoRequest['limit'] & { readonly client: string }
  readonly stop: OcoRequest['stop'] & { readonly client: string }
}

export interface CancelInput {
  readonly ref: OrderRef
}

export interface CancelAllInput {
  readonly market?: string
  readonly side?: Side
}

export interface AmendInput extends AmendRequest, Sent {
  readonly ref: OrderRef
}

export interface ReplaceInput extends Sent {
  readonly ref: OrderRef
  readonly mode: 'stop-on-failure' | 'allow-failure'
  readonly place: Omit<PlaceInput, keyof Sent>
}

export interface DeadManInput {
  /** From now; 0: off. */
  readonly afterMs: number
}

/** What the simulated market shall be like; for those whom the exchange lets. */
export interface LivingInput {
  readonly scenario?: string
  readonly paused?: boolean
  readonly speed?: number
}

export interface ExchangeCommands {
  /** Gives a person who comes first his paper money, where the exchange gives some; else nothing. */
  readonly join: object
  readonly place: PlaceInput
  readonly placeOco: PlaceOcoInput
  readonly cancel: CancelInput
  readonly cancelAll: CancelAllInput
  readonly amend: AmendInput
  readonly replace: ReplaceInput
  readonly deadMan: DeadManInput
  readonly living: LivingInput
}
