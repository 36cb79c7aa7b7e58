import type { MarketStatus } from '../../contract/index.ts'
import { TradingCode } from '../../contract/index.ts'
import { shareOf } from '../../money/index.ts'
import type { Draft, TicketField } from './draft.ts'
import { fieldsOf, isByAmount, isPostOnly, needs } from './draft.ts'
import type { MarketNow } from './estimate.ts'
import { estimate, holdOfDraft } from './estimate.ts'
import type { Numbers, TicketMarket } from './read-draft.ts'
import { readDraft, stepOfField } from './read-draft.ts'

const million = 1_000_000

/** What is wrong with one field, before anything is sent. The codes are the exchange's, where it has one for it. */
export type Fault =
  | { readonly field: TicketField; readonly code: 'missing' | 'in-the-past' }
  | { readonly field: TicketField; readonly code: typeof TradingCode.badNumber | typeof TradingCode.notPositive }
  | { readonly field: TicketField; readonly code: typeof TradingCode.tooManyDecimals; readonly step: string }
  | { readonly field: TicketField; readonly code: typeof TradingCode.tooLarge; readonly mostLots?: number }
  /** Minor units of the asset: what it takes, and what is free. */
  | {
      readonly field: TicketField
      readonly code: typeof TradingCode.insufficientFunds
      readonly asset: string
      readonly needs: number
      readonly free: number
    }
  /** Minor units of the quote asset. */
  | { readonly field: TicketField; readonly code: typeof TradingCode.minNotional; readonly least: number }
  /** Ticks. */
  | {
      readonly field: TicketField
      readonly code: typeof TradingCode.priceBand
      readonly lowest: number
      readonly highest: number
    }
  | { readonly field: TicketField; readonly code: typeof TradingCode.wouldTrade; readonly best: number }
  /** A stop whose time has come already: it must be above or below the last price. */
  | {
      readonly field: TicketField
      readonly code: 'would-trigger'
      readonly must: 'above' | 'below'
      readonly last: number
    }
  | { readonly field: TicketField; readonly code: typeof TradingCode.noLiquidity }
  | { readonly field: TicketField; readonly code: 'display-too-large' }
  /** The limit of an OCO pair must be on the other side of the last price than its stop. */
  | {
      readonly field: TicketField
      readonly code: 'limit-side'
      readonly must: 'above' | 'below'
      readonly last: number
    }

/** What the whole ticket waits for. */
export type Obstacle = typeof TradingCode.halted | typeof TradingCode.inAuction

export interface TicketWorld {
  readonly market: TicketMarket
  readonly status: MarketStatus
  readonly now: MarketNow
  /** Minor units that are free. */
  readonly freeBase: number
  readonly freeQuote: number
  /** The server's clock. */
  readonly at: number
}

/** Why the market takes no such order right now. */
export function obstacleOf(draft: Draft, status: MarketStatus): Obstacle | undefined {
  if (status === 'halted') return TradingCode.halted
  const isPlain = draft.type === 'limit' && draft.tif === 'gtc' && !draft.isPostOnly
  return status === 'auction' && !isPlain ? TradingCode.inAuction : undefined
}

/** One fault for a field at most, in the order of the fields. */
export function checkDraft(draft: Draft, world: TicketWorld): readonly Fault[] {
  const { numbers, missing, rejected } = readDraft(draft, world.market)
  const faults = new Map<TicketField, Fault>()
  const find = (fault: Fault | undefined) => {
    if (fault !== undefined && !faults.has(fault.field)) faults.set(fault.field, fault)
  }
  for (const field of missing) find({ field, code: 'missing' })
  for (const [field, { code }] of rejected) find(rejectedFault(field, code, world))
  for (const check of checks) find(check(draft, numbers, world))
  return fieldsOf(draft).flatMap((field) => faults.get(field) ?? [])
}

function rejectedFault(field: TicketField, code: TradingCode, { market }: TicketWorld): Fault {
  if (code === TradingCode.tooManyDecimals) return { field, code, step: stepOfField(field, market) }
  if (code === TradingCode.notPositive || code === TradingCode.tooLarge) return { field, code }
  return { field, code: TradingCode.badNumber }
}

