import { memoryStore } from '@parley/testkit'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type Asked, accountFold, bookFold, exchangeChannel } from '../../test/exchange.ts'
import { NarrowReader } from '../../test/narrow-reader.ts'
import { Stage } from '../../test/stage.ts'
import { sample } from '../define/delivery.ts'
import { DirectCalls } from './direct-calls.ts'
import type { HostLimits } from './limits.ts'
import { ViewFeeds } from './view-feeds.ts'

const channel = 'exchange/main'
const everything = Number.POSITIVE_INFINITY
let ids = 0

interface Options extends Pick<NonNullable<Parameters<typeof exchangeChannel>[0]>, 'delivery'> {
  readonly limits?: Partial<HostLimits>
}

async function exchange({ limits = {}, delivery }: Options = {}) {
  const asked: Asked = { allow: [], show: [] }
  const definition = exchangeChannel({ asked, ...(delivery === undefined ? {} : { delivery }) })
  const stage = new Stage(memoryStore(), { commandBurst: 1_000_000, ...limits }, [definition])
  const desk = stage.client('desk')
  const command = async (name: string, input: object) => {
    desk.command(`c.${++ids}`, channel, name, input)
    await stage.turn()
  }
  const trade = (market: string, price: number, buyer = 'ana', seller = 'ben') =>
    command('trade', { market, price, buyer, seller })
  for (const market of ['BTC', 'ETH']) await command('list', { market })
  const read = (view: string, id = 'reader', most = everything) =>
    new NarrowReader<unknown, unknown>(
      stage.host,
      { id, channel, view },
      (view.startsWith('book/') ? bookFold : accountFold) as never,
      most,
    )
  return { stage, desk, asked, command, trade, read }
}

