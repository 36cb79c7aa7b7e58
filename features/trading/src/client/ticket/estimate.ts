// What an order will cost or bring, and what it holds until then. Whole numbers; `undefined` where a price is not known or the sum cannot be counted exactly.
import type { Level, MarketInfo, Side } from '../../contract/index.ts'
import { costOf, holdOf, holdOfPair, lotsWithin, worstPpm } from '../../ledger/index.ts'
import { feeOf, shareOf } from '../../money/index.ts'
import type { Draft } from './draft.ts'
import { isByAmount } from './draft.ts'
import type { Numbers } from './read-draft.ts'

const million = 1_000_000

/** What is known of the market right now. */
export interface MarketNow {
  readonly last?: number | undefined
  /** Best first; empty while no book is there. */
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
}

export interface Estimate {
  readonly lots: number
  /** Minor units of the quote asset, without fee. */
  readonly cost: number
  /** At worst. */
  readonly fee: number
  /** What a buy pays with the fee; what a sell brings without it. */
  readonly total: number
  /** Ticks, for orders that take what stands in the book: the average and the worst. */
  readonly average?: number
  readonly worst?: number
  /** How much dearer than the best price the average is, in parts per million. */
  readonly slippagePpm?: number
  /** Lots that nobody offers within the market's protection. */
  readonly unfilled: number
}

/** The worst price of an order that takes what there is: the best, or a stop, and as much worse as the market protects from. At least one tick. */
export function worstPrice(info: MarketInfo, side: Side, from: number): number {
  const off = shareOf(from, Math.min(info.protectionPpm, million), million)
  return side === 'buy' ? from + off : Math.max(1, from - off)
}

/** The worst price that the order may trade at: its limit, else from the book or its stop. */
export function limitOf(info: MarketInfo, draft: Draft, numbers: Numbers, now: MarketNow): number | undefined {
  const { side, type } = draft
  const from = (price: number | undefined) => (price === undefined ? undefined : worstPrice(info, side, price))
  switch (type) {
    case 'market':
      return from((side === 'buy' ? now.asks : now.bids)[0]?.[0])
    case 'stop':
    case 'take-profit':
      return from(numbers.stop)
    case 'trailing':
      return from(trailingStop(side, numbers.trail, now.last))
    default:
      return numbers.price
  }
}

/** Where a trailing stop begins. */
export function trailingStop(side: Side, trail: number | undefined, last: number | undefined): number | undefined {
  if (trail === undefined || last === undefined) return undefined
  return side === 'buy' ? last + trail : Math.max(1, last - trail)
}

/** What the order takes out of what is free: of the quote asset for a buy, of the base asset for a sell. */
export function holdOfDraft(info: MarketInfo, draft: Draft, numbers: Numbers, now: MarketNow): number | undefined {
  const { side, type } = draft
  const ppm = worstPpm(info)
  if (isByAmount(draft)) {
    if (side === 'buy') return numbers.amount
    const lots = estimate(info, draft, numbers, now)?.lots
    return lots === undefined ? undefined : holdOf(info, side, lots, 1, ppm)
  }
  const lots = numbers.quantity
  const price = limitOf(info, draft, numbers, now)
  if (lots === undefined || (price === undefined && side === 'buy')) return undefined
  if (type !== 'oco') return holdOf(info, side, lots, price ?? 1, ppm)
  const stop = numbers.stopPrice ?? (numbers.stop === undefined ? undefined : worstPrice(info, side, numbers.stop))
  return stop === undefined ? undefined : holdOfPair(info, side, lots, price ?? 1, stop, ppm)
}

/** Most lots that can be ordered for what is free; `undefined`: a price must be known first. */
export function mostLots(
  info: MarketInfo,
  draft: Draft,
  numbers: Numbers,
  now: MarketNow,
  free: number,
): number | undefined {
  if (draft.side === 'sell') return Math.min(info.maxLots, Math.floor(free / info.lotUnits))
  const price = limitOf(info, draft, numbers, now)
  if (price === undefined) return undefined
  const stop = draft.type === 'oco' && numbers.stop !== undefined ? worstPrice(info, draft.side, numbers.stop) : 0
  return Math.min(
    info.maxLots,
    lotsWithin(info.stepUnits, free, Math.max(price, numbers.stopPrice ?? stop), worstPpm(info)),
  )
}

/** What the order comes to: from the book for market orders, at the limit for others, at the stop for those that become market orders. */
export function estimate(info: MarketInfo, draft: Draft, numbers: Numbers, now: MarketNow): Estimate | undefined {
  const { side, type } = draft
  if (type === 'market') return sweep(info, draft, numbers, side === 'buy' ? now.asks : now.bids)
  const at = type === 'trailing' ? trailingStop(side, numbers.trail, now.last) : (numbers.price ?? numbers.stop)
  const lots = numbers.quantity
  if (at === undefined || lots === undefined) return undefined
  const cost = costOf(info.stepUnits, at, lots)
  return cost === undefined ? undefined : { lots, cost, ...withFee(side, cost, worstPpm(info)), unfilled: 0 }
}

function withFee(side: Side, cost: number, ppm: number): { readonly fee: number; readonly total: number } {
  const fee = feeOf(cost, ppm)
  return { fee, total: side === 'buy' ? cost + fee : cost - fee }
}

function sweep(info: MarketInfo, draft: Draft, numbers: Numbers, levels: readonly Level[]): Estimate | undefined {
  const best = levels[0]?.[0]
  const isAmount = isByAmount(draft)
  if (best === undefined || (isAmount ? numbers.amount : numbers.quantity) === undefined) return undefined
  const { side } = draft
  const limit = worstPrice(info, side, best)
  let [lots, cost, worst] = [0, 0, best]
  for (const [price, here] of levels) {
    if (side === 'buy' ? price > limit : price < limit) break
    const wanted = isAmount ? lotsFor(info, side, numbers.amount! - cost, cost, price) : numbers.quantity! - lots
    const taken = Math.min(here, wanted)
    if (taken <= 0) break
    lots += taken
    cost += taken * price * info.stepUnits
    worst = price
  }
  if (!Number.isSafeInteger(cost) || !Number.isSafeInteger(lots * info.stepUnits)) return undefined
  const average = lots === 0 ? best : shareOf(cost, 1, lots * info.stepUnits)
  return {
    ...{ lots, cost, average, worst },
    ...withFee(side, cost, info.takerPpm),
    slippagePpm: shareOf(Math.abs(average - best), million, best),
    unfilled: isAmount ? 0 : numbers.quantity! - lots,
  }
}

/** How many lots at this price the rest of an amount asks for: a buy pays the fee out of it, a sell is done when it has got that much. */
function lotsFor(info: MarketInfo, side: Side, rest: number, spent: number, price: number): number {
  if (side === 'sell') return Math.ceil(rest / (price * info.stepUnits))
  const fees = feeOf(spent, info.takerPpm)
  return rest <= fees ? 0 : lotsWithin(info.stepUnits, rest - fees, price, info.takerPpm)
}
