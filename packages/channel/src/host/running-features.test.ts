import { type MemoryFeatureOptions, memoryFeature, memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { tally } from '../../test/desk.ts'
import { RecordingOutlet, words } from '../../test/stage.ts'
import type { Feature } from '../define/feature.ts'
import type { FeatureRun, FeatureServer } from '../define/feature-server.ts'
import { Session } from '../session/session.ts'
import type { Batch } from '../store/store.ts'
import { StoreError, StoreErrorCode } from '../store/store-error.ts'

const ana = { id: 'ana', name: 'Ana', guest: false }
const idle: FeatureRun = { close: async () => {} }

function stage(feature: Partial<Feature> = {}, options: MemoryFeatureOptions = {}) {
  const memory = memoryFeature({ name: 'words', channels: [words, tally], ...feature }, options)
  const { server, clock } = memory
  const add = async (word: string, channel = 'words/en') => {
    const added = server.command(channel, 'add', { word })
    await clock.settle()
    return added
  }
  /** What a watch hears, as lines. */
  const watch = async (view = 'all', channel = 'words/en') => {
    const heard: string[] = []
    const end = server.watch(channel, view, {
      onState: (state, { offset }) => void heard.push(`${offset}: ${JSON.stringify(state)}`),
      onEvents: (events, { offset }) =>
        void heard.push(`${offset}: ${events.map(({ data }) => Object.values(data as object)[0]).join(' ')}`),
    })
    await clock.settle()
    return { heard, end }
  }
  return { ...memory, add, watch }
}

describe('a feature that runs', () => {
  it('acts as the system: sends commands, opens, finds', async () => {
    const { server, add, store } = stage()
    expect(await add('hello')).toMatchObject({ offset: 1 })
    await server.command('words/en', 'clear', {})
    expect(JSON.parse(store.log('words/en')[1]!.event).data).toEqual({ by: 'system' })
    expect(await server.open('words/en', 'lengths')).toMatchObject({ state: { lengths: [] }, position: { offset: 2 } })
    await expect(server.find('words/en', 'all', 'notes', { limit: 1 })).rejects.toMatchObject({ name: 'ChannelError' })
    await expect(server.command('words/en', 'add', {})).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(server.open('words/private', 'all')).rejects.toMatchObject({ code: 'not-allowed' })
  })

  it('is told by the server what it needs: the path, the time, what all announce', () => {
    const announces = { 'words/new': { title: { en: 'A new word', ko: '새 단어' } } }
    const { server, clock } = stage({}, { beside: [{ name: 'other', channels: [], announces }] })
    expect([server.path, server.announced, server.now()]).toEqual(['/parley', announces, clock.now()])
    expect(server.randomId()).not.toBe(server.randomId())
  })

  it('is closed with the others, all at once; one that fails is reported', async () => {
    const closing: string[] = []
    let release = () => {}
    const slow: FeatureRun = { close: () => new Promise((resolve) => (release = resolve)) }
    const failing: FeatureRun = {
      close: async () => {
        closing.push('failing')
        throw new Error('stuck')
      },
    }
    const beside = [{ name: 'failing', channels: [], start: () => failing }]
    const memory = stage({ start: () => slow }, { beside })
    let isClosed = false
    const closed = memory.close().then(() => (isClosed = true))
    await memory.clock.settle()
    expect([closing, memory.reports, isClosed]).toEqual([['failing'], ['failing: closing: stuck'], false])
    release()
    await closed
  })

  it('may send commands until it has closed, and they are stored', async () => {
    const start = (server: FeatureServer): FeatureRun => ({
      close: async () => void (await server.command('words/en', 'add', { word: 'bye' })),
    })
    const { close, store, server } = stage({ start })
    await close()
    expect(store.log('words/en')).toHaveLength(1)
    await expect(server.command('words/en', 'add', { word: 'late' })).rejects.toMatchObject({ code: 'draining' })
  })

  it('that does not say how it is ended is refused', () => {
    const start = (() => undefined) as never
    expect(() => stage({ start })).toThrow(expect.objectContaining({ code: 'ERR_FEATURE_START' }))
  })
})

describe('a timer of a feature', () => {
  it('runs once, unless it is cancelled or the server has closed; what it throws is reported', async () => {
    const { server, clock, reports, close } = stage()
    const ran: number[] = []
    server.setTimer(() => ran.push(1), 1000)
    server.setTimer(() => ran.push(2), 1000)()
    server.setTimer(async () => {
      throw new Error('late')
    }, 1000)
    server.setTimer(() => ran.push(4), 5000)
    await clock.advance(1000)
    expect([ran, reports]).toEqual([[1], ['a timer of a feature threw: late']])
    await close()
    await clock.advance(10_000)
    expect([ran, clock.timers]).toEqual([[1], 0])
  })

  it.each([2 ** 31, Infinity, Number.NaN])('of %d ms is refused', (afterMs) => {
    const code = 'ERR_FEATURE_TIMER'
    expect(() => stage().server.setTimer(() => {}, afterMs)).toThrow(expect.objectContaining({ code }))
  })
})

describe('a watch of a view', () => {
  it('hears the state and then every event, as the view shows them', async () => {
    const { add, watch } = stage()
    await add('hello')
    const [all, lengths] = [await watch(), await watch('lengths')]
    await add('_secret')
    await add('you')
    expect(all.heard).toEqual(['1: {"words":["hello"]}', '2: _secret', '3: you'])
    expect(lengths.heard).toEqual(['1: {"lengths":[5]}', '2: ', '3: 3'])
  })

  it('hears nothing before it is stored', async () => {
    const letGo: (() => void)[] = []
    const onCommit = () => new Promise<void>((resolve) => letGo.push(resolve))
    const { server, clock, watch } = stage({}, { store: memoryStore({ onCommit }) })
    const { heard } = await watch()
    const added = server.command('words/en', 'add', { word: 'hello' })
    await clock.settle()
    expect(heard).toEqual(['0: {"words":[]}'])
    letGo.shift()?.()
    await added
    expect(heard).toEqual(['0: {"words":[]}', '1: hello'])
  })

  it('goes on where it was when the store fails and comes back', async () => {
    let isDown = false
    const onCommit = (_group: readonly Batch[]) => {
      if (isDown) throw new StoreError(StoreErrorCode.failed, 'down')
    }
    const { add, watch, clock } = stage({}, { store: memoryStore({ onCommit }) })
    const { heard } = await watch()
    await add('one')
    isDown = true
    await expect(add('lost')).rejects.toMatchObject({ code: 'store-unavailable' })
    isDown = false
    await clock.advance(2000)
    await add('two')
    await clock.advance(2000)
    expect(heard).toEqual(['0: {"words":[]}', '1: one', '2: two'])
  })

  it('that cannot be opened is tried again', async () => {
    const store = memoryStore()
    let isDown = true
    const load = store.load.bind(store)
    store.load = (channel) => (isDown ? Promise.reject(new StoreError(StoreErrorCode.failed, 'down')) : load(channel))
    const { watch, clock } = stage({}, { store })
    const { heard } = await watch()
    expect(heard).toEqual([])
    isDown = false
    await clock.advance(2000)
    expect(heard).toEqual(['0: {"words":[]}'])
  })

  it('takes the state anew when somebody was erased from the log', async () => {
    const { add, host, server, clock } = stage({
      channels: [{ ...words, erase: (event) => ({ ...event, data: { word: 'gone' } }) }],
    })
    await add('ana')
    const states: unknown[] = []
    server.watch('words/en', 'all', { onState: (state) => states.push(state), onEvents: () => {} })
    await host.erasePerson('ana')
    await clock.advance(2000)
    expect(states).toEqual([{ words: ['ana'] }, { words: ['gone'] }])
  })

  it('ends when it is told to, and with the server', async () => {
    const { add, watch, close, clock } = stage()
    const [one, other] = [await watch(), await watch()]
    one.end()
    one.end()
    await add('hello')
    expect([one.heard.length, other.heard.length]).toEqual([1, 2])
    await close()
    await clock.advance(10_000)
    expect(other.heard).toHaveLength(2)
    expect(clock.timers).toBe(0)
  })

  it('reports what its listener throws, and goes on', async () => {
    const { server, add, reports, clock } = stage()
    let events = 0
    const onState = () => {
      throw new Error('no state')
    }
    const onEvents = async () => {
      events++
      throw new Error('no events')
    }
    server.watch('words/en', 'all', { onState, onEvents })
    await clock.settle()
    await add('one')
    await add('two')
    expect(events).toBe(2)
    expect(reports).toEqual(
      ['state', 'events', 'events'].map((what) => `words/en: what watches "all" threw: no ${what}`),
    )
  })

  it('is reported where the system may not see it', async () => {
    const { watch, reports } = stage()
    const { heard } = await watch('all', 'words/private')
    expect([heard, reports]).toEqual([[], [expect.stringContaining('words/private: subscribing')]])
  })

  it('is nobody who is present', async () => {
    const { host, watch, clock } = stage()
    const { end } = await watch()
    const outlet = new RecordingOutlet()
    const session = new Session({ host, outlet, heartbeatMs: 1, maxMessageBytes: 1000, identify: () => ana })
    session.receive(JSON.stringify({ type: 'open', channel: 'words/en', view: 'all' }))
    await clock.advance(2000)
    end()
    await clock.advance(20_000)
    const people = outlet.of('presence').flatMap(({ people = [] }) => people.map(({ id }) => id))
    expect([...new Set(people)]).toEqual(['ana'])
  })
})

describe('what features add to what attach returns', () => {
  it('is the api of all of them; it is asked for before anything starts', () => {
    const order: string[] = []
    const api = () => {
      order.push('api')
      return { add: () => 'added', list: { all: [1] } }
    }
    const start = () => {
      order.push('start')
      return idle
    }
    const memory = memoryFeature({ name: 'words', channels: [words], api, start })
    expect([memory.api.add(), memory.api.list.all, order]).toEqual(['added', [1], ['api', 'start']])
  })

  it('keeps what is found out each time it is asked for', () => {
    let count = 0
    const api = () => ({
      get count() {
        return ++count
      },
    })
    const memory = memoryFeature({ name: 'words', channels: [words], api })
    expect([memory.api.count, memory.api.count]).toEqual([1, 2])
  })

  it('has each name once', () => {
    const other: Feature = { name: 'other', channels: [], api: () => ({ add() {} }) }
    expect(() => stage({ api: () => ({ add() {} }) }, { beside: [other] })).toThrow(
      expect.objectContaining({ code: 'ERR_FEATURE_API', message: expect.stringContaining('another feature has') }),
    )
  })

  it('is an object', () => {
    const api = (() => 'nothing') as never
    expect(() => stage({ api })).toThrow(expect.objectContaining({ code: 'ERR_FEATURE_API' }))
  })
})
