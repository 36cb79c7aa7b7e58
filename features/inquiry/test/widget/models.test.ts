import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FakeClock } from '../../../../packages/elements/src/testing/fake-clock.ts'
import { AboutModel } from '../../src/client/customer/about.ts'
import type { CustomerConnection } from '../../src/client/customer/connection.ts'
import { handOver } from '../../src/client/customer/hand-over.ts'
import { OwnInquiriesModel } from '../../src/client/customer/own-model.ts'
import { prepareInquiry } from '../../src/client/customer/prepare.ts'
import { randomKey } from '../../src/client/customer/random-key.ts'
import { ThreadModel } from '../../src/client/customer/thread-model.ts'
import { roughly, waitingIn } from '../../src/client/customer/waiting.ts'
import { describeInquiry, describeOwnInquiries } from '../../src/client/description.ts'
import { transcriptOf } from '../../src/transcript.ts'
import { FakeSupport, refusal } from './fake-support.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

function support(): { server: FakeSupport; own: OwnInquiriesModel } {
  const server = new FakeSupport()
  server.welcome()
  const connection = server as unknown as CustomerConnection
  return { server, own: new OwnInquiriesModel(connection.open(describeOwnInquiries, 'guest-7f')) }
}

function threadOf(server: FakeSupport, id: string, clock = new FakeClock()): ThreadModel {
  const connection = server as unknown as CustomerConnection
  return new ThreadModel(id, connection.open(describeInquiry, id, 'customer'), 'guest-7f', clock)
}

const texts = (thread: ThreadModel) => thread.entries.map((entry) => (entry.kind === 'line' ? '' : entry.text))

describe("a customer's list", () => {
  test('a question is there at once, and becomes the inquiry that was made for it', async () => {
    const { server, own } = support()
    const id = own.start({ text: 'Where is my order?' })
    expect(id).toMatch(/^[a-z0-9]{16,40}$/)
    expect(own.starting).toMatchObject({ inquiry: id, text: 'Where is my order?', failure: undefined })
    await settle()
    expect([own.starting, own.open?.id, own.open?.status]).toEqual([undefined, id, 'waiting'])
    expect(server.own.asked).toHaveLength(1)
  })

  test('who has one that is not over never begins a second', async () => {
    const { server, own } = support()
    const first = own.start({ text: 'a' })
    expect(own.start({ text: 'b' })).toBe(first)
    await settle()
    expect(own.start({ text: 'c' })).toBe(first)
    expect(server.own.asked).toHaveLength(1)
    server.resolve(first)
    expect(own.start({ text: 'd' })).not.toBe(first)
  })

  test('a question that was refused waits with its reason, and is asked again or taken back', async () => {
    const { server, own } = support()
    server.refused.set('start', refusal('inquiry/bad-form', 'The field "email" is missing.'))
    own.start({ text: 'Hello', answers: { name: 'Sam' } })
    await settle()
    expect(own.starting).toMatchObject({ text: 'Hello', failure: { code: 'inquiry/bad-form' } })
    own.retryStart()
    await settle()
    expect([own.starting, own.all.length]).toEqual([undefined, 1])
    server.resolve(own.all[0]!.id)
    server.refused.set('start', refusal('inquiry/too-many'))
    own.start({ text: 'Hello again' })
    await settle()
    own.takeBack()
    expect(own.starting).toBeUndefined()
  })

  test('a question with files begins the inquiry that was prepared for them, and shows those on its way', async () => {
    const { server, own } = support()
    const id = await prepareInquiry(server as unknown as CustomerConnection)
    expect(id).toMatch(/^[a-z0-9]{16,39}$/)
    const file = { id: 'f1', name: 'a.png', type: 'image/png', size: 3 }
    expect(own.start({ text: 'See', files: [file] }, id)).toBe(id)
    expect(own.starting).toMatchObject({ inquiry: id, files: [file] })
    await settle()
    expect(server.own.asked.at(-1)?.input).toMatchObject({ inquiry: id, text: 'See', files: ['f1'] })
    server.refused.set('prepare', refusal('too-fast'))
    await expect(prepareInquiry(server as unknown as CustomerConnection)).rejects.toMatchObject({ code: 'too-fast' })
  })

  test('counts what was not read in all of them', () => {
    const { server, own } = support()
    const [one, other] = [server.asked('a'), server.asked('b')]
    server.say(one, 'x')
    server.say(other, 'y')
    server.say(other, 'z')
    expect([own.unread, own.get(other)?.unread]).toEqual([3, 2])
  })

  test('keys are made of what the server takes', () => {
    for (let round = 0; round < 50; round++) expect(randomKey(24)).toMatch(/^[a-z0-9]{24}$/)
    expect(randomKey(24)).not.toBe(randomKey(24))
  })
})

