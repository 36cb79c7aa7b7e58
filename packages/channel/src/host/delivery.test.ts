import { memoryStore, type SeededRandom, seededRandom } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NarrowReader, sizeOf } from '../../test/narrow-reader.ts'
import { boardFold, meterFold, pricesChannel, tickerFold } from '../../test/prices.ts'
import { Stage } from '../../test/stage.ts'
import type { AnyEvent } from '../define/define-channel.ts'
import { events, latest, sample } from '../define/delivery.ts'
import type { Fold } from '../define/fold.ts'
import type { HostLimits } from './limits.ts'

const everything = Number.POSITIVE_INFINITY

function stageOf({ maxKeys, limits }: { maxKeys?: number; limits?: Partial<HostLimits> } = {}) {
  const stage = new Stage(memoryStore(), { commandBurst: 1_000_000, ...limits }, [pricesChannel(maxKeys)])
  const market = stage.client('market')
  let price = 0
  let ids = 0
  const reader = <State, Events_>(view: string, fold: Fold<State, Events_>, most = 500) =>
    new NarrowReader(stage.host, { id: `r${++ids}`, channel: 'prices/eu', view }, fold, most)
  /** Prices that rise, one for each symbol given. */
  const set = (symbols: readonly string[], note = '') => {
    const ticks = symbols.map((symbol) => ({ symbol, price: ++price, note }))
    market.say({ type: 'command', id: `m.${++ids}`, channel: 'prices/eu', name: 'set', input: { ticks } })
  }
  return { stage, market, reader, set }
}

describe('a view of the latest by key', () => {
  it('gives those who keep up every event', async () => {
    const { stage, reader, set } = stageOf()
    const fast = reader('newest', boardFold)
    await stage.turn()
    for (let round = 0; round < 5; round++) {
      set(['a', 'b', 'a'])
      await stage.turn()
      fast.outlet.take(everything)
    }
    expect(fast.newsOffsets).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
  })

  it('gives one that does not the newest of each key, as news that joins on', async () => {
    const { stage, reader, set } = stageOf()
    const [fast, slow] = [reader('newest', boardFold), reader('newest', boardFold)]
    await stage.turn()
    slow.outlet.take(everything)
    for (let round = 0; round < 50; round++) {
      set(['a', 'b', 'c'], 'x'.repeat(100))
      await stage.turn()
      fast.outlet.take(everything)
    }
    slow.outlet.take(everything)
    slow.outlet.take(everything)
    expect(slow.subscription.state).toEqual(fast.subscription.state)
    expect(slow.subscription.position).toEqual(fast.subscription.position)
    expect(slow.of('opened')).toHaveLength(1)
    expect(slow.of('events').at(-1)).toMatchObject({
      offset: 150,
      events: [{ offset: 148 }, { offset: 149 }, { offset: 150 }],
    })
    expect(slow.holes).toBe(0)
  })

  it.each(['newest', 'every'])(
    'gives one of "%s" that does not the state of a log that was made anew',
    async (view) => {
      const prices = pricesChannel()
      const erase = ({ type, data }: AnyEvent, person: string) => {
        const { note } = data as { note: string }
        return note === person ? { type, data: { ...(data as object), price: 0 } } : undefined
      }
      const stage = new Stage(memoryStore(), {}, [{ ...prices, erase }])
      const set = (id: string, symbol: string, note: string) =>
        stage.client().command(id, 'prices/eu', 'set', { ticks: [{ symbol, price: 7, note }] })
      const slow = await stage.reader('slow', 'prices/eu', view)
      set('1', 'a', 'ben')
      await stage.turn()
      slow.outlet.isBacklogged = true
      const erased = stage.host.erasePerson('ben')
      await stage.turn()
      await erased
      set('2', 'b', 'cat')
      await stage.turn()
      slow.outlet.isBacklogged = false
      slow.session.drained()
      await stage.turn()
      expect(slow.outlet.messages.at(-1)).toMatchObject({
        type: 'opened',
        position: { offset: 2 },
        state: { prices: { a: 0, b: 7 } },
      })
    },
  )

  it('levels by the log or the state who missed more keys than are kept', async () => {
    const { stage, reader, set } = stageOf({ maxKeys: 2 })
    const slow = reader('newest', boardFold, 0)
    await stage.turn()
    slow.outlet.take(everything)
    set(['a'])
    await stage.turn()
    set(['b', 'c', 'd', 'e'])
    await stage.turn()
    slow.outlet.take(everything)
    await stage.turn()
    slow.outlet.take(everything)
    expect(slow.of('opened')).toHaveLength(2)
    expect(slow.subscription.state).toEqual({ prices: { a: 1, b: 2, c: 3, d: 4, e: 5 } })
  })

  it('gives who returns with a position the newest of each key', async () => {
    const { stage, reader, set } = stageOf()
    const first = reader('newest', boardFold)
    set(['a', 'b'])
    await stage.turn()
    first.outlet.take(everything)
    const again = reader('newest', boardFold)
    again.outlet.take(everything)
    first.session.end()
    for (let round = 0; round < 20; round++) set(['a', 'b'])
    await stage.turn()
    again.outlet.take(everything)
    const epoch = first.subscription.position?.epoch ?? ''
    const back = stage.client('back')
    back.open('prices/eu', 'newest', { epoch, offset: 2 })
    await stage.turn()
    expect(back.outlet.of('opened')).toMatchObject([
      { after: 2, position: { offset: 42 }, events: [{ offset: 41 }, { offset: 42 }] },
    ])
  })

  it('whose key throws ends for its readers, and that is reported; other views go on', async () => {
    const { stage, reader, set } = stageOf()
    const [broken, well] = [reader('broken', boardFold, 0), reader('newest', boardFold)]
    await stage.turn()
    broken.outlet.take(everything)
    set(['a'])
    await stage.turn()
    set(['a'])
    await stage.turn()
    for (const each of [broken, well]) each.outlet.take(everything)
    expect(broken.of('closed')).toMatchObject([{ code: 'internal' }])
    expect(stage.reports[0]).toContain('"key" of the view "broken" threw')
    expect(well.newsOffsets).toEqual([1, 2])
  })
})

