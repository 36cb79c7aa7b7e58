import { expect, test } from 'vitest'
import { roomHref, roomIn } from './room-names.ts'
import { titleOf } from './title.ts'

test('reads the room from the address', () => {
  expect(['?room=help', '', '?room=No%20Room', `?room=${'x'.repeat(65)}`].map(roomIn)).toEqual([
    'help',
    'general',
    'general',
    'general',
  ])
})

test('gives each room an address that leads to it', () => {
  for (const room of ['general', 'team', 'dm-0123']) {
    expect(roomIn(new URL(roomHref(room), 'http://localhost').search)).toBe(room)
  }
})

test('the window says what is unread, and the room unless its key is made up', () => {
  expect(titleOf('help', 0)).toBe('#help · Parley')
  expect(titleOf('help', 3)).toBe('(3) #help · Parley')
  expect(titleOf('dm-0123', 120)).toBe('(99+) Parley')
})
