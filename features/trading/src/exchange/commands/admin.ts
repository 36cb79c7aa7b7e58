import { type MarketInfo, Rejection, TradingCode } from '../../contract/index.ts'
import { minorStep, parseDecimal } from '../../money/index.ts'
import { isAccountId } from '../../names.ts'
import type { Ask } from '../decide.ts'
import type { ExchangeInputs } from '../inputs.ts'
import { assetsOf, MarketFault, type MarketOptions, marketInfoOf } from '../market-info.ts'
import { noMarket } from './ordering.ts'
import { roomFor } from './people.ts'

type Inputs = ExchangeInputs
type Answer = Rejection | undefined

export function deposit(ask: Ask<Inputs['deposit']>): Answer {
  return roomFor(ask.input.account, ask) ?? move(ask, 1)
}

/** Never more than is free. */
export function withdraw(ask: Ask<Inputs['withdraw']>): Answer {
  return move(ask, -1)
}

function move({ draft, input: { account, asset, amount }, config }: Ask<Inputs['deposit']>, sign: 1 | -1): Answer {
  if (!isAccountId(account)) return new Rejection(TradingCode.badOrder, 'An account has an id of 1 to 150 characters.')
  const decimals = config.assets.get(asset)?.decimals
  if (decimals === undefined) return new Rejection(TradingCode.noAsset, `There is no asset ${JSON.stringify(asset)}.`)
  const units = parseDecimal(amount, minorStep(decimals), '"amount"')
  if (units instanceof Rejection) return units
  return draft.run({ do: 'deposit', account, asset, units: sign * units, reason: 'admin' })
}

export function halt({ draft, input: { market } }: Ask<Inputs['halt']>): Answer {
  if (draft.state.market(market) === undefined) return noMarket(market)
  return draft.run({ do: 'status', market, status: 'halted' })
}

/** Out of a halt, or an auction: what it collected trades. */
export function resume({ draft, input: { market } }: Ask<Inputs['resume']>): Answer {
  if (draft.state.market(market) === undefined) return noMarket(market)
  return draft.run({ do: 'status', market, status: 'open' })
}

/** Collects orders, until `resume` unless it says how long. */
export function auction({ draft, input: { market, forMs } }: Ask<Inputs['auction']>): Answer {
  if (draft.state.market(market) === undefined) return noMarket(market)
  const until = forMs === undefined ? undefined : draft.now + forMs
  return draft.run({ do: 'status', market, status: 'auction', ...(until !== undefined && { until }) })
}

export function fees({ draft, input: { market, makerPpm, takerPpm } }: Ask<Inputs['fees']>): Answer {
  if (draft.state.market(market) === undefined) return noMarket(market)
  return draft.run({ do: 'fees', market, makerPpm, takerPpm })
}

/** A new market of assets that the app named. One that is there already as it is said, whatever its fees are by now, has nothing to do. */
export function list({ draft, input, config }: Ask<Inputs['list']>): Answer {
  const info = marketInfoOf(input.market as MarketOptions, (asset) => config.assets.get(asset)?.decimals)
  if (info instanceof MarketFault) return new Rejection(TradingCode.badMarket, `${info.message}.`)
  const known = draft.state.market(info.symbol)
  if (known !== undefined) {
    if (isSame(known.info, info)) return undefined
    return new Rejection(
      TradingCode.badMarket,
      `${info.symbol} is listed already, with other numbers: ${stepsOf(known.info)}.`,
    )
  }
  return draft.run({ do: 'list', info })
}

/** Fees may have been set since. */
function isSame(one: MarketInfo, other: MarketInfo): boolean {
  const { makerPpm, takerPpm } = other
  const [first, second] = [{ ...one, makerPpm, takerPpm }, other]
  return stepsOf(first) === stepsOf(second) && JSON.stringify(sorted(first)) === JSON.stringify(sorted(second))
}

function sorted(info: MarketInfo): unknown {
  return Object.entries(info).sort(([one], [other]) => (one < other ? -1 : 1))
}

function stepsOf(info: MarketInfo): string {
  const decimals = assetsOf(info).map((asset) => `${asset.name} of ${asset.decimals} decimals`)
  return `tick ${info.tick}, lot ${info.lot}, ${decimals.join(', ')}`
}

/** A past for a market that has none: what a simulation begins with. One that has candles keeps them. */
export function past({ draft, input: { market, candles } }: Ask<Inputs['past']>): Answer {
  if (draft.state.market(market) === undefined) return noMarket(market)
  if (draft.state.feeds.markets.candles(market, '1m').candles.length > 0) return undefined
  const isJoined = candles.every(({ t }, at) => at === 0 || t === (candles[at - 1]?.t ?? 0) + 60)
  if (!isJoined) return new Rejection(TradingCode.badOrder, 'Candles of a past are a minute apart, oldest first.')
  draft.add({ type: 'pastMade', data: { market, candles } })
  return undefined
}

/** What the simulated market shall be like. What is left out stays. */
export function living({ draft, input, context }: Ask<Inputs['living']>): Answer {
  const now = draft.state.living ?? { scenario: 'calm', paused: false, speed: 1 }
  const { scenario = now.scenario, paused = now.paused, speed = now.speed } = input
  const isNews =
    draft.state.living === undefined || scenario !== now.scenario || paused !== now.paused || speed !== now.speed
  if (isNews) draft.add({ type: 'livingSet', data: { scenario, paused, speed, admin: input.by ?? context.actor.id } })
  return undefined
}
