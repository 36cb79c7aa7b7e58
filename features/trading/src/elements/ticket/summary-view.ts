import type { TemplateResult } from 'lit'
import { html } from 'lit'
import type { Estimate } from '../../client/ticket/estimate.ts'
import type { TicketMarket } from '../../client/ticket/read-draft.ts'
import type { Side } from '../../contract/index.ts'
import type { Words } from '../orders/locale/words.ts'

/** A market order that is this much worse than the best price says so, in parts per million. */
const notablePpm = 500

/** What it will cost or bring. `isGuess`: by what stands in the book now, or at the stop. */
export function summaryView(
  estimate: Estimate | undefined,
  { side, isGuess }: { readonly side: Side; readonly isGuess: boolean },
  words: Words,
  { info, quoteDecimals }: TicketMarket,
): TemplateResult {
  const { text } = words
  const money = (units: number | undefined) =>
    units === undefined ? '–' : `${isGuess ? '≈ ' : ''}${words.money(units, quoteDecimals)} ${info.quote}`
  return html`<dl class="sums">
    <div><dt>${side === 'buy' ? text.cost : text.brings}</dt><dd>${money(estimate?.cost)}</dd></div>
    <div><dt>${isGuess ? text.feeAbout : text.fee}</dt><dd>${money(estimate?.fee)}</dd></div>
    <div class="all"><dt>${totalLabel(side, isGuess, words)}</dt><dd>${money(estimate?.total)}</dd></div>
  </dl>
  ${estimateLines(estimate, words, { info, quoteDecimals }).map((line) => html`<p class="hint">${line}</p>`)}`
}

function totalLabel(side: Side, isGuess: boolean, { text }: Words): string {
  if (isGuess) return side === 'buy' ? text.paysAbout : text.getsAbout
  return side === 'buy' ? text.pays : text.gets
}

/** What is to be known of a market order before it goes. */
export function estimateLines(estimate: Estimate | undefined, words: Words, { info }: TicketMarket): readonly string[] {
  const { text } = words
  if (estimate?.average === undefined) return []
  const price = words.price(info, estimate.average)
  const { slippagePpm = 0, unfilled } = estimate
  const average = slippagePpm >= notablePpm ? text.averageOff(price, words.ppm(slippagePpm)) : text.average(price)
  return unfilled > 0 ? [average, text.unfilled(`${words.quantity(info, unfilled)} ${info.base}`)] : [average]
}
