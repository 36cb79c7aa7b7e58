import { expect, test } from 'vitest'
import { joinMessages } from './join-messages.ts'
import type { Message } from './room.ts'
import { maxMessages } from './room.ts'

function range(first: number, last: number): Message[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    id: `c.${first + index}`,
    offset: first + index,
    by: { id: 'u', name: 'U' },
    text: '',
    at: 0,
  }))
}

function span(messages: readonly Message[]): readonly [number | undefined, number | undefined, number] {
  return [messages[0]?.offset, messages.at(-1)?.offset, messages.length]
}

test('keeps what the state has dropped', () => {
  expect(span(joinMessages(range(1, 60), range(21, 70)))).toEqual([1, 70, 70])
})

test('joins a state that begins right after', () => {
  expect(span(joinMessages(range(1, 60), range(61, 60 + maxMessages)))).toEqual([1, 110, 110])
})

test('lets go of what lies before a hole', () => {
  expect(span(joinMessages(range(1, 60), range(200, 199 + maxMessages)))).toEqual([200, 249, 50])
})

test('believes a state that is the whole room', () => {
  expect(span(joinMessages(range(1, 60), range(1, 3)))).toEqual([1, 3, 3])
  expect(joinMessages(range(1, 60), [])).toEqual([])
})
