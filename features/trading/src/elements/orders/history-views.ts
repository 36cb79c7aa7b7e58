import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { MarketsModel } from '../../client/markets-model.ts'
import type { Fill, OrderReport } from '../../contract/index.ts'
import { averagePrice } from '../ticket/outcome-text.ts'
import { filledCell, hasLimit, moneyText, orderCell, sideText } from './cells.ts'
import type { Words } from './locale/words.ts'

/** Orders that ended, newest first. */
export function closedView(orders: readonly OrderReport[], words: Words, markets: MarketsModel): TemplateResult {
  const { text } = words
  const { columns } = text
  return html`<table aria-label=${text.tabs.closed}>
    <thead><tr><th scope="col">${columns.order}</th><th scope="col">${columns.averagePrice}</th><th scope="col">${columns.filled}</th><th scope="col">${columns.status}</th><th scope="col" class="wide">${columns.placed}</th></tr></thead>
    <tbody>${orders.map((order) => {
      const info = markets.get(order.market)?.info
      if (info === undefined) return nothing
      const average = averagePrice(order, info)
      return html`<tr>${orderCell(order, words)}
        <td>${average === undefined ? '–' : words.price(info, average)}${hasLimit(order) ? html`<small>${text.limitPrice} ${words.price(info, order.price)}</small>` : nothing}</td>
        ${filledCell(order, words, info)}
        <td>${text.statuses[order.status]}${order.reason === undefined ? nothing : html`<small>${text.endReasons[order.reason]}</small>`}</td>
        <td class="wide">${words.shortMoment(order.at, Date.now())}</td></tr>`
    })}</tbody>
  </table>`
}

/** Trades of the account, newest first. */
export function fillsView(fills: readonly Fill[], words: Words, markets: MarketsModel): TemplateResult {
  const { text } = words
  const { columns } = text
  return html`<table aria-label=${text.tabs.fills}>
    <thead><tr><th scope="col">${columns.market}</th><th scope="col">${columns.price}</th><th scope="col">${columns.quantity}</th><th scope="col">${columns.fee}</th><th scope="col">${columns.time}</th></tr></thead>
    <tbody>${fills.map((fill) => {
      const info = markets.get(fill.market)?.info
      if (info === undefined) return nothing
      return html`<tr><th scope="row">${fill.market}<small class=${fill.side}>${sideText(fill.side, words)}</small></th>
        <td>${words.price(info, fill.price)}</td>
        <td>${words.quantity(info, fill.lots)}<small>${moneyText(fill.cost, info.quote, words, markets)}</small></td>
        <td>${moneyText(fill.fee, info.quote, words, markets)}<small>${fill.maker ? text.maker : text.taker}</small></td>
        <td>${words.shortMoment(fill.at, Date.now())}</td></tr>`
    })}</tbody>
  </table>`
}
