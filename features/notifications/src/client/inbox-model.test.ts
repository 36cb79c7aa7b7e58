import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { FakeInbox } from '../../test/fake-inbox.ts'
import { countsOf } from '../contract/index.ts'
import type { News } from './inbox-model.ts'
import { InboxModel } from './inbox-model.ts'
import type { InboxFilter } from './tabs.ts'

let server: FakeInbox
let inbox: InboxModel

const titles = (filter: InboxFilter) => inbox.list(filter).items.map(({ content }) => content.title)
const settle = () => new Promise((resolve) => setImmediate(resolve))
const no = { code: 'notifications/not-found', message: 'No.', retryable: false }

beforeEach(() => {
  server = new FakeInbox()
  inbox = new InboxModel(server)
})

describe('lists', () => {
  test('have the newest first, by tab and by category', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((title) => server.arrive({ title }))
    server.arrive({ title: 'e', category: 'social' })
    server.open()
    inbox.read(b!)
    inbox.archive(c!)
    inbox.snooze(Date.now() + 1000, d!)
    expect(titles({ tab: 'all' })).toEqual(['e', 'b', 'a'])
    expect(titles({ tab: 'unread' })).toEqual(['e', 'a'])
    expect(titles({ tab: 'archived' })).toEqual(['c'])
    expect(titles({ tab: 'snoozed' })).toEqual(['d'])
    expect(titles({ tab: 'all', category: 'social' })).toEqual(['e'])
    server.arrive({ n: a!, title: 'a again' })
    expect(titles({ tab: 'all' })).toEqual(['a again', 'e', 'b'])
  })

  test('load what the state has no room for, page by page, and stop at the end', async () => {
    server.maxRecent = 3
    for (let index = 1; index <= 150; index++) server.arrive({ title: `${index}` })
    server.open()
    expect(inbox.list({ tab: 'all' })).toMatchObject({ more: 'more' })
    expect(titles({ tab: 'all' })).toEqual(['150', '149', '148'])
    await inbox.loadMore({ tab: 'all' })
    expect(titles({ tab: 'all' })).toHaveLength(103)
    await inbox.loadMore({ tab: 'all' })
    expect(inbox.list({ tab: 'all' }).more).toBe('end')
    expect(titles({ tab: 'all' })).toHaveLength(150)
    await inbox.loadMore({ tab: 'all' })
    expect(server.finds).toBe(2)
  })

  test('say that a page could not be loaded, and load it when asked again', async () => {
    server.maxRecent = 1
    server.arrive({ title: 'old' })
    server.arrive({ title: 'new' })
    server.open()
    server.findFailure = { code: 'store-unavailable', message: 'Later.', retryable: true }
    await inbox.loadMore({ tab: 'all' })
    expect(inbox.list({ tab: 'all' })).toMatchObject({ more: 'failed', failing: { code: 'store-unavailable' } })
    server.findFailure = undefined
    await inbox.loadMore({ tab: 'all' })
    expect(titles({ tab: 'all' })).toEqual(['new', 'old'])
  })

  test('leave out what is in the marks and nowhere else, instead of asking for ever', async () => {
    server.maxRecent = 1
    const gone = server.arrive({ title: 'gone' })
    server.arrive({ title: 'there' })
    server.all.delete(gone)
    server.open()
    await inbox.loadMore({ tab: 'all' })
    expect(inbox.list({ tab: 'all' })).toMatchObject({ more: 'end' })
    expect(titles({ tab: 'all' })).toEqual(['there'])
  })

  test('forget what a whole state made old', () => {
    const n = server.arrive({ title: 'before' })
    server.open()
    server.replace((meanwhile) => meanwhile.arrive({ n, last: 1, title: 'changed quietly' }))
    expect(titles({ tab: 'all' })).toEqual(['changed quietly'])
  })
})

test('single contents are had by their id, those that are gone are not asked for', async () => {
  server.maxRecent = 1
  const old = server.arrive({ title: 'old' })
  server.arrive()
  server.open()
  await inbox.loadContents([old, old, 99])
  expect([inbox.content(old)?.title, server.finds]).toEqual(['old', 1])
})

