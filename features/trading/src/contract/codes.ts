/** The exchange's own refusals, besides the platform's. Nothing is reserved and nothing changes by what is refused. */
export const TradingCode = {
  /** Not a decimal like "101.50": a sign, an exponent, blanks, NaN, a JSON number instead of a text. */
  badNumber: 'trading/bad-number',
  /** 0, or a decimal with a minus sign. */
  notPositive: 'trading/not-positive',
  /** Finer than the market's tick, its lot or the asset's minor unit. */
  tooManyDecimals: 'trading/too-many-decimals',
  /** Past what can be counted exactly, or what the market takes at once. */
  tooLarge: 'trading/too-large',
  noMarket: 'trading/no-market',
  noAsset: 'trading/no-asset',
  halted: 'trading/halted',
  /** Only limit orders good till canceled are taken while an auction collects. */
  inAuction: 'trading/in-auction',
  /** price × quantity is less than the market's least. */
  minNotional: 'trading/min-notional',
  /** The limit is too far from the last price. */
  priceBand: 'trading/price-band',
  insufficientFunds: 'trading/insufficient-funds',
  tooManyOrders: 'trading/too-many-orders',
  /** Too many orders that did not trade; says when there is room again. */
  orderRate: 'trading/order-rate',
  /** Fields that do not go together: the message names them. */
  badOrder: 'trading/bad-order',
  /** Post-only, and it would trade at once. */
  wouldTrade: 'trading/would-trade',
  /** Fill or kill, and not all of it can be had. */
  notFilled: 'trading/not-filled',
  /** Nothing stands on the other side within the protection. */
  noLiquidity: 'trading/no-liquidity',
  /** Never there, another's, or ended: the answers are alike. */
  unknownOrder: 'trading/unknown-order',
  /** The id names an order of other content. */
  idReused: 'trading/id-reused',
  /** It was sent too long ago, or by a clock that is ahead. */
  stale: 'trading/stale',
  /** Of a replacement: the old order could not be canceled, so nothing new was placed. */
  notReplaced: 'trading/not-replaced',
  /** It is another's account, or an act of admins, or who asks may not trade. */
  notAllowed: 'trading/not-allowed',
  /** What cannot be a market, or another than the one of this symbol. */
  badMarket: 'trading/bad-market',
  tooManyAccounts: 'trading/too-many-accounts',
} as const

export type TradingCode = (typeof TradingCode)[keyof typeof TradingCode]
