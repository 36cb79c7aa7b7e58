import { memoryStore, type SeededRandom, seededRandom } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Levels, levelsChannel, levelsFold, mergeLevels } from '../../test/levels.ts'
import { NarrowReader } from '../../test/narrow-reader.ts'
import { Stage } from '../../test/stage.ts'
import { conflate } from '../define/delivery.ts'
import { applyEvent } from '../define/fold.ts'
import { ConflatedNews } from './conflated-news.ts'
import type { HostLimits } from './limits.ts'

const channel = 'levels/main'
const everything = Number.POSITIVE_INFINITY

function stageOf(options: Parameters<typeof levelsChannel>[0] = {}, limits: Partial<HostLimits> = {}) {
  const stage = new Stage(memoryStore(), { commandBurst: 1_000_000, ...limits }, [levelsChannel(options)])
  const desk = stage.client('desk')
  let ids = 0
  const reader = (view = 'book/BTC', most = everything) =>
    new NarrowReader(stage.host, { id: `r${++ids}`, channel, view }, levelsFold, most)
  const change = async (by: readonly number[], market = 'BTC') => {
    const changes = by.map((each) => ({ market, price: String(each % 3), by: each }))
    desk.command(`c.${++ids}`, channel, 'change', { changes })
    await stage.turn()
  }
  return { stage, reader, change }
}

/** A reader that takes nothing by itself has its view open; what comes next waits for it. */
async function opened(stage: Stage, { outlet }: { readonly outlet: { take(bytes: number): void } }) {
  for (let turn = 0; turn < 2; turn++) {
    await stage.turn()
    outlet.take(everything)
  }
}

describe('a conflated view', () => {
  it('sends the first news after a silence at once, then what happened as one event, at most once an interval', async () => {
    const { stage, reader, change } = stageOf()
    const ana = reader()
    await stage.turn()
    await change([1])
    await stage.clock.advance(0)
    ana.outlet.take(everything)
    expect(ana.newsOffsets).toEqual([1])
    for (let i = 2; i <= 21; i++) {
      await change([i])
      await stage.clock.advance(25)
    }
    await stage.clock.advance(250)
    ana.outlet.take(everything)
    expect(ana.of('events').length).toBeLessThanOrEqual(4)
    expect(ana.of('events').every(({ events }) => events.length === 1)).toBe(true)
    expect(ana.of('events').at(-1)).toMatchObject({ offset: 21, events: [{ offset: 21 }] })
    expect(ana.subscription.state.changes).toBe(21)
  })

  it('gives what is merged the offset and the time of the last', async () => {
    const { stage, reader, change } = stageOf()
    const ana = reader()
    await change([1, 2, 3])
    await stage.clock.advance(7)
    await change([4])
    const end = stage.clock.now()
    await stage.clock.advance(300)
    await change([5, 6])
    await stage.clock.advance(300)
    ana.outlet.take(everything)
    const offsets = ana.of('events').flatMap(({ events }) => events.map(({ offset, at }) => [offset, at - end]))
    expect(offsets.at(-1)).toEqual([6, 300])
    expect(ana.of('events').at(-1)?.events[0]?.data).toMatchObject({ changes: 2 })
  })

  it('merges for who came in between only what he missed', async () => {
    const { stage, reader, change } = stageOf()
    const early = reader()
    await stage.turn()
    await change([1])
    await stage.clock.advance(0)
    await change([2, 3])
    const late = reader()
    await stage.turn()
    await change([4])
    await stage.clock.advance(250)
    for (const each of [early, late]) each.outlet.take(everything)
    expect(early.of('events').at(-1)).toMatchObject({ after: 1, offset: 4, events: [{ data: { changes: 3 } }] })
    expect(late.of('events')).toMatchObject([{ after: 3, offset: 4, events: [{ data: { changes: 1 } }] }])
    expect(late.subscription.state).toEqual(early.subscription.state)
  })

  it('leaves out a slow reader, and gives it all it missed as one event', async () => {
    const { stage, reader, change } = stageOf()
    const slow = reader('book/BTC', 0)
    await opened(stage, slow)
    for (let i = 1; i <= 10; i++) {
      await change([i])
      await stage.clock.advance(250)
    }
    slow.outlet.take(everything)
    await stage.turn()
    slow.outlet.take(everything)
    expect(slow.of('opened')).toHaveLength(1)
    expect(slow.of('events')).toMatchObject([
      { after: 0, offset: 1 },
      { after: 1, offset: 10, events: [{ data: { changes: 9 } }] },
    ])
  })

  it('gives a slow reader whose view looks at the state what the log says, as it is shown now', async () => {
    const { stage, reader, change } = stageOf()
    const slow = reader('state/BTC', 0)
    await opened(stage, slow)
    for (let i = 1; i <= 4; i++) {
      await change([i])
      await stage.clock.advance(250)
    }
    for (let turn = 0; turn < 3; turn++) {
      slow.outlet.take(everything)
      await stage.turn()
    }
    expect(slow.of('opened')).toHaveLength(2)
    expect(slow.subscription.state.changes).toBe(4)
  })

  it('gives who returns what he missed as one event', async () => {
    const { stage, reader, change } = stageOf()
    const first = reader()
    await stage.turn()
    first.outlet.take(everything)
    first.session.end()
    await change([1, 2, 3, 4])
    const back = stage.client('back')
    back.open(channel, 'book/BTC', first.subscription.position)
    await stage.turn()
    expect(back.outlet.of('opened')).toMatchObject([{ after: 0, events: [{ offset: 4, data: { changes: 4 } }] }])
  })

  it.each([
    [
      'that throws',
      () => {
        throw new Error('broken')
      },
    ],
    ['that answers no event', () => undefined],
    ['that answers a promise', async () => ({ type: 'changed' })],
  ])('whose `merge` is one %s ends for its readers, and that is reported', async (_title, merge) => {
    const { stage, reader, change } = stageOf({ merge: merge as never })
    const ana = reader()
    await stage.turn()
    await change([1, 2])
    await stage.clock.advance(300)
    ana.outlet.take(everything)
    expect(ana.of('closed')).toMatchObject([{ code: 'internal' }])
    expect(stage.reports[0]).toContain('"merge" of the view "book/*" threw')
  })

  it.each([
    [0, mergeLevels, {}],
    [1.5, mergeLevels, {}],
    [250, undefined, {}],
    [250, mergeLevels, { maxKept: 0 }],
  ])('cannot be defined with %j, %j, %j', (everyMs, merge, options) => {
    expect(() => conflate(everyMs, merge as never, options)).toThrow(expect.objectContaining({ code: 'ERR_DELIVERY' }))
  })
})

