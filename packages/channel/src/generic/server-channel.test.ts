import { memoryStore, virtualClock } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { Client } from '../../test/stage.ts'
import type { Actor } from '../define/actor.ts'
import { Host } from '../host/host.ts'
import { defineGeneric, type GenericRules, isGenericName } from './define-generic.ts'
import { newestKept, type PublishedMessage } from './generic-channel.ts'
import { ServerChannel } from './server-channel.ts'

/** A host with generic channels on a virtual clock. */
function stageWith(rules?: GenericRules, store = memoryStore()) {
  const clock = virtualClock(1_000_000)
  const deferred: (() => void)[] = []
  const reports: string[] = []
  let ids = 0
  const host = new Host({
    channels: [defineGeneric(rules)],
    store,
    runtime: {
      now: () => clock.now(),
      defer: (run) => deferred.push(run),
      setTimer: (run, afterMs) => {
        const timer = clock.setTimer(run, afterMs)
        return () => timer.cancel()
      },
      randomId: () => `id-${++ids}`,
      report: (error, where) => reports.push(`${where}: ${error instanceof Error ? error.message : error}`),
    },
  })
  const turn = async () => {
    await clock.settle()
    while (deferred.length > 0) {
      for (const run of deferred.splice(0)) run()
      await clock.settle()
    }
  }
  const reader = async (id = 'ana', channel = 'channel/news') => {
    const client = new Client(host, id)
    client.open(channel, 'messages')
    await turn()
    return client
  }
  return { host, store, clock, reports, turn, reader, news: new ServerChannel(host, 'news') }
}

const publish = (id: string, data: unknown, channel = 'channel/news') => ({
  type: 'command',
  id,
  channel,
  name: 'publish',
  input: { data },
})

describe('a person of a generic channel', () => {
  it('is exported and erased with what he published, and nothing of others is', async () => {
    const { host, news, store, reader, turn } = stageWith({ mayPublish: () => true })
    const [ana, ben] = [await reader('ana'), await reader('ben')]
    ana.say(publish('1', { secret: 'of ana' }))
    ben.say(publish('2', { about: 'ben' }))
    news.publish({ from: 'the server' }).catch(() => {})
    await turn()
    const exported = host.exportPerson('ana')
    await turn()
    expect((await exported).events).toMatchObject([{ channel: 'channel/news', offset: 1, data: { id: '1' } }])
    const erased = host.erasePerson('ana')
    await turn()
    expect(await erased).toEqual({ events: 1, documents: 0, plans: 0, left: [] })
    expect(JSON.parse(store.log('channel/news')[0]?.event ?? '')).toMatchObject({ data: { id: '1', data: null } })
    expect(JSON.stringify([store.log('channel/news'), await store.load('channel/news')])).not.toMatch(/ana|secret/)
    expect(ben.outlet.of('opened').at(-1)?.state).toMatchObject({
      newest: [{ data: null }, { data: { about: 'ben' }, by: { id: 'ben' } }, { data: { from: 'the server' } }],
    })
  })
})

describe('publishing by the server', () => {
  it('is told to who reads, and resolves with the place it has', async () => {
    const { news, reader, turn } = stageWith()
    const ana = await reader()
    const published = news.publish({ title: 'Hello' }, { id: 'first' })
    await turn()
    expect(await published).toEqual({ id: 'first', offset: 1 })
    expect(ana.outlet.of('events')).toMatchObject([
      { offset: 1, events: [{ type: 'published', data: { id: 'first', data: { title: 'Hello' } } }] },
    ])
  })

  it('takes effect once under one id', async () => {
    const { news, turn, store } = stageWith()
    const both = [news.publish(1, { id: 'x' }), news.publish(2, { id: 'x' })]
    await turn()
    expect(await Promise.all(both)).toEqual([
      { id: 'x', offset: 1 },
      { id: 'x', offset: 1 },
    ])
    const third = news.publish(3)
    await turn()
    expect((await third).id).toMatch(/^id-/)
    expect(store.log('channel/news')).toHaveLength(2)
  })

  it('keeps what was given, whatever its owner does with it later', async () => {
    const { news, turn, reader } = stageWith()
    const data = { at: new Date(0), list: [1] }
    void news.publish(data)
    data.list.push(2)
    await turn()
    const ana = await reader()
    expect(ana.outlet.of('opened')).toMatchObject([
      { state: { newest: [{ data: { at: '1970-01-01T00:00:00.000Z', list: [1] } }] } },
    ])
  })

  it.each<[string, unknown, { id?: string } | undefined]>([
    ['nothing', undefined, undefined],
    ['a function', () => 1, undefined],
    ['what is no JSON', 1n, undefined],
    ['what is nested too deep', JSON.parse('['.repeat(300) + ']'.repeat(300)), undefined],
    ['an id with a space', 1, { id: 'a b' }],
    ['an id that is too long', 1, { id: 'x'.repeat(65) }],
  ])('of %s is refused', async (_what, data, options) => {
    const { news, store } = stageWith()
    await expect(news.publish(data, options)).rejects.toMatchObject({ name: 'ChannelError', code: 'invalid-input' })
    expect(store.channels()).toEqual([])
  })

  it('says why it could not', async () => {
    const store = memoryStore({
      onCommit() {
        throw new Error('the disk is full')
      },
    })
    const { news, turn } = stageWith({}, store)
    const published = news.publish(1)
    const refused = expect(published).rejects.toMatchObject({ code: 'store-unavailable', retryable: true })
    await turn()
    await refused
  })
})

