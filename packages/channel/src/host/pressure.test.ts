import { memoryStore } from '@parley/testkit'
import { describe, expect, it, vi } from 'vitest'
import { gate, Stage } from '../../test/stage.ts'
import { StoreError } from '../store/store-error.ts'

describe('reads', () => {
  it('go to the store a few at a time, and those of a session that ended do not go at all', async () => {
    const held = gate()
    const store = memoryStore()
    const readBefore = vi.spyOn(store, 'readBefore').mockImplementation(async () => {
      await held.hook()
      return []
    })
    const stage = new Stage(store, { maxReadsAtOnce: 2 })
    const ana = await stage.reader()
    for (let i = 0; i < 10; i++) {
      ana.say({ type: 'read', id: `r${i}`, channel: 'words/en', view: 'all', before: 9, limit: 9 })
    }
    await stage.turn()
    expect(readBefore).toHaveBeenCalledTimes(2)
    held.release()
    await stage.turn()
    expect(readBefore).toHaveBeenCalledTimes(3)
    ana.session.end()
    held.release()
    held.release()
    await stage.turn()
    expect(readBefore).toHaveBeenCalledTimes(3)
  })

  it('give fewer events than asked for when they would be too many bytes, the newest, and say that there is more', async () => {
    const stage = new Stage(memoryStore(), { maxPageBytes: 1000 })
    const ana = await stage.reader()
    for (let i = 0; i < 5; i++) ana.add(`${i}`, 'x'.repeat(400))
    await stage.turn()
    ana.say({ type: 'read', id: 'r', channel: 'words/en', view: 'all', before: 9, limit: 200 })
    await stage.turn()
    const [page] = ana.outlet.of('page')
    expect(page?.events.map(({ offset }) => offset)).toEqual([4, 5])
    expect(page?.more).toBe(true)
  })

  it('give one event however large it is', async () => {
    const stage = new Stage(memoryStore(), { maxPageBytes: 10 })
    const ana = await stage.reader()
    ana.add('1', 'x'.repeat(400))
    await stage.turn()
    ana.say({ type: 'read', id: 'r', channel: 'words/en', view: 'all', before: 9, limit: 200 })
    await stage.turn()
    expect(ana.outlet.of('page')[0]?.events).toHaveLength(1)
  })
})

describe('a session that sends too fast', () => {
  it('has its commands beyond the burst refused as retryable, and taken again later', async () => {
    const stage = new Stage(memoryStore(), { commandBurst: 3, commandsPerSecond: 1 })
    const ana = stage.client()
    for (const id of ['1', '2', '3', '4']) ana.add(id, id)
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '4', code: 'too-fast', retryable: true }])
    await stage.clock.advance(1000)
    ana.add('4', '4')
    await stage.turn()
    expect(ana.outlet.of('done').map(({ id }) => id)).toEqual(['1', '2', '3', '4'])
  })

  it('has its signals beyond the burst dropped', async () => {
    const stage = new Stage(memoryStore(), { signalBurst: 2, signalsPerSecond: 1 })
    const [ana, ben] = [await stage.reader('ana'), await stage.reader('ben')]
    for (let i = 0; i < 5; i++) ana.say({ type: 'signal', channel: 'words/en', name: 'wave', data: { hand: 'left' } })
    expect(ben.outlet.of('signal')).toHaveLength(2)
    expect(ana.outlet.of('error')).toEqual([])
  })

  it('is forgiven an error every ten seconds', async () => {
    const stage = new Stage(memoryStore(), { maxErrors: 2 })
    const ana = stage.client()
    for (let i = 0; i < 50; i++) {
      ana.say('nonsense')
      await stage.clock.advance(10_000)
    }
    expect(ana.outlet.closedWith).toBeUndefined()
    ana.say('nonsense')
    ana.say('nonsense')
    expect(ana.outlet.closedWith).toBe(4503)
  })
})

