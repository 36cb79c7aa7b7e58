import { memoryStore, seededRandom } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exchangeChannel } from '../../test/exchange.ts'
import { Follower } from '../../test/follower.ts'
import { lengthsFold, Stage, wordsFold } from '../../test/stage.ts'
import type { Fold } from '../define/fold.ts'

const stateOf = async (stage: Stage, channel: string, view: string | undefined, offset: number) => {
  const asked = stage.host.inspection().stateAt(channel, view, offset)
  await stage.turn()
  return asked
}

describe('the state at an offset', () => {
  it('is what readers had there, for every offset, view and pace of snapshots, in any order of asking', async () => {
    const live = async (seed: number) => {
      const chance = seededRandom(seed)
      const stage = new Stage(memoryStore(), { snapshotEvery: chance.integer(1, 9) })
      const writer = stage.client()
      const followers = {
        all: new Follower(stage.client(), 'words/en', 'all', wordsFold as unknown as Fold<unknown, unknown>),
        lengths: new Follower(stage.client(), 'words/en', 'lengths', lengthsFold as unknown as Fold<unknown, unknown>),
      }
      const had: { readonly all: unknown; readonly lengths: unknown }[] = []
      const note = async () => {
        await stage.turn()
        for (const follower of Object.values(followers)) follower.catchUp()
        const { all, lengths } = followers
        had.push(structuredClone({ all: all.subscription.state, lengths: lengths.subscription.state }))
      }
      await note()
      for (let step = 0; step < 25; step++) {
        const word = `${chance.pick(['_', 'x'])}${'y'.repeat(chance.integer(0, 5))}`
        if (chance.chance(0.15)) writer.command(`c${step}`, 'words/en', 'clear', {})
        else writer.add(`a${step}`, word)
        await note()
      }
      const inspection = stage.host.inspection()
      const asked = Array.from({ length: 60 }, () => chance.integer(0, had.length - 1))
      for (const offset of asked) {
        for (const view of ['all', 'lengths'] as const) {
          const answer = inspection.stateAt('words/en', view, offset)
          await stage.turn()
          const state = await answer
          expect(state).toMatchObject({ kind: 'state', offset })
          expect(JSON.parse(state?.kind === 'state' ? state.text : '')).toEqual(had[offset]?.[view])
        }
      }
    }
    await fc.assert(fc.asyncProperty(fc.integer(), live), { numRuns: 25 })
  })

  it('is what a late reader is told, at the end', async () => {
    const stage = new Stage(memoryStore(), { snapshotEvery: 3 })
    for (let i = 0; i < 10; i++) {
      stage.client().add(`a${i}`, `word${i}`)
      await stage.turn()
    }
    const late = await stage.reader('ben', 'words/en', 'all')
    const [opened] = late.outlet.of('opened')
    const state = await stateOf(stage, 'words/en', 'all', 99)
    expect(state).toMatchObject({ kind: 'state', offset: 10 })
    expect(JSON.parse(state?.kind === 'state' ? state.text : '')).toEqual(opened?.state)
  })

  it('begins at a stored state or at one that was folded before, not at the beginning', async () => {
    const stage = new Stage(memoryStore(), { snapshotEvery: 1_000_000 })
    for (let i = 0; i < 8; i++) {
      stage.client().add(`a${i}`, 'word')
      await stage.turn()
    }
    const inspection = stage.host.inspection()
    const from = async (offset: number) => {
      const asked = inspection.stateAt('words/en', undefined, offset)
      await stage.turn()
      const state = await asked
      return state?.kind === 'state' ? state.from : state
    }
    expect([await from(5), await from(7), await from(6), await from(3)]).toEqual([0, 5, 5, 0])
  })

  it('of a trimmed log is told from the stored state on, and says so before it', async () => {
    const store = memoryStore()
    const definition = { ...exchangeChannel(), retain: { events: 1 } }
    const stage = new Stage(store, { snapshotEvery: 2 }, [definition])
    for (let i = 0; i < 6; i++) {
      stage
        .client('desk')
        .command(`t${i}`, 'exchange/main', 'trade', { market: 'BTC', price: 1, buyer: 'ana', seller: 'ben' })
      await stage.turn()
    }
    const first = (await store.load('exchange/main'))?.snapshot?.offset ?? 0
    expect(first).toBeGreaterThan(1)
    expect(await stateOf(stage, 'exchange/main', undefined, 1)).toEqual({ kind: 'trimmed', first })
    expect(await stateOf(stage, 'exchange/main', 'account/ana', first)).toMatchObject({ kind: 'state', offset: first })
  })

  it('of a view or a channel that nobody defines is not there', async () => {
    const stage = new Stage()
    expect(await stateOf(stage, 'words/en', 'nothing', 0)).toEqual({ kind: 'unknown-view' })
    expect(await stateOf(stage, 'nothing/en', undefined, 0)).toBeUndefined()
  })

  it('stops when who asked has gone', async () => {
    const stage = new Stage()
    stage.client().add('a', 'word')
    await stage.turn()
    const asked = stage.host.inspection().stateAt('words/en', undefined, 1, () => false)
    await stage.turn()
    expect(await asked).toEqual({ kind: 'stopped' })
  })
})

describe('what is in memory', () => {
  it('is listed with readers, views and the end of the log, and looking wakes nothing', async () => {
    const stage = new Stage()
    const inspection = stage.host.inspection()
    expect(inspection.list(10)).toEqual([])
    await stage.reader('ana', 'words/en', 'all')
    await stage.reader('ben', 'words/en', 'all')
    stage.client().add('a', 'word')
    await stage.turn()
    expect(inspection.list(10)).toEqual([
      {
        name: 'words/en',
        offset: 1,
        epoch: expect.any(String),
        readers: 2,
        views: [
          { view: 'all', readers: 2 },
          { view: 'greeting', readers: 0 },
          { view: 'lengths', readers: 0 },
        ],
        collections: [],
      },
    ])
    await stateOf(stage, 'words/fr', 'all', 0)
    expect(inspection.count).toBe(1)
  })

  it('gives a log by pages, newest first', async () => {
    const stage = new Stage()
    for (let i = 0; i < 5; i++) stage.client().add(`a${i}`, `word${i}`)
    await stage.turn()
    const page = async (before: number) => {
      const asked = stage.host.inspection().log('words/en', before, 2)
      await stage.turn()
      const log = await asked
      return [log?.events.map(({ offset }) => offset), log?.hasMore]
    }
    expect([await page(6), await page(4), await page(2)]).toEqual([
      [[4, 5], true],
      [[2, 3], true],
      [[1], false],
    ])
  })
})
