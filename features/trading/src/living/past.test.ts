import { expect, test } from 'vitest'
import { Chance } from './chance.ts'
import { madeUpPast } from './past.ts'

test('a made-up past joins on minute by minute and leads to the price of now', () => {
  const until = 1_700_000_040
  const past = madeUpPast(1_000_000, 1440, until, 2000, new Chance(1))
  expect(past).toHaveLength(1440)
  expect(past.at(-1)).toMatchObject({ t: until - 60, c: 1_000_000 })
  past.forEach((candle, at) => {
    const { t, o, h, l, c, v } = candle
    expect(l <= Math.min(o, c) && Math.max(o, c) <= h && v >= 1, JSON.stringify(candle)).toBe(true)
    const next = past[at + 1]
    if (next !== undefined) expect([next.t, next.o]).toEqual([t + 60, c])
    for (const value of Object.values(candle)) expect(Number.isSafeInteger(value)).toBe(true)
  })
})
