import { describe, expect, test } from 'vitest'
import type { PendingMessage } from '../client/models.ts'
import type { Message } from '../contract/message.ts'
import { RowKeys } from './row-keys.ts'
import type { MessageRow, TimelineInput } from './timeline.ts'
import { dayOf, groupGapMs, timeline } from './timeline.ts'

const me = { id: 'me', name: 'Me' }
const ana = { id: 'a', name: 'Ana' }
const noon = new Date(2026, 10, 22, 12).getTime()

function messages(...given: readonly (readonly [by: typeof me, at: number])[]): Message[] {
  return given.map(([by, at], index) => ({ id: `m${index}`, offset: index + 1, by, text: 'x', at }))
}

function rows(input: Pick<TimelineInput, 'messages' | 'pending'> & Partial<TimelineInput>, keys = new RowKeys()) {
  keys.note(input.messages, input.pending, me)
  return timeline({ me, held: [], newFrom: undefined, isLive: true, marksGuests: false, keyOf: keys.keyOf, ...input })
}

function shape(sent: Message[], pending: PendingMessage[] = [], isLive = true): string[] {
  return rows({ messages: sent, pending, isLive }).map(shapeOf)
}

function shapeOf(row: MessageRow): string {
  const lines = `${row.startsDay ? 'day ' : ''}${row.startsNew ? 'new ' : ''}`
  const group = `${row.isFirst ? '[' : ''}${row.isLast ? ']' : ''}`
  return `${lines}${row.isMine ? 'mine' : row.by.name} ${group} ${row.delivery}`
}

test('groups messages of one author', () => {
  expect(shape(messages([ana, noon], [ana, noon + 1000], [me, noon + 2000]))).toEqual([
    'day Ana [ sent',
    'Ana ] sent',
    'mine [] sent',
  ])
})

test('starts a group after a pause', () => {
  expect(shape(messages([ana, noon], [ana, noon + groupGapMs]))).toEqual(['day Ana [] sent', 'Ana [] sent'])
})

test('starts a group and draws a line with each day', () => {
  const midnight = new Date(2026, 10, 23).getTime()
  expect(shape(messages([ana, midnight - 1000], [ana, midnight]))).toEqual(['day Ana [] sent', 'day Ana [] sent'])
})

test('puts our own that wait at the end, in our group', () => {
  const pending = [{ id: 'p', text: 'x', createdAt: noon + 5000 }]
  expect(shape(messages([me, noon]), pending)).toEqual(['day mine [ sent', 'mine ] sending'])
  expect(shape(messages([me, noon]), pending, false).at(-1)).toBe('mine ] waiting')
})

test('lets a failed one stand alone', () => {
  const failure = { code: 'internal', message: 'no', retryable: true }
  const pending = [
    { id: 'p', text: 'x', createdAt: noon + 5000, failure },
    { id: 'q', text: 'x', createdAt: noon + 6000 },
  ]
  expect(shape(messages([me, noon]), pending)).toEqual(['day mine [] sent', 'mine [] failed', 'mine [] sending'])
})

test('keeps the key of a message that was on its way', () => {
  const keys = new RowKeys()
  const keysOf = (given: Pick<TimelineInput, 'messages' | 'pending'>) => rows(given, keys).map((row) => row.key)
  const pending = keysOf({ messages: [], pending: [{ id: 'm0', text: 'x', createdAt: noon }] })
  const sent = keysOf({ messages: messages([me, noon]), pending: [] })
  expect(sent).toEqual(pending)
  expect(keysOf({ messages: messages([me, noon], [ana, noon]), pending: [] }).slice(0, 1)).toEqual(pending)
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
    'at-1',
    'at-2',
    'pending-p',
    'at-4',
  ])
})

test('marks guests, except oneself, where they are told apart', () => {
  const guest = { ...ana, guest: true as const }
  const sent = messages([ana, noon], [guest, noon], [{ ...me, guest: true } as typeof me, noon])
  const marks = (marksGuests: boolean) => rows({ messages: sent, pending: [], marksGuests }).map((row) => row.isGuest)
  expect(marks(true)).toEqual([false, true, false])
  expect(marks(false)).toEqual([false, false, false])
})

describe('the line "new"', () => {
  const sent = messages([ana, noon], [ana, noon + 1], [ana, noon + 2])
  const shapes = (newFrom: number | undefined, given = sent) =>
    rows({ messages: given, pending: [], newFrom }).map(shapeOf)

  test('stands above the first that is new, and begins a group', () => {
    expect(shapes(2)).toEqual(['day Ana [] sent', 'new Ana [ sent', 'Ana ] sent'])
  })

  test('stands above the next one where that one is not there', () => {
    expect(shapes(2, sent.toSpliced(1, 1))).toEqual(['day Ana [] sent', 'new Ana [] sent'])
  })

  test('is not drawn where the first new one is above what is loaded', () => {
    expect(shapes(1, sent.slice(1))).toEqual(['day Ana [ sent', 'Ana ] sent'])
    expect(shapes(1)[0]).toBe('day new Ana [ sent')
  })
})

test('what the staff holds stands alone, before what is on its way', () => {
  const held = [{ text: 'x', at: noon + 1 }]
  const pending = [{ id: 'p', text: 'x', createdAt: noon + 2 }]
  expect(rows({ messages: messages([me, noon]), pending, held }).map(shapeOf)).toEqual([
    'day mine [] sent',
    'mine [] held',
    'mine [] sending',
  ])
})

test('days follow the calendar of the reader, also where clocks are changed', () => {
  for (let hour = 0; hour < 24 * 400; hour += 7) {
    const at = new Date(2026, 0, 1, hour, 10).getTime()
    const isSame = new Date(at).toDateString() === new Date(at + 3_600_000).toDateString()
    expect(dayOf(at) === dayOf(at + 3_600_000)).toBe(isSame)
  }
})
