import { base, rove } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { BookModel } from '../../client/book-model.ts'
import { type BookRow, groupSteps } from '../../client/book-rows.ts'
import type { MarketsModel } from '../../client/markets-model.ts'
import type { TradesModel } from '../../client/trades-model.ts'
import type { MarketInfo, Side } from '../../contract/index.ts'
import { SeenWatch } from '../frame/seen-watch.ts'
import { toShow } from '../frame/to-show.ts'
import { FrameElement } from '../frame-element.ts'
import type { ScreenWords } from '../locale/words.ts'
import { sideColours } from '../side-styles.ts'
import { staleStyles } from '../stale-styles.ts'
import { bookStyles } from './book-styles.ts'

const fewestRows = 3
const mostRows = 60
/** Of what rows can be grouped by, so many are offered. */
const mostSteps = 10

/**
 * What stands in a market: asks above, bids below, the spread between them. Rows stand at places, and prices move through them: so the keyboard stays where
 * it is. While another market is on its way the old one stays, dimmed. Emits `pick-price` with ticks.
 */
export class OrderBook extends FrameElement {
  static override styles = [base, sideColours, staleStyles, bookStyles]
  static override properties = {
    words: { attribute: false },
    markets: { attribute: false },
    book: { attribute: false },
    trades: { attribute: false },
    rows: { state: true },
    place: { state: true },
  }

  declare words: ScreenWords
  declare markets: MarketsModel | undefined
  declare book: BookModel | undefined
  declare trades: TradesModel | undefined
  /** On each side. */
  declare private rows: number
  /** The row that Tab goes to, from the middle: 1, 2 … bids, −1, −2 … asks. */
  declare private place: number
  #shown: BookModel | undefined
  readonly #sizes = new ResizeObserver(() => this.#measure())

  constructor() {
    super()
    this.rows = 10
    this.place = -1
    new SeenWatch(this, () => [this.markets, this.book, this.trades])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#sizes.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#sizes.disconnect()
  }

  protected override willUpdate(): void {
    this.#shown = toShow(this.#shown, this.book)
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const shown = this.#shown
    const info = shown && this.markets?.get(shown.market)?.info
    if (shown?.refusal !== undefined && !shown.isReady)
      return html`<header><h2>${text.book}</h2></header><p class="empty">${text.trouble.reason(shown.refusal)}</p>`
    const isStale = shown?.isReady === true && shown === this.book && shown.isStale
    return html`<header><h2 id="title">${text.book}</h2>
        ${isStale ? html`<span class="chip">${text.stale}</span>` : nothing}
        ${info === undefined ? nothing : this.#groupsView(info)}</header>
      ${info === undefined || !shown?.isReady ? html`<div class="wait"></div>` : html`<div class="rows">${this.#tableView(info, shown)}</div>`}`
  }

  #groupsView(info: MarketInfo): TemplateResult {
    const { text, price } = this.words
    const book = this.#shown!
    const steps = groupSteps(book.bestBid ?? book.bestAsk ?? 1).slice(0, mostSteps)
    return html`<select aria-label=${text.group} title=${text.group} @change=${this.#onGroup}>
      ${steps.map((step) => html`<option value=${step} ?selected=${step === book.step}>${price(info, step)}</option>`)}</select>`
  }

