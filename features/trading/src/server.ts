import type { Feature, FeatureContext, FeatureRun } from '@parley/channel'
import { type TradingApi, tradingApi } from './api.ts'
import { checkRecord } from './check-options.ts'
import { tradingAnnounces } from './contract/index.ts'
import { exchangeChannel } from './exchange/channel.ts'
import { tradingFetch } from './http/fetch.ts'
import { programKeys, type TradingKey } from './http/keys.ts'
import type { LivingOptions } from './living/options.ts'
import { livingPlan } from './living-plan.ts'
import { type ExchangeOptions, exchangeConfig, exchangeOptionNames } from './options.ts'
import { paperMarkets } from './paper.ts'
import { LivingRun } from './running/living.ts'
import { openExchange } from './running/opening.ts'
import { PresenceRun } from './running/presence.ts'

export type {
  AdminOptions,
  Amendment,
  Done,
  ExecutionsListener,
  OnceOptions,
  OrderFor,
  PairFor,
  TradingApi,
} from './api.ts'
export type { Right, TradingKey } from './http/keys.ts'
export type { LivingMarketOptions, LivingOptions } from './living/options.ts'
export type { Amounts, ExchangeOptions, MarketOptions, Speed, TradingLimits } from './options.ts'

export interface TradingOptions extends ExchangeOptions {
  /** Programs that read and order over HTTP, each for one account. @default none */
  readonly keys?: readonly TradingKey[]
  /** Bots that make the markets move, for paper money; `true`: in the paper markets. @default false */
  readonly living?: boolean | LivingOptions
}

/**
 * An exchange: `attach(server, { features: [trading()] })`, and in a page `<parley-trading>`. Throws `UsageError`: `ERR_TRADING_MARKET`,
 * `ERR_TRADING_ASSET`, `ERR_TRADING_LIMITS`, `ERR_TRADING_OPTION`, `ERR_TRADING_KEY`.
 */
export function trading(options: TradingOptions = {}): Feature<TradingApi> {
  checkRecord(
    'ERR_TRADING_OPTION',
    'What trading() takes',
    options,
    "trading({ markets: [{ symbol: 'BTC-USD', tick: '0.01', lot: '0.0001' }], assets: { BTC: 8, USD: 6 } })",
    [...exchangeOptionNames, 'keys', 'living'],
  )
  const { keys = [], living, ...exchangeOptions } = options
  const config = exchangeConfig(exchangeOptions)
  const plan = livingPlan(living, config)
  const fetch = tradingFetch(programKeys(keys))
  return {
    name: 'trading',
    channels: [exchangeChannel(config)],
    announces: tradingAnnounces,
    api: tradingApi,
    fetch: (request: Request, context: FeatureContext) => fetch(request, context),
    start: (server) => {
      const runs: FeatureRun[] = [
        openExchange(server, options.markets ?? paperMarkets),
        ...(plan === undefined ? [] : [new LivingRun(server, plan)]),
        new PresenceRun(server, config.disconnectGraceMs),
      ]
      return {
        close: async () => {
          await Promise.all(runs.map((run) => run.close()))
        },
      }
    },
    browserFiles: new URL('../dist/browser/', import.meta.url).href,
  }
}
