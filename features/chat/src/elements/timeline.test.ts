import { expect, test } from 'vitest'
import type { PendingMessage } from '../chat-room.ts'
import type { Message } from '../room.ts'
import { RowKeys } from './row-keys.ts'
import type { TimelineInput } from './timeline.ts'
import { groupGapMs, timeline } from './timeline.ts'

const me = { id: 'me', name: 'Me' }
const ana = { id: 'a', name: 'Ana' }
const noon = new Date(2026, 10, 22, 12).getTime()

function messages(...given: readonly (readonly [by: typeof me, at: number])[]): Message[] {
  return given.map(([by, at], index) => ({ id: `m${index}`, offset: index + 1, by, text: 'x', at }))
}

function rows(input: Pick<TimelineInput, 'messages' | 'pending'> & Partial<TimelineInput>, keys = new RowKeys()) {
  keys.note(input.messages, input.pending, me)
  return timeline({ me, isLive: true, marksGuests: false, keyOf: keys.keyOf, ...input })
}

function shape(sent: Message[], pending: PendingMessage[] = [], isLive = true): string[] {
  return rows({ messages: sent, pending, isLive }).map((row) =>
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

test('keeps the keys of a message that was on its way, and of its day', () => {
  const keys = new RowKeys()
  const keysOf = (given: Pick<TimelineInput, 'messages' | 'pending'>) => rows(given, keys).map((row) => row.key)
  const pending = keysOf({ messages: [], pending: [{ id: 'm0', text: 'x', createdAt: noon }] })
  const sent = keysOf({ messages: messages([me, noon]), pending: [] })
  expect(sent).toEqual(pending)
  expect(keysOf({ messages: messages([me, noon], [ana, noon]), pending: [] }).slice(0, 2)).toEqual(pending)
})

test('has no key twice, whatever ids others choose, and whatever the clock says', () => {
  const forged = messages([ana, noon], [ana, noon], [me, noon], [me, noon]).map((message) => ({ ...message, id: 'p' }))
  const behind = [
    { id: 'p', text: 'x', createdAt: noon - 86_400_000 },
    { id: 'q', text: 'x', createdAt: noon },
  ]
  const keys = new RowKeys()
  for (const input of [
    { messages: forged.slice(0, 2), pending: behind },
    { messages: forged, pending: behind.slice(1) },
  ]) {
    const found = rows(input, keys).map((row) => row.key)
    expect(new Set(found).size).toBe(found.length)
  }
  expect(rows({ messages: forged, pending: [] }, keys).map((row) => row.key)).toEqual([
    'day at-1',
    'at-1',
    'at-2',
    'pending-p',
    'at-4',
  ])
})

test('marks guests, except oneself, where they are told apart', () => {
  const guest = { ...ana, guest: true as const }
  const sent = messages([ana, noon], [guest, noon], [{ ...me, guest: true } as typeof me, noon])
  const marks = (marksGuests: boolean) =>
    rows({ messages: sent, pending: [], marksGuests }).map((row) => row.kind === 'message' && row.isGuest)
  expect(marks(true)).toEqual([false, false, true, false])
  expect(marks(false)).toEqual([false, false, false, false])
})
