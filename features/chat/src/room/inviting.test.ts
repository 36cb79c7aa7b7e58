import { describe, expect, test } from 'vitest'
import { ana, author, ben, cho, eve, moderation, roomOf, sam, withSam } from '../../test/room/cast.ts'
import type { RoomLog } from '../../test/room/room-log.ts'

const dan = author({ id: 'dan', name: 'Dan' })
const invited = (room: RoomLog) => Object.keys(moderation(room).invites ?? {})

describe('an invitation', () => {
  test('is taken back by who sent it and by the staff, and by nobody else', () => {
    const room = roomOf('general', withSam)
    for (const taker of [cho, ana, ben, sam]) {
      expect(room.code(cho, 'invite', { user: dan })).toBeUndefined()
      expect(invited(room)).toEqual(['dan'])
      room.code(eve, 'join')
      expect(room.code(eve, 'withdraw', { user: 'dan' })).toBe('chat/not-yours')
      expect(room.code(taker, 'withdraw', { user: 'dan' })).toBeUndefined()
      expect(invited(room)).toEqual([])
      expect(room.document('invites', 'dan')).toBeUndefined()
      expect(moderation(room).audit.at(-1)).toMatchObject({ what: 'withdrawn', by: author(taker), user: dan })
      expect(room.told('dan', 'inviteEnded').at(-1)).toEqual({ room: 'general', offset: room.head })
    }
  })

  test('that is not there is taken back by doing nothing', () => {
    expect(roomOf().command(cho, 'withdraw', { user: 'dan' })).toEqual({ events: [] })
  })

  test('of a private room lets nobody in once it was taken back', () => {
    const room = roomOf('p-secret')
    room.command(ben, 'invite', { user: dan })
    room.command(ben, 'withdraw', { user: 'dan' })
    expect(room.code({ ...dan, guest: false }, 'join')).toBe('not-allowed')
  })

  test('leaves the list of the staff when it is taken up, declined or made void by a ban', () => {
    const room = roomOf()
    const ways = {
      joined: () => room.command({ ...dan, guest: false }, 'join', {}),
      declined: () => room.system('declined', { user: 'dan', invite: room.head }),
      banned: () => room.command(ana, 'ban', { user: dan }),
    }
    for (const [way, end] of Object.entries(ways)) {
      room.command(ana, 'invite', { user: dan })
      expect(room.document('invites', 'dan')?.body, way).toEqual({ user: dan, by: author(ana), at: room.now })
      end()
      expect(invited(room), way).toEqual([])
      expect(room.document('invites', 'dan'), way).toBeUndefined()
      room.command({ ...dan, guest: false }, 'leave', {})
    }
  })

  test('that was declined is noted, and one that came since is not touched by it', () => {
    const room = roomOf()
    room.command(ana, 'invite', { user: dan })
    const first = room.head
    room.command(ana, 'withdraw', { user: 'dan' })
    room.command(ana, 'invite', { user: dan })
    expect(room.system('declined', { user: 'dan', invite: first })).toEqual({ events: [] })
    room.system('declined', { user: 'dan', invite: room.head })
    expect(moderation(room).audit.at(-1)).toMatchObject({ what: 'declined', by: dan, user: dan })
    expect(room.told('dan', 'inviteEnded')).toHaveLength(1)
  })

  test('is found by who sent it, in the view of all', () => {
    const room = roomOf()
    room.command(cho, 'invite', { user: dan })
    const rule = room.channel.views.get('room')?.documents?.invites
    const stored = { id: 'dan', order: 1, body: room.document('invites', 'dan')?.body }
    expect(rule?.(stored, cho, 'general')).toMatchObject({ user: dan })
    expect(rule?.(stored, ben, 'general')).toBeUndefined()
  })
})
