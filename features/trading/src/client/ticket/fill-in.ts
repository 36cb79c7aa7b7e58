import { costOf } from '../../ledger/index.ts'
import { minorStep, parseDecimal, printDecimal, shareOf } from '../../money/index.ts'
import { trimZeros } from '../trim-zeros.ts'
import type { Draft } from './draft.ts'
import { isByAmount } from './draft.ts'
import type { MarketNow } from './estimate.ts'
import { mostLots } from './estimate.ts'
import type { TicketMarket } from './read-draft.ts'
import { readDraft, typed } from './read-draft.ts'

/** As much of what is free as `percent` says, of 100; `undefined`: a price must be there first, or nothing is free. */
export function fillPercent(
  draft: Draft,
  market: TicketMarket,
  now: MarketNow,
  free: { readonly base: number; readonly quote: number },
  percent: number,
): Draft | undefined {
  if (isByAmount(draft) && draft.side === 'buy') {
    const amount = shareOf(free.quote, percent, 100)
    return amount === 0
      ? undefined
      : { ...draft, amount: trimZeros(printDecimal(amount, minorStep(market.quoteDecimals))) }
  }
  const { numbers } = readDraft(draft, market)
  const most = mostLots(market.info, draft, numbers, now, draft.side === 'buy' ? free.quote : free.base)
  const lots = most === undefined ? 0 : shareOf(most, percent, 100)
  if (lots === 0) return undefined
  return { ...draft, isByAmount: false, quantity: printDecimal(lots, market.info.lot) }
}

/** Price × quantity as text; empty while one of them is missing. */
export function totalOf(draft: Draft, market: TicketMarket): string {
  const { price, quantity } = readDraft(draft, market).numbers
  if (price === undefined || quantity === undefined) return ''
  const cost = costOf(market.info.stepUnits, price, quantity)
  return cost === undefined ? '' : trimZeros(printDecimal(cost, minorStep(market.quoteDecimals)))
}

/** The most lots that come to no more than this total at the draft's price. */
export function fillTotal(draft: Draft, market: TicketMarket, total: string): Draft {
  const units = parseDecimal(typed(total), minorStep(market.quoteDecimals))
  const { price } = readDraft(draft, market).numbers
  const each = price === undefined ? undefined : costOf(market.info.stepUnits, price, 1)
  if (typeof units !== 'number' || each === undefined) return draft
  const lots = (units - (units % each)) / each
  return { ...draft, quantity: lots === 0 ? '' : printDecimal(lots, market.info.lot) }
}

/** The price of a row of the book that was pressed: where it goes depends on what the ticket asks for. */
export function fillPrice(draft: Draft, market: TicketMarket, ticks: number): Draft {
  const price = printDecimal(ticks, market.info.tick)
  if (draft.type === 'market') return { ...draft, type: 'limit', price }
  if (draft.type === 'stop' || draft.type === 'take-profit') return { ...draft, stop: price }
  return draft.type === 'trailing' ? draft : { ...draft, price }
}

/** One step more or less, as arrow keys do; from nothing it goes on from `from`. */
export function stepBy(text: string, step: string, by: number, from: number | undefined): string {
  const read = parseDecimal(typed(text), step)
  const count = (typeof read === 'number' ? read : (from ?? 0)) + by
  return count < 1 || !Number.isSafeInteger(count) ? text : printDecimal(count, step)
}
