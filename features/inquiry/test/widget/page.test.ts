import { expect, test } from 'vitest'
import { FakeClock } from '../../../../packages/elements/src/testing/fake-clock.ts'
import type { CustomerConnection } from '../../src/client/customer/connection.ts'
import { OwnInquiriesModel } from '../../src/client/customer/own-model.ts'
import { describeOwnInquiries } from '../../src/client/description.ts'
import type { CustomerEntry } from '../../src/contract/index.ts'
import { Kept } from '../../src/elements/kept.ts'
import { rowsOf } from '../../src/elements/widget/entry-view.ts'
import { wordsFor } from '../../src/elements/widget/locale/words.ts'
import { News } from '../../src/elements/widget/news.ts'
import { ThreadHolder } from '../../src/elements/widget/thread-holder.ts'
import { waitingTexts } from '../../src/elements/widget/waiting-view.ts'
import { FakeSupport, refusal } from './fake-support.ts'

function support() {
  const server = new FakeSupport()
  server.welcome()
  const connection = server as unknown as CustomerConnection
  const own = new OwnInquiriesModel(connection.open(describeOwnInquiries, 'guest-7f'))
  return { server, connection, own }
}

test('news is what was not there at the last look, also where it came while the page was away', () => {
  const { server, own } = support()
  const id = server.asked('a', { ago: 9 })
  server.say(id, 'old', { ago: 8 })
  const news = new News()
  expect(news.look(own)).toEqual([])
  server.say(id, 'new', { ago: 1 })
  expect(news.look(own).map((one) => [one.id, one.unread])).toEqual([[id, 2]])
  expect(news.look(own)).toEqual([])
  server.join(id)
  expect(news.look(own)).toEqual([])
})

test('a conversation that the server does not show yet is asked for again, later each time, and not for ever', () => {
  const { server, connection, own } = support()
  const id = server.asked('a')
  const clock = new FakeClock()
  const threads = new ThreadHolder({ connection, own, me: 'guest-7f' }, () => {}, clock)
  const tries = () => server.opened.filter((channel) => channel === `inquiry/${id}`).length
  threads.hold(id)
  for (let round = 0; round < 10; round++) {
    server.thread(id).refuse(refusal('not-allowed'))
    clock.advance(60_000)
  }
  expect(tries()).toBe(7)
})

test('what is on its way is not opened, and one that is gone is closed', () => {
  const { server, connection, own } = support()
  server.begins = false
  const id = own.start({ text: 'a' })
  const threads = new ThreadHolder({ connection, own, me: 'guest-7f' }, () => {}, new FakeClock())
  expect(threads.hold(id)).toBeUndefined()
  const there = server.asked('b')
  const thread = threads.hold(there)
  expect([thread?.id, threads.hold(there) === thread]).toEqual([there, true])
  server.own.happen('removed', { ids: [there] })
  expect(threads.hold(there)).toBeUndefined()
})

test('what one says in a row stands together, for a while, on one day', () => {
  const noon = new Date(2026, 10, 27, 12).getTime()
  const said = (n: number, minutes: number, by?: string): CustomerEntry => ({
    ...{ n, at: noon + minutes * 60_000, id: `m.${n}`, text: 'x' },
    ...(by === undefined ? { kind: 'customer' } : { kind: 'agent', by: { name: by } }),
  })
  const rows = rowsOf([said(1, 0), said(2, 1), said(3, 2, 'Ana'), said(4, 3, 'Ben'), said(5, 9, 'Ben'), said(6, 1440)])
  expect(rows.map(({ isFirst, isLast, isDay }) => [isFirst, isLast, isDay].map(Number).join(''))).toEqual([
    ...['101', '010', '110', '110', '110', '111'],
  ])
})

test('nobody is promised what is not known', () => {
  const words = wordsFor('en')
  const now = new Date(2026, 10, 27, 18).getTime()
  const base = { isOpen: true, changesAt: undefined, isStaffed: true, place: 3, isBehind: undefined, waitMs: undefined }
  const says = (over: object, isAsked = true) => waitingTexts({ ...base, ...over }, words, now, isAsked)
  expect(says({})).toEqual(['You are no. 3', words.text.stay])
  expect(says({ place: undefined })[0]).toBe('You are in the queue')
  expect(says({ isStaffed: false })).toEqual(['Nobody is here right now', words.text.answerLater])
  expect(says({ isOpen: false })).toEqual(['We are closed', words.text.answerLater])
  expect(says({}, false)).toEqual([])
  expect(says({ waitMs: 60_000 }, false)).toEqual(['Expected wait: about 1 minute'])
})

test('where nothing can be stored, the page keeps it', () => {
  const kept = new Kept('x ')
  kept.setRecord('form', { name: 'Sam' })
  expect(kept.record('form')).toEqual({ name: 'Sam' })
  kept.setRecord('form', {})
  expect([kept.record('form'), kept.get('form')]).toEqual([{}, undefined])
})