describe('a view in parts', () => {
  beforeEach(() => {
    ids = 0
  })

  it('shows each part by itself, and what concerns it alone', async () => {
    const { stage, trade, read } = await exchange()
    const [btc, eth] = [read('book/BTC'), read('book/ETH')]
    await stage.turn()
    await trade('BTC', 7)
    await trade('BTC', 8)
    await trade('ETH', 3)
    for (const each of [btc, eth]) each.outlet.take(everything)
    expect(btc.of('events')).toMatchObject([
      { view: 'book/BTC', after: 2, offset: 3, events: [{ type: 'priced', data: { price: 7 } }] },
      { after: 3, offset: 4 },
    ])
    expect(eth.of('events')).toMatchObject([{ view: 'book/ETH', after: 2, offset: 5, events: [{ offset: 5 }] }])
    expect(eth.subscription.state).toEqual({ last: 3, isHalted: false })
  })

  it('asks nobody else: no message, no `allow`, no `show` for the parts that an event does not name', async () => {
    const { stage, asked, trade, read } = await exchange()
    const readers = ['ana', 'ben', 'cho'].map((id) => read(`account/${id}`, id))
    await stage.turn()
    for (const each of readers) each.outlet.take(everything)
    asked.allow = []
    asked.show = []
    await trade('BTC', 7)
    for (const each of readers) each.outlet.take(everything)
    expect(asked).toEqual({ allow: ['ana', 'ben'], show: ['account/ana', 'account/ben'] })
    expect(readers.map((each) => each.of('events').length)).toEqual([1, 1, 0])
  })

  it('tells those who came since the last news, and stand elsewhere, what joins on', async () => {
    const { stage, trade, read } = await exchange()
    const early = read('book/BTC')
    await stage.turn()
    await trade('ETH', 1)
    await trade('ETH', 2)
    const late = read('book/BTC')
    await stage.turn()
    await trade('BTC', 9)
    for (const each of [early, late]) each.outlet.take(everything)
    expect(early.of('events')).toMatchObject([{ after: 2, offset: 5 }])
    expect(late.of('events')).toMatchObject([{ after: 4, offset: 5 }])
    expect(early.holes + late.holes).toBe(0)
  })

  it('has events that concern all parts', async () => {
    const { stage, command, read } = await exchange()
    const [btc, eth] = [read('book/BTC'), read('book/ETH')]
    await stage.turn()
    await command('halt', {})
    for (const each of [btc, eth]) {
      each.outlet.take(everything)
      expect(each.subscription.state).toEqual({ last: 0, isHalted: true })
    }
  })

  it.each([
    ['that its rule does not accept', 'book/DOGE', 'unknown-view'],
    ['without a name', 'book/', 'unknown-view'],
    ['that is the star', 'book/*', 'unknown-view'],
    ['with a line feed', 'account/a\nb', 'unknown-view'],
    ['of a view that has none', 'tape/x', 'unknown-view'],
    ['that is not his', 'account/ben', 'not-allowed'],
  ])('refuses a part %s', async (_title, view, code) => {
    const { stage } = await exchange()
    const ana = await stage.reader('ana', channel, view)
    expect(ana.outlet.of('refused')).toMatchObject([{ channel, view, code }])
  })

  it('refuses where `acceptsPart` throws or answers no yes, and reports the view and not the part', async () => {
    const definition = exchangeChannel()
    const rule = definition.views.get('book/*')
    for (const acceptsPart of [() => Promise.resolve(true), () => undefined]) {
      const views = new Map([['book/*', { ...rule, acceptsPart: acceptsPart as never }]])
      const stage = new Stage(memoryStore(), {}, [{ ...definition, views }])
      const ana = await stage.reader('ana', channel, 'book/BTC')
      expect(ana.outlet.of('refused')).toMatchObject([{ code: 'unknown-view' }])
      expect(stage.reports).toEqual([expect.stringContaining('"acceptsPart" of the view "book/*" threw')])
    }
  })

  it('says to each reader alone what its rule says of the part', async () => {
    const { stage } = await exchange()
    const ana = await stage.reader('ana', channel, 'account/ana')
    expect(ana.outlet.of('opened')).toMatchObject([{ view: 'account/ana', you: 'main ana' }])
  })

  it('ends for whom it concerns that he may no longer see it, before he is sent that', async () => {
    const { stage, command } = await exchange()
    const [ana, ben] = [
      await stage.reader('ana', channel, 'account/ana'),
      await stage.reader('ben', channel, 'account/ben'),
    ]
    await command('ban', { user: 'ana' })
    expect(ana.outlet.of('closed')).toMatchObject([{ view: 'account/ana', code: 'not-allowed' }])
    expect(ana.outlet.of('events')).toEqual([])
    expect(ben.outlet.of('closed')).toEqual([])
  })

  it('counts each part as one of the views that a session may have', async () => {
    const { stage } = await exchange({ limits: { maxViews: 1 } })
    const ana = await stage.reader('ana', channel, 'book/BTC')
    ana.open(channel, 'book/ETH')
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ view: 'book/ETH', code: 'too-many-views' }])
  })

  it.each([
    [
      'that throws',
      () => {
        throw new Error('broken')
      },
    ],
    ['that answers no list', () => 'BTC'],
    ['that answers a list of something else', () => [7]],
  ])('whose `parts` is one %s ends for its readers, and that is reported', async (_title, parts) => {
    const definition = exchangeChannel()
    const broken = { ...definition.views.get('book/*'), parts: parts as never }
    const views = new Map([...definition.views, ['book/*', broken]])
    const stage = new Stage(memoryStore(), {}, [{ ...definition, views }])
    const desk = stage.client('desk')
    desk.command('1', channel, 'list', { market: 'BTC' })
    await stage.turn()
    const [ana, ben] = [
      await stage.reader('ana', channel, 'book/BTC'),
      await stage.reader('ben', channel, 'account/ben'),
    ]
    desk.command('2', channel, 'trade', { market: 'BTC', price: 1, buyer: 'ben', seller: 'cho' })
    await stage.turn()
    expect(ana.outlet.of('closed')).toMatchObject([{ view: 'book/BTC', code: 'internal' }])
    expect(ben.outlet.of('events')).toHaveLength(1)
    expect(stage.reports[0]).toContain('"parts" of the view "book/*" threw')
  })
})

