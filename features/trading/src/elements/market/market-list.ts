import { base, rove } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html } from 'lit'
import type { MarketsModel } from '../../client/markets-model.ts'
import type { Ticker } from '../../contract/index.ts'
import { SeenWatch } from '../frame/seen-watch.ts'
import { FrameElement } from '../frame-element.ts'
import type { ScreenWords } from '../locale/words.ts'
import { sideColours } from '../side-styles.ts'
import { staleStyles } from '../stale-styles.ts'
import { changeView } from './change-view.ts'
import { listStyles } from './list-styles.ts'

/** All markets, one of them chosen. Emits `choose-market` with the symbol. */
export class MarketList extends FrameElement {
  static override styles = [base, sideColours, staleStyles, listStyles]
  static override properties = {
    words: { attribute: false },
    markets: { attribute: false },
    market: { attribute: false },
  }

  declare words: ScreenWords
  declare markets: MarketsModel | undefined
  declare market: string

  constructor() {
    super()
    new SeenWatch(this, () => [this.markets])
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    return html`<header><h2 id="title">${text.markets}</h2><span>${text.last}</span></header>${this.#rowsView(text)}`
  }

  #rowsView(text: ScreenWords['text']): TemplateResult | readonly TemplateResult[] {
    const { markets } = this
    if (!markets?.isReady) return [1, 2, 3].map(() => html`<div class="wait"></div>`)
    const { tickers } = markets
    if (tickers.length === 0) return html`<p class="empty">${text.noMarkets}</p>`
    return html`<ul aria-labelledby="title" class=${markets.isStale ? 'old' : ''} @keydown=${this.#onKey}>${tickers.map((ticker) => this.#rowView(ticker))}</ul>`
  }

  #rowView({ info, last, status, lots }: Ticker): TemplateResult {
    const { words, markets } = this
    const { text } = words
    const isChosen = info.symbol === this.market
    return html`<li><button aria-current=${isChosen ? 'true' : 'false'} @click=${() => this.#choose(info.symbol)}>
      <span class="symbol">${info.base}<small>/${info.quote}</small></span>
      <span class="price">${last === undefined ? '–' : words.price(info, last)}</span>
      ${status === 'open' ? html`<span class="volume">${words.about(info, lots)} ${info.base}</span>` : html`<span><span class="chip">${text[status]}</span></span>`}
      <span class="price">${changeView(markets?.changePpm(info.symbol), words)}</span>
    </button></li>`
  }

  #choose(market: string): void {
    this.dispatchEvent(new CustomEvent('choose-market', { detail: { market } }))
  }

  #onKey = (event: KeyboardEvent): void => {
    rove(event, [...this.renderRoot.querySelectorAll('button')])
  }
}
