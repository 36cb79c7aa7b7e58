import { base } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { CandlesModel } from '../../client/candles-model.ts'
import type { MarketsModel } from '../../client/markets-model.ts'
import { type Candle, type Interval, intervals, type MarketInfo } from '../../contract/index.ts'
import { SeenWatch } from '../frame/seen-watch.ts'
import { toShow } from '../frame/to-show.ts'
import { FrameElement } from '../frame-element.ts'
import type { ScreenWords } from '../locale/words.ts'
import { sideColours } from '../side-styles.ts'
import { staleStyles } from '../stale-styles.ts'
import { candleTable } from './candle-table.ts'
import { chartStyles } from './chart-styles.ts'
import { chartWords } from './chart-words.ts'
import type { ChartColours, ChartListener, Drawing } from './drawing.ts'
import { tableIcon } from './icons.ts'

const names = Object.keys(intervals) as readonly Interval[]
/** Of who made the drawing, as its licence asks. */
const maker = {
  href: 'https://www.tradingview.com/',
  notice: 'TradingView Lightweight Charts™. Copyright © 2026 TradingView, Inc.',
}

/**
 * Candles and volume of a market, on a canvas, or as a table. What draws is loaded when the first is to be drawn. Another market or interval takes the place
 * of the one before when it is there. Emits `choose-interval`.
 */
export class PriceChart extends FrameElement {
  static override styles = [base, sideColours, staleStyles, chartStyles]
  static override properties = {
    words: { attribute: false },
    markets: { attribute: false },
    candles: { attribute: false },
    interval: { attribute: false },
    pointed: { state: true },
    isTable: { state: true },
    isLeft: { state: true },
    failed: { state: true },
    spoken: { state: true },
  }

  declare words: ScreenWords
  declare markets: MarketsModel | undefined
  declare candles: CandlesModel | undefined
  declare interval: Interval
  declare private pointed: Candle | undefined
  declare private isTable: boolean
  /** The newest candle is out of sight. */
  declare private isLeft: boolean
  declare private failed: boolean
  declare private spoken: string
  #shown: CandlesModel | undefined
  #drawn: CandlesModel | undefined
  #drawing: Drawing | undefined
  #isLoading = false
  #dress = ''
  readonly #dark = matchMedia('(prefers-color-scheme: dark)')

  constructor() {
    super()
    this.interval = '1m'
    this.isTable = false
    this.isLeft = false
    this.failed = false
    this.spoken = ''
    new SeenWatch(this, () => [this.markets, this.candles])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#dark.addEventListener('change', this.#onDark)
    if (this.hasUpdated) this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#dark.removeEventListener('change', this.#onDark)
    this.#drawing?.close()
    this.#drawing = undefined
    this.#drawn = undefined
  }

