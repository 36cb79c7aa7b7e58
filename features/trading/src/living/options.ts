/** A market that lives by itself. */
export interface LivingMarketOptions {
  /** Where it begins, as a decimal. */
  readonly price: string
  /** What a usual order is about, in the base asset, as a decimal. */
  readonly quantity: string
}

/** Bots that trade with each other and with whoever comes, for paper money. */
export interface LivingOptions {
  /** The same seed and the same people give the same market. @default 1 */
  readonly seed?: number
  /** By symbol, those that live. @default the paper markets */
  readonly markets?: { readonly [symbol: string]: LivingMarketOptions }
  /** How often bots act while somebody has an account open, in milliseconds, 50 to 60000. @default 250 */
  readonly stepMs?: number
  /** And while nobody has. @default 5000 */
  readonly idleStepMs?: number
}
