import type { MarketInfo } from '../contract/index.ts'
import { feeOf } from '../money/exact.ts'

export type FeeRates = Pick<MarketInfo, 'makerPpm' | 'takerPpm'>

/** An order may do both, so it holds money for the dearer. */
export function worstPpm({ makerPpm, takerPpm }: FeeRates): number {
  return Math.max(makerPpm, takerPpm)
}

/**
 * What a buyer pays for a trade, beside its cost: rounded up to a minor unit, but no more than his order gave up for it. The hold of an order was rounded
 * up once, and so is the sum of its fees, in however many bits it trades at its limit; a fee that was raised since takes no more than was held.
 */
export function buyerFee(cost: number, ppm: number, unlocked: number): number {
  return Math.min(feeOf(cost, ppm), unlocked - cost)
}

/** Taken out of what the seller gets; rounded up to a minor unit in each trade. */
export function sellerFee(cost: number, ppm: number): number {
  return feeOf(cost, ppm)
}
