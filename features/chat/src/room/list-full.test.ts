import { describe, expect, test } from 'vitest'
import { ana, cho, roomOf } from '../../test/room/cast.ts'

describe('a member whose list of rooms is full', () => {
  const joinedAt = 1_000_000

  test('is none any more, and is told', () => {
    const room = roomOf()
    room.system('listFull', { user: 'cho', joinedAt })
    expect(room.document('members', 'cho')).toBeUndefined()
    expect(room.told('cho', 'membership').at(-1)).toMatchObject({ role: null, how: 'left' })
  })

  test('stays if he came at another time than was refused, is the owner whom others need, or one of two', () => {
    expect(roomOf().system('listFull', { user: 'cho', joinedAt: joinedAt - 1 })).toEqual({ events: [] })
    expect(roomOf().system('listFull', { user: 'ana', joinedAt })).toEqual({ events: [] })
    expect(roomOf('dm-0').system('listFull', { user: 'cho', joinedAt })).toEqual({ events: [] })
  })

  test.each([ana, cho])('is not put out by anybody but the server', (somebody) => {
    expect(roomOf().code(somebody, 'listFull', { user: 'cho', joinedAt })).toBe('not-allowed')
  })
})
