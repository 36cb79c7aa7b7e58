import { beforeEach, expect, test } from 'vitest'
import { FakeClock } from '../../../../packages/elements/src/testing/fake-clock.ts'
import { FakeInbox } from '../../test/fake-inbox.ts'
import { InboxModel } from './inbox-model.ts'
import { NewsDesk } from './news-desk.ts'

let server: FakeInbox
let clock: FakeClock
let rings: number
let desk: NewsDesk

beforeEach(() => {
  server = new FakeInbox()
  clock = new FakeClock()
  rings = 0
  const tabs = { locks: undefined, channel: undefined, isInView: () => true, onInView: () => () => {} }
  desk = new NewsDesk(new InboxModel(server), 'ana', { clock, tabs, ring: () => rings++ })
  desk.takePart(true)
  server.open()
})

const shown = () => desk.toasts.map(({ ns }) => ns)

test('what is new is shown and heard, and goes by itself', () => {
  const n = server.arrive()
  clock.advance(400)
  expect([shown(), rings]).toEqual([[[n]], 1])
  clock.advance(8000)
  expect([shown(), clock.waiting]).toEqual([[], 0])
})

test('what is read on another device goes at once', () => {
  const n = server.arrive()
  clock.advance(400)
  server.happen('marked', { ids: [n], on: ['read', 'seen'] })
  expect(shown()).toEqual([])
})

test('what was missed comes as one, whether told one by one or as a whole state', () => {
  desk.note(false)
  desk.note(true)
  for (let index = 0; index < 10; index++) server.arrive()
  clock.advance(400)
  expect([shown().map((ns) => ns.length), rings]).toEqual([[10], 1])
  clock.advance(60_000)
  desk.note(false)
  desk.note(true)
  server.replace((meanwhile) => {
    for (let index = 0; index < 4; index++) meanwhile.arrive()
  })
  clock.advance(400)
  expect([shown().map((ns) => ns.length), rings]).toEqual([[4], 2])
})

test('what came silently is neither shown nor heard, also in a whole state', () => {
  server.replace((meanwhile) => {
    meanwhile.arrive({}, { quiet: true })
    meanwhile.arrive({}, { quiet: true })
  })
  clock.advance(400)
  expect([shown(), rings]).toEqual([[], 0])
})

test('a tab that shows no toasts keeps none and makes no sound', () => {
  server.arrive()
  clock.advance(400)
  desk.takePart(false)
  expect(shown()).toEqual([])
  server.arrive()
  clock.advance(10_000)
  desk.takePart(true)
  clock.advance(400)
  expect([shown(), rings, clock.waiting]).toEqual([[], 1, 0])
})

test('while the list itself is looked at there is nothing beside it', () => {
  server.arrive()
  clock.advance(400)
  desk.hush(true)
  expect(shown()).toEqual([])
  server.arrive()
  clock.advance(400)
  expect([shown(), rings]).toEqual([[], 1])
  desk.hush(false)
  server.arrive()
  clock.advance(400)
  expect(shown()).toHaveLength(1)
})

test('nothing is left to do once it is closed', () => {
  server.arrive()
  desk.close()
  expect(clock.waiting).toBe(0)
})