describe('channels in memory', () => {
  it('are bounded: rooms that everybody has left are dropped', async () => {
    const store = memoryStore()
    const load = vi.spyOn(store, 'load')
    const stage = new Stage(store, { maxIdleChannels: 5, maxViews: 1000 })
    const ana = stage.client()
    for (let i = 0; i < 100; i++) ana.open(`words/r${i}`)
    for (let i = 0; i < 5; i++) await stage.turn()
    expect(ana.outlet.of('opened')).toHaveLength(100)
    ana.session.end()
    load.mockClear()
    const ben = stage.client('ben')
    for (let i = 0; i < 100; i++) ben.open(`words/r${i}`)
    await stage.turn()
    // All but a handful had to be loaded again: they were not in memory any more.
    expect(load.mock.calls.length).toBeGreaterThanOrEqual(95)
  })

  it('that nobody reads stay as many as may, however many others are read', async () => {
    const store = memoryStore()
    const load = vi.spyOn(store, 'load')
    const stage = new Stage(store, { maxIdleChannels: 10, maxViews: 1000 })
    const ana = stage.client()
    for (let i = 0; i < 40; i++) ana.open(`words/read${i}`)
    for (let i = 0; i < 5; i++) await stage.turn()
    let written = 0
    const loadsOfWritingTo = async (...names: string[]) => {
      load.mockClear()
      for (const name of names) {
        ana.add(`${++written}`, 'x', { channel: `words/${name}` })
        await stage.turn()
      }
      return load.mock.calls.length
    }
    const eight = Array.from('abcdefgh')
    for (let round = 0; round < 3; round++) await loadsOfWritingTo(...eight)
    expect(await loadsOfWritingTo(...eight)).toBe(0)
    await loadsOfWritingTo(...Array.from('ijklmnopqr'))
    expect(await loadsOfWritingTo(...eight)).toBeGreaterThan(0)
  })

  it('are not dropped while a reader is being brought level from the store', async () => {
    const held = gate()
    const store = memoryStore()
    const stage = new Stage(store, { recentEvents: 2, maxIdleChannels: 2 })
    const ana = stage.client()
    for (let i = 0; i < 10; i++) ana.add(`${i}`, `w${i}`)
    await stage.turn()
    const first = await stage.reader('cat')
    const epoch = first.outlet.of('opened')[0]?.position.epoch ?? ''
    first.session.end()
    const readAfter = store.readAfter.bind(store)
    store.readAfter = async (...args) => {
      await held.hook()
      return readAfter(...args)
    }
    const ben = stage.client('ben')
    ben.open('words/en', 'all', { epoch, offset: 1 })
    await stage.turn()
    for (let i = 0; i < 20; i++) {
      ana.add(`o${i}`, 'x', { channel: `words/other${i}` })
      await stage.turn()
    }
    held.release()
    await stage.turn()
    expect(ben.outlet.of('opened')).toMatchObject([{ after: 1, position: { offset: 10 } }])
    ana.add('news', 'news')
    await stage.turn()
    expect(ben.outlet.of('events')).toMatchObject([{ after: 10, offset: 11 }])
  })
})