describe('a sampled view', () => {
  it('gives the newest event only, at most once an interval, and the last one in the end', async () => {
    const { stage, reader, set } = stageOf()
    const [meter, other] = [reader('meter', meterFold, 5000), reader('every', boardFold, 50_000)]
    await stage.turn()
    for (let at = 0; at < 1000; at += 10) {
      set(['a', 'b'])
      await stage.turn()
      await stage.clock.advance(10)
    }
    await stage.clock.advance(250)
    for (const each of [meter, other]) each.outlet.take(everything)
    expect(other.newsOffsets).toHaveLength(200)
    expect(meter.of('events').length).toBeLessThanOrEqual(6)
    expect(meter.of('events').every((message) => message.events.length === 1)).toBe(true)
    expect(meter.subscription.state).toEqual({ reading: 200 })
    expect(meter.subscription.position?.offset).toBe(200)
  })

  it('opened between two samples goes on from there', async () => {
    const { stage, reader, set } = stageOf()
    const first = reader('meter', meterFold, 5000)
    await stage.turn()
    set(['a'])
    await stage.turn()
    await stage.clock.advance(100)
    set(['a'])
    await stage.turn()
    const second = reader('meter', meterFold, 5000)
    await stage.turn()
    set(['a'])
    await stage.turn()
    await stage.clock.advance(250)
    for (const each of [first, second]) each.outlet.take(everything)
    expect(first.of('events').at(-1)).toMatchObject({ after: 1, offset: 3, events: [{ offset: 3 }] })
    expect(second.of('opened')).toMatchObject([{ position: { offset: 2 } }])
    expect(second.of('events')).toMatchObject([{ after: 2, offset: 3, events: [{ offset: 3 }] }])
    expect(first.holes + second.holes).toBe(0)
  })

  it('gives nothing to one that does not keep up, and the newest when it has drained', async () => {
    const { stage, reader, set } = stageOf()
    const [slow, fast] = [reader('meter', meterFold, 300), reader('meter', meterFold, 5000)]
    await stage.turn()
    fast.outlet.take(everything)
    const before = slow.outlet.mostBytes
    for (let round = 0; round < 10; round++) {
      set(['a'])
      await stage.turn()
      await stage.clock.advance(250)
      fast.outlet.take(everything)
    }
    expect(slow.outlet.mostBytes).toBe(before)
    slow.outlet.take(everything)
    slow.outlet.take(everything)
    expect(slow.of('events')).toMatchObject([{ after: 0, offset: 10, events: [{ offset: 10 }] }])
    expect(slow.subscription.state).toEqual(fast.subscription.state)
  })

  it('that everybody has left holds on to nothing: its channel leaves memory', async () => {
    const { stage, reader, set } = stageOf({ limits: { maxIdleChannels: 1 } })
    const meter = reader('meter', meterFold, 5000)
    await stage.turn()
    set(['a'])
    await stage.turn()
    meter.session.end()
    // Whatever was timed for it, the sample and the grace of its presence, comes to nothing.
    await stage.clock.advance(10_000)
    expect(stage.clock.timers).toBe(0)
    expect(stage.reports).toEqual([])
  })
})

