import { base, frame, isFinal, languageTagOf, tokens } from '@parley/elements'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { TradingConnection } from '../../client/connection.ts'
import type { Interval, Side } from '../../contract/index.ts'
import { intervals } from '../../contract/index.ts'
import { SeenWatch } from '../frame/seen-watch.ts'
import { FrameElement } from '../frame-element.ts'
import type { ScreenWords } from '../locale/words.ts'
import { screenWordsFor } from '../locale/words.ts'
import type { Ticket } from '../ticket/index.ts'
import { type Size, sizeOf, type Tab, tabs } from './layout.ts'
import { screenStyles } from './screen-styles.ts'
import { TitlePrice } from './title-price.ts'
import { TradingSession } from './trading-session.ts'

/**
 * `<parley-trading>`: an exchange on one screen: markets, chart, book, trades, ticket and account; on a phone one at a time. Emits `parley-trading-market`
 * when another market is chosen. README.md lists attributes, properties and parts.
 */
export class ParleyTrading extends FrameElement {
  static override styles = [tokens, base, frame, screenStyles]
  static override properties = {
    url: { type: String },
    lang: { type: String },
    exchange: { type: String },
    market: { type: String, reflect: true },
    interval: { type: String },
    rising: { type: String },
    hasTitle: { attribute: 'price-in-title', type: Boolean },
    connection: { attribute: false },
    size: { state: true },
    tab: { state: true },
    spoken: { state: true },
  }

  /** Where the server is, relative to the page. All elements with the same address share a connection. */
  declare url: string
  /** Which of the server's exchanges. @default 'main' */
  declare exchange: string
  /** The market that is shown; the first there is unless given. */
  declare market: string | undefined
  /** How long a candle takes: `1s`, `1m`, `5m`, `15m`, `1h`, `4h`, `1d`. */
  declare interval: Interval
  /** The colour of what rises and of buying: `green` or `red`, with blue for what falls. @default as the language's markets have it */
  declare rising: 'green' | 'red' | undefined
  /** Whether the last price stands in the page's title. */
  declare hasTitle: boolean
  /** A connection of your own making, instead of a shared one for guests. */
  declare connection: TradingConnection | undefined
  declare private size: Size
  declare private tab: Tab
  declare private spoken: string
  readonly #session = new TradingSession(() => this.requestUpdate())
  readonly #sizes = new ResizeObserver(() => this.#measure())
  readonly #title = new TitlePrice()
  #words: ScreenWords = screenWordsFor('en')
  #wasStale: boolean | undefined

  constructor() {
    super()
    this.url = '/parley'
    this.exchange = 'main'
    this.interval = '1m'
    this.hasTitle = false
    this.size = 'wide'
    this.tab = 'chart'
    this.spoken = ''
    // The account is followed here too: it measures the connection, whatever part is seen.
    new SeenWatch(this, () => {
      const { state, markets, account } = this.#session.models ?? {}
      return [state, markets, account]
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#words = screenWordsFor(languageTagOf(this))
    this.#measure()
    this.#sizes.observe(this)
    if (this.hasUpdated) this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#sizes.disconnect()
    this.#title.end()
    this.#session.close()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lang')) this.#words = screenWordsFor(languageTagOf(this))
    if (!Object.hasOwn(intervals, this.interval)) this.interval = '1m'
    if (changed.has('hasTitle') && !this.hasTitle) this.#title.end()
    if (!this.isConnected) return
    const { url, exchange, connection } = this
    this.#session.follow({ url, exchange, connection })
    this.#noteStale()
  }

  protected override render(): TemplateResult {
    const { notice, connection, models } = this.#session
    const { text, language } = this.#words
    // While it connects for the first time the empty screen says so.
    const isWhole = notice !== undefined && notice.kind !== 'connecting' && (models === undefined || isFinal(notice))
    const noticeView =
      notice && (isWhole || notice.kind !== 'connecting')
        ? html`<parley-notice exportparts="notice, cause" .text=${text.trouble} .notice=${notice} .isWhole=${isWhole} @retry-now=${() => connection?.retryNow()}></parley-notice>`
        : nothing
    const rising = this.rising ?? (language === 'ko' ? 'red' : 'green')
    if (isWhole) return html`<div class="whole">${noticeView}</div>`
    return html`<div class="screen ${this.size} rising-${rising}" part="screen">
      ${noticeView === nothing ? nothing : html`<div class="away">${noticeView}</div>`}
      ${this.#statusView()}
      ${this.#partsView()}
      <div class="unseen" role="status">${this.spoken}</div>
    </div>`
  }

  /** The market of the attribute, else the first of the exchange once that is known. */
  get #symbol(): string {
    return this.market ?? this.#session.models?.markets.tickers[0]?.info.symbol ?? ''
  }

  /** What keeps a market from trading, in a sentence. */
  #statusView(): TemplateResult | typeof nothing {
    const { text, second } = this.#words
    const status = this.#session.models?.markets.get(this.#symbol)?.status ?? 'open'
    if (status === 'open') return nothing
    const until = this.#session.market(this.#symbol)?.book.until
    const auction = until === undefined ? text.auctionSays : text.auctionUntil(second(until))
    return html`<p class="strip status" part="status"><strong>${text[status]}</strong> ${status === 'halted' ? text.haltedSays : auction}</p>`
  }

