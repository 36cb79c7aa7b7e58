import { expect, test } from 'vitest'
import { listedRooms, roomIn, toRoomName } from './room-names.ts'

test('reads the room from the address', () => {
  expect(['?room=help', '', '?room=No%20Room', `?room=${'x'.repeat(65)}`].map(roomIn)).toEqual([
    'help',
    'general',
    'general',
    'general',
  ])
})

test('makes a name of what somebody typed', () => {
  expect(['  My  Room ', 'Café #1', '대화방', 'a_b-c'].map(toRoomName)).toEqual(['my-room', 'cafe-1', '', 'a_b-c'])
})

test('lists each room once', () => {
  expect(listedRooms(['team', 'help', '<b>'], 'team')).toEqual(['general', 'random', 'help', 'team'])
})
