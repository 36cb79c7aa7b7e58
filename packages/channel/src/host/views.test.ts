import { memoryStore } from '@parley/testkit'
import { describe, expect, it, vi } from 'vitest'
import { gate, Stage } from '../../test/stage.ts'
import { Encoded } from '../messages/encoded.ts'

describe('opening a view', () => {
  it('gives its whole state at its position, then the news that joins on', async () => {
    const stage = new Stage()
    stage.client('eve').add('0', 'zero')
    await stage.turn()
    const ana = await stage.reader()
    ana.add('1', 'one')
    await stage.turn()
    expect(ana.outlet.messages.filter(({ type }) => type !== 'presence').slice(1)).toEqual([
      {
        type: 'opened',
        channel: 'words/en',
        view: 'all',
        position: { epoch: 'epoch-1', offset: 1 },
        state: { words: ['zero'] },
      },
      {
        type: 'events',
        channel: 'words/en',
        view: 'all',
        after: 1,
        offset: 2,
        events: [{ offset: 2, type: 'added', at: 1_000_000, data: { word: 'one' } }],
      },
      { type: 'done', id: '1', offset: 2 },
    ])
  })

  it('that meets decided but not durable events waits for them', async () => {
    const held = gate()
    const stage = new Stage(memoryStore({ onCommit: held.hook }))
    const ana = stage.client()
    ana.add('1', 'one')
    await stage.turn()
    const [early, late] = [stage.client('early'), stage.client('late')]
    early.open()
    ana.add('2', 'two')
    late.open()
    await stage.turn()
    expect([...early.outlet.types, ...late.outlet.types]).toEqual(['welcome', 'welcome'])
    held.release()
    await stage.turn()
    expect(early.outlet.of('opened')).toMatchObject([{ position: { offset: 1 }, state: { words: ['one'] } }])
    held.release()
    await stage.turn()
    expect(early.outlet.of('events')).toMatchObject([{ after: 1, offset: 2 }])
    expect(late.outlet.of('opened')).toMatchObject([{ position: { offset: 2 }, state: { words: ['one', 'two'] } }])
    expect(late.outlet.of('events')).toEqual([])
  })

  it.each([
    ['of an unknown name', 'words/en', 'nope', 'unknown-view'],
    ['named like a property of every object', 'words/en', '__proto__', 'unknown-view'],
    ['of an unknown feature', 'nope/en', 'all', 'unknown-channel'],
    ['one may not see', 'words/private', 'all', 'not-allowed'],
  ])('%s is refused', async (_title, channel, view, code) => {
    const ben = await new Stage().reader('ben', channel, view)
    expect(ben.outlet.of('refused')).toMatchObject([{ channel, view, code, retryable: false }])
  })

  it('says to each reader alone what its rule says, anew with each `opened`, while the state is encoded once', async () => {
    const stage = new Stage()
    const [ana, ben] = [
      await stage.reader('ana', 'words/en', 'greeting'),
      await stage.reader('ben', 'words/en', 'greeting'),
    ]
    const [fresh] = ana.outlet.of('opened')
    expect(fresh).toMatchObject({ state: { words: [] }, you: { hello: 'en' } })
    expect(ben.outlet.of('opened')[0]).not.toHaveProperty('you')
    ben.add('1', 'one')
    await stage.turn()
    const again = stage.client('ana')
    again.open('words/en', 'greeting', fresh?.position)
    await stage.turn()
    expect(again.outlet.of('opened')).toMatchObject([{ after: 0, events: [{ type: 'added' }], you: { hello: 'en' } }])
  })

  it('opens without what its rule failed to say, which is reported', async () => {
    const stage = new Stage()
    for (const id of ['eve', 'cho']) {
      const reader = await stage.reader(id, 'words/en', 'greeting')
      expect(reader.outlet.of('opened')[0]).not.toHaveProperty('you')
    }
    expect(stage.reports).toEqual([
      expect.stringContaining('"you" of the view "greeting" threw'),
      expect.stringContaining('"you" of the view "greeting" threw'),
    ])
  })

  it('beyond the views a session may have is refused; closing one makes room', async () => {
    const stage = new Stage(memoryStore(), { maxViews: 2 })
    const ana = await stage.reader()
    ana.open('words/a')
    ana.open('words/b')
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ channel: 'words/b', code: 'too-many-views' }])
    ana.say({ type: 'close', channel: 'words/a', view: 'all' })
    ana.open('words/b')
    await stage.turn()
    expect(ana.outlet.of('closed')).toEqual([{ type: 'closed', channel: 'words/a', view: 'all' }])
    expect(ana.outlet.of('opened').map(({ channel }) => channel)).toEqual(['words/en', 'words/a', 'words/b'])
  })

  it('that is closed hears nothing more', async () => {
    const stage = new Stage()
    const ana = await stage.reader()
    ana.say({ type: 'close', channel: 'words/en', view: 'all' })
    ana.add('1', 'one')
    await stage.turn()
    expect(ana.outlet.of('events')).toEqual([])
  })
})

