import type { OrderType, Side, TimeInForce } from '../../contract/index.ts'

/** What a ticket offers: the exchange's types, and two that are made of them. */
export type TicketType = OrderType | 'iceberg' | 'oco'

/** In the order in which they are offered. */
export const ticketTypes: readonly TicketType[] = [
  ...['limit', 'market', 'stop-limit', 'stop', 'take-profit-limit', 'take-profit', 'trailing', 'iceberg', 'oco'],
] as readonly TicketType[]

/** The fields of a ticket, in the order in which they stand. */
export const ticketFields = ['stop', 'trail', 'price', 'stopPrice', 'quantity', 'amount', 'display', 'until'] as const
export type TicketField = (typeof ticketFields)[number]

/** A ticket as it is filled in: numbers are what somebody typed. */
export interface Draft {
  readonly side: Side
  readonly type: TicketType
  readonly price: string
  readonly stop: string
  /** Of an OCO pair: the worst price of its stop, which may be left out. */
  readonly stopPrice: string
  readonly trail: string
  readonly quantity: string
  /** Of a market order, instead of a quantity. */
  readonly amount: string
  readonly isByAmount: boolean
  readonly display: string
  readonly tif: TimeInForce
  /** For `gtd`: local date and time as `2026-11-30T18:00`. */
  readonly until: string
  readonly isPostOnly: boolean
}

export const emptyDraft: Draft = {
  side: 'buy',
  type: 'limit',
  ...{ price: '', stop: '', stopPrice: '', trail: '', quantity: '', amount: '', isByAmount: false, display: '' },
  tif: 'gtc',
  until: '',
  isPostOnly: false,
}

interface Needs {
  /** Besides the quantity. */
  readonly fields: readonly TicketField[]
  readonly optional?: readonly TicketField[]
  readonly tifs: readonly TimeInForce[]
  readonly mayBePostOnly?: true
  /** It waits for the last price to come to its stop: from below (1) for a buy, or from above (−1). */
  readonly triggers?: 1 | -1
}

const resting: readonly TimeInForce[] = ['gtc', 'gtd']
const none: readonly TimeInForce[] = []

/** What each type asks for. */
export const needs: { readonly [Type in TicketType]: Needs } = {
  limit: { fields: ['price'], tifs: ['gtc', 'gtd', 'ioc', 'fok'], mayBePostOnly: true },
  market: { fields: [], tifs: none },
  stop: { fields: ['stop'], tifs: none, triggers: 1 },
  'stop-limit': { fields: ['stop', 'price'], tifs: resting, triggers: 1 },
  'take-profit': { fields: ['stop'], tifs: none, triggers: -1 },
  'take-profit-limit': { fields: ['stop', 'price'], tifs: resting, triggers: -1 },
  trailing: { fields: ['trail'], tifs: none },
  iceberg: { fields: ['price', 'display'], tifs: resting, mayBePostOnly: true },
  oco: { fields: ['price', 'stop'], optional: ['stopPrice'], tifs: none, triggers: 1 },
}

export function isByAmount({ type, isByAmount }: Draft): boolean {
  return type === 'market' && isByAmount
}

/** The time in force that goes with the type: what the type does not know counts as the first that it does. */
export function tifOf({ type, tif }: Draft): TimeInForce | undefined {
  const { tifs } = needs[type]
  return tifs.includes(tif) ? tif : tifs[0]
}

/** Post-only goes with what rests. */
export function isPostOnly(draft: Draft): boolean {
  const tif = tifOf(draft)
  return draft.isPostOnly && needs[draft.type].mayBePostOnly === true && tif !== 'ioc' && tif !== 'fok'
}

/** The fields that are shown, in order. */
export function fieldsOf(draft: Draft): readonly TicketField[] {
  const { fields, optional = [] } = needs[draft.type]
  const shown = new Set<TicketField>([...fields, ...optional, isByAmount(draft) ? 'amount' : 'quantity'])
  if (tifOf(draft) === 'gtd') shown.add('until')
  return ticketFields.filter((field) => shown.has(field))
}

export function isOptional(draft: Draft, field: TicketField): boolean {
  return needs[draft.type].optional?.includes(field) ?? false
}