describe('the line', () => {
  const line = (over: object) => ({
    teams: { support: { tickets: ['aa', 'bb', 'cc'], waiting: 3, isOpen: true, isStaffed: true, ...over } },
  })

  test('tells a place by the own ticket, and how long it takes where that is known', () => {
    expect(waitingIn(line({}), 'support', 'cc')).toMatchObject({ place: 3, waitMs: undefined })
    expect(waitingIn(line({ paceMs: 60_000 }), 'support', 'cc')).toMatchObject({ place: 3, waitMs: 180_000 })
    expect(waitingIn(line({ paceMs: 60_000 }), 'support')).toMatchObject({ place: 4, waitMs: 240_000 })
    expect(waitingIn(line({}), '__proto__', 'cc')).toBeUndefined()
  })

  test('says of those behind the first 50 only that', () => {
    const tickets = Array.from({ length: 50 }, (_, index) => `t${index}`)
    const waiting = waitingIn(line({ tickets, waiting: 80, paceMs: 1000 }), 'support', 'mine')
    expect(waiting).toMatchObject({ place: undefined, isBehind: 50, waitMs: 51_000 })
    expect(waitingIn(line({ tickets, waiting: 50 }), 'support', 'mine')).toMatchObject({ isBehind: undefined })
  })

  test('promises no time where nobody is there or it is closed', () => {
    for (const over of [{ isOpen: false }, { isStaffed: false }])
      expect(waitingIn(line({ paceMs: 1000, ...over }), 'support', 'aa')?.waitMs).toBeUndefined()
  })

  test('a time is never said to be shorter than it is expected to be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 48 * 3_600_000 }), (ms) => {
        const { unit, count } = roughly(ms)
        const said = count * (unit === 'minute' ? 60_000 : 3_600_000)
        expect(said).toBeGreaterThanOrEqual(ms)
        expect(said - ms).toBeLessThanOrEqual(unit === 'hour' ? 3_600_000 : 300_000)
      }),
    )
  })
})

