import { expect, test } from 'vitest'
import type { PendingMessage } from '../chat-room.ts'
import type { Message } from '../room.ts'
import { groupGapMs, timeline } from './timeline.ts'

const me = { id: 'me', name: 'Me' }
const ana = { id: 'a', name: 'Ana' }
const noon = new Date(2026, 10, 22, 12).getTime()

function messages(...given: readonly (readonly [by: typeof me, at: number])[]): Message[] {
  return given.map(([by, at], index) => ({ id: `m${index}`, offset: index + 1, by, text: 'x', at }))
}

function shape(sent: Message[], pending: PendingMessage[] = [], isLive = true): string[] {
  return timeline({ messages: sent, pending, me, isLive }).map((row) =>
    row.kind === 'day'
      ? 'day'
      : `${row.isMine ? 'mine' : row.by.name} ${row.isFirst ? '[' : ''}${row.isLast ? ']' : ''} ${row.delivery}`,
  )
}

test('groups messages of one author', () => {
  expect(shape(messages([ana, noon], [ana, noon + 1000], [me, noon + 2000]))).toEqual([
    'day',
    'Ana [ sent',
    'Ana ] sent',
    'mine [] sent',
  ])
})

test('starts a group after a pause', () => {
  expect(shape(messages([ana, noon], [ana, noon + groupGapMs]))).toEqual(['day', 'Ana [] sent', 'Ana [] sent'])
})

test('starts a group and draws a line with each day', () => {
  const midnight = new Date(2026, 10, 23).getTime()
  expect(shape(messages([ana, midnight - 1000], [ana, midnight]))).toEqual(['day', 'Ana [] sent', 'day', 'Ana [] sent'])
})

test('puts our own that wait at the end, in our group', () => {
  const pending = [{ id: 'p', text: 'x', createdAt: noon + 5000 }]
  expect(shape(messages([me, noon]), pending)).toEqual(['day', 'mine [ sent', 'mine ] sending'])
  expect(shape(messages([me, noon]), pending, false).at(-1)).toBe('mine ] waiting')
})

test('lets a failed one stand alone', () => {
  const failure = { code: 'internal', message: 'no', retryable: true }
  const pending = [
    { id: 'p', text: 'x', createdAt: noon + 5000, failure },
    { id: 'q', text: 'x', createdAt: noon + 6000 },
  ]
  expect(shape(messages([me, noon]), pending)).toEqual(['day', 'mine [] sent', 'mine [] failed', 'mine [] sending'])
})

test('keeps the key of a message that was on its way', () => {
  const pending = timeline({ messages: [], pending: [{ id: 'm0', text: 'x', createdAt: noon }], me, isLive: true })
  const sent = timeline({ messages: messages([me, noon]), pending: [], me, isLive: true })
  expect(pending.map((row) => row.key)).toEqual(sent.map((row) => row.key))
})
