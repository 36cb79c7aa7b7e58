import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { traded } from '../../test/facts.ts'
import { type Candle, type CandlesState, intervals } from '../contract/index.ts'
import { parseDecimal } from '../money/index.ts'
import { addToCandles, candlesOf, foldCandles, joinCandles, withoutGaps } from './candles.ts'
import { candlesFold, emptyCandles, mergeCandles } from './candles-fold.ts'

type Trade = readonly [at: number, price: number, lots: number]

/** The series of these trades, and the candles that ended by them. */
function seriesOf(seconds: number, trades: readonly Trade[]): { series: CandlesState; ended: Candle[] } {
  const series = emptyCandles(seconds)
  const ended = trades.flatMap(([at, price, lots]) => addToCandles(series, price, lots, at) ?? [])
  return { series, ended }
}

/** Trades at times that rise, some of them far apart. */
const trades = fc
  .array(
    fc.tuple(
      fc.oneof(fc.nat(90_000), fc.nat(4_000_000)),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 9 }),
    ),
    { minLength: 1, maxLength: 80 },
  )
  .map((list) => {
    let at = Date.parse('2026-03-01T11:58:00Z')
    return list.map(([pause, price, lots]): Trade => {
      at += pause
      return [at, price, lots]
    })
  })

describe('a candle', () => {
  it('has the first price, the highest, the lowest and the last of its bucket, and what was traded in it', () => {
    const { series } = seriesOf(60, [
      [60_000, 5, 1],
      [61_000, 9, 2],
      [70_000, 3, 4],
      [119_999, 4, 8],
      [120_000, 7, 1],
    ])
    expect(series.candles).toEqual([
      { t: 60, o: 5, h: 9, l: 3, c: 4, v: 15 },
      { t: 120, o: 7, h: 7, l: 7, c: 7, v: 1 },
    ])
  })

  it('of a bucket without trades is the close before it, with no volume', () => {
    const { series, ended } = seriesOf(60, [
      [60_000, 5, 1],
      [61_000, 6, 1],
      [240_000, 8, 1],
    ])
    const silent = { o: 6, h: 6, l: 6, c: 6, v: 0 }
    expect(series.candles.slice(1, 3)).toEqual([
      { t: 120, ...silent },
      { t: 180, ...silent },
    ])
    expect(ended).toEqual([series.candles[0]])
  })

  it('that ended does not change any more, also if the clock goes back', () => {
    const { series, ended } = seriesOf(60, [
      [60_000, 5, 1],
      [120_000, 7, 1],
      [61_000, 9, 1],
    ])
    expect(series.candles).toEqual([ended[0], { t: 120, o: 7, h: 9, l: 7, c: 9, v: 2 }])
  })
})