describe('a store that cannot read for a while', () => {
  function brokenReads(store: ReturnType<typeof memoryStore>) {
    const readAfter = store.readAfter.bind(store)
    const state = { isBroken: true }
    store.readAfter = async (...args) => {
      if (state.isBroken) throw new StoreError('ERR_STORE_FAILED', 'No.')
      return readAfter(...args)
    }
    return state
  }

  it('makes an open with a position refused as retryable', async () => {
    const store = memoryStore()
    const stage = new Stage(store, { recentEvents: 1 })
    const ana = await stage.reader()
    for (let i = 0; i < 5; i++) ana.add(`${i}`, 'x')
    await stage.turn()
    brokenReads(store)
    const ben = stage.client('ben')
    ben.open('words/en', 'all', { epoch: ana.outlet.of('opened')[0]?.position.epoch ?? '', offset: 1 })
    await stage.turn()
    expect(ben.outlet.of('refused')).toMatchObject([{ view: 'all', code: 'store-unavailable', retryable: true }])
    expect(ben.outlet.of('closed')).toEqual([])
  })

  // The simulation's seed 1024: the reader was told no, then got the news all the same, and stayed when its session had ended.
  it('leaves no reader behind of an open that it refused, though the socket drained while the store was asked', async () => {
    const held = gate()
    const store = memoryStore()
    const stage = new Stage(store, { recentEvents: 1, maxReplay: 3 })
    const ana = await stage.reader('ana')
    const position = ana.outlet.of('opened')[0]!.position
    for (const id of ['1', '2', '3', '4']) {
      ana.add(id, id)
      await stage.turn()
    }
    vi.spyOn(store, 'readAfter').mockImplementation(async () => {
      await held.hook()
      throw new StoreError('ERR_STORE_FAILED', 'no read')
    })
    const ben = stage.client('ben')
    ben.open('words/en', 'all', { ...position, offset: 1 })
    await stage.turn()
    ben.session.drained()
    await stage.turn()
    held.release()
    await stage.turn()
    expect(ben.outlet.types).toEqual(['welcome', 'refused'])
    ben.session.end()
    await stage.clock.advance(2_000)
    expect(ana.outlet.of('presence').at(-1)).toMatchObject({ count: 1 })
  })

  it('says nothing of an open that the client has replaced by another', async () => {
    const held = gate()
    const store = memoryStore()
    const stage = new Stage(store, { recentEvents: 1 })
    const ana = await stage.reader('ana')
    for (let i = 0; i < 5; i++) {
      ana.add(`${i}`, 'x')
      await stage.turn()
    }
    vi.spyOn(store, 'readAfter').mockImplementation(async () => {
      await held.hook()
      throw new StoreError('ERR_STORE_FAILED', 'no read')
    })
    const ben = stage.client('ben')
    ben.open('words/en', 'all', { ...ana.outlet.of('opened')[0]!.position, offset: 1 })
    await stage.turn()
    ben.open()
    await stage.turn()
    held.release()
    await stage.turn()
    expect(ben.outlet.types).toEqual(['welcome', 'opened'])
    ana.add('news', 'y')
    await stage.turn()
    expect(ben.outlet.types).toEqual(['welcome', 'opened', 'events'])
  })

  it('makes a reader that had fallen behind wait, and brings it level when it is well again', async () => {
    const store = memoryStore()
    const stage = new Stage(store, { recentEvents: 1 })
    const [ana, slow] = [stage.client(), await stage.reader('slow')]
    slow.outlet.isBacklogged = true
    for (let i = 0; i < 5; i++) {
      ana.add(`${i}`, 'x')
      await stage.turn()
    }
    const reads = brokenReads(store)
    slow.outlet.isBacklogged = false
    slow.session.drained()
    await stage.turn()
    expect(slow.outlet.of('closed')).toEqual([])
    reads.isBroken = false
    await stage.clock.advance(3000)
    await stage.turn()
    expect(slow.outlet.of('opened').at(-1)).toMatchObject({ after: 0, position: { offset: 5 } })
  })
})

describe('a retry after a restart', () => {
  it('is answered at once, however little memory is kept of outcomes', async () => {
    const store = memoryStore()
    const before = new Stage(store)
    const ana = before.client()
    for (let i = 0; i < 20; i++) ana.add(`${i}`, 'x')
    await before.turn()
    let commits = 0
    const after = new Stage(
      store.reopen({
        onCommit: () => {
          commits++
        },
      }),
      { recentEvents: 1 },
    )
    const again = after.client()
    for (let i = 0; i < 20; i++) again.add(`${i}`, 'x')
    await after.turn()
    expect(again.outlet.of('done').map(({ offset }) => offset)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(commits).toBe(1)
  })
})
