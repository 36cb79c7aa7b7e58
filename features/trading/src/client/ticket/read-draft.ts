import type { MarketInfo } from '../../contract/index.ts'
import { Rejection } from '../../contract/index.ts'
import { minorStep, parseDecimal } from '../../money/index.ts'
import type { Draft, TicketField } from './draft.ts'
import { fieldsOf, isOptional } from './draft.ts'

/** What a ticket is checked against. */
export interface TicketMarket {
  readonly info: MarketInfo
  /** Decimals of the quote asset's minor unit. */
  readonly quoteDecimals: number
}

/** What the fields say in whole numbers: ticks, lots, minor units, milliseconds. What is empty or no number is left out. */
export type Numbers = { readonly [Field in TicketField]?: number }

export interface Reading {
  readonly numbers: Numbers
  /** Fields that must be filled in and are not. */
  readonly missing: readonly TicketField[]
  /** Fields that are no number that can be. */
  readonly rejected: ReadonlyMap<TicketField, Rejection>
}

/** The smallest step of what a field counts. */
export function stepOfField(field: TicketField, { info, quoteDecimals }: TicketMarket): string {
  if (field === 'quantity' || field === 'display') return info.lot
  return field === 'amount' ? minorStep(quoteDecimals) : info.tick
}

/** As people type: full-width digits of East Asian keyboards and blanks around are forgiven. A comma may stand for two things, so it is none. */
export function typed(text: string): string {
  return text.normalize('NFKC').trim()
}

export function readDraft(draft: Draft, market: TicketMarket): Reading {
  const numbers: { [Field in TicketField]?: number } = {}
  const missing: TicketField[] = []
  const rejected = new Map<TicketField, Rejection>()
  for (const field of fieldsOf(draft)) {
    const text = typed(draft[field])
    if (text === '') {
      if (!isOptional(draft, field)) missing.push(field)
      continue
    }
    const read = field === 'until' ? Date.parse(text) : parseDecimal(text, stepOfField(field, market))
    if (read instanceof Rejection) rejected.set(field, read)
    else if (Number.isNaN(read)) missing.push(field)
    else numbers[field] = read
  }
  return { numbers, missing, rejected }
}
