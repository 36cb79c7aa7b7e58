import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Town } from '../../test/person/town.ts'
import type { Directory } from '../contract/index.ts'

const directory = 'chat-directory/rooms'
const listed = (room: string, offset = 1, more: object = {}) => ({
  room,
  title: `Room ${room}`,
  topic: '',
  members: 1,
  offset,
  ...more,
})

async function seen(town: Town, id = 'ana'): Promise<Directory> {
  const view = await town.device(id).open<Directory>(directory, 'directory')
  if ('code' in view) throw new Error(view.code)
  return view.state
}
async function found(town: Town, by: object = { limit: 200 }, id = 'ana'): Promise<unknown[]> {
  const device = town.device(id)
  await device.open(directory, 'directory')
  return (await device.find(directory, 'directory', 'rooms', by)).map((document) => document.id)
}

describe('the directory', () => {
  it('lists public rooms as they are made, renamed, joined and archived, and no others', async () => {
    const town = new Town()
    await town.in('lobby', 'ana', 'create', { kind: 'public', title: 'Lobby', topic: 'all sorts' })
    await town.in('p-club', 'ana', 'create', { kind: 'private', title: 'Club' })
    await town.own('ana', 'direct', { with: { id: 'ben', name: 'Ben' } })
    await town.in('lobby', 'ben', 'join')
    const { rooms, count } = await seen(town)
    expect(count).toBe(1)
    expect(rooms).toMatchObject({ lobby: { title: 'Lobby', topic: 'all sorts', members: 2 } })
    expect(Object.keys(rooms)).toEqual(['lobby'])
    await town.in('lobby', 'ana', 'update', { title: 'Hall' })
    expect(await found(town, { search: 'hall', limit: 10 })).toEqual(['lobby'])
    expect(await found(town, { search: 'sorts', limit: 10 })).toEqual(['lobby'])
    await town.in('lobby', 'ana', 'update', { archived: true })
    expect(await seen(town)).toEqual({ rooms: {}, count: 0 })
    expect([await found(town), await found(town, { search: 'hall', limit: 10 })]).toEqual([[], []])
    expect(town.reports).toEqual([])
  })

  it('is that of the newest news of each room, in whatever order they come and however often', async () => {
    const told = fc.array(
      fc.record({ room: fc.constantFrom('7', 'a', '__proto__'), offset: fc.integer({ min: 1, max: 6 }) }),
      { maxLength: 20 },
    )
    await fc.assert(
      fc.asyncProperty(told, async (all) => {
        const town = new Town()
        const newest = new Map<string, number>()
        for (const { room, offset } of all) {
          const isListed = offset % 3 !== 0
          await town.system(
            directory,
            isListed ? 'list' : 'unlist',
            isListed ? listed(room, offset, { members: offset }) : { room, offset },
          )
          newest.set(room, Math.max(newest.get(room) ?? 0, offset))
        }
        const expected = [...newest].filter(([, offset]) => offset % 3 !== 0)
        const { rooms, count } = await seen(town)
        const members = Object.entries(rooms).map(([room, { members }]) => [room, members])
        expect(members.sort()).toEqual(expected.sort())
        expect(count).toBe(expected.length)
        expect((await found(town)).sort()).toEqual(expected.map(([room]) => room).sort())
      }),
      { numRuns: 12 },
    )
  })

  it('names the hundred that were told of last, counts all and finds all', async () => {
    const town = new Town()
    for (let i = 0; i < 103; i++) await town.system(directory, 'list', listed(`${i}`))
    await town.system(directory, 'list', listed('0', 2))
    const { rooms, count } = await seen(town)
    expect(count).toBe(103)
    expect(Object.keys(rooms)).toHaveLength(100)
    expect(['0', '1', '2', '3', '4'].map((room) => room in rooms)).toEqual([true, false, false, false, true])
    expect(await found(town)).toHaveLength(103)
  })

  it('grows for those who look at it as it does for those who come', async () => {
    const town = new Town()
    const view = await town.device('ben').open<Directory>(directory, 'directory')
    for (let i = 0; i < 105; i++) await town.system(directory, 'list', listed(`${i % 103}`, i + 1))
    await town.system(directory, 'unlist', { room: '50', offset: 1000 })
    expect(view).toMatchObject({ state: await seen(town) })
  })

  it('takes news from the server alone', async () => {
    const town = new Town()
    const device = town.device('ana')
    expect(await device.command(directory, 'list', listed('lobby'))).toMatchObject({ code: 'not-allowed' })
    expect(await device.command(directory, 'unlist', { room: 'lobby', offset: 3 })).toMatchObject({
      code: 'not-allowed',
    })
    expect(await device.command('chat-directory/other', 'list', listed('x'))).toMatchObject({ code: 'not-allowed' })
    expect(town.log(directory)).toEqual([])
  })

  it('shows nobody a room that he may not enter', async () => {
    const town = new Town({ mayEnter: (room, { id }) => !room.startsWith('staff') || id === 'ana' })
    const view = await town.device('ben').open<Directory>(directory, 'directory')
    await town.in('staff-room', 'ana', 'create', { kind: 'public', title: 'Staff' })
    await town.in('lobby', 'ana', 'create', { kind: 'public', title: 'Lobby' })
    expect(view).toMatchObject({ state: { rooms: {}, count: 0 } })
    expect(await seen(town, 'ben')).toEqual({ rooms: {}, count: 0 })
    expect(await found(town, { limit: 10 }, 'ana')).toEqual(['lobby', 'staff-room'])
    expect(await found(town, { limit: 10 }, 'ben')).toEqual(['lobby'])
    expect(await found(town, { id: 'staff-room' }, 'ben')).toEqual([])
    expect(await found(town, { search: 'staff', limit: 10 }, 'ben')).toEqual([])
  })
})