describe('subscribing by the server', () => {
  it('hears what becomes durable from then on, in order, each once', async () => {
    const { news, turn } = stageWith()
    void news.publish('before')
    await turn()
    const heard: PublishedMessage[] = []
    const end = news.subscribe((message) => heard.push(message))
    for (const data of ['one', 'two']) void news.publish(data)
    await turn()
    expect(heard.map(({ offset, data }) => [offset, data])).toEqual([
      [2, 'one'],
      [3, 'two'],
    ])
    expect(heard[0]).toEqual({ id: expect.any(String), data: 'one', offset: 2, at: 1_000_000 })
    end()
    end()
    void news.publish('three')
    await turn()
    expect(heard).toHaveLength(2)
  })

  it('also hears what is published in the same turn, before and after, whether the channel is in memory or not', async () => {
    for (const isKnown of [false, true]) {
      const { news, turn } = stageWith()
      if (isKnown) void news.publish('known')
      await turn()
      const heard: unknown[] = []
      void news.publish('one')
      news.subscribe(({ data }) => heard.push(data))
      void news.publish('two')
      await turn()
      expect(heard).toEqual(['one', 'two'])
    }
  })

  it.each([
    ['many', 600, 1],
    ['large', 30, 60_000],
  ])(
    'hears each of %s that one transaction holds, also where a client would get the state',
    async (_what, count, size) => {
      const { news, turn } = stageWith()
      const heard: number[] = []
      news.subscribe(({ offset }) => heard.push(offset))
      for (let at = 0; at < count; at++) void news.publish('x'.repeat(size))
      await turn()
      expect(heard).toEqual(Array.from({ length: count }, (_, at) => at + 1))
    },
  )

  it('goes on after a listener that throws or rejects, and it is reported', async () => {
    const { news, turn, reports } = stageWith()
    const heard: unknown[] = []
    news.subscribe(({ data }) => {
      heard.push(data)
      if (data === 1) throw new Error('thrown')
      return Promise.reject(new Error('rejected'))
    })
    for (const data of [1, 2]) void news.publish(data)
    await turn()
    expect(heard).toEqual([1, 2])
    expect(reports).toEqual(['channel/news: a subscriber threw: thrown', 'channel/news: a subscriber threw: rejected'])
  })

  it('is tried again while the store cannot be read', async () => {
    const store = memoryStore()
    const load = store.load.bind(store)
    let isDown = true
    store.load = (channel) => (isDown ? Promise.reject(new Error('down')) : load(channel))
    const { news, turn, clock } = stageWith({}, store)
    const heard: unknown[] = []
    news.subscribe(({ data }) => heard.push(data))
    await turn()
    isDown = false
    await clock.advance(60_000)
    await turn()
    void news.publish('hello')
    await turn()
    expect(heard).toEqual(['hello'])
  })

  it('is nobody’s presence', async () => {
    const { news, turn, reader, clock } = stageWith()
    news.subscribe(() => {})
    await turn()
    expect(news.presence()).toEqual({ count: 0, people: [] })
    await reader('ana')
    await reader('ben')
    expect(news.presence()).toMatchObject({ count: 2, people: [{ id: 'ana' }, { id: 'ben' }] })
    const cat = await reader('cat')
    await clock.advance(5_000)
    expect(cat.outlet.of('presence').at(-1)).toMatchObject({ count: 3 })
  })
})

