import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { MarketsModel } from '../../client/markets-model.ts'
import type { MarketInfo, OrderReport, Side } from '../../contract/index.ts'
import { shareOf } from '../../money/index.ts'
import type { Words } from './locale/words.ts'

/** An arrow beside the word and the colour. */
export function sideText(side: Side, { text }: Words): string {
  return `${side === 'buy' ? '▲' : '▼'} ${text.sides[side]}`
}

/** What it is called among the types that people choose from. */
function typeText(order: OrderReport, { text }: Words): string {
  if (order.oco !== undefined) return `${text.types[order.type]}, ${text.pair(String(order.oco))}`
  return text.types[order.display === undefined ? order.type : 'iceberg']
}

export function orderCell(order: OrderReport, words: Words): TemplateResult {
  return html`<th scope="row">${order.market}<small class=${order.side}>${sideText(order.side, words)}</small><small>${typeText(order, words)}</small></th>`
}

/** Whether it has a limit that somebody chose; the others have one that protects them. */
export function hasLimit({ type }: Pick<OrderReport, 'type'>): boolean {
  return type === 'limit' || type === 'stop-limit' || type === 'take-profit-limit'
}

/** The limit, and below it what the order waits for. */
export function priceCell(order: OrderReport, words: Words, info: MarketInfo): TemplateResult {
  const { text } = words
  const price = hasLimit(order) ? words.price(info, order.price) : text.atMarket
  return html`<td>${price}${waitsFor(order, words, info).map((line) => html`<small>${line}</small>`)}</td>`
}

function waitsFor(order: OrderReport, words: Words, info: MarketInfo): readonly string[] {
  const { text } = words
  const { stop, trail, until, display } = order
  const isWaiting = order.status === 'waiting' && stop !== undefined
  const isAbove = (order.side === 'buy') !== order.type.startsWith('take-profit')
  return [
    ...(isWaiting ? [(isAbove ? text.triggersAbove : text.triggersBelow)(words.price(info, stop))] : []),
    ...(isWaiting && trail !== undefined ? [text.follows(words.price(info, trail))] : []),
    ...(display === undefined ? [] : [text.hidden(words.quantity(info, display))]),
    ...(until === undefined || order.tif !== 'gtd' ? [] : [text.until(words.shortMoment(until, Date.now()))]),
  ]
}

/** How far it came. */
export function filledCell(order: OrderReport, words: Words, info: MarketInfo): TemplateResult {
  const filled = words.quantity(info, order.filled)
  if (order.lots === 0) return html`<td>${filled}<small>${info.base}</small></td>`
  const percent = shareOf(order.filled, 100, order.lots)
  return html`<td>${filled}
    ${order.filled > 0 ? html`<span class="bar" aria-hidden="true"><i .style=${`width:${percent}%`}></i></span>` : nothing}
    <small>${words.text.ofAll(`${words.quantity(info, order.lots)} ${info.base}`)}</small></td>`
}

/** Minor units of an asset with its name. */
export function moneyText(units: number, asset: string, words: Words, markets: MarketsModel): string {
  return `${words.money(units, markets.decimals(asset) ?? 0)} ${asset}`
}

/** What a table that has nothing to show says instead: that it loads, that it is empty, that all of it is in other markets. */
export function emptyView(
  { text }: Words,
  {
    isReady,
    says,
    others,
    showAll,
  }: {
    readonly isReady: boolean
    readonly says: string
    readonly others: number
    readonly showAll: () => void
  },
): TemplateResult {
  if (!isReady) return html`<p class="empty">${text.loading}</p>`
  if (others === 0) return html`<p class="empty">${says}</p>`
  return html`<p class="empty">${says} ${text.inOtherMarkets(others)} <button class="quiet" @click=${showAll}>${text.showAll}</button></p>`
}

export function olderView(
  more: 'more' | 'loading' | 'failed' | 'end',
  { text }: Words,
  load: () => void,
): TemplateResult | typeof nothing {
  if (more === 'end') return nothing
  return html`<p class="older">${more === 'failed' ? text.olderFailed : nothing}
    <button class="quiet" ?disabled=${more === 'loading'} @click=${load}>${more === 'loading' ? text.loading : more === 'failed' ? text.retry : text.older}</button></p>`
}
