/**
 * A market as everybody sees it. All numbers of the wire are whole: a price counts ticks, a quantity counts lots, money counts minor units of its asset.
 * `tick` and `lot` are the smallest steps as decimals, for printing: price 10150 of tick "0.01" reads 101.50.
 */
export interface MarketInfo {
  /** `BTC-USD`: 1 to 20 of `A`–`Z`, `0`–`9`, `-`. */
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly tick: string
  readonly lot: string
  /** Minor units of the base asset in one lot. */
  readonly lotUnits: number
  /** Minor units of the quote asset that one lot costs for each tick of its price. */
  readonly stepUnits: number
  /** Least price × quantity of an order, in minor units of the quote asset. */
  readonly minNotional: number
  readonly maxLots: number
  /** How far from the last price a limit may stand, in parts per million of it; none: no band. */
  readonly bandPpm?: number
  /** How far from the best price a market order may trade, in parts per million of it. */
  readonly protectionPpm: number
  /** In parts per million of what is paid, in the quote asset. */
  readonly makerPpm: number
  readonly takerPpm: number
  readonly maxOpenOrders: number
  readonly maxStops: number
  /** Trailing stops of all accounts together: each of them may follow every new price. @default 1000 */
  readonly maxTrailing?: number
}

/** `open`: orders trade. `halted`: nothing but cancels. `auction`: orders are collected and trade at one price when it ends. */
export type MarketStatus = 'open' | 'halted' | 'auction'

/** An asset: its name and how many decimals its minor unit has. */
export interface AssetInfo {
  /** `USD`: 1 to 10 of `A`–`Z`, `0`–`9`. */
  readonly name: string
  readonly decimals: number
}