describe('returning with a position', () => {
  async function withHistory(count: number, limits = {}) {
    const store = memoryStore()
    const stage = new Stage(store, limits)
    const eve = await stage.reader('eve')
    for (let i = 1; i <= count; i++) eve.add(String(i), `w${i}`)
    await stage.turn()
    const epoch = eve.outlet.of('opened')[0]?.position.epoch ?? ''
    return { stage, store, epoch }
  }

  it('gives what was missed', async () => {
    const { stage, epoch } = await withHistory(5)
    const ana = stage.client()
    ana.open('words/en', 'all', { epoch, offset: 3 })
    await stage.turn()
    const [opened] = ana.outlet.of('opened')
    expect(opened).toMatchObject({ after: 3, position: { epoch, offset: 5 } })
    expect(opened?.events?.map(({ offset }) => offset)).toEqual([4, 5])
    expect(opened).not.toHaveProperty('state')
  })

  it('gives nothing where nothing was missed', async () => {
    const { stage, epoch } = await withHistory(5)
    const ana = stage.client()
    ana.open('words/en', 'all', { epoch, offset: 5 })
    await stage.turn()
    expect(ana.outlet.of('opened')).toMatchObject([{ after: 5, position: { offset: 5 }, events: [] }])
  })

  it('reads from the store what memory no longer has, and joins on to what happens meanwhile', async () => {
    const { stage, epoch } = await withHistory(40, { recentEvents: 4 })
    const ana = stage.client()
    ana.open('words/en', 'all', { epoch, offset: 10 })
    stage.client('eve').add('x', 'meanwhile')
    await stage.turn()
    const offsets = [...ana.outlet.of('opened'), ...ana.outlet.of('events')]
      .flatMap(({ events }) => events ?? [])
      .map(({ offset }) => offset)
    expect(offsets).toEqual(Array.from({ length: 31 }, (_, i) => 11 + i))
  })

  it.each([
    ['of another epoch', { epoch: 'other', offset: 25 }],
    ['beyond the end of the log', { epoch: undefined, offset: 99 }],
    ['further back than is replayed', { epoch: undefined, offset: 0 }],
  ])('%s gives the whole state', async (_title, { epoch, offset }) => {
    const history = await withHistory(30, { maxReplay: 20 })
    const ana = history.stage.client()
    ana.open('words/en', 'all', { epoch: epoch ?? history.epoch, offset })
    await history.stage.turn()
    const [opened] = ana.outlet.of('opened')
    expect(opened?.position).toEqual({ epoch: history.epoch, offset: 30 })
    expect(opened?.state).toMatchObject({ words: expect.arrayContaining(['w1', 'w30']) })
  })

  it('works over a restart', async () => {
    const { store, epoch } = await withHistory(5)
    const stage = new Stage(store.reopen())
    const ana = stage.client()
    ana.open('words/en', 'all', { epoch, offset: 2 })
    await stage.turn()
    expect(ana.outlet.of('opened')[0]?.events?.map(({ offset }) => offset)).toEqual([3, 4, 5])
  })
})

