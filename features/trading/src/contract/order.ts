export type Side = 'buy' | 'sell'

/**
 * `limit`, `market`; `stop` and `stop-limit` wait until the last price comes to `stop` from the other side (buy: at or above, sell: at or below);
 * `take-profit` and `take-profit-limit` the other way round; `trailing` is a stop that follows the last price at `trail` ticks.
 */
export type OrderType = 'limit' | 'market' | 'stop' | 'stop-limit' | 'take-profit' | 'take-profit-limit' | 'trailing'

/** Good till canceled, immediate or cancel, fill or kill, good till date. */
export type TimeInForce = 'gtc' | 'ioc' | 'fok' | 'gtd'

/** What happens when an order meets one of the same owner; the taker's says. `none`: they trade. */
export type SelfTrade = 'none' | 'expire-taker' | 'expire-maker' | 'expire-both' | 'decrement'

/** `waiting`: a stop that was not triggered. The others end an order. `expired-in-match`: by self-trade prevention. */
export type OrderStatus =
  | 'waiting'
  | 'new'
  | 'partially-filled'
  | 'filled'
  | 'canceled'
  | 'expired'
  | 'expired-in-match'

/** Why an order ended without being filled, or was reduced. */
export type EndReason =
  /** Its owner canceled it. */
  | 'user'
  /** What an IOC or market order could not get at once. */
  | 'ioc'
  /** The last slice of a market order by amount bought what it could. */
  | 'amount-spent'
  /** Nothing stands within the protection of a market order. */
  | 'no-liquidity'
  | 'fok'
  | 'self-trade'
  | 'expired'
  | 'oco'
  | 'replaced'
  | 'disconnect'
  | 'dead-man'
  | 'admin'
  /** A triggered order that the market did not take: a post-only that would trade, a price outside of the band. */
  | 'rejected'

/** An order as the engine took it. */
export interface Order {
  /** 1, 2, 3 … over all markets of the exchange. */
  readonly id: number
  /** The owner's own name for it, unique among his. */
  readonly client: string
  readonly account: string
  readonly market: string
  readonly side: Side
  readonly type: OrderType
  /** Lots. 0 for a market order by `amount`. */
  readonly lots: number
  /** Ticks: the limit; for market orders and stops the worst price they may trade at. */
  readonly price: number
  /** Minor units of the quote asset that a market buy spends, with the fee; that a market sell wants to get, before the fee. */
  readonly amount?: number
  readonly stop?: number
  readonly trail?: number
  /** Lots of an iceberg that are seen at one time. */
  readonly display?: number
  readonly tif: TimeInForce
  /** For `gtd`: wall clock, milliseconds. */
  readonly until?: number
  readonly postOnly?: true
  readonly selfTrade: SelfTrade
  /** The other order of an OCO pair: when one trades or ends, the other is canceled. */
  readonly oco?: number
  /** Ticks at which a buy holds money, at least `price`: it may be moved up to there without more. */
  readonly reserve?: number
  /** Canceled when its owner has no connection any more. */
  readonly cancelOnDisconnect?: true
  /** Wall clock when it was taken. */
  readonly at: number
}

/** An order with how far it came. */
export interface OrderReport extends Order {
  readonly status: OrderStatus
  /** Lots that still want to trade. */
  readonly leaves: number
  /** Lots that traded. */
  readonly filled: number
  /** Minor units of the quote asset that those came to, without fees. */
  readonly cost: number
  readonly fees: number
  /** Lots that self-trade prevention took out. */
  readonly prevented: number
  /** Minor units that it holds: of the quote asset for a buy, of the base asset for a sell. */
  readonly locked: number
  readonly reason?: EndReason
}
