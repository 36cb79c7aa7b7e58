import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { gate, logOf, Stage } from '../../test/stage.ts'
import type { Batch } from '../store/store.ts'
import { StoreError, StoreErrorCode } from '../store/store-error.ts'

describe('a group', () => {
  it('holds everything all channels decided in one turn, in one transaction', async () => {
    const groups: string[][] = []
    const onCommit = (group: readonly Batch[]) => {
      groups.push(group.map(({ channel, events }) => `${channel} ${events.length}`))
    }
    const stage = new Stage(memoryStore({ onCommit }))
    const [ana, ben] = [stage.client('ana'), stage.client('ben')]
    ana.add('0', 'loads')
    ben.add('0', 'loads', { channel: 'words/ko' })
    await stage.turn()
    groups.length = 0
    ana.add('1', 'a')
    ben.add('1', 'b')
    ben.add('2', 'c', { channel: 'words/ko' })
    await stage.turn()
    expect(groups).toEqual([['words/en 2', 'words/ko 1']])
  })

  it('waits while another is under way, and takes all that came meanwhile', async () => {
    const held = gate()
    const sizes: number[] = []
    const stage = new Stage(
      memoryStore({
        onCommit: (group) => {
          sizes.push(group.flatMap(({ events }) => events).length)
          return held.hook()
        },
      }),
    )
    const ana = stage.client()
    ana.add('1', 'a')
    await stage.turn()
    ana.add('2', 'b')
    await stage.turn()
    ana.add('3', 'c')
    await stage.turn()
    expect(sizes).toEqual([1])
    held.release()
    await stage.turn()
    expect(sizes).toEqual([1, 2])
    held.release()
    await stage.turn()
    expect(ana.outlet.of('done')).toHaveLength(3)
  })

  it('carries the state every so many events, and the next load needs no events before it', async () => {
    const store = memoryStore()
    const stage = new Stage(store, { snapshotEvery: 10 })
    const ana = stage.client()
    for (let i = 1; i <= 25; i++) {
      ana.add(String(i), `w${i}`)
      await stage.turn()
    }
    const stored = await store.load('words/en')
    expect(stored?.snapshot?.offset).toBe(20)
    expect(stored?.events).toHaveLength(5)
    const ben = await new Stage(store.reopen()).reader('ben')
    expect(ben.outlet.of('opened')[0]?.state).toEqual({ words: Array.from({ length: 25 }, (_, i) => `w${i + 1}`) })
  })
})

