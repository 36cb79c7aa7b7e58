import {
  CandlestickSeries,
  ColorType,
  CrosshairMode,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type UTCTimestamp,
} from 'lightweight-charts'
import type { Candle } from '../../contract/index.ts'

/** Colours as they are computed; the drawing knows no variables. */
export interface ChartColours {
  readonly text: string
  readonly line: string
  readonly surface: string
  readonly up: string
  readonly down: string
  readonly font: string
}

export interface ChartWords {
  /** Ticks as a price. */
  readonly price: (ticks: number) => string
  /** When a candle began, seconds since 1970, as the crosshair says it. */
  readonly moment: (seconds: number) => string
  /** The same, as short as the axis needs it; `isDay`: it begins a day. */
  readonly tick: (seconds: number, isDay: boolean) => string
  /** Seconds that the reader's clock is ahead of UTC: days begin on the axis when they begin for the reader. */
  readonly ahead: number
}

export interface ChartListener {
  /** The candle under the pointer; `undefined`: none. */
  readonly pointed: (candle: Candle | undefined) => void
  /** The first candles came into view. */
  readonly reachedStart: () => void
  /** Whether the newest candle is out of sight. */
  readonly left: (isLeft: boolean) => void
}

/** How many candles before the first one more are asked for. */
const soon = 20
/** Of the height, where volume begins. */
const volumeTop = 0.82
/** Candles that are seen at first. */
const seen = 100
const room = 6

/** Candles with their volume on a canvas. Prices are whole ticks all the way: they become decimals as text. */
export class Drawing {
  readonly #chart: IChartApi
  readonly #candles: ISeriesApi<'Candlestick'>
  readonly #volume: ISeriesApi<'Histogram'>
  readonly #listener: ChartListener
  #shown: readonly Candle[] = []
  #words: ChartWords
  #colours: ChartColours
  /** The candle that the keyboard stands on. */
  #at: number | undefined

