// What an order holds while it waits, of the money that is free otherwise. A sell holds its lots; a buy what they would cost at worst, with the fee. Both are
// a function of what the order still wants, so what a trade or a reduction gives up is a difference of two holds, and the last one leaves nothing.
import type { MarketInfo, Side } from '../contract/index.ts'
import { feeOf, plus, times } from '../money/exact.ts'

export type Steps = Pick<MarketInfo, 'lotUnits' | 'stepUnits'>

/** price × lots in minor units of the quote asset; `undefined` past what counts exactly. */
export function costOf(stepUnits: number, price: number, lots: number): number | undefined {
  const step = times(price, stepUnits)
  return step === undefined ? undefined : times(step, lots)
}

/** `price`: the worst that the order may trade at, or its `reserve` if that is more. `ppm`: the worst fee as it was when the order was taken. */
export function holdOf(steps: Steps, side: Side, lots: number, price: number, ppm: number): number | undefined {
  if (side === 'sell') return times(lots, steps.lotUnits)
  const cost = costOf(steps.stepUnits, price, lots)
  return cost === undefined ? undefined : plus(cost, feeOf(cost, ppm))
}

/**
 * Of an OCO pair the limit order holds for both, as only one of them can trade: what the dearer needs. Its stop holds nothing; when it is triggered the limit
 * order ends and gives up all, and the stop takes what it needs by itself out of that.
 */
export function holdOfPair(
  steps: Steps,
  side: Side,
  lots: number,
  limitPrice: number,
  stopPrice: number,
  ppm: number,
): number | undefined {
  return holdOf(steps, side, lots, Math.max(limitPrice, stopPrice), ppm)
}

/** Most lots that `amount` buys at this price, fee included: an order by amount holds what is left of the amount. */
export function lotsWithin(stepUnits: number, amount: number, price: number, ppm: number): number {
  const step = times(price, stepUnits)
  if (step === undefined) return 0
  const fits = (lots: number): boolean => {
    const cost = times(step, lots)
    return cost !== undefined && cost + feeOf(cost, ppm) <= amount
  }
  // The quotient of floats may be one off; the fee, rounded up, another.
  let lots = Math.floor(amount / (step * (1 + ppm / 1_000_000)))
  while (lots > 0 && !fits(lots)) lots -= 1
  while (fits(lots + 1)) lots += 1
  return lots
}
