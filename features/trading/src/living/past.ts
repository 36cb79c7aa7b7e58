import type { Candle } from '../contract/index.ts'
import type { Chance } from './chance.ts'
import { FairPrice } from './fair-price.ts'
import { moodOf } from './scenario.ts'

const minute = 60

/**
 * A past for a market that begins: a candle for each of the last `minutes` before `until` (seconds since 1970, a whole minute), oldest first, ending near `price` ticks.
 * A chart with nothing on it says nothing.
 */
export function madeUpPast(
  price: number,
  minutes: number,
  until: number,
  lots: number,
  chance: Chance,
): readonly Candle[] {
  const fair = new FairPrice(price, chance)
  const mood = moodOf('calm', 0)
  const candles: Candle[] = []
  let close = price
  // Walked backwards from the price of now, so that it leads there.
  for (let at = 1; at <= minutes; at++) {
    const c = close
    const around = [c]
    for (let part = 1; part <= 4; part++) around.push(Math.max(1, Math.round(fair.step(mood, 0, 15_000))))
    const o = around.at(-1) ?? c
    const v = Math.max(1, Math.round(lots * (0.5 + 6 * chance.next() ** 2)))
    candles.push({ t: until - at * minute, o, h: Math.max(...around), l: Math.min(...around), c, v })
    close = o
  }
  return candles.reverse()
}
