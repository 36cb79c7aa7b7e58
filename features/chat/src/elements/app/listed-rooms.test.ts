import { expect, test } from 'vitest'
import type { RoomItem } from '../../client/models.ts'
import type { RoomKind } from '../../contract/room.ts'
import { badgeText, listedRooms, neighbour } from './listed-rooms.ts'

const unread = { count: 0, mentions: 0, threads: [], isAtLeast: false, first: undefined }

function mine(key: string, kind: RoomKind = 'public'): RoomItem {
  const nothing = { with: undefined, role: undefined, last: undefined, isMuted: false, mutedUntil: undefined }
  return { key, title: key, kind, unread, hasDraft: false, pending: 0, failed: 0, ...nothing }
}

function open(key: string, status: 'open' | 'refused' = 'open') {
  return { key, status, info: undefined, direct: undefined }
}

const keysOf = (items: readonly RoomItem[]) => items.map(({ key }) => key)

test('my rooms stand before those that are offered, each once, direct ones apart', () => {
  const all = listedRooms(
    [mine('general'), mine('dm-1', 'direct'), mine('p-1', 'private')],
    ['general', 'help'],
    open('x'),
  )
  expect(keysOf(all.rooms)).toEqual(['general', 'p-1', 'help', 'x'])
  expect(keysOf(all.direct)).toEqual(['dm-1'])
  expect(all.rooms.filter(({ isMine }) => isMine).length).toBe(2)
})

test('a room that is not open to me is not listed', () => {
  expect(keysOf(listedRooms([], [], open('p-secret', 'refused')).rooms)).toEqual([])
})

test('the neighbours go round, over both lists', () => {
  const all = listedRooms([mine('a'), mine('dm-1', 'direct')], ['b'], undefined)
  expect(['a', 'b', 'dm-1'].map((key) => neighbour(all, key, 1))).toEqual(['b', 'dm-1', 'a'])
  expect(['a', 'b', 'dm-1'].map((key) => neighbour(all, key, -1))).toEqual(['dm-1', 'a', 'b'])
  expect(neighbour(all, 'elsewhere', 1)).toBe('a')
  expect(neighbour(listedRooms([], [], undefined), 'a', 1)).toBeUndefined()
})

test('a badge stops counting at 99', () => {
  expect([badgeText(3), badgeText(99), badgeText(100), badgeText(7, true)]).toEqual(['3', '99', '99+', '99+'])
})
