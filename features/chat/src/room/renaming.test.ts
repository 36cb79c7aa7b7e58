import { describe, expect, test } from 'vitest'
import { ana, author, cho, roomOf, shown } from '../../test/room/cast.ts'
import { person } from '../../test/room/room-log.ts'

const chloe = person('cho', { name: 'Chloe' })

describe('a member who goes by another name', () => {
  test('is known by it from his next post or join on, in the list of members and in mentions', () => {
    const room = roomOf()
    expect(room.command(cho, 'join', {})).toEqual({ events: [] })
    room.command(chloe, 'join', {})
    expect(room.document('members', 'cho')).toMatchObject({ text: 'Chloe', body: { name: 'Chloe', role: 'member' } })
    const offset = room.post(ana, 'hi @Chloe', { mentions: { people: ['cho'] } })
    expect(shown(room).messages.find((one) => one.offset === offset)?.mentions?.people).toEqual([
      { id: 'cho', name: 'Chloe' },
    ])
    room.post(cho, 'back again')
    expect(room.document('members', 'cho')?.body).toMatchObject({ name: 'Name of cho' })
    expect(room.log.filter(({ type }) => type === 'renamed')).toHaveLength(2)
  })

  test('keeps his role and how far he has read', () => {
    const room = roomOf()
    room.system('receipt', { user: author(ana), upTo: 3 })
    room.post(person('ana', { name: 'Anna' }), 'hello')
    expect(shown(room)).toMatchObject({
      staff: { ana: { name: 'Anna', role: 'owner' } },
      receipts: { ana: { name: 'Anna', upTo: 3 } },
    })
    expect(room.code(person('ana', { name: 'Anna' }), 'setRole', { user: 'cho', role: 'moderator' })).toBeUndefined()
  })

  test('is told to the other of a direct room', () => {
    const room = roomOf('dm-0')
    room.post(chloe, 'it is me')
    expect(shown(room).direct?.people).toEqual([author(ana), author(chloe)])
    expect(room.told('ana', 'membership').at(-1)).toMatchObject({ with: author(chloe) })
  })

  test('is not renamed by what he scheduled under an older name, nor by a post that was refused', () => {
    const room = roomOf()
    room.post(chloe, 'new')
    room.system('postFor', { id: 'x', by: author(cho), text: 'from before' })
    expect(room.code(cho, 'post', { text: '' })).toBe('chat/empty')
    expect(room.document('members', 'cho')?.body).toMatchObject({ name: 'Chloe' })
    expect(room.log.filter(({ type }) => type === 'renamed')).toHaveLength(1)
  })

  test('is nobody once he is erased', () => {
    const room = roomOf()
    room.post(chloe, 'new')
    const event = room.log.find(({ type }) => type === 'renamed')!
    expect(room.channel.erase?.(event, 'cho')).toEqual({ type: 'erased', data: {} })
  })
})
