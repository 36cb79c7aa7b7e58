import { expect, test } from 'vitest'
import { defineFold } from '../define/fold.ts'
import type { ChannelEvent, Events, Opened } from '../messages/down.ts'
import { Subscription } from './subscription.ts'

interface Log {
  readonly texts: string[]
}
const fold = defineFold<Log, { said: { text: string }; bad: object }>({
  state: () => ({ texts: [] }),
  events: {
    said: (state, { text }) => void state.texts.push(text),
    bad: () => {
      throw new Error('a fold that fails')
    },
  },
})

const said = (offset: number, type = 'said'): ChannelEvent => ({ offset, type, at: 0, data: { text: String(offset) } })
const where = { channel: 'chat/general', view: 'room' }
const state = (offset: number, texts: string[], epoch = 'a'): Opened => ({
  type: 'opened',
  ...where,
  position: { epoch, offset },
  state: { texts },
})
const level = (after: number, events: ChannelEvent[], offset: number, epoch = 'a'): Opened => ({
  type: 'opened',
  ...where,
  position: { epoch, offset },
  after,
  events,
})
const news = (after: number, events: ChannelEvent[], offset: number): Events => ({
  type: 'events',
  ...where,
  after,
  offset,
  events,
})

function opened(offset = 2, texts = ['1', '2']) {
  const subscription = new Subscription(where.channel, where.view, fold)
  subscription.openMessage()
  subscription.receiveOpened(state(offset, texts))
  return subscription
}

test('starts empty, without a position, and opens without one', () => {
  const subscription = new Subscription(where.channel, where.view, fold)
  expect(subscription.state).toEqual({ texts: [] })
  expect(subscription.position).toBeUndefined()
  expect(subscription.openMessage()).toEqual({ type: 'open', ...where })
})

test('a state in `opened` replaces all there was', () => {
  const subscription = opened()
  expect(subscription.receiveOpened(state(9, ['9'], 'b'))).toBe('fresh')
  expect(subscription.state).toEqual({ texts: ['9'] })
  expect(subscription.openMessage().position).toEqual({ epoch: 'b', offset: 9 })
})

test('events that join on are folded, also when they hide some offsets', () => {
  const subscription = opened()
  expect(subscription.receiveEvents(news(2, [said(3)], 5))).toBe('applied')
  expect(subscription.receiveEvents(news(5, [], 6))).toBe('applied')
  expect(subscription.state.texts).toEqual(['1', '2', '3'])
  expect(subscription.position).toEqual({ epoch: 'a', offset: 6 })
})

test('events seen already change nothing', () => {
  const subscription = opened()
  expect(subscription.receiveEvents(news(1, [said(2)], 2))).toBe('stale')
  expect(subscription.state.texts).toEqual(['1', '2'])
})

test('events that leave a hole, or overlap, are not folded', () => {
  const subscription = opened()
  expect(subscription.receiveEvents(news(3, [said(4)], 4))).toBe('hole')
  expect(subscription.receiveEvents(news(1, [said(2), said(3)], 3))).toBe('hole')
  expect(subscription.position).toEqual({ epoch: 'a', offset: 2 })
  expect(subscription.state.texts).toEqual(['1', '2'])
})

test('between `open` and its answer events are ignored', () => {
  const subscription = opened()
  subscription.openMessage()
  expect(subscription.receiveEvents(news(2, [said(3)], 3))).toBe('stale')
  expect(subscription.receiveOpened(level(2, [said(3)], 3))).toBe('levelled')
  expect(subscription.state.texts).toEqual(['1', '2', '3'])
})

test('a levelling answer folds only what is new', () => {
  const subscription = opened()
  expect(subscription.receiveOpened(level(0, [said(1), said(2), said(3)], 4))).toBe('levelled')
  expect(subscription.state.texts).toEqual(['1', '2', '3'])
  expect(subscription.receiveOpened(level(0, [said(1)], 1))).toBe('levelled')
  expect(subscription.position).toEqual({ epoch: 'a', offset: 4 })
})

test.each([
  ['of another epoch', level(2, [said(3)], 3, 'b')],
  ['that begins after our position', level(3, [said(4)], 4)],
])('a levelling answer %s is a hole, and the next open asks for everything', (_, message) => {
  const subscription = opened()
  expect(subscription.receiveOpened(message)).toBe('hole')
  expect(subscription.state.texts).toEqual(['1', '2'])
  expect(subscription.openMessage().position).toBeUndefined()
  expect(subscription.receiveEvents(news(2, [said(3)], 3))).toBe('stale')
})

test('a levelling answer with many events in one, some of which are folded already, is asked for again from where we are', () => {
  const subscription = opened()
  const merged = (after: number, offset: number) => ({ ...said(offset), after })
  expect(subscription.receiveOpened(level(1, [merged(1, 3)], 3))).toBe('hole')
  expect(subscription.state.texts).toEqual(['1', '2'])
  expect(subscription.openMessage().position).toEqual({ epoch: 'a', offset: 2 })
  expect(subscription.receiveOpened(level(2, [merged(2, 4)], 4))).toBe('levelled')
  expect(subscription.receiveOpened(level(2, [merged(2, 4)], 4))).toBe('levelled')
  expect(subscription.state.texts).toEqual(['1', '2', '4'])
})

test('event types without a handler, even names every object has, are passed over', () => {
  const subscription = opened()
  expect(subscription.receiveEvents(news(2, [said(3, 'constructor'), said(4, '__proto__'), said(5)], 5))).toBe(
    'applied',
  )
  expect(subscription.state.texts).toEqual(['1', '2', '5'])
})

test('a fold that throws forgets the position, so that the next open asks for everything', () => {
  const subscription = opened()
  expect(() => subscription.receiveEvents(news(2, [said(3), said(4, 'bad')], 4))).toThrow('a fold that fails')
  expect(subscription.position).toBeUndefined()
  expect(subscription.openMessage().position).toBeUndefined()
})
