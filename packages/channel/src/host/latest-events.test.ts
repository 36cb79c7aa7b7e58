import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LatestEvents } from './latest-events.ts'
import { ThinNews } from './thin-news.ts'

const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 40 })

describe('the latest events by key', () => {
  it('after an offset are the newest of each key, in their order, or not known', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 9, max: 30 }), (written, maxKeys, from) => {
        const latest = new LatestEvents(10, maxKeys)
        const log = written.map((key, i) => ({ key, offset: 11 + i, text: `${key}${11 + i}` }))
        for (const { key, offset, text } of log) latest.add(key, offset, text)
        const missed = log.filter(({ offset }) => offset > from)
        const newest = missed.filter(
          ({ key, offset }) => !missed.some((other) => other.key === key && other.offset > offset),
        )
        const answer = latest.after(from)
        if (answer !== undefined) expect(answer).toEqual(newest.map(({ text }) => text))
        // It knows whenever it can: from where it began, unless more keys than it keeps were written since.
        if (from >= 10 && newest.length <= maxKeys) expect(answer).toBeDefined()
        if (from < 10) expect(answer).toBeUndefined()
      }),
      { numRuns: 2000 },
    )
  })
})

describe('thinned news', () => {
  const run = (after: number, ...offsets: number[]) => ({
    after,
    offset: after + offsets.length,
    events: offsets.map((offset) => JSON.stringify({ offset, type: 'set', at: 0, data: { key: `k${offset}` } })),
  })
  const byKey = { kind: 'latest', key: (event: { data: unknown }) => JSON.stringify(event.data), maxKeys: 10 } as const

  it('that does not join on begins anew: it never answers across a hole', () => {
    const news = new ThinNews(byKey)
    news.note(run(0, 1, 2))
    news.note(run(5, 6))
    expect(news.after(0)).toBeUndefined()
    expect(news.after(5)).toHaveLength(1)
    expect(news.offset).toBe(6)
  })

  it('is not known once it was forgotten', () => {
    const news = new ThinNews(byKey)
    news.note(run(0, 1))
    news.forget()
    expect(news.after(0)).toBeUndefined()
    news.note(run(1, 2))
    expect(news.after(0)).toBeUndefined()
    expect(news.after(1)).toHaveLength(1)
  })

  it('has a key that is a text', () => {
    const news = new ThinNews({ kind: 'latest', key: () => 7 as unknown as string, maxKeys: 1 })
    expect(() => news.note(run(0, 1))).toThrow('it must answer a string at once; it answered 7')
  })
})