describe('what is kept of conflated news', () => {
  const changed = (offset: number) => ({
    offset,
    at: offset,
    type: 'changed' as const,
    data: { sizes: { [offset % 3]: offset }, changes: 1 },
  })

  it('is never more than the bound, and level for all but those who stand within what was merged ahead', () => {
    let most = 0
    const merge = (events: Parameters<typeof mergeLevels>[0]) => {
      most = Math.max(most, events.length)
      return mergeLevels(events)
    }
    const news = new ConflatedNews(conflate(250, merge, { maxKept: 10 }) as never)
    for (let i = 0; i < 1000; i++) {
      news.note({ after: i, offset: i + 1, events: [JSON.stringify(changed(i + 1))] })
    }
    const state = levelsFold.state()
    for (const { text } of news.after(0) ?? []) applyEvent(levelsFold, state, JSON.parse(text))
    expect(state.changes).toBe(1000)
    expect(most).toBeLessThanOrEqual(10)
    expect(news.after(500)).toBeUndefined()
    expect(news.after(999)).toHaveLength(1)
  })

  it('once all readers are beyond it is nothing', () => {
    const news = new ConflatedNews(conflate(250, mergeLevels) as never)
    news.note({ after: 0, offset: 2, events: [changed(1), changed(2)].map((event) => JSON.stringify(event)) })
    news.forgetUpTo(2)
    expect(news.after(2)).toEqual([])
    expect(news.after(0)).toBeUndefined()
  })

  it('folds as everything would, wherever a reader stands, however it was cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 8 }),
        fc.nat(150),
        (cuts, maxKept, from) => {
          const news = new ConflatedNews(conflate(250, mergeLevels, { maxKept }) as never)
          let at = 0
          for (const length of cuts) {
            const events = Array.from({ length }, (_, i) => changed(at + i + 1))
            news.note({ after: at, offset: at + length, events: events.map((event) => JSON.stringify(event)) })
            at += length
          }
          const missed = news.after(Math.min(from, at))
          if (missed === undefined) return
          const fold = (events: readonly { type: string; data: unknown; offset: number; at: number }[]) => {
            const state = levelsFold.state()
            for (const event of events) applyEvent(levelsFold, state, event)
            return state
          }
          const all = Array.from({ length: at - Math.min(from, at) }, (_, i) => changed(Math.min(from, at) + i + 1))
          expect(fold(missed.map(({ text }) => JSON.parse(text)))).toEqual(fold(all))
          expect(missed.length).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** Readers come, go, fall behind and return while things happen; in the end all are level, and never had a hole. */
async function live(seed: number): Promise<void> {
  const random: SeededRandom = seededRandom(seed)
  const maxReplay = random.chance(0.5) ? 500 : 5
  const { stage, reader, change } = stageOf({ maxKept: random.integer(1, 6) }, { maxReplay, recentEvents: 8 })
  const truth: Record<string, Levels> = {}
  const readers: { part: string; reader: ReturnType<typeof reader> }[] = []
  const come = (kind: string) => {
    const part = random.pick(['BTC', 'ETH', 'XRP'])
    readers.push({ part, reader: reader(`${kind}/${part}`, random.chance(0.3) ? 50 : everything) })
  }
  for (let step = 0; step < 80; step++) {
    const dice = random.integer(0, 9)
    if (dice < 2 && readers.length < 8) come(random.chance(0.8) ? 'book' : 'state')
    else if (dice < 6) {
      const market = random.pick(['BTC', 'ETH'])
      const by = Array.from({ length: random.integer(1, 4) }, () => random.integer(1, 9))
      const levels = truth[market] ?? { sizes: {}, changes: 0 }
      truth[market] = levels
      for (const each of by) {
        levels.sizes[each % 3] = (levels.sizes[each % 3] ?? 0) + each
        levels.changes++
      }
      await change(by, market)
    } else if (dice < 8) await stage.clock.advance(random.integer(1, 300))
    else for (const each of readers) if (random.chance(0.5)) each.reader.outlet.take(random.integer(1, 600))
    if (random.chance(0.1) && readers.length > 0) random.pick(readers).reader.open()
    await stage.turn()
  }
  for (let turn = 0; turn < 10; turn++) {
    for (const each of readers) each.reader.outlet.take(everything)
    await stage.clock.advance(1000)
    await stage.turn()
  }
  for (const { part, reader: each } of readers) {
    expect(each.subscription.state, `seed ${seed}`).toEqual(truth[part] ?? { sizes: {}, changes: 0 })
    expect(each.of('events').every(({ events }) => events.length <= 1)).toBe(true)
  }
  expect(stage.reports).toEqual([])
}

describe('whatever is slow, cut or new', () => {
  it('folding what was merged gives what folding all gives', async () => {
    await fc.assert(fc.asyncProperty(fc.integer(), live), { numRuns: 40 })
  }, 120_000)
})
