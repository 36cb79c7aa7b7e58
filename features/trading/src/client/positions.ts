import type { Position, Ticker } from '../contract/index.ts'

/** What somebody has from trading one market, and what that is worth at the last price. Minor units of the quote asset. */
export interface PositionRow extends Position {
  readonly market: string
  /** Ticks; `undefined`: the market never traded, or is not known yet. */
  readonly last: number | undefined
  /** What it would fetch at the last price; `undefined` without one, or past what counts exactly. */
  readonly value: number | undefined
  /** Value less cost: what would be won by selling it all now, without fees. */
  readonly unrealized: number | undefined
}

export function positionRow(market: string, position: Position, ticker: Ticker | undefined): PositionRow {
  const last = ticker?.last
  const value = last === undefined ? undefined : exact(position.lots * last * ticker!.info.stepUnits)
  const unrealized = value === undefined ? undefined : exact(value - position.cost)
  return { market, ...position, last, value, unrealized }
}

function exact(units: number): number | undefined {
  return Number.isSafeInteger(units) ? units : undefined
}
