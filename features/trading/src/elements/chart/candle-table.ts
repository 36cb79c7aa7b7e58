import type { TemplateResult } from 'lit'
import { html } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Candle, Interval, MarketInfo } from '../../contract/index.ts'
import type { ScreenWords } from '../locale/words.ts'

/** More are not read one by one. */
const mostRows = 60

/** What the chart draws, as text: for who does not see it, and for who wants the figures. */
export function candleTable(
  candles: readonly Candle[],
  words: ScreenWords,
  info: MarketInfo,
  interval: Interval,
): TemplateResult {
  const { text, price, quantity, candleTime } = words
  const newest = candles.slice(-mostRows).reverse()
  const label = text.tableOf(newest.length)
  const names = [text.time, text.open, text.highest, text.lowest, text.close, text.traded]
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}><table aria-label=${label}>
    <thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${repeat(
      newest,
      ({ t }) => t,
      ({ t, o, h, l, c, v }) =>
        html`<tr><th scope="row">${candleTime(t, interval)}</th>${[o, h, l, c].map((ticks) => html`<td>${price(info, ticks)}</td>`)}<td>${quantity(info, v)}</td></tr>`,
    )}</tbody></table></div>`
}
