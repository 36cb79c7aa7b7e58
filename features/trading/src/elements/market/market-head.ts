import { base, soundIcon } from '@parley/elements'
import { systemClock } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { BookModel } from '../../client/book-model.ts'
import type { ConnectionState } from '../../client/connection-state.ts'
import type { MarketsModel } from '../../client/markets-model.ts'
import type { TradesModel } from '../../client/trades-model.ts'
import type { Ticker } from '../../contract/index.ts'
import { SeenWatch } from '../frame/seen-watch.ts'
import { Spoken } from '../frame/spoken.ts'
import { FrameElement } from '../frame-element.ts'
import type { ScreenWords } from '../locale/words.ts'
import { sideColours } from '../side-styles.ts'
import { staleStyles } from '../stale-styles.ts'
import { changeView } from './change-view.ts'
import { headStyles } from './head-styles.ts'

/**
 * What a market is doing, and whether that is of now. Says the price aloud where it is asked to. Emits `choose-market` where there is no list of markets beside
 * it, and `price` with the last one as text.
 */
export class MarketHead extends FrameElement {
  static override styles = [base, sideColours, staleStyles, headStyles]
  static override properties = {
    words: { attribute: false },
    markets: { attribute: false },
    trades: { attribute: false },
    book: { attribute: false },
    connection: { attribute: false },
    market: { attribute: false },
    hasChoice: { attribute: false },
    isBrief: { attribute: false },
    isSpeaking: { state: true },
    spoken: { state: true },
  }

  declare words: ScreenWords
  declare markets: MarketsModel | undefined
  declare trades: TradesModel | undefined
  declare book: BookModel | undefined
  declare connection: ConnectionState | undefined
  declare market: string
  /** Whether markets are chosen here, as there is no room for a list. */
  declare hasChoice: boolean
  /** Whether the price is enough. */
  declare isBrief: boolean
  declare private isSpeaking: boolean
  declare private spoken: string
  readonly #voice = new Spoken(systemClock, (text) => {
    this.spoken = text
  })
  #told = ''

  constructor() {
    super()
    this.hasChoice = false
    this.isBrief = false
    this.isSpeaking = false
    this.spoken = ''
    // The spread is only said.
    new SeenWatch(this, () => [this.markets, this.trades, this.connection, this.isSpeaking ? this.book : undefined])
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#voice.stop()
  }

  protected override render(): TemplateResult {
    const { words, markets, market } = this
    const ticker = markets?.get(market)
    const isStale = this.connection?.isStale !== false
    return html`<div class="head">
      ${this.#nameView(ticker)}
      ${ticker === undefined ? html`<span class="wait"></span>` : this.#figuresView(ticker, isStale && markets?.isReady === true)}
      <div class="end">
        <button class="speak" aria-pressed=${this.isSpeaking ? 'true' : 'false'} aria-label=${words.text.sayPrices} title=${words.text.sayPricesHint} @click=${this.#onSpeak}>${soundIcon}</button>
        ${this.#badgeView()}
      </div>
      <p class="unseen" role="status">${this.spoken}</p>
    </div>`
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const summary = this.#summary()
    if (this.isSpeaking && summary !== undefined) this.#voice.say(summary)
    const last = this.#lastText() ?? ''
    if (last === this.#told) return
    this.#told = last
    this.dispatchEvent(new CustomEvent('price', { detail: last }))
  }

  /** The tape is ahead of what is told of all markets twice a second. */
  get #last(): number | undefined {
    const { trades, market } = this
    return (trades?.market === market ? trades.last?.price : undefined) ?? this.markets?.get(market)?.last
  }

  #lastText(): string | undefined {
    const info = this.markets?.get(this.market)?.info
    const last = this.#last
    return info === undefined || last === undefined ? undefined : this.words.price(info, last)
  }

  #summary(): string | undefined {
    const { words, book, market } = this
    const { text } = words
    if (this.connection?.isStale !== false) return text.staleSays
    const info = this.markets?.get(market)?.info
    const last = this.#lastText()
    if (info === undefined || last === undefined) return undefined
    const spread = book?.market === market ? book.spread : undefined
    return spread === undefined ? text.summaryLast(last) : text.summary(last, words.price(info, spread))
  }

  #nameView(ticker: Ticker | undefined): TemplateResult {
    const { words, markets, market } = this
    const { text } = words
    if (!this.hasChoice || markets === undefined)
      return html`<h2>${ticker?.info.base ?? market}${ticker === undefined ? nothing : html`<small>/${ticker.info.quote}</small>`}</h2>`
    return html`<select aria-label=${text.market} @change=${this.#onChoose}>${markets.tickers.map(({ info }) => html`<option value=${info.symbol} ?selected=${info.symbol === market}>${info.base}/${info.quote}</option>`)}</select>`
  }

  #figuresView(ticker: Ticker, isStale: boolean): TemplateResult {
    const { words, trades, market } = this
    const { text } = words
    const { info, status, high, low, lots } = ticker
    const way = trades?.market === market ? trades.direction(0) : 0
    const price = (ticks: number | undefined) => (ticks === undefined ? '–' : words.price(info, ticks))
    return html`<p class="last ${isStale ? 'old' : ''}"><span class="unseen">${text.lastPrice}</span><span class=${way > 0 ? 'up' : way < 0 ? 'down' : ''}>${price(this.#last)}</span><small>${info.quote}</small></p>
      ${status === 'open' ? nothing : html`<p class="chip state">${text[status]}</p>`}
${
  this.isBrief
    ? nothing
    : html`<dl class=${isStale ? 'old' : ''}>
        <div><dt>${text.change}</dt><dd>${changeView(this.markets?.changePpm(market), words)}</dd></div>
        <div><dt>${text.high}</dt><dd>${price(high)}</dd></div>
        <div><dt>${text.low}</dt><dd>${price(low)}</dd></div>
        <div><dt>${text.volume}</dt><dd>${words.about(info, lots)} ${info.base}</dd></div>
      </dl>`
}`
  }

  #badgeView(): TemplateResult {
    const { connection } = this
    const { text, number } = this.words
    if (connection === undefined || (connection.status.state === 'connecting' && !this.markets?.isReady))
      return html`<p class="badge wait-badge">${text.connecting}</p>`
    if (connection.isStale) return html`<p class="badge off" title=${text.staleSays}>${text.stale}</p>`
    const ms = connection.latencyMs
    if (ms === undefined) return html`<p class="badge">${text.live}</p>`
    const shown = number(Math.max(1, Math.round(ms)))
    return html`<p class="badge" title=${text.liveSays(shown)}>${text.live}<span>${text.latency(shown)}</span></p>`
  }

  #onSpeak = (): void => {
    this.isSpeaking = !this.isSpeaking
    if (this.isSpeaking) return
    this.#voice.stop()
    this.spoken = ''
  }

  #onChoose = (event: Event): void => {
    const market = (event.target as HTMLSelectElement).value
    this.dispatchEvent(new CustomEvent('choose-market', { detail: { market } }))
  }
}
