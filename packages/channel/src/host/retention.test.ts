import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Stage } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import { defineFold } from '../define/fold.ts'
import type { Retention } from '../define/rules.ts'
import { StoreError, StoreErrorCode } from '../store/store-error.ts'

const day = 86_400_000

function news(retain: Retention) {
  const fold = defineFold({
    state: (): { count: number } => ({ count: 0 }),
    events: { told: (state, _data: object) => void state.count++ },
  })
  return defineChannel('news', fold, {
    commands: { tell: { input: z.object({}), decide: () => [{ type: 'told', data: {} }] } },
    views: { all: {} },
    retain,
  })
}

async function told(stage: Stage, from: number, to: number) {
  const ana = stage.client()
  for (let i = from; i <= to; i++) {
    ana.command(`${i}`, 'news/a', 'tell', {})
    await stage.turn()
  }
}

const offsetsOf = (store: ReturnType<typeof memoryStore>) => store.log('news/a').map(({ offset }) => offset)

describe('a log that is kept for so many events', () => {
  it('is trimmed when a state was stored, and its channel loads and counts on', async () => {
    const store = memoryStore()
    const stage = new Stage(store, { snapshotEvery: 5 }, [news({ events: 3 })])
    await told(stage, 1, 4)
    expect(offsetsOf(store)).toEqual([1, 2, 3, 4])
    await told(stage, 5, 6)
    expect(offsetsOf(store)).toEqual([3, 4, 5, 6])
    const again = new Stage(store.reopen(), { snapshotEvery: 5 }, [news({ events: 3 })])
    const ben = await again.reader('ben', 'news/a')
    expect(ben.outlet.of('opened')[0]).toMatchObject({ position: { offset: 6 }, state: { count: 6 } })
  })

  it('gives who missed what was dropped the state, not a hole', async () => {
    const store = memoryStore()
    const channels = [news({ events: 3 })]
    const stage = new Stage(store, { snapshotEvery: 5, recentEvents: 1 }, channels)
    const ana = await stage.reader('ana', 'news/a')
    const { epoch } = ana.outlet.of('opened')[0]?.position ?? { epoch: '' }
    await told(stage, 1, 10)
    expect(offsetsOf(store)).toEqual([8, 9, 10])
    for (const [offset, kind] of [
      [5, 'state'],
      [6, 'state'],
      [7, 'events'],
    ] as const) {
      const ben = stage.client('ben')
      ben.open('news/a', 'all', { epoch, offset })
      await stage.turn()
      expect(ben.outlet.of('opened')[0], `from ${offset}`).toHaveProperty(kind)
    }
  })

  it('says at its first kept event that there is nothing before it', async () => {
    const stage = new Stage(memoryStore(), { snapshotEvery: 5 }, [news({ events: 3 })])
    await told(stage, 1, 10)
    const ana = await stage.reader('ana', 'news/a')
    ana.say({ type: 'read', id: 'r', channel: 'news/a', view: 'all', before: 11, limit: 5 })
    await stage.turn()
    expect(ana.outlet.of('page')[0]?.events.map(({ offset }) => offset)).toEqual([8, 9, 10])
    expect(ana.outlet.of('page')[0]?.more).toBe(false)
  })
})

describe('a log that is kept for so many days', () => {
  it('loses what is older, however much of it there is', async () => {
    const store = memoryStore()
    const stage = new Stage(store, { snapshotEvery: 500 }, [news({ days: 2 })])
    const ana = stage.client()
    for (let i = 1; i <= 450; i++) ana.command(`o${i}`, 'news/a', 'tell', {})
    await stage.turn()
    await stage.clock.advance(2 * day)
    await told(stage, 1, 50)
    expect(offsetsOf(store)[0]).toBe(1)
    await stage.clock.advance(1)
    for (let i = 1; i <= 500; i++) ana.command(`n${i}`, 'news/a', 'tell', {})
    await stage.turn()
    expect(offsetsOf(store)[0]).toBe(451)
  })
})

describe('dropping old events', () => {
  it('that fails is reported, and is done at the next stored state', async () => {
    const store = memoryStore()
    const trim = store.trim.bind(store)
    store.trim = () => Promise.reject(new StoreError(StoreErrorCode.full, 'The disk is full.'))
    const stage = new Stage(store, { snapshotEvery: 5 }, [news({ events: 3 })])
    await told(stage, 1, 5)
    expect(stage.reports).toEqual(['news/a: dropping old events: The disk is full.'])
    store.trim = trim
    await told(stage, 6, 10)
    expect(offsetsOf(store)).toEqual([8, 9, 10])
  })

  it.each([{ events: 0 }, { events: Number.NaN }, { days: -1 }, { days: Number.POSITIVE_INFINITY }])(
    'by %j is refused where it is defined',
    (retain) => {
      expect(() => news(retain)).toThrow('"retain" of the channel "news" is { events: 10_000 } or { days: 30 }')
    },
  )
})
