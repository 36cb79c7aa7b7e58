import type { OcoRequest, OrderRequest } from '../requests.ts'
import type { Draft } from './draft.ts'
import { isByAmount, isPostOnly, tifOf } from './draft.ts'
import { typed } from './read-draft.ts'

export type TicketRequest =
  | { readonly kind: 'order'; readonly order: OrderRequest }
  | { readonly kind: 'oco'; readonly oco: OcoRequest }

/** What a ticket without faults asks of the exchange. The numbers go as they were typed: no float is between. */
export function requestOf(draft: Draft, market: string): TicketRequest {
  const { side, type } = draft
  const text = (field: 'price' | 'stop' | 'stopPrice' | 'trail' | 'quantity' | 'amount' | 'display') =>
    typed(draft[field])
  if (type === 'oco') {
    const stopPrice = text('stopPrice')
    const stop = { stop: text('stop'), ...(stopPrice !== '' && { price: stopPrice }) }
    return { kind: 'oco', oco: { market, side, quantity: text('quantity'), limit: { price: text('price') }, stop } }
  }
  const tif = tifOf(draft)
  const isLimit = type === 'limit' || type === 'iceberg' || type === 'stop-limit' || type === 'take-profit-limit'
  const isStop = type === 'stop' || type === 'stop-limit' || type === 'take-profit' || type === 'take-profit-limit'
  const order: OrderRequest = {
    ...{ market, side, type: type === 'iceberg' ? 'limit' : type },
    ...(isByAmount(draft) ? { amount: text('amount') } : { quantity: text('quantity') }),
    ...(isLimit && { price: text('price') }),
    ...(isStop && { stop: text('stop') }),
    ...(type === 'trailing' && { trail: text('trail') }),
    ...(type === 'iceberg' && { display: text('display') }),
    ...(tif !== undefined && tif !== 'gtc' && { tif }),
    ...(tif === 'gtd' && { until: Date.parse(draft.until) }),
    ...(isPostOnly(draft) && { postOnly: true }),
  }
  return { kind: 'order', order }
}
