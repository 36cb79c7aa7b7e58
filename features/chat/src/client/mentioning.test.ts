import { expect, test } from 'vitest'
import { mentionsIn, namesRoom } from './mentioning.ts'

test.each([
  ['@room', true],
  ['hi @room, all', true],
  ['(@room)', true],
  ['@rooms', false],
  ['me@room', false],
  ['@room한', false],
  ['room', false],
])('%j calls everybody: %s', (text, expected) => {
  expect(namesRoom(text)).toBe(expected)
})

test('whom the text does not name any more is left out', () => {
  const picked = [
    { id: '1', name: 'Ana' },
    { id: '2', name: 'Ben' },
  ]
  expect(mentionsIn('hi @Ben', picked, false)).toEqual({ people: ['2'] })
  expect(mentionsIn('hi', picked, true)).toEqual({ room: true })
  expect(mentionsIn('hi', picked, false)).toBeUndefined()
})
