// Profit and loss at average cost, in whole minor units of the quote asset, fees apart.
//
// What is bought adds its lots and its cost. What is sold takes out its share of the cost, rounded down to a minor unit, and realizes what it got less that; the
// last lot takes all that is left, so nothing is lost by rounding. Nobody is short: lots that are sold beyond the position were not bought in this market, and
// realize nothing.
import type { Position } from '../contract/index.ts'
import { shareOf } from '../money/exact.ts'

export const noPosition: Position = { lots: 0, cost: 0, realized: 0, fees: 0 }

export function bought(position: Position, lots: number, cost: number, fee: number): Position {
  const { realized, fees } = position
  return { lots: position.lots + lots, cost: position.cost + cost, realized, fees: fees + fee }
}

/** `got`: what the buyer paid for the lots, the fee not taken out. */
export function sold(position: Position, lots: number, got: number, fee: number): Position {
  const closed = Math.min(lots, position.lots)
  const out = closed === 0 ? 0 : shareOf(position.cost, closed, position.lots)
  const proceeds = shareOf(got, closed, lots)
  return {
    lots: position.lots - closed,
    cost: position.cost - out,
    realized: position.realized + proceeds - out,
    fees: position.fees + fee,
  }
}