describe('a series', () => {
  it('has no gaps, the newest 500 buckets, and hands out each candle that traded once, when it ended', () => {
    fc.assert(
      fc.property(trades, fc.constantFrom(...Object.values(intervals)), (list, seconds) => {
        const { series, ended } = seriesOf(seconds, list)
        series.candles.forEach((candle, index) => {
          const before = series.candles[index - 1]
          expect(candle.l <= Math.min(candle.o, candle.c) && candle.h >= Math.max(candle.o, candle.c)).toBe(true)
          if (before !== undefined) expect(candle.t).toBe(before.t + seconds)
          if (candle.v === 0)
            expect([candle.o, candle.h, candle.l, candle.c]).toEqual(Array(4).fill(before?.c ?? candle.c))
        })
        expect(series.candles.length).toBeLessThanOrEqual(500)
        const all = [...ended, series.candles.at(-1) as Candle]
        expect(all.reduce((sum, { v }) => sum + v, 0)).toBe(list.reduce((sum, [, , lots]) => sum + lots, 0))
        expect(withoutGaps(all, seconds).slice(-500)).toEqual(series.candles)
      }),
    )
  })

  it('of minutes folded to longer ones is the series of those', () => {
    fc.assert(
      fc.property(trades, fc.constantFrom(300, 900, 3600, 14_400, 86_400), (list, seconds) => {
        const minutes = seriesOf(60, list)
        const whole = withoutGaps([...minutes.ended, minutes.series.candles.at(-1) as Candle], 60)
        const direct = seriesOf(seconds, list)
        const longer = withoutGaps([...direct.ended, direct.series.candles.at(-1) as Candle], seconds)
        // A silence that is longer than a series is not filled, so what is between may be left out.
        const filled = foldCandles(whole, seconds).filter(({ v }) => v > 0)
        expect(filled).toEqual(longer.filter(({ v }) => v > 0))
      }),
    )
    const silent = seriesOf(60, [
      [0, 5, 1],
      [900_000, 8, 1],
    ]).series.candles
    expect(foldCandles(silent, 300)).toEqual(
      seriesOf(300, [
        [0, 5, 1],
        [900_000, 8, 1],
      ]).series.candles,
    )
  })

  it('after years of silence costs no more than what is kept', () => {
    const { series, ended } = seriesOf(1, [
      [0, 5, 1],
      [Date.parse('2126-01-01T00:00:00Z'), 6, 1],
    ])
    expect(series.candles).toHaveLength(500)
    expect([series.candles[0]?.v, series.candles.at(-1)?.v, ended.length]).toEqual([0, 1, 1])
  })

  it('opened late and followed live is the one that was there from the beginning, merged or not', () => {
    fc.assert(
      fc.property(trades, fc.nat(79), fc.integer({ min: 1, max: 9 }), (list, late, every) => {
        const series = emptyCandles(60)
        let page: CandlesState | undefined
        let waiting = { candles: [] as readonly Candle[] }
        list.forEach(([at, price, lots], index) => {
          addToCandles(series, price, lots, at)
          const change = candlesOf([traded({ price, lots })], 'BTC-USD', series)
          if (page !== undefined) waiting = mergeCandles(waiting, change ?? { candles: [] })
          if (page !== undefined && index % every === 0) {
            candlesFold.events.candlesChanged(page, waiting, { offset: 1, at })
            waiting = { candles: [] }
          }
          if (index === late % list.length) page = structuredClone(series)
        })
        if (page === undefined) return
        candlesFold.events.candlesChanged(page, waiting, { offset: 1, at: 0 })
        expect(page).toEqual(series)
      }),
    )
  })

  it('is told of by what was traded in its market alone', () => {
    const { series } = seriesOf(60, [[60_000, 5, 1]])
    expect(candlesOf([traded({ market: 'ETH-USD' })], 'BTC-USD', series)).toBeUndefined()
    expect(candlesOf([traded({})], 'BTC-USD', emptyCandles(60))).toBeUndefined()
    expect(candlesOf([traded({})], 'BTC-USD', series)).toEqual({ candles: series.candles })
  })
})

describe('twenty years of an index', () => {
  const rows = days()

  it('are whole numbers of millionths, with each low and high around its open and close', () => {
    expect(rows).toHaveLength(5105)
    const [first] = rows
    expect(first).toEqual({
      t: Date.parse('2000-01-03') / 1000,
      o: 1_469_250_000,
      h: 1_478_000_000,
      l: 1_438_359_985,
      c: 1_455_219_971,
      v: 931_800_000,
    })
    expect(Math.max(...rows.map(({ h }) => h))).toBe(3_393_520_020)
    expect(Math.min(...rows.map(({ l }) => l))).toBe(666_789_978)
    for (const { o, h, l, c } of rows) expect(l <= Math.min(o, c) && h >= Math.max(o, c)).toBe(true)
  })

  it('folded to a month have what that month was', () => {
    const january = rows.filter(({ t }) => new Date(t * 1000).toISOString().startsWith('2000-01'))
    expect(january).toHaveLength(20)
    const t = Date.parse('2000-01-01') / 1000
    expect(joinCandles(january, t)).toEqual({
      t,
      o: 1_469_250_000,
      h: 1_478_000_000,
      l: 1_350_140_015,
      c: 1_394_459_961,
      v: 21_494_400_000,
    })
  })

  it('traded as they say give their days again', () => {
    const series = emptyCandles(86_400)
    const ended = rows.flatMap(({ t, o, h, l, c, v }) =>
      [o, h, l, c].flatMap(
        (price, index) => addToCandles(series, price, index === 3 ? v - 3 : 1, (t + index * 3600) * 1000) ?? [],
      ),
    )
    expect([...ended, series.candles.at(-1)]).toEqual(rows)
  })
})

/** Days of `date,open,high,low,close,adjclose,volume`. */
function days(): readonly Candle[] {
  const folder = path.dirname(createRequire(import.meta.url).resolve('vega-datasets'))
  const text = readFileSync(path.join(folder, '../data/sp500-2000.csv'), 'utf8')
  const millionths = (decimal: string | undefined) => parseDecimal(decimal, '0.000001') as number
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [date, o, h, l, c, , v] = line.split(',')
      const [open, high, low, close] = [o, h, l, c].map(millionths) as [number, number, number, number]
      return { t: Date.parse(date ?? '') / 1000, o: open, h: high, l: low, c: close, v: Number(v) }
    })
}