describe('history', () => {
  it('goes back page by page, oldest first', async () => {
    const { news, turn } = stageWith()
    for (let at = 1; at <= 5; at++) void news.publish(at)
    await turn()
    const page = await news.history({ limit: 2 })
    expect([page.messages.map(({ data }) => data), page.more]).toEqual([[4, 5], true])
    const older = await news.history({ before: page.messages[0]!.offset, limit: 3 })
    expect([older.messages.map(({ data }) => data), older.more]).toEqual([[1, 2, 3], false])
    expect((await news.history()).messages).toHaveLength(5)
  })

  it.each([{ limit: 0 }, { limit: 201 }, { limit: 1.5 }, { before: -1 }])('of %j is refused', async (options) => {
    await expect(stageWith().news.history(options)).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

describe('a client', () => {
  it('reads and may not publish, unless it is said that he may', async () => {
    const { reader, turn, store } = stageWith()
    const ana = await reader()
    expect(ana.outlet.of('opened')).toMatchObject([{ state: { newest: [] } }])
    ana.say(publish('a.1', 'hello'))
    await turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: 'a.1', code: 'not-allowed' }])
    expect(store.channels()).toEqual([])
  })

  it('that may publish is named', async () => {
    const { reader, turn, news } = stageWith({ mayPublish: (channel, user) => channel === 'news' && user.id === 'ana' })
    const [ana, ben] = [await reader('ana'), await reader('ben')]
    for (const each of [ana, ben]) each.say(publish('1', 'hello'))
    await turn()
    expect(ben.outlet.of('refused')).toHaveLength(1)
    expect((await news.history()).messages).toMatchObject([{ id: '1', data: 'hello', by: { id: 'ana', name: 'ana' } }])
  })

  it('that may not read may not publish either, and sees a channel that is not there', async () => {
    const rules = { mayRead: (channel: string) => channel !== 'staff', mayPublish: () => true }
    const { reader, turn } = stageWith(rules)
    const ana = await reader('ana', 'channel/staff')
    ana.say(publish('1', 'hello', 'channel/staff'))
    await turn()
    expect(ana.outlet.of('refused').map(({ code }) => code)).toEqual(['not-allowed', 'not-allowed'])
  })

  it('is refused by a rule that answers with a promise', async () => {
    const yes = (() => Promise.resolve(true)) as unknown as (channel: string, user: Actor) => boolean
    const { reader, turn, store } = stageWith({ mayRead: yes, mayPublish: yes })
    const ana = await reader()
    ana.say(publish('1', 'hello'))
    await turn()
    expect(ana.outlet.of('refused')).toHaveLength(2)
    expect(store.channels()).toEqual([])
  })

  it('cannot be the server, whatever its id', async () => {
    const { reader, turn } = stageWith()
    for (const id of ['server', '\tserver']) {
      const ana = await reader(id)
      ana.open('channel/news', 'server')
      ana.say(publish('1', 'hello'))
      await turn()
      expect(ana.outlet.of('refused').map(({ code }) => code)).toEqual(['not-allowed', 'not-allowed'])
    }
  })

  it('that comes late gets the newest, and reads the rest', async () => {
    const { news, turn, reader } = stageWith()
    for (let at = 1; at <= newestKept + 5; at++) void news.publish(at)
    await turn()
    const ana = await reader()
    const { newest } = ana.outlet.of('opened')[0]!.state as { newest: { data: number }[] }
    expect(newest.map(({ data }) => data)).toEqual(Array.from({ length: newestKept }, (_, at) => at + 6))
    ana.say({ type: 'read', id: 'r', channel: 'channel/news', view: 'messages', before: 6, limit: 10 })
    await turn()
    expect(ana.outlet.of('page')[0]?.events).toHaveLength(5)
  })
})

it.each([
  ['news', true],
  ['Orders.42:eu_west-1', true],
  ['', false],
  ['a/b', false],
  ['a b', false],
  ['뉴스', false],
  ['x'.repeat(101), false],
])('%j as the name of a generic channel: %s', (name, isOne) => {
  expect(isGenericName(name)).toBe(isOne)
})