describe('a delivery that cannot be', () => {
  it.each([
    ['no key', () => latest(undefined as unknown as () => string)],
    ['no room for a key', () => latest(() => 'a', { maxKeys: 0 })],
    ['no interval', () => sample(0)],
    ['half a millisecond', () => sample(0.5)],
    ['a month', () => sample(2_678_400_000)],
  ])('throws where it is written: %s', (_title, write) => {
    expect(write).toThrow(expect.objectContaining({ code: 'ERR_DELIVERY' }))
  })
})

const maxNewsBytes = 600
const maxBacklogBytes = 1500
const symbols = ['a', 'b', 'c', '_d', '_e', 'f']
const views = { every: boardFold, newest: boardFold, ticker: tickerFold, meter: meterFold } as const

type AnyReader = NarrowReader<unknown, unknown>

async function live(seed: number): Promise<void> {
  const chance: SeededRandom = seededRandom(seed)
  const limits = {
    maxNewsBytes,
    maxReplay: chance.pick([0, 5, 500]),
    recentEvents: chance.pick([2, 50]),
    snapshotEvery: 9,
  }
  const { stage, market, reader, set } = stageOf({ maxKeys: chance.integer(1, 9), limits })
  const open = (most: number): [string, AnyReader] => {
    const view = chance.pick(Object.keys(views) as (keyof typeof views)[])
    return [view, reader(view, views[view] as unknown as Fold<unknown, unknown>, most)]
  }
  // Those who take all they get, at once.
  const fast = ['every', 'newest', 'ticker'].map(
    (view) => [view, reader(view, views[view as 'every'], everything)] as const,
  )
  await stage.turn()
  const slow: [string, AnyReader][] = []
  let published = 0
  for (let step = 0; step < 60; step++) {
    const dice = chance.next()
    if (dice < 0.15) slow.push(open(maxBacklogBytes))
    else if (dice < 0.2) slow.splice(chance.integer(0, slow.length), 1)[0]?.[1].session.end()
    else if (dice < 0.5) slow[chance.integer(0, slow.length)]?.[1].outlet.take(chance.integer(1, 2000))
    else {
      const changed = Array.from({ length: chance.integer(1, 6) }, () => chance.pick(symbols))
      published += changed.length
      set(changed, chance.pick(['', 'é'.repeat(60), 'x'.repeat(400)]))
    }
    if (chance.chance(0.7)) await stage.turn()
    if (chance.chance(0.3)) await stage.clock.advance(chance.integer(1, 300))
    for (const [, each] of fast) each.outlet.take(everything)
  }
  await stage.turn()
  for (let round = 0; round < 6; round++) {
    for (const [, each] of [...fast, ...slow]) each.outlet.take(everything)
    await stage.turn()
    await stage.clock.advance(1100)
  }

  expect(market.outlet.of('refused')).toEqual([])
  const truth = new Map<string, unknown>()
  for (const view of Object.keys(views)) {
    const now = await stage.reader('truth', 'prices/eu', view)
    truth.set(view, now.outlet.of('opened')[0]?.state)
  }
  for (const [view, { subscription, holes }] of [...fast, ...slow]) {
    expect(subscription.state, `${view} once it has caught up`).toEqual(truth.get(view))
    expect(subscription.position?.offset).toBe(published)
    expect(holes).toBe(0)
  }
  for (const [view, { outlet }] of slow) {
    // One message over the line: a part of the news or a larger event, or the state; and who is here, which comes with that.
    const state = sizeOf(JSON.stringify(truth.get(view)))
    expect(outlet.mostBytes).toBeLessThanOrEqual(maxBacklogBytes + Math.max(maxNewsBytes, state) + 500)
  }
  for (const [view, each] of fast) {
    const shown = view === 'ticker' ? each.newsOffsets.length : published
    expect(each.newsOffsets, `${view}: every event, in order, whatever the slow do`).toHaveLength(shown)
    expect(each.newsOffsets).toEqual([...new Set(each.newsOffsets)].sort((a, b) => a - b))
    expect(each.of('opened'), 'and none by levelling').toHaveLength(1)
  }
}

it('whatever is slow: states are level in the end, what waits is bounded, and the fast get every event', async () => {
  await fc.assert(fc.asyncProperty(fc.integer(), live), { numRuns: 150 })
})

it('"events" is what a view does without a word', () => {
  expect(events()).toEqual({ kind: 'events' })
})
