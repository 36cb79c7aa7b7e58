import { base } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { MarketsModel } from '../../client/markets-model.ts'
import type { TradesModel } from '../../client/trades-model.ts'
import type { MarketInfo, PublicTrade } from '../../contract/index.ts'
import { SeenWatch } from '../frame/seen-watch.ts'
import { toShow } from '../frame/to-show.ts'
import { FrameElement } from '../frame-element.ts'
import type { ScreenWords } from '../locale/words.ts'
import { sideColours } from '../side-styles.ts'
import { staleStyles } from '../stale-styles.ts'
import { tapeStyles } from './tape-styles.ts'

/** The newest trades of a market. While another market is on its way the old ones stay, dimmed. */
export class Tape extends FrameElement {
  static override styles = [base, sideColours, staleStyles, tapeStyles]
  static override properties = {
    words: { attribute: false },
    markets: { attribute: false },
    trades: { attribute: false },
  }

  declare words: ScreenWords
  declare markets: MarketsModel | undefined
  declare trades: TradesModel | undefined
  #shown: TradesModel | undefined

  constructor() {
    super()
    new SeenWatch(this, () => [this.markets, this.trades])
  }

  protected override willUpdate(): void {
    this.#shown = toShow(this.#shown, this.trades)
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const info = this.#shown && this.markets?.get(this.#shown.market)?.info
    return html`<header><h2 id="title">${text.tape}</h2></header>
      ${info === undefined || !this.#shown?.isReady ? nothing : this.#tableView(info, this.#shown)}`
  }

  #tableView(info: MarketInfo, model: TradesModel): TemplateResult {
    const { text } = this.words
    const { trades } = model
    if (trades.length === 0) return html`<p class="empty">${text.noTrade}</p>`
    const isOld = model !== this.trades || model.isStale
    return html`<div class="scroll" role="group" aria-labelledby="title" tabindex="0"><table aria-labelledby="title" class=${isOld ? 'old' : ''}>
      <thead><tr><th scope="col">${text.price}</th><th scope="col">${text.quantity} (${info.base})</th><th scope="col">${text.time}</th></tr></thead>
      <tbody>${repeat(
        trades,
        ({ trade }) => trade,
        (trade) => this.#rowView(trade, info),
      )}</tbody></table></div>`
  }

  #rowView({ price, lots, side, at }: PublicTrade, info: MarketInfo): TemplateResult {
    const { words } = this
    const [arrow, word] = side === 'buy' ? ['▲', words.text.bought] : ['▼', words.text.sold]
    return html`<tr><td class=${side}><span class="arrow" aria-hidden="true">${arrow}</span><span class="unseen">${word}</span>${words.price(info, price)}</td>
      <td>${words.quantity(info, lots)}</td><td>${words.second(at)}</td></tr>`
  }
}