describe('news', () => {
  it('is encoded once for all who read a view, and is the same for each', async () => {
    const stage = new Stage()
    const readers = await Promise.all(['a', 'b', 'c'].map((id) => stage.reader(id)))
    stage.client('eve').add('1', 'one')
    await stage.turn()
    const messages = readers.map(({ outlet }) =>
      outlet.sent.find((message) => message instanceof Encoded && message.text.includes('"events"')),
    )
    expect(new Set(messages).size).toBe(1)
  })

  it('of many commands in one turn is one message', async () => {
    const stage = new Stage()
    const ben = await stage.reader('ben')
    const ana = stage.client()
    for (let i = 0; i < 100; i++) ana.add(String(i), `w${i}`)
    await stage.turn()
    expect(ben.outlet.of('events')).toMatchObject([{ after: 0, offset: 100 }])
  })

  it('of a projection shows only what the projection shows, and its offsets still join on', async () => {
    const stage = new Stage()
    const ben = await stage.reader('ben', 'words/en', 'lengths')
    const ana = stage.client()
    ana.add('1', 'four')
    ana.add('2', '_secret')
    await stage.turn()
    expect(ben.outlet.of('events')).toMatchObject([
      { after: 0, offset: 2, events: [{ offset: 1, type: 'grew', data: { length: 4 } }] },
    ])
    const late = await stage.reader('cat', 'words/en', 'lengths')
    expect(late.outlet.of('opened')[0]?.state).toEqual({ lengths: [4] })
  })
})

describe('a reader that does not keep up', () => {
  it('gets no news until it has drained, then is levelled from its position', async () => {
    const stage = new Stage()
    const [slow, fast] = [await stage.reader('slow'), await stage.reader('fast')]
    const ana = stage.client()
    ana.add('1', 'one')
    await stage.turn()
    slow.outlet.isBacklogged = true
    for (const id of ['2', '3']) {
      ana.add(id, `w${id}`)
      await stage.turn()
    }
    expect(slow.outlet.of('events')).toHaveLength(1)
    expect(fast.outlet.of('events')).toHaveLength(3)
    slow.outlet.isBacklogged = false
    slow.session.drained()
    await stage.turn()
    expect(slow.outlet.of('opened').at(-1)).toMatchObject({ after: 1, position: { offset: 3 } })
    ana.add('4', 'four')
    await stage.turn()
    expect(slow.outlet.of('events').at(-1)).toMatchObject({ after: 3, offset: 4 })
  })

  it('that missed more than is replayed gets the state', async () => {
    const stage = new Stage(memoryStore(), { maxReplay: 3 })
    const slow = await stage.reader('slow')
    slow.outlet.isBacklogged = true
    const ana = stage.client()
    for (let i = 0; i < 5; i++) ana.add(String(i), `w${i}`)
    await stage.turn()
    slow.outlet.isBacklogged = false
    slow.session.drained()
    await stage.turn()
    expect(slow.outlet.of('opened').at(-1)).toMatchObject({ position: { offset: 5 }, state: { words: { length: 5 } } })
  })
})

describe('older events', () => {
  it('are read in pages, oldest first, as the view shows them', async () => {
    const stage = new Stage()
    const ana = await stage.reader()
    for (let i = 1; i <= 5; i++) ana.add(String(i), `w${i}`)
    await stage.turn()
    ana.say({ type: 'read', id: 'r1', channel: 'words/en', view: 'all', before: 4, limit: 2 })
    ana.say({ type: 'read', id: 'r2', channel: 'words/en', view: 'all', before: 2, limit: 200 })
    ana.say({ type: 'read', id: 'r3', channel: 'words/en', view: 'all', before: 1, limit: 10 })
    await stage.turn()
    expect(ana.outlet.of('page').map(({ id, events, more }) => [id, events.map(({ offset }) => offset), more])).toEqual(
      [
        ['r1', [2, 3], true],
        ['r2', [1], false],
        ['r3', [], false],
      ],
    )
  })

  it('of a view that is not open are refused', async () => {
    const stage = new Stage()
    const ben = await stage.reader('ben', 'words/private')
    ben.say({ type: 'read', id: 'r', channel: 'words/private', view: 'all', before: 9, limit: 9 })
    await stage.turn()
    expect(ben.outlet.of('refused').at(-1)).toMatchObject({ id: 'r', code: 'not-open' })
  })
})

describe('channels nobody needs', () => {
  it('leave memory when there are too many; those with readers stay', async () => {
    const store = memoryStore()
    const loads = vi.spyOn(store, 'load')
    const stage = new Stage(store, { maxIdleChannels: 4 })
    const ana = await stage.reader('ana', 'words/kept')
    for (let i = 0; i < 20; i++) {
      ana.add(`a${i}`, 'x', { channel: `words/c${i}` })
      await stage.turn()
    }
    loads.mockClear()
    ana.add('k', 'x', { channel: 'words/kept' })
    await stage.turn()
    expect(loads).not.toHaveBeenCalled()
    ana.add('again', 'x', { channel: 'words/c0' })
    await stage.turn()
    expect(loads).toHaveBeenCalledOnce()
  })
})