  constructor(place: HTMLElement, words: ChartWords, colours: ChartColours, listener: ChartListener) {
    this.#words = words
    this.#colours = colours
    this.#listener = listener
    this.#chart = createChart(place, {
      autoSize: true,
      ...this.#look(),
      handleScale: { axisPressedMouseMove: { time: true, price: true } },
    })
    this.#candles = this.#chart.addSeries(CandlestickSeries, {
      ...this.#candleLook(),
      priceFormat: { type: 'custom', minMove: 1, formatter: (ticks: number) => this.#words.price(Math.round(ticks)) },
    })
    this.#volume = this.#chart.addSeries(HistogramSeries, {
      ...{ priceScaleId: '', priceFormat: { type: 'volume' }, lastValueVisible: false, priceLineVisible: false },
    })
    this.#volume.priceScale().applyOptions({ scaleMargins: { top: volumeTop, bottom: 0 } })
    this.#candles.priceScale().applyOptions({ scaleMargins: { top: 0.1, bottom: 1 - volumeTop + 0.03 } })
    this.#chart.subscribeCrosshairMove(({ time }) => {
      const at = time === undefined ? undefined : this.#indexOf((time as UTCTimestamp) - this.#words.ahead)
      listener.pointed(at === undefined ? undefined : this.#shown[at])
    })
    const scale = this.#chart.timeScale()
    scale.subscribeVisibleLogicalRangeChange((range) => {
      if (range === null) return
      if (range.from < soon) listener.reachedStart()
      listener.left(range.to < this.#shown.length - 1)
    })
  }

  /** Oldest first. What is new at the end is added; anything else is drawn anew, and `isOther`: from its end. */
  show(candles: readonly Candle[], isOther: boolean): void {
    const before = this.#shown
    this.#shown = [...candles]
    this.#candles.applyOptions({ priceLineColor: this.#lastColour() })
    const isLonger = before.length > 0 && before[0]?.t === candles[0]?.t && candles.length >= before.length
    if (isLonger && !isOther) {
      for (const candle of candles.slice(before.length - 1)) this.#add(candle)
      return
    }
    this.#at = undefined
    this.#candles.setData(candles.map((candle) => this.#ohlc(candle)))
    this.#volume.setData(candles.map((candle) => this.#bar(candle)))
    if (isOther) this.toNow()
  }

  dress(colours: ChartColours, words: ChartWords): void {
    this.#colours = colours
    this.#words = words
    this.#chart.applyOptions(this.#look())
    this.#candles.applyOptions({ ...this.#candleLook(), priceLineColor: this.#lastColour() })
    this.#volume.setData(this.#shown.map((candle) => this.#bar(candle)))
  }

  /** To the newest candle, with as many before it as are read at ease. */
  toNow(): void {
    this.#chart.priceScale('right').applyOptions({ autoScale: true })
    const { length } = this.#shown
    this.#chart.timeScale().setVisibleLogicalRange({ from: length - seen, to: length - 1 + room })
  }

  /** Moves the crosshair from candle to candle; the one it then stands on. */
  step(by: number): Candle | undefined {
    const last = this.#shown.length - 1
    const at = this.#at === undefined ? last : Math.min(last, Math.max(0, this.#at + by))
    const candle = this.#shown[at]
    if (candle === undefined) return undefined
    this.#at = at
    this.#bringToView(at)
    this.#chart.setCrosshairPosition(candle.c, this.#timeOf(candle), this.#candles)
    this.#listener.pointed(candle)
    return candle
  }

  leave(): void {
    this.#at = undefined
    this.#chart.clearCrosshairPosition()
    this.#listener.pointed(undefined)
  }

  /** `factor` of what is seen is seen from now on. */
  zoom(factor: number): void {
    const scale = this.#chart.timeScale()
    const range = scale.getVisibleLogicalRange()
    if (range !== null)
      scale.setVisibleLogicalRange({ from: range.to - (range.to - range.from) * factor, to: range.to })
  }

  close(): void {
    this.#chart.remove()
  }

  #bringToView(at: number): void {
    const scale = this.#chart.timeScale()
    const range = scale.getVisibleLogicalRange()
    if (range === null) return
    const by = at < range.from ? at - range.from - 2 : at > range.to ? at - range.to + 2 : 0
    if (by !== 0) scale.setVisibleLogicalRange({ from: range.from + by, to: range.to + by })
  }

  #add(candle: Candle): void {
    this.#candles.update(this.#ohlc(candle))
    this.#volume.update(this.#bar(candle))
  }

  /** Candles come one after the other without a gap, so half of the rest is left out at each look. */
  #indexOf(seconds: number): number | undefined {
    let [low, high] = [0, this.#shown.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const { t } = this.#shown[middle]!
      if (t === seconds) return middle
      if (t < seconds) low = middle + 1
      else high = middle - 1
    }
    return undefined
  }

  #timeOf({ t }: Candle): UTCTimestamp {
    return (t + this.#words.ahead) as UTCTimestamp
  }

  #ohlc(candle: Candle) {
    return { time: this.#timeOf(candle), open: candle.o, high: candle.h, low: candle.l, close: candle.c }
  }

  #bar(candle: Candle) {
    const { up, down } = this.#colours
    return { time: this.#timeOf(candle), value: candle.v, color: faint(candle.c >= candle.o ? up : down, 0.35) }
  }

  /** Of a hollow candle that would be the one of what is behind it. */
  #lastColour(): string {
    const last = this.#shown.at(-1)
    return last === undefined || last.c >= last.o ? this.#colours.up : this.#colours.down
  }

  #candleLook() {
    const { up, down, surface } = this.#colours
    // Hollow where it rose, filled where it fell: the colour is not all that tells.
    const rose = { upColor: surface, borderUpColor: up, wickUpColor: up }
    return { ...rose, downColor: down, borderDownColor: down, wickDownColor: down }
  }

  #look() {
    const { text, line, surface, font } = this.#colours
    const words = this.#words
    const cross = { color: text, labelBackgroundColor: text }
    return {
      layout: {
        ...{ background: { type: ColorType.Solid, color: surface }, textColor: text },
        ...{ fontSize: 11, fontFamily: font, attributionLogo: false },
      },
      grid: { vertLines: { color: faint(line, 0.5) }, horzLines: { color: faint(line, 0.5) } },
      crosshair: { mode: CrosshairMode.Normal, vertLine: cross, horzLine: cross },
      rightPriceScale: { borderColor: line, minimumWidth: 72 },
      timeScale: {
        ...{ borderColor: line, timeVisible: true, secondsVisible: false, rightOffset: room },
        tickMarkFormatter: (time: UTCTimestamp, type: number) => words.tick(time - words.ahead, type < 3),
      },
      localization: { timeFormatter: (time: UTCTimestamp) => words.moment(time - words.ahead) },
    }
  }
}

/** A computed colour, `rgb(1, 2, 3)`, made thinner. */
function faint(colour: string, part: number): string {
  return colour.replace(/^rgb\(([^)]*)\)$/u, `rgba($1, ${part})`)
}
