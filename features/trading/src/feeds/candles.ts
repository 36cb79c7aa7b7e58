// Candles from trades, and longer ones from shorter ones.
import type { Candle, CandlesChanged, CandlesState, Fact } from '../contract/index.ts'
import { setCandle, silence } from './candles-fold.ts'

/** A trade at `at`, wall clock. Gives the candle that ended by it. A clock that went back adds to the newest candle: none that ended changes any more. */
export function addToCandles(series: CandlesState, price: number, lots: number, at: number): Candle | undefined {
  const newest = series.candles.at(-1)
  const t = bucketOf(at / 1000, series.seconds)
  if (newest === undefined || t > newest.t) {
    setCandle(series, { t, o: price, h: price, l: price, c: price, v: lots })
    return newest
  }
  const [h, l] = [Math.max(newest.h, price), Math.min(newest.l, price)]
  setCandle(series, { ...newest, h, l, c: price, v: newest.v + lots })
  return undefined
}

/** What one command, at one moment, did to a series that has it already; `undefined`: it traded nothing there. */
export function candlesOf(facts: readonly Fact[], market: string, series: CandlesState): CandlesChanged | undefined {
  const newest = series.candles.at(-1)
  const isTraded = facts.some((fact) => fact.type === 'traded' && fact.market === market)
  return isTraded && newest !== undefined ? { candles: [newest] } : undefined
}

/** A series without gaps, of candles that had trades as they are found again. At most 500 silent ones come before each. */
export function withoutGaps(candles: readonly Candle[], seconds: number): readonly Candle[] {
  return candles.flatMap((candle, index) => {
    const before = candles[index - 1]
    return before === undefined ? [candle] : [...silence(before, candle.t, seconds), candle]
  })
}

/** The same trades in longer buckets; those of `seconds` must be whole times the given ones. */
export function foldCandles(candles: readonly Candle[], seconds: number): readonly Candle[] {
  const buckets: Candle[][] = []
  for (const candle of candles) {
    const bucket = buckets.at(-1)
    if (bucket?.[0] !== undefined && bucketOf(bucket[0].t, seconds) === bucketOf(candle.t, seconds)) bucket.push(candle)
    else buckets.push([candle])
  }
  return buckets.flatMap((bucket) => joinCandles(bucket, bucketOf((bucket[0] as Candle).t, seconds)) ?? [])
}

/** One candle of several, in order. What was silent says nothing of where trades began, how high or how low they were. */
export function joinCandles(candles: readonly Candle[], t: number): Candle | undefined {
  const traded = candles.filter(({ v }) => v > 0)
  const some = traded.length === 0 ? candles.slice(0, 1) : traded
  const [first, last] = [some[0], some.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const h = some.reduce((most, candle) => Math.max(most, candle.h), first.h)
  const l = some.reduce((least, candle) => Math.min(least, candle.l), first.l)
  return { t, o: first.o, h, l, c: last.c, v: some.reduce((sum, { v }) => sum + v, 0) }
}

function bucketOf(seconds: number, interval: number): number {
  return Math.floor(seconds / interval) * interval
}