describe('what is done', () => {
  test('is shown at once, and as before if it is refused, which is said', async () => {
    const n = server.arrive()
    server.open()
    server.answers = false
    const refused: string[] = []
    inbox.onRefused(({ name, failing }) => refused.push(`${name}: ${failing.code}`))
    inbox.read(n)
    expect(inbox.counts.unread).toBe(0)
    server.refuse(no)
    expect(inbox.counts.unread).toBe(1)
    expect(refused).toEqual(['read: notifications/not-found'])
    expect(server.pending).toEqual([])
    await settle()
  })

  test('reading is told once, of what is there and unread', async () => {
    const n = server.arrive()
    server.open()
    inbox.read(n)
    inbox.read(n, 999)
    await settle()
    inbox.read(n)
    expect(server.asked).toEqual([{ command: 'read', input: { ids: [n] } }])
  })

  test('seeing is told only where there is something unseen', async () => {
    server.open()
    inbox.see()
    expect(server.asked).toEqual([])
    server.arrive()
    inbox.see()
    expect(server.asked).toEqual([{ command: 'see', input: { upTo: 1 } }])
    await settle()
    expect(inbox.counts).toEqual({ unread: 1, unseen: 0 })
  })

  test('seeing that is refused is not told again and again', async () => {
    server.refused.set('see', no)
    server.arrive()
    server.open()
    inbox.onChange(() => inbox.see())
    inbox.see()
    await settle()
    expect(server.asked).toHaveLength(1)
    expect(inbox.counts.unseen).toBe(1)
  })

  test('the first device says where it is, once', () => {
    server.state.began = false
    inbox.begin({ zone: 'Asia/Seoul' })
    server.open()
    inbox.begin({ zone: 'Asia/Seoul' })
    inbox.begin({ zone: 'Asia/Seoul' })
    expect(server.asked).toEqual([{ command: 'begin', input: { zone: 'Asia/Seoul' } }])
  })
})

describe('news', () => {
  test('are what comes while it is open, not what is there on coming', () => {
    const heard: News[] = []
    inbox.onNews((news) => heard.push(...news))
    server.arrive()
    server.open()
    expect(heard).toEqual([])
    const n = server.arrive({}, { quiet: true })
    expect(heard).toEqual([{ n, last: n, isQuiet: true }])
    server.arrive({ n, last: n, title: 'only its words' })
    expect(heard).toHaveLength(1)
  })

  test('are also what was snoozed and comes back, but not what the person brings back', () => {
    const heard: number[] = []
    const [a, b] = [server.arrive(), server.arrive()]
    server.open()
    inbox.onNews((news) => heard.push(...news.map(({ n }) => n)))
    server.happen('snoozed', { ids: [a, b], until: 5 })
    server.happen('marked', { ids: [b], off: ['snoozed'] })
    server.happen('marked', { ids: [a], off: ['snoozed', 'seen', 'read'] })
    expect(heard).toEqual([a])
  })

  test('are also what is new in a state that came as a whole', () => {
    const heard: number[] = []
    server.arrive()
    server.open()
    inbox.onNews((news) => heard.push(...news.map(({ n }) => n)))
    let read = 0
    server.replace((meanwhile) => {
      read = meanwhile.arrive()
      meanwhile.arrive()
      meanwhile.happen('marked', { ids: [read], on: ['read', 'seen'] })
    })
    expect(heard).toEqual([read + 1])
  })
})

test('what came silently while the state was away is as silent when it comes as a whole', () => {
  const heard: News[] = []
  const [old, known] = [server.arrive(), server.arrive({}, { quiet: true })]
  server.open()
  inbox.onNews((news) => heard.push(...news))
  let [silent, loud] = [0, 0]
  server.replace((meanwhile) => {
    silent = meanwhile.arrive({}, { quiet: true })
    loud = meanwhile.arrive()
    meanwhile.arrive({ n: old }, { quiet: true })
    meanwhile.arrive({ n: known })
    // Its words alone, of one that was told aloud.
    meanwhile.arrive({ n: loud, last: loud, title: 'changed' }, { quiet: true })
  })
  expect(heard.map(({ n, isQuiet }) => [n, isQuiet])).toEqual([
    [old, true],
    [known, false],
    [silent, true],
    [loud, false],
  ])
})

test('the counts are always those of the marks, and the lists add up to them', async () => {
  const command = fc.record({
    name: fc.constantFrom('read', 'unread', 'archive', 'unarchive', 'snooze', 'unsnooze', 'remove', 'arrive', 'all'),
    n: fc.integer({ min: 1, max: 12 }),
    how: fc.constantFrom('answer', 'refuse', 'wait'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 30 }), async (commands) => {
      const server = new FakeInbox()
      const inbox = new InboxModel(server)
      server.open()
      server.answers = false
      for (const { name, n, how } of commands) {
        if (name === 'arrive') server.arrive()
        else if (name === 'all') inbox.markAll('read', n)
        else if (name === 'snooze') inbox.snooze(9e12, n)
        else inbox[name as 'read'](n)
        if (how === 'answer') server.acknowledge()
        else if (how === 'refuse') server.refuse(no)
        expect(inbox.counts).toEqual(countsOf(inbox.marks))
        expect(inbox.list({ tab: 'unread' }).items).toHaveLength(inbox.counts.unread)
      }
      server.acknowledge()
      expect(inbox.marks).toEqual(server.state.marks)
      await settle()
    }),
    { numRuns: 60 },
  )
})