describe('a conversation', () => {
  test('what is written is there at once, then as the server says it, once', async () => {
    const { server } = support()
    const thread = threadOf(server, server.asked('first'))
    thread.write('second')
    expect([thread.unsent.map(({ text }) => text), texts(thread)]).toEqual([['second'], ['first']])
    await settle()
    expect([thread.unsent, texts(thread)]).toEqual([[], ['first', 'second']])
  })

  test('what the view shows before its command is answered is there once', () => {
    const { server } = support()
    const id = server.asked('first')
    const thread = threadOf(server, id)
    thread.write('second')
    const handle = server.threads.get(id)!
    const { id: command } = handle.pending.find(({ name }) => name === 'write')!
    const entry = { kind: 'customer', id: command, n: 99, at: 0, text: 'second' } as const
    handle.happen('said', { entry })
    expect([thread.unsent, texts(thread)]).toEqual([[], ['first', 'second']])
  })

  test('what is written without a network waits for it, in order', async () => {
    const { server } = support()
    const thread = threadOf(server, server.asked('first'))
    server.set({ state: 'offline' })
    thread.write('second')
    thread.write('third')
    await settle()
    expect(thread.unsent.map(({ text, failure }) => [text, failure])).toEqual([
      ['second', undefined],
      ['third', undefined],
    ])
    server.set({ state: 'live' })
    await settle()
    expect(texts(thread)).toEqual(['first', 'second', 'third'])
  })

  test('what was refused can be sent again or discarded', async () => {
    const { server } = support()
    const thread = threadOf(server, server.asked('first'))
    for (const round of ['again', 'away']) {
      server.refused.set('write', refusal('too-fast'))
      thread.write(round)
      await settle()
      expect(thread.unsent[0]?.failure?.code).toBe('too-fast')
      if (round === 'again') thread.retry(thread.unsent[0]!.id)
      else thread.discard(thread.unsent[0]!.id)
      await settle()
    }
    expect([texts(thread), thread.unsent]).toEqual([['first', 'again'], []])
  })

  test('tells how far a message has come', () => {
    const { server } = support()
    const id = server.asked('first')
    const thread = threadOf(server, id)
    const n = thread.entries[0]!.n
    const ticks = [thread.tick(n)]
    server.marked(id, { received: n })
    ticks.push(thread.tick(n))
    server.marked(id, { read: n })
    expect([...ticks, thread.tick(n)]).toEqual(['sent', 'delivered', 'read'])
  })

  test('tells the other side what has come, and once what was read', async () => {
    const { server } = support()
    const id = server.asked('first')
    const thread = threadOf(server, id)
    const n = server.say(id, 'hello')
    await settle()
    const marks = () => server.thread(id).asked.filter(({ name }) => name === 'mark')
    expect(marks().at(-1)?.input).toEqual({ received: n })
    thread.markRead()
    thread.markRead()
    expect(marks().filter(({ input }) => 'read' in (input as object))).toEqual([{ name: 'mark', input: { read: n } }])
  })

  test('shows who writes, until the message comes or nothing is heard for a while', () => {
    const { server } = support()
    const id = server.asked('first')
    const clock = new FakeClock()
    const thread = threadOf(server, id, clock)
    server.typing(id)
    expect(thread.typist).toBe('Ana Duarte')
    server.say(id, 'hello')
    expect(thread.typist).toBeUndefined()
    server.typing(id)
    clock.advance(6000)
    expect(thread.typist).toBeUndefined()
    server.thread(id).signal('typing', { typing: true }, { id: 'guest-7f', name: 'Guest' })
    expect(thread.typist).toBeUndefined()
  })

  test('finds what came before, to the beginning, also behind pages with nothing for the customer', async () => {
    const { server } = support()
    const id = server.asked('0', { ago: 500 })
    for (let index = 1; index < 180; index++) server.say(id, String(index))
    const thread = threadOf(server, id)
    expect([thread.entries.length, thread.more]).toEqual([50, 'more'])
    await thread.loadOlder()
    expect([thread.entries.length, texts(thread)[0]]).toEqual([100, '80'])
    server.say(id, 'new')
    expect(thread.entries).toHaveLength(101)
    const whole = await thread.loadAll()
    expect(whole).toHaveLength(181)
    expect(thread.more).toBe('end')

    const { find } = server.thread(id)
    const handle = server.thread(id)
    let isEmpty = true
    handle.find = async (collection, query) => {
      const page = await find.call(handle, collection, query)
      isEmpty = !isEmpty
      return isEmpty ? page : { ...page, documents: [], more: true, next: (query as { before: never }).before }
    }
    const other = threadOf(server, id)
    expect(await other.loadAll()).toHaveLength(181)
  })

  test('a failed search is told, and tried again', async () => {
    const { server } = support()
    const id = server.asked('0')
    for (let index = 1; index < 80; index++) server.say(id, String(index))
    const thread = threadOf(server, id)
    server.thread(id).findFailure = refusal('store-unavailable')
    await expect(thread.loadAll()).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(thread.more).toBe('failed')
    server.thread(id).findFailure = undefined
    expect(await thread.loadAll()).toHaveLength(80)
  })

  test('what the other side says is news; what the customer says is not', async () => {
    const { server } = support()
    const id = server.asked('first')
    const thread = threadOf(server, id)
    const news: string[] = []
    thread.onNews((entry) => news.push(entry.kind))
    thread.write('mine')
    await settle()
    server.join(id)
    server.say(id, 'hello')
    expect(news).toEqual(['line', 'agent'])
  })

  test('is rated once it is resolved', async () => {
    const { server } = support()
    const id = server.asked('first')
    const thread = threadOf(server, id)
    await thread.end()
    expect(thread.state.status).toBe('resolved')
    await thread.rate(4)
    expect(thread.state.rating?.score).toBe(4)
    server.refused.set('rate', refusal('inquiry/already-rated'))
    await expect(thread.rate(1)).rejects.toMatchObject({ code: 'inquiry/already-rated' })
  })
})

