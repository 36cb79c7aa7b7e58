import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { Balance } from '../../client/account-model.ts'
import type { MarketsModel } from '../../client/markets-model.ts'
import type { PositionRow } from '../../client/positions.ts'
import { shareOf } from '../../money/index.ts'
import { moneyText } from './cells.ts'
import type { Words } from './locale/words.ts'

/** What is less rounds to nothing, and has no sign. */
const leastPpm = 50

export function balancesView(balances: readonly Balance[], words: Words, markets: MarketsModel): TemplateResult {
  const { text } = words
  const { columns } = text
  return html`<table aria-label=${text.tabs.balances}>
    <thead><tr><th scope="col">${columns.asset}</th><th scope="col">${columns.free}</th><th scope="col">${columns.locked}</th><th scope="col">${columns.total}</th></tr></thead>
    <tbody>${balances.map(({ asset, free, locked }) => {
      const money = (units: number) => words.money(units, markets.decimals(asset) ?? 0)
      return html`<tr><th scope="row">${asset}</th><td>${money(free)}</td><td>${money(locked)}</td><td>${money(free + locked)}</td></tr>`
    })}</tbody>
  </table>`
}

export function positionsView(rows: readonly PositionRow[], words: Words, markets: MarketsModel): TemplateResult {
  const { text } = words
  const { columns } = text
  return html`<table aria-label=${text.tabs.positions}>
    <thead><tr><th scope="col">${columns.market}</th><th scope="col">${columns.last}</th><th scope="col">${columns.value}</th><th scope="col">${columns.unrealized}</th><th scope="col" class="wide">${columns.realized}</th></tr></thead>
    <tbody>${rows.map((row) => {
      const info = markets.get(row.market)?.info
      if (info === undefined) return nothing
      const decimals = markets.decimals(info.quote) ?? 0
      const each = row.lots * info.stepUnits
      return html`<tr><th scope="row">${row.market}<small>${words.quantity(info, row.lots)} ${info.base}</small></th>
        <td>${row.last === undefined ? '–' : words.price(info, row.last)}${each > 0 && Number.isSafeInteger(each) ? html`<small>${text.averageOf(words.price(info, shareOf(row.cost, 1, each)))}</small>` : nothing}</td>
        <td>${row.value === undefined ? '–' : moneyText(row.value, info.quote, words, markets)}<small>${moneyText(row.cost, info.quote, words, markets)}</small></td>
        <td>${gainView(row.unrealized, decimals, row.cost, words)}<small class="narrow">${columns.realized} ${words.gain(row.realized, decimals)}</small></td>
        <td class="wide">${gainView(row.realized, decimals, undefined, words)}<small>${text.feesPaid(words.money(row.fees, decimals))}</small></td></tr>`
    })}</tbody>
  </table>`
}

/** What was won or lost: by sign, arrow, colour, and a word for those who hear it. `of`: what it is a part of. */
export function gainView(
  units: number | undefined,
  decimals: number,
  of: number | undefined,
  words: Words,
): TemplateResult | string {
  if (units === undefined) return '–'
  const { text } = words
  const shown = words.gain(units, decimals)
  if (units === 0) return shown
  const isUp = units > 0
  const part = of === undefined || of === 0 ? undefined : shareOf(Math.abs(units), 1_000_000, of)
  const sign = part !== undefined && part < leastPpm ? '' : isUp ? '+' : '−'
  return html`<span class=${isUp ? 'up' : 'down'}><span aria-hidden="true">${isUp ? '▲' : '▼'} </span><span class="unseen">${isUp ? text.profit : text.loss} </span>${shown}</span>
    ${part === undefined ? nothing : html`<small class=${isUp ? 'up' : 'down'}>${sign}${words.ppm(part)}</small>`}`
}