  /** Bars and numbers are of one moment: all of it is read off the book once. */
  #tableView(info: MarketInfo, book: BookModel): TemplateResult {
    const { text } = this.words
    const asks = book.rows('sell', this.rows)
    const bids = book.rows('buy', this.rows)
    const most = Math.max(1, asks.at(-1)?.total ?? 0, bids.at(-1)?.total ?? 0)
    const isOld = book !== this.book || book.isStale
    const stop = stopOf(this.place, asks.length, bids.length)
    const row = (side: Side) => (one: BookRow, index: number) => {
      const place = side === 'buy' ? index + 1 : -index - 1
      return this.#rowView(side, one, { info, most, place, isStop: place === stop })
    }
    return html`<table aria-labelledby="title" aria-busy=${book === this.book ? 'false' : 'true'} class=${isOld ? 'old' : ''} @keydown=${this.#onKey} @focusin=${this.#onFocus}>
      <thead><tr><th scope="col">${text.price} (${info.quote})</th><th scope="col">${text.quantity} (${info.base})</th><th scope="col">${text.sum}</th></tr></thead>
      <tbody class="asks">${blanks(this.rows - Math.max(1, asks.length))}${asks.length === 0 ? none(text.noAsks) : asks.map(row('sell')).reverse()}</tbody>
      <tbody class="middle"><tr><td colspan="3">${this.#middleView(info, book)}</td></tr></tbody>
      <tbody class="bids">${bids.length === 0 ? none(text.noBids) : bids.map(row('buy'))}${blanks(this.rows - Math.max(1, bids.length))}</tbody>
    </table>`
  }

  #middleView(info: MarketInfo, book: BookModel): TemplateResult {
    const { text, price, ppm } = this.words
    const { spread, bestBid } = book
    const trades = this.trades?.market === book.market ? this.trades : undefined
    const last = trades?.last?.price ?? this.markets?.get(book.market)?.last
    const [way, arrow] = (
      [
        ['', ''],
        ['up', '▲'],
        ['down', '▼'],
      ] as const
    ).at(trades?.direction(0) ?? 0)!
    return html`<div class="between">
      <span class="last ${way}"><span class="unseen">${text.lastPrice}</span>${last === undefined ? '–' : price(info, last)}${arrow === '' ? nothing : html` <span aria-hidden="true">${arrow}</span>`}</span>
      ${spread === undefined || bestBid === undefined ? nothing : html`<span class="spread">${text.spread} ${price(info, spread)} · ${ppm(Math.round((spread / bestBid) * 1_000_000))}</span>`}
    </div>`
  }

  #rowView(
    side: Side,
    { price, lots, total, own }: BookRow,
    {
      info,
      most,
      place,
      isStop,
    }: { readonly info: MarketInfo; readonly most: number; readonly place: number; readonly isStop: boolean },
  ): TemplateResult {
    const { words } = this
    const printed = words.price(info, price)
    const yours = own > 0 ? words.text.yours(words.quantity(info, own)) : undefined
    return html`<tr class="level" .style=${`--_share:${Math.round((total / most) * 1000) / 10}%`} @click=${() => this.#pick(price)}>
      <td class=${side}>${yours === undefined ? nothing : html`<span class="own" title=${yours}></span>`}<button data-place=${place} tabindex=${isStop ? 0 : -1} aria-label=${words.text.takePrice(printed)}>${printed}</button>${yours === undefined ? nothing : html`<span class="unseen">${yours}</span>`}</td>
      <td>${words.quantity(info, lots)}</td><td>${words.quantity(info, total)}</td></tr>`
  }

  #pick(price: number): void {
    if (this.#shown === this.book) this.dispatchEvent(new CustomEvent('pick-price', { detail: { price } }))
  }

  #measure(): void {
    const coarse = matchMedia('(pointer: coarse)').matches
    // Besides the rows: the header, the names of the columns, what stands between the sides.
    const room = this.clientHeight - (coarse ? 44 : 34) - 23 - 38
    this.rows = Math.min(mostRows, Math.max(fewestRows, Math.floor(room / 2 / (coarse ? 26 : 20))))
  }

  #onGroup = (event: Event): void => {
    if (this.#shown !== undefined) this.#shown.step = Number((event.target as HTMLSelectElement).value)
  }

  #onKey = (event: KeyboardEvent): void => {
    rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('.level button')])
  }

  #onFocus = (event: Event): void => {
    const place = (event.target as HTMLElement).dataset.place
    if (place !== undefined) this.place = Number(place)
  }
}

/** The row that Tab goes to: where it was, as near as there is one. */
function stopOf(place: number, asks: number, bids: number): number {
  if (place < 0 && asks > 0) return Math.max(place, -asks)
  return bids > 0 ? Math.max(1, Math.min(place, bids)) : -Math.min(1, asks)
}

/** Keep the middle where it is. */
function blanks(count: number): readonly TemplateResult[] {
  return Array.from({ length: Math.max(0, count) }, () => html`<tr aria-hidden="true"><td colspan="3"></td></tr>`)
}

function none(text: string): TemplateResult {
  return html`<tr class="none"><td colspan="3">${text}</td></tr>`
}