  #partsView(): TemplateResult {
    const words = this.#words
    const { text, region } = words
    const { size, tab } = this
    const models = this.#session.models
    const { markets, account, state } = models ?? {}
    const market = this.#symbol
    const seen = market === '' ? undefined : this.#session.market(market)
    const isHidden = (of: Tab) => size === 'narrow' && tab !== of
    return html`
      <parley-trading-head class="head" .words=${words} .markets=${markets} .trades=${seen?.trades} .book=${seen?.book} .connection=${state} .market=${market}
        .hasChoice=${size !== 'wide'} .isBrief=${size === 'narrow' && tab !== 'chart'} @choose-market=${this.#onMarket} @price=${this.#onPriceText}></parley-trading-head>
      ${size === 'wide' ? html`<nav class="markets" aria-label=${text.markets}><parley-trading-markets .words=${words} .markets=${markets} .market=${market} @choose-market=${this.#onMarket}></parley-trading-markets></nav>` : nothing}
      <section class="chart" aria-label=${text.chart} ?hidden=${isHidden('chart')}><parley-trading-chart .words=${words} .markets=${markets} .interval=${this.interval}
        .candles=${market === '' ? undefined : this.#session.candles(market, this.interval)} @choose-interval=${this.#onInterval}></parley-trading-chart></section>
      <section class="book" aria-label=${text.book} ?hidden=${isHidden('book')}><parley-trading-book .words=${words} .markets=${markets} .book=${seen?.book} .trades=${seen?.trades} @pick-price=${this.#onPrice}></parley-trading-book></section>
      <section class="tape" aria-label=${text.tape} ?hidden=${isHidden('book')}><parley-trading-tape .words=${words} .markets=${markets} .trades=${seen?.trades}></parley-trading-tape></section>
      <section class="ticket" aria-label=${text.tabs.trade} ?hidden=${isHidden('trade')}><slot name="ticket"><parley-trading-ticket exportparts="form, send" .market=${market} .markets=${markets} .account=${account} .book=${seen?.book} .language=${region}></parley-trading-ticket></slot></section>
      <section class="account" aria-label=${text.tabs.orders} ?hidden=${isHidden('orders')}><slot name="account"><parley-trading-account .market=${market} .markets=${markets} .account=${account} .language=${region}></parley-trading-account></slot></section>
      ${markets?.living !== undefined && markets.maySteer ? html`<section class="living" aria-label=${text.living} ?hidden=${isHidden('orders')}><parley-trading-living .words=${words} .markets=${markets}></parley-trading-living></section>` : nothing}
      ${size === 'narrow' ? this.#bottomView() : nothing}`
  }

  #bottomView(): TemplateResult {
    const { text } = this.#words
    const { buy, sell } = text.sides
    return html`
      ${this.tab === 'chart' || this.tab === 'book' ? html`<div class="go"><button class="buy" @click=${() => this.#toTicket('buy')}>${buy}</button><button class="sell" @click=${() => this.#toTicket('sell')}>${sell}</button></div>` : nothing}
      <nav class="tabs" aria-label=${text.parts} @keydown=${this.#onTabKey}>${tabs.map(
        (tab) =>
          html`<button aria-current=${tab === this.tab ? 'page' : 'false'} @click=${() => this.#toTab(tab)}>${text.tabs[tab]}</button>`,
      )}</nav>`
  }

  get #ticket(): Ticket | null {
    return this.renderRoot.querySelector<Ticket>('parley-trading-ticket')
  }

  #toTab(tab: Tab): void {
    this.tab = tab
  }

  #toTicket(side: Side): void {
    this.tab = 'trade'
    const ticket = this.#ticket
    if (ticket) ticket.side = side
    void this.updateComplete.then(() => ticket?.focus())
  }

  #measure(): void {
    this.size = sizeOf(this.clientWidth)
  }

  /** That prices stand still, and that they move again, is said once each. */
  #noteStale(): void {
    const { models } = this.#session
    if (!models?.markets.isReady) return
    const { isStale } = models.state
    const { text } = this.#words
    if (this.#wasStale !== undefined && this.#wasStale !== isStale)
      this.spoken = isStale ? text.staleSays : text.resynced
    this.#wasStale = isStale
  }

  #onMarket = (event: CustomEvent<{ readonly market: string }>): void => {
    const { market } = event.detail
    if (market === this.#symbol) return
    this.market = market
    this.dispatchEvent(new CustomEvent('parley-trading-market', { detail: { market }, bubbles: true, composed: true }))
  }

  #onInterval = (event: CustomEvent<{ readonly interval: Interval }>): void => {
    this.interval = event.detail.interval
  }

  #onPrice = (event: CustomEvent<{ readonly price: number }>): void => {
    if (this.size === 'narrow') this.tab = 'trade'
    this.#ticket?.takePrice(event.detail.price)
  }

  #onPriceText = (event: CustomEvent<string>): void => {
    if (this.hasTitle) this.#title.show(event.detail)
  }

  #onTabKey = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('.tabs button')]
    const at = buttons.indexOf(event.target as HTMLElement)
    event.preventDefault()
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
}