type Check = (draft: Draft, numbers: Numbers, world: TicketWorld) => Fault | undefined

/** The field that says how much. */
function sizeField(draft: Draft): 'quantity' | 'amount' {
  return isByAmount(draft) ? 'amount' : 'quantity'
}

const checkLots: Check = (_, { quantity }, { market }) =>
  quantity !== undefined && quantity > market.info.maxLots
    ? { field: 'quantity', code: TradingCode.tooLarge, mostLots: market.info.maxLots }
    : undefined

const checkDisplay: Check = (_, { display, quantity }) =>
  display !== undefined && quantity !== undefined && display >= quantity
    ? { field: 'display', code: 'display-too-large' }
    : undefined

const checkUntil: Check = (_, { until }, { at }) =>
  until !== undefined && until <= at ? { field: 'until', code: 'in-the-past' } : undefined

/** A limit must stand within the band around the last price. */
const checkBand: Check = (_, { price }, { market, now }) => {
  const { bandPpm } = market.info
  if (price === undefined || bandPpm === undefined || now.last === undefined) return undefined
  const off = shareOf(now.last, Math.min(bandPpm, million), million)
  const [lowest, highest] = [Math.max(1, now.last - off), now.last + off]
  return price < lowest || price > highest
    ? { field: 'price', code: TradingCode.priceBand, lowest, highest }
    : undefined
}

const checkPostOnly: Check = (draft, { price }, { now }) => {
  if (!isPostOnly(draft) || price === undefined) return undefined
  const best = (draft.side === 'buy' ? now.asks : now.bids)[0]?.[0]
  if (best === undefined || (draft.side === 'buy' ? price < best : price > best)) return undefined
  return { field: 'price', code: TradingCode.wouldTrade, best }
}

/** A stop waits beyond the last price, on the side that the price has to come to. */
const checkStop: Check = ({ side, type }, { stop }, { now: { last } }) => {
  const { triggers } = needs[type]
  if (stop === undefined || last === undefined || triggers === undefined) return undefined
  const must = (side === 'buy') === (triggers === 1) ? 'above' : 'below'
  const isBeyond = must === 'above' ? stop > last : stop < last
  return isBeyond ? undefined : { field: 'stop', code: 'would-trigger', must, last }
}

const checkPair: Check = ({ side, type }, { price }, { now: { last } }) => {
  if (type !== 'oco' || price === undefined || last === undefined) return undefined
  const must = side === 'buy' ? 'below' : 'above'
  const isBeyond = must === 'above' ? price > last : price < last
  return isBeyond ? undefined : { field: 'price', code: 'limit-side', must, last }
}

const checkLiquidity: Check = (draft, _, { now }) => {
  const isEmpty = (draft.side === 'buy' ? now.asks : now.bids).length === 0
  return draft.type === 'market' && isEmpty ? { field: sizeField(draft), code: TradingCode.noLiquidity } : undefined
}

const checkNotional: Check = (draft, numbers, { market, now }) => {
  const { info } = market
  const cost = estimate(info, draft, numbers, now)?.cost
  const least = info.minNotional
  const value = isByAmount(draft) ? numbers.amount : cost
  return value !== undefined && value < least
    ? { field: sizeField(draft), code: TradingCode.minNotional, least }
    : undefined
}

const checkFunds: Check = (draft, numbers, world) => {
  const { info } = world.market
  const hold = holdOfDraft(info, draft, numbers, world.now)
  const isBuy = draft.side === 'buy'
  const free = isBuy ? world.freeQuote : world.freeBase
  if (hold === undefined || hold <= free) return undefined
  const asset = isBuy ? info.quote : info.base
  return { field: sizeField(draft), code: TradingCode.insufficientFunds, asset, needs: hold, free }
}

const checks: readonly Check[] = [
  ...[checkLots, checkDisplay, checkUntil, checkBand, checkPostOnly, checkStop, checkPair],
  ...[checkLiquidity, checkNotional, checkFunds],
]