  protected override willUpdate(): void {
    this.#shown = toShow(this.#shown, this.candles)
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const info = this.#info
    const isOld = this.#shown !== this.candles || this.#shown?.isStale !== false
    const isStale = isOld && this.#shown === this.candles && this.#shown?.isReady === true
    return html`<header>
        <div class="intervals" role="group" aria-label=${text.interval}>${names.map((each) => html`<button aria-pressed=${each === this.interval ? 'true' : 'false'} title=${text.intervals[each]} @click=${() => this.#choose(each)}>${each}</button>`)}</div>
        ${isStale ? html`<span class="chip">${text.stale}</span>` : nothing}
        <button class="table" aria-pressed=${this.isTable ? 'true' : 'false'} aria-label=${this.isTable ? text.showChart : text.showTable} title=${this.isTable ? text.showChart : text.showTable} @click=${this.#toggle}>${tableIcon}</button>
      </header>
      ${info === undefined || this.isTable ? nothing : this.#legendView(info, isOld)}
      ${this.#placeView(info, isOld)}
      ${this.isTable && info !== undefined ? candleTable(this.#shown!.candles, this.words, info, this.#shown!.interval) : nothing}
      <footer><a href=${maker.href} target="_blank" rel="noopener noreferrer" title=${maker.notice}>${text.madeBy}</a></footer>
      <p class="unseen" role="status">${this.spoken}</p>
      <span class="probe line"></span><span class="probe up"></span><span class="probe down"></span>`
  }

  protected override updated(): void {
    void this.#draw()
  }

  get #info(): MarketInfo | undefined {
    return this.#shown && this.markets?.get(this.#shown.market)?.info
  }

  #placeView(info: MarketInfo | undefined, isOld: boolean): TemplateResult {
    const { text } = this.words
    const isEmpty = this.#shown?.isReady === true && this.#shown.candles.length === 0
    const isWaiting = !this.#shown?.isReady && this.#shown?.refusal === undefined && !this.failed
    return html`<div class="place ${isOld && this.#shown?.isReady ? 'old' : ''}" ?hidden=${this.isTable}>
      <div class="canvas" role="img" tabindex="0" aria-label=${this.#label(info)} aria-describedby="keys" @keydown=${this.#onKey} @focusout=${() => this.#drawing?.leave()}></div>
      <p class="unseen" id="keys">${text.chartKeys}</p>
      ${isWaiting ? html`<div class="wait"></div>` : nothing}
      ${isEmpty && !this.failed ? html`<p class="empty">${text.noCandles}</p>` : nothing}
      ${this.failed ? html`<p class="empty" role="alert">${text.chartFailed} <button class="quiet" @click=${this.#again}>${text.again}</button></p>` : nothing}
      ${this.isLeft ? html`<button class="now quiet" @click=${() => this.#drawing?.toNow()}>${text.toNow} →</button>` : nothing}
    </div>`
  }

  /** What a picture says of itself. */
  #label(info: MarketInfo | undefined): string {
    const { text, price } = this.words
    const last = this.#shown?.candles.at(-1)
    if (info === undefined || this.#shown === undefined || last === undefined) return text.chart
    return `${text.chartOf(info.symbol, text.intervals[this.#shown.interval])}. ${text.summaryLast(price(info, last.c))}`
  }

  #legendView(info: MarketInfo, isOld: boolean): TemplateResult {
    const { text, price, about, move } = this.words
    const candle = this.pointed ?? this.#shown?.candles.at(-1)
    if (candle === undefined) return html`<p class="legend"></p>`
    const { o, h, l, c, v } = candle
    const way = c >= o ? 'up' : 'down'
    const part = (name: string, ticks: number) =>
      html`<span><abbr title=${name}>${[...name][0]}</abbr><b class=${way}>${price(info, ticks)}</b></span>`
    return html`<p class="legend ${isOld ? 'old' : ''}"><strong>${info.symbol}</strong>${part(text.open, o)}${part(text.highest, h)}${part(text.lowest, l)}${part(text.close, c)}<b class=${way}>${move(Math.round(((c - o) / o) * 1_000_000))}</b><span>${text.traded}<b>${about(info, v)}</b></span></p>`
  }

  async #draw(): Promise<void> {
    const info = this.#info
    if (this.isTable || info === undefined || this.#shown?.isReady !== true) return
    const drawing = this.#drawing ?? (await this.#load(info))
    const shown = this.#shown
    if (drawing === undefined || shown === undefined) return
    const isOther = this.#drawn !== shown
    const colours = this.#colours()
    const dress = JSON.stringify([colours, info.symbol, shown.interval, this.words.region])
    if (dress !== this.#dress) drawing.dress(colours, chartWords(this.words, info, shown.interval))
    this.#dress = dress
    if (isOther) this.pointed = undefined
    this.#drawn = shown
    drawing.show(shown.candles, isOther)
  }

  /** The file that draws is as heavy as all the rest, and is not waited for. */
  async #load(info: MarketInfo): Promise<Drawing | undefined> {
    if (this.#isLoading || this.failed) return undefined
    this.#isLoading = true
    try {
      const { Drawing } = await import('./drawing.ts')
      const place = this.renderRoot.querySelector<HTMLElement>('.canvas')
      if (!this.isConnected || place === null) return undefined
      this.#dress = ''
      this.#drawing = new Drawing(place, chartWords(this.words, info, this.interval), this.#colours(), this.#listener)
      return this.#drawing
    } catch {
      this.failed = true
      return undefined
    } finally {
      this.#isLoading = false
    }
  }

  readonly #listener: ChartListener = {
    pointed: (candle) => {
      this.pointed = candle
    },
    reachedStart: () => {
      if (this.#shown?.more === 'more') void this.#shown.loadOlder()
    },
    left: (isLeft) => {
      this.isLeft = isLeft
    },
  }

  #colours(): ChartColours {
    const computed = (selector: string) => getComputedStyle(this.renderRoot.querySelector(selector)!).color
    const { backgroundColor, fontFamily } = getComputedStyle(this)
    return {
      ...{ surface: backgroundColor, text: computed('footer'), line: computed('.line'), font: fontFamily },
      ...{ up: computed('.probe.up'), down: computed('.probe.down') },
    }
  }

  #choose(interval: Interval): void {
    this.dispatchEvent(new CustomEvent('choose-interval', { detail: { interval } }))
  }

  #toggle = (): void => {
    this.isTable = !this.isTable
  }

  #again = (): void => {
    this.failed = false
  }

  #onDark = (): void => {
    this.requestUpdate()
  }

  #onKey = (event: KeyboardEvent): void => {
    const drawing = this.#drawing
    if (drawing === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key]
    const zoom = { '+': 0.8, '=': 0.8, '-': 1.25 }[event.key]
    if (by !== undefined) this.#say(drawing.step(by))
    else if (zoom !== undefined) drawing.zoom(zoom)
    else if (event.key === 'End') drawing.toNow()
    else if (event.key === 'Escape') drawing.leave()
    else return
    event.preventDefault()
  }

  #say(candle: Candle | undefined): void {
    const info = this.#info
    if (candle === undefined || info === undefined) return
    const { text, price, quantity, candleTime } = this.words
    const [o, h, l, c] = [candle.o, candle.h, candle.l, candle.c].map((ticks) => price(info, ticks))
    this.spoken = text.candle(candleTime(candle.t, this.#shown!.interval), o!, h!, l!, c!, quantity(info, candle.v))
  }
}