describe('returning to a part', () => {
  it('gives what concerned it, of what is replayed', async () => {
    const { stage, trade, read } = await exchange()
    const first = read('book/BTC')
    await stage.turn()
    first.outlet.take(everything)
    const position = first.subscription.position
    first.session.end()
    for (let price = 1; price <= 4; price++) await trade(price % 2 ? 'BTC' : 'ETH', price)
    const back = await stage.reader('back', channel, 'nothing')
    back.open(channel, 'book/BTC', position)
    await stage.turn()
    expect(back.outlet.of('opened')).toMatchObject([
      { after: 2, position: { offset: 6 }, events: [{ offset: 3 }, { offset: 5 }] },
    ])
  })

  it('gives the state when more happened in the channel than is replayed', async () => {
    const { stage, trade, read } = await exchange({ limits: { maxReplay: 3 } })
    const first = read('book/BTC')
    await stage.turn()
    first.outlet.take(everything)
    first.session.end()
    for (let price = 1; price <= 4; price++) await trade('ETH', price)
    const back = stage.client('back')
    back.open(channel, 'book/BTC', first.subscription.position)
    await stage.turn()
    expect(back.outlet.of('opened')).toMatchObject([{ position: { offset: 6 }, state: { last: 0 } }])
  })

  it('costs nothing where nothing concerned it and somebody reads it, however much happened', async () => {
    const { stage, trade, read } = await exchange({ limits: { maxReplay: 3, recentEvents: 1 } })
    const [first] = [read('book/BTC'), read('book/BTC')]
    await stage.turn()
    first?.outlet.take(everything)
    first?.session.end()
    for (let price = 1; price <= 4; price++) await trade('ETH', price)
    const back = stage.client('back')
    back.open(channel, 'book/BTC', first?.subscription.position)
    await stage.turn()
    expect(back.outlet.of('opened')).toMatchObject([{ after: 2, position: { offset: 6 }, events: [] }])
  })

  it('levels a slow reader by what concerns its part', async () => {
    const { stage, trade, read } = await exchange()
    const slow = read('book/BTC', 'slow', 0)
    await stage.turn()
    for (const price of [1, 2, 3]) {
      await trade('BTC', price)
      await trade('ETH', price)
    }
    for (let turn = 0; turn < 3; turn++) {
      slow.outlet.take(everything)
      await stage.turn()
    }
    expect(slow.subscription.state).toEqual({ last: 3, isHalted: false })
    expect(slow.holes).toBe(0)
    await trade('BTC', 4)
    slow.outlet.take(everything)
    expect(slow.subscription.state).toEqual({ last: 4, isHalted: false })
  })

  it('samples each part by itself', async () => {
    const { stage, trade, read } = await exchange({ delivery: sample(250) })
    const [btc, eth] = [read('book/BTC'), read('book/ETH')]
    await stage.turn()
    for (const price of [1, 2, 3]) await trade('BTC', price)
    await trade('ETH', 9)
    await stage.clock.advance(1000)
    for (const each of [btc, eth]) each.outlet.take(everything)
    expect(btc.subscription.state).toMatchObject({ last: 3 })
    expect(eth.subscription.state).toMatchObject({ last: 9 })
    expect(btc.of('events').at(-1)).toMatchObject({ offset: 5, events: [{ offset: 5 }] })
  })

  it('begins anew when the log was made anew', async () => {
    const { stage, trade, read } = await exchange()
    const [ana, btc] = [read('account/ana', 'ana'), read('book/BTC')]
    await stage.turn()
    await trade('BTC', 7)
    for (const each of [ana, btc]) each.outlet.take(everything)
    const erased = stage.host.erasePerson('ben')
    await stage.turn()
    await erased
    await trade('BTC', 8, 'ana', 'cho')
    for (const each of [ana, btc]) each.outlet.take(everything)
    expect(ana.subscription.state).toEqual({ balance: -15 })
    expect(btc.subscription.state).toMatchObject({ last: 8 })
    expect(ana.holes + btc.holes).toBe(0)
  })
})