describe('a store that cannot write', () => {
  it('because the disk is full makes commands refused with that reason; reading goes on, and a later try succeeds', async () => {
    let isFull = true
    const store = memoryStore({
      onCommit: () => {
        if (isFull) throw new StoreError(StoreErrorCode.full, 'No room for /srv/data/parley.db.')
      },
    })
    const stage = new Stage(store)
    const ben = await stage.reader('ben')
    const ana = stage.client()
    ana.add('1', 'one')
    await stage.turn()
    const message =
      'The server has no room left to store this. Nothing was changed; send it again later. Reading goes on.'
    expect(ana.outlet.of('refused')).toEqual([
      { type: 'refused', id: '1', code: 'store-full', message, retryable: true },
    ])
    expect(ben.outlet.of('events')).toEqual([])
    expect((await stage.reader('cat')).outlet.of('opened')).toMatchObject([{ position: { offset: 0 } }])
    expect(stage.reports).toEqual(['words/en: the store could not write: No room for /srv/data/parley.db.'])
    isFull = false
    ana.add('1', 'one')
    await stage.turn()
    expect(ana.outlet.of('done')).toMatchObject([{ id: '1', offset: 1 }])
    expect(ben.outlet.of('events')).toMatchObject([{ after: 0, offset: 1 }])
  })

  it('leaves no answer standing that was decided on what was not stored', async () => {
    const held = gate()
    let fails = true
    const store = memoryStore({
      onCommit: async () => {
        await held.hook()
        if (fails) throw new StoreError(StoreErrorCode.failed, 'No.')
      },
    })
    const stage = new Stage(store)
    const [ana, ben] = [stage.client('ana'), stage.client('ben')]
    ana.add('1', 'full')
    await stage.turn()
    // Both look at a list that is full in memory only.
    ben.add('refused', 'more')
    ben.say({ type: 'command', id: 'none', channel: 'words/en', name: 'add', input: { word: 'x', times: 0 } })
    await stage.turn()
    expect(ben.outlet.types).toEqual(['welcome'])
    held.release()
    await stage.turn()
    const codes = ben.outlet.of('refused').map(({ id, code }) => [id, code])
    expect(codes).toEqual([
      ['refused', 'store-unavailable'],
      ['none', 'store-unavailable'],
    ])
    fails = false
    ben.add('refused', 'more')
    await stage.turn()
    held.release()
    await stage.turn()
    expect(ben.outlet.of('done')).toMatchObject([{ id: 'refused', offset: 1 }])
    expect(logOf(store)).toEqual(['more'])
  })

  it('never lets an open see the state that was not stored', async () => {
    const held = gate()
    let fails = true
    const store = memoryStore({
      onCommit: async () => {
        await held.hook()
        if (fails) throw new StoreError(StoreErrorCode.failed, 'No.')
      },
    })
    const stage = new Stage(store)
    stage.client().add('1', 'lost')
    await stage.turn()
    const ben = stage.client('ben')
    ben.open()
    await stage.turn()
    expect(ben.outlet.types).toEqual(['welcome'])
    held.release()
    await stage.turn()
    fails = false
    expect(ben.outlet.of('opened')).toMatchObject([{ position: { offset: 0 }, state: { words: [] } }])
    stage.client().add('2', 'kept')
    await stage.turn()
    held.release()
    await stage.turn()
    expect(ben.outlet.of('events')).toMatchObject([{ after: 0, offset: 1 }])
  })

  it('leaves no text behind of the state that was not stored, for who opens when another event stands there', async () => {
    const held = gate()
    let fails = true
    const store = memoryStore({
      onCommit: async () => {
        await held.hook()
        if (fails) throw new StoreError(StoreErrorCode.failed, 'No.')
      },
    })
    const stage = new Stage(store)
    stage.client().add('1', 'lost')
    await stage.turn()
    const ben = stage.client('ben')
    ben.open()
    await stage.turn()
    ben.session.end()
    held.release()
    await stage.turn()
    fails = false
    stage.client().add('2', 'kept')
    await stage.turn()
    held.release()
    await stage.turn()
    const cat = await stage.reader('cat')
    expect(cat.outlet.of('opened')).toMatchObject([{ position: { offset: 1 }, state: { words: ['kept'] } }])
  })

  it('that stored after all, and only its answer was lost, does not lead to a second effect', async () => {
    let loses = true
    const store = memoryStore({
      onCommitted: () => {
        if (!loses) return
        loses = false
        throw new StoreError(StoreErrorCode.failed, 'The answer was lost.')
      },
    })
    const stage = new Stage(store)
    const ben = await stage.reader('ben')
    const ana = stage.client()
    ana.add('1', 'one')
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '1', retryable: true }])
    ana.add('1', 'one')
    await stage.turn()
    expect(ana.outlet.of('done')).toEqual([{ type: 'done', id: '1', offset: 1 }])
    expect(logOf(store)).toEqual(['one'])
    expect(ben.outlet.of('opened').at(-1)).toMatchObject({ position: { offset: 1 }, after: 0 })
  })

  it('refuses opens when it cannot read either', async () => {
    const store = memoryStore()
    await store.close()
    const stage = new Stage(store)
    const ana = stage.client()
    ana.open()
    ana.add('1', 'x')
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([
      { channel: 'words/en', view: 'all', code: 'store-unavailable', retryable: true },
      { id: '1', code: 'store-unavailable' },
    ])
  })
})

describe('a second writer on the same log', () => {
  it('is noticed at the commit: memory is loaded again, readers are levelled, the command is decided again', async () => {
    const store = memoryStore()
    const [here, there] = [new Stage(store), new Stage(store)]
    const reader = await here.reader('ben')
    const ana = here.client()
    ana.add('1', 'a')
    await here.turn()
    there.client('eve').add('1', 'b')
    await there.turn()
    ana.add('2', 'c')
    await here.turn()
    expect(logOf(store)).toEqual(['a', 'b', 'c'])
    expect(ana.outlet.of('done').at(-1)).toEqual({ type: 'done', id: '2', offset: 3 })
    const levelled = reader.outlet.of('opened').at(-1)
    expect(levelled).toMatchObject({ after: 1, position: { offset: 2 } })
    expect(reader.outlet.of('events').at(-1)).toMatchObject({ after: 2, offset: 3 })
  })

  it('that had taken the same command makes the retry a duplicate, not a second effect', async () => {
    const store = memoryStore()
    const [here, there] = [new Stage(store), new Stage(store)]
    await here.reader('ben')
    there.client().add('1', 'once')
    await there.turn()
    const ana = here.client()
    ana.add('1', 'once')
    ana.add('2', 'next')
    await here.turn()
    expect(logOf(store)).toEqual(['once', 'next'])
    expect(ana.outlet.of('done').map(({ id, offset }) => [id, offset])).toEqual([
      ['1', 1],
      ['2', 2],
    ])
  })
})