test('a transcript says who said what when, from the beginning', () => {
  const { server } = support()
  const id = server.asked('Where is my order?\nIt was due on Monday.')
  server.join(id)
  server.say(id, 'I look.', { files: [{ id: 'f', name: 'label.pdf', type: 'application/pdf', size: 1 }] })
  server.say(id, 'Can I help?', { as: 'bot', by: 'Robo' })
  const text = transcriptOf('Inquiry #1', threadOf(server, id).entries, {
    you: 'You',
    erased: '(erased)',
    moment: () => '9:00',
    bot: (name) => `${name} (bot)`,
    file: (name) => `[${name}]`,
    line: ({ what }) => what,
  })
  expect(text).toBe(
    [
      'Inquiry #1',
      '9:00 · You\nWhere is my order?\nIt was due on Monday.',
      '9:00 · joined',
      '9:00 · Ana Duarte\nI look.\n[label.pdf]',
      '9:00 · Robo (bot)\nCan I help?\n',
    ].join('\n\n'),
  )
})

describe('handing over', () => {
  const asked = (server: FakeSupport, name: string) =>
    server.own.asked.filter((one) => one.name === name).map(({ input }) => input as { code: string })

  function both(): { guest: FakeSupport; person: FakeSupport; go: () => Promise<boolean> } {
    const [guest, person] = [new FakeSupport('guest-7f'), new FakeSupport('ana')]
    guest.welcome()
    person.welcome('Ana')
    return { guest, person, go: () => handOver(guest as never, person as never) }
  }

  test("what a guest asked is taken over by the code that the guest's page made", async () => {
    const { guest, person, go } = both()
    guest.asked('first')
    expect(await go()).toBe(true)
    const [offer] = asked(guest, 'offer')
    expect(offer?.code).toMatch(/^[a-z0-9]{20,64}$/)
    expect(asked(person, 'adopt')).toEqual([offer])
    expect(person.opened).toEqual(['inquiry-customer/guest-7f'])
  })

  test('nothing is offered by who has asked nothing, by a person, or to a guest', async () => {
    const { guest, person, go } = both()
    expect(await go()).toBe(false)
    person.asked('mine')
    expect(await handOver(person as never, guest as never)).toBe(false)
    expect([...asked(guest, 'offer'), ...asked(person, 'offer')]).toEqual([])
  })

  test('a refused code is told', async () => {
    const { guest, person, go } = both()
    guest.asked('first')
    person.refused.set('adopt', refusal('inquiry/bad-code'))
    await expect(go()).rejects.toMatchObject({ code: 'inquiry/bad-code' })
    expect(person.own.pending).toEqual([])
  })
})

describe('what a page must know before', () => {
  const about = {
    fields: [],
    teams: {},
    hasBot: false,
    hasMail: true,
    maxTextLength: 1,
    maxFilesPerMessage: 1,
    maxFileBytes: 1,
  }

  test('is asked once, and again only if no answer came', async () => {
    const answers = [new Response('no', { status: 503 }), Response.json(about)]
    const asked: string[] = []
    const model = new AboutModel('https://shop.example/parley/inquiry', async (url) => {
      asked.push(String(url))
      return answers.shift()!
    })
    await model.load()
    expect([model.about, model.failing?.retryable]).toEqual([undefined, true])
    await Promise.all([model.load(), model.load()])
    await model.load()
    expect([model.about, model.failing]).toEqual([about, undefined])
    expect(asked).toEqual(Array(2).fill('https://shop.example/parley/inquiry/about'))
  })
})
