// A series of candles as readers of `candles/<market>.<interval>` keep it. Buckets have no gap: one without trades has the close of the one before and volume 0.
// Such ones come with the next trade, so that a series depends on its trades alone, and a page that looks at one late sees the same as one that was there.
import { defineFold } from '@parley/channel/client'
import type { Candle, CandlesChanged, CandlesState, ViewEvents } from '../contract/index.ts'

/** How many candles a series keeps; of a longer silence only its end is filled. */
export const maxCandles = 500

export function emptyCandles(seconds: number): CandlesState {
  return { seconds, candles: [] }
}

export const candlesFold = defineFold<CandlesState, ViewEvents['candles']>({
  // The interval comes with the state of the server, which is the first that a reader hears.
  state: () => emptyCandles(60),
  events: {
    candlesChanged: (series, { candles }) => {
      for (const candle of candles) setCandle(series, candle)
    },
  },
})

/** Of each bucket the last. */
export function mergeCandles(...changes: readonly CandlesChanged[]): CandlesChanged {
  const byTime = new Map(changes.flatMap(({ candles }) => candles).map((candle) => [candle.t, candle]))
  return { candles: [...byTime.values()] }
}

/** Replaces the newest, or comes behind it and what was silent between. */
export function setCandle({ seconds, candles }: CandlesState, candle: Candle): void {
  const newest = candles.at(-1)
  if (newest !== undefined && candle.t <= newest.t) {
    if (candle.t === newest.t) candles[candles.length - 1] = candle
    return
  }
  if (newest !== undefined) candles.push(...silence(newest, candle.t, seconds))
  candles.push(candle)
  if (candles.length > maxCandles) candles.splice(0, candles.length - maxCandles)
}

/** The buckets between a candle and a later time: as many as a series keeps, the newest. */
export function silence({ t: from, c }: Candle, until: number, seconds: number): readonly Candle[] {
  const count = Math.min((until - from) / seconds - 1, maxCandles)
  return Array.from({ length: count }, (_, index) => ({
    t: until - (count - index) * seconds,
    o: c,
    h: c,
    l: c,
    c,
    v: 0,
  }))
}