describe('what else there is of a view', () => {
  it('is there of a part: older events, looked for among those of the channel', async () => {
    const { stage, trade } = await exchange()
    for (let price = 1; price <= 250; price++) await trade(price % 50 === 0 ? 'BTC' : 'ETH', price)
    const ana = await stage.reader('ana', channel, 'book/BTC')
    const page = async (before: number, limit: number) => {
      ana.say({ type: 'read', id: `r${before}`, channel, view: 'book/BTC', before, limit })
      await stage.turn()
      const { events, more } = ana.outlet.of('page').at(-1) ?? { events: [], more: false }
      return { prices: events.map(({ data }) => (data as { price: number }).price), more }
    }
    expect(await page(1000, 3)).toEqual({ prices: [150, 200, 250], more: true })
    expect(await page(152, 3)).toEqual({ prices: [50, 100], more: false })
  })

  it('looks at no more than a thousand events for one page, and says that there is more', async () => {
    const { stage, command, desk } = await exchange()
    await command('trade', { market: 'BTC', price: 1, buyer: 'a', seller: 'b' })
    for (let i = 0; i < 1200; i++)
      desk.command(`x.${i}`, channel, 'trade', { market: 'ETH', price: 1, buyer: 'a', seller: 'b' })
    await stage.turn()
    const ana = await stage.reader('ana', channel, 'book/BTC')
    ana.say({ type: 'read', id: 'r', channel, view: 'book/BTC', before: 5000, limit: 10 })
    await stage.turn()
    expect(ana.outlet.of('page')).toMatchObject([{ events: [], more: true }])
  })

  it('is there of a part: documents, by a rule that knows which', async () => {
    const { stage, trade } = await exchange()
    await trade('BTC', 7, 'ana', 'ben')
    await trade('BTC', 8, 'cho', 'ben')
    const ana = await stage.reader('ana', channel, 'account/ana')
    ana.say({ type: 'find', id: 'f', channel, view: 'account/ana', collection: 'trades', by: { limit: 9 } })
    await stage.turn()
    expect(ana.outlet.of('found')).toMatchObject([{ documents: [{ body: { price: 7 } }] }])
  })

  it('is there of a part: signals, heard in all parts of a view that they name', async () => {
    const { stage } = await exchange()
    const [ana, ben, cho] = [
      await stage.reader('ana', channel, 'account/ana'),
      await stage.reader('ben', channel, 'account/ben'),
      await stage.reader('cho', channel, 'book/BTC'),
    ]
    for (const name of ['wave', 'shout']) ana.say({ type: 'signal', channel, name, data: {} })
    await stage.turn()
    expect([ana, ben, cho].map(({ outlet }) => outlet.of('signal').map(({ name }) => name))).toEqual([
      [],
      ['wave', 'shout'],
      ['shout'],
    ])
  })

  it('can be had without a session', async () => {
    const { stage, trade } = await exchange()
    await trade('BTC', 7)
    const calls = new DirectCalls(stage.host)
    const ana = { id: 'ana', name: 'ana', guest: false }
    expect(await calls.open(ana, channel, 'account/ana')).toMatchObject({ state: { balance: -7 } })
    expect(await calls.find(ana, channel, 'account/ana', 'trades', { limit: 1 })).toMatchObject({
      documents: [{ body: { price: 7 } }],
    })
    await expect(calls.find(ana, channel, 'account/ben', 'trades', { limit: 1 })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(calls.open(ana, channel, 'book/DOGE')).rejects.toMatchObject({ code: 'unknown-view' })
  })
})

describe('who has a part open', () => {
  it('is known of all parts at once, and of one', async () => {
    const { stage } = await exchange()
    const ana = await stage.reader('ana', channel, 'account/ana')
    const heard: string[] = []
    const watch = (view: string) =>
      stage.host.watchPresence(channel, view, {
        here: ({ id }, where) => void heard.push(`${view}: ${id} here ${where}`),
        gone: ({ id }, where) => void heard.push(`${view}: ${id} gone ${where}`),
      })
    const ends = [watch('account/*'), watch('account/ben')]
    const ben = await stage.reader('ben', channel, 'account/ben')
    ben.session.end()
    ana.session.end()
    await stage.clock.advance(10_000)
    expect(heard).toEqual([
      'account/*: ana here account/ana',
      'account/ben: ben here account/ben',
      'account/*: ben here account/ben',
      'account/ben: ben gone account/ben',
      'account/*: ben gone account/ben',
      'account/*: ana gone account/ana',
    ])
    for (const end of ends) end()
  })

  it('is told to nobody of whom it was not told that he is here', async () => {
    const { stage } = await exchange()
    const first = await stage.reader('ana', channel, 'account/ana')
    first.session.end()
    const heard: string[] = []
    stage.host.watchPresence(channel, 'account/*', {
      here: ({ id }) => void heard.push(`${id} here`),
      gone: ({ id }) => void heard.push(`${id} gone`),
    })
    await stage.reader('ana', channel, 'account/ana')
    await stage.clock.advance(10_000)
    expect(heard).toEqual(['ana here'])
  })

  it('cannot be watched where the rule does not say so', async () => {
    const { stage } = await exchange()
    const watcher = { here: () => {}, gone: () => {} }
    for (const view of ['book/*', 'book/BTC', 'other/*']) {
      expect(() => stage.host.watchPresence(channel, view, watcher)).toThrow(
        expect.objectContaining({ code: 'ERR_PRESENCE' }),
      )
    }
  })
})

describe('a part that nobody reads', () => {
  const joins = vi.spyOn(ViewFeeds.prototype, 'join')
  /** Which feeds there are in the channel that was read last. */
  const kept = () => [...(joins.mock.contexts.at(-1) as ViewFeeds).all()].map(({ view }) => view)

  it('keeps no feed, however many are opened and closed', async () => {
    const { stage, desk } = await exchange({ limits: { maxViews: 4 } })
    for (let i = 0; i < 500; i++) desk.command(`l.${i}`, channel, 'list', { market: `M${i}` })
    await stage.turn()
    const ana = stage.client('ana')
    for (let i = 0; i < 500; i++) {
      ana.open(channel, `book/M${i}`)
      // Refused, left before it was answered, read for a while: none stays.
      ana.open(channel, `account/u${i}`)
      if (i % 2 === 0) await stage.turn()
      ana.say({ type: 'close', channel, view: `book/M${i}` })
    }
    await stage.turn()
    expect(joins.mock.calls.length).toBeGreaterThan(200)
    expect(kept()).toEqual([])
  })

  it('keeps one while it is to be said that a person is gone, and no longer', async () => {
    const { stage } = await exchange()
    const end = stage.host.watchPresence(channel, 'account/*', { here: () => {}, gone: () => {} })
    const [ana, ben] = [
      await stage.reader('ana', channel, 'account/ana'),
      await stage.reader('ben', channel, 'account/ben'),
    ]
    ana.session.end()
    ben.session.end()
    expect(kept()).toEqual(['account/ana', 'account/ben'])
    await stage.clock.advance(5_000)
    expect(kept()).toEqual([])
    end()
  })
})
