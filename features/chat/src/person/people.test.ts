import { describe, expect, it } from 'vitest'
import { Town } from '../../test/person/town.ts'
import { directKey } from './direct-key.ts'

const ana = { id: 'ana', name: 'Ana' }
const ben = { id: 'ben', name: 'Ben' }
const room = directKey('ana', 'ben')

async function friends(): Promise<Town> {
  const town = new Town()
  await town.own('ana', 'direct', { with: ben })
  return town
}
const eventsIn = (town: Town, channel: string) => town.log(channel).map(({ type }) => type)

describe('a direct room', () => {
  it('is in both lists, and both may write there', async () => {
    const town = await friends()
    expect((await town.person('ana')).rooms).toMatchObject({ [room]: { kind: 'direct', with: { id: 'ben' } } })
    expect((await town.person('ben')).rooms).toMatchObject({
      [room]: { kind: 'direct', with: { id: 'ana', name: 'Name of ana' } },
    })
    expect(await town.in(room, 'ana', 'post', { text: 'hi' })).toBeUndefined()
    expect(await town.in(room, 'ben', 'post', { text: 'hi' })).toBeUndefined()
    expect(await town.in(room, 'cho', 'post', { text: 'hi' })).toBe('not-allowed')
    expect(town.reports).toEqual([])
  })

  it('is the same one whoever asks, how often, and at the same moment', async () => {
    const town = new Town()
    await Promise.all([
      town.own('ana', 'direct', { with: ben }),
      town.own('ana', 'direct', { with: ben }),
      town.own('ben', 'direct', { with: ana }),
    ])
    await town.own('ben', 'direct', { with: ana })
    await town.own('ana', 'direct', { with: ben })
    expect(eventsIn(town, `chat/${room}`)).toEqual(['created'])
    expect(Object.keys((await town.person('ana')).rooms)).toEqual([room])
    expect(Object.keys((await town.person('ben')).rooms)).toEqual([room])
    expect(eventsIn(town, 'chat-person/ana').filter((type) => type === 'directAsked')).toHaveLength(1)
  })

  it('calls the other as he calls himself, if that is known', async () => {
    const town = new Town()
    await town.in('lobby', 'ben', 'post', { text: 'x' })
    await town.in('lobby', 'ana', 'post', { text: 'x' })
    await town.own('ben', 'read', { room: 'lobby', upTo: 4 })
    await town.own('ana', 'direct', { with: { id: 'ben', name: 'Big Ben' } })
    expect((await town.person('ana')).rooms[room]?.with).toEqual({ id: 'ben', name: 'Name of ben' })
  })

  it('with oneself is none', async () => {
    const town = new Town()
    expect(await town.own('ana', 'direct', { with: ana })).toBe('not-allowed')
    expect(town.log('chat-person/ana')).toEqual([])
  })

  it.each(['__proto__', 'a/b', '🦊', 'constructor', 'x'.repeat(150)])('is there for somebody called %j', async (id) => {
    const town = new Town()
    expect(await town.own(id, 'direct', { with: ana })).toBeUndefined()
    expect(await town.own('ana', 'block', { user: { id, name: 'X' }, on: true })).toBeUndefined()
    expect(Object.keys((await town.person(id)).rooms)).toEqual([directKey(id, 'ana')])
    expect(Object.keys((await town.person('ana')).blocked)).toEqual([id])
    expect(await town.in(directKey(id, 'ana'), id, 'post', { text: 'hi' })).toBe('chat/blocked')
    await town.own('ana', 'block', { user: { id, name: 'X' }, on: false })
    expect(await town.in(directKey(id, 'ana'), id, 'post', { text: 'hi' })).toBeUndefined()
    expect((await town.person('ana')).blocked).toEqual({})
    expect(town.reports).toEqual([])
  })

  it('does not come about with who blocks me, and I do not learn why', async () => {
    const town = new Town()
    await town.own('ben', 'block', { user: ana, on: true })
    expect(await town.own('ana', 'direct', { with: ben })).toBeUndefined()
    const { failures, rooms } = await town.person('ana')
    expect(rooms).toEqual({})
    expect(failures).toMatchObject([
      { id: room, kind: 'direct', room, text: 'Ben', code: 'not-allowed', message: 'This person cannot be reached.' },
    ])
    // Ben sees nothing of it.
    expect(await town.person('ben')).toMatchObject({ rooms: {}, failures: [] })
    // Asked again at once, the answer comes from memory.
    const before = town.log('chat-person/ben').length
    expect(await town.own('ana', 'direct', { with: ben })).toBe('not-allowed')
    expect(town.log('chat-person/ben')).toHaveLength(before)
    // Later Ben may think otherwise.
    await town.own('ben', 'block', { user: ana, on: false })
    await town.advance(60_000)
    await town.own('ana', 'dismiss', { id: room })
    expect(await town.own('ana', 'direct', { with: ben })).toBeUndefined()
    expect(await town.person('ana')).toMatchObject({ failures: [], rooms: { [room]: {} } })
    expect(town.reports).toEqual([])
  })

  it('is refused to me while I block the other', async () => {
    const town = new Town()
    await town.own('ana', 'block', { user: ben, on: true })
    expect(await town.own('ana', 'direct', { with: ben })).toBe('chat/blocked')
    expect(town.log('chat-person/ben')).toEqual([])
  })

  it('is closed to both when one blocks the other, until he no longer does', async () => {
    const town = await friends()
    await town.own('ben', 'block', { user: ana, on: true })
    expect(await town.in(room, 'ana', 'post', { text: 'hi' })).toBe('chat/blocked')
    expect(await town.in(room, 'ben', 'post', { text: 'hi' })).toBe('chat/blocked')
    await town.own('ben', 'block', { user: ana, on: false })
    expect(await town.in(room, 'ana', 'post', { text: 'hi' })).toBeUndefined()
  })

  it('that was asked for before I blocked the other is closed when it comes', async () => {
    const town = new Town()
    const asked = town.device('ana').command('chat-person/ana', 'direct', { with: ben })
    const blocked = town.device('ana').command('chat-person/ana', 'block', { user: ben, on: true })
    await Promise.all([asked, blocked])
    expect((await town.person('ana')).rooms).toHaveProperty(room)
    expect(await town.in(room, 'ben', 'post', { text: 'hi' })).toBe('chat/blocked')
  })

  it('is not asked for when the list of rooms is full, on either side', async () => {
    const town = new Town({}, { limits: { maxRoomsPerPerson: 1 } })
    await town.in('lobby', 'ben', 'join')
    expect(await town.own('ben', 'direct', { with: ana })).toBe('chat/too-many')
    await town.own('ana', 'direct', { with: ben })
    expect((await town.person('ana')).failures).toMatchObject([{ kind: 'direct', code: 'not-allowed' }])
  })

  it('is not agreed to under another key than that of the two', async () => {
    const town = new Town()
    await town.system('chat-person/ben', 'askDirect', { room: 'dm-other', by: ana, with: ben })
    await town.system('chat-person/ben', 'askDirect', { room, by: ana, with: { id: 'cho', name: 'Cho' } })
    await town.system('chat-person/ana', 'directRefused', { room, with: ben })
    expect([...town.log('chat-person/ben'), ...town.log('chat-person/ana')]).toEqual([])
  })
})

describe('blocking', () => {
  it('oneself is refused', async () => {
    const town = new Town()
    expect(await town.own('ana', 'block', { user: ana, on: true })).toBe('not-allowed')
  })

  it('twice is once, and so is stopping it', async () => {
    const town = new Town()
    for (const on of [false, true, true, false, false]) await town.own('ana', 'block', { user: ben, on })
    expect(eventsIn(town, 'chat-person/ana')).toEqual(['blocked', 'blocked'])
  })

  it('has a limit', async () => {
    const town = new Town({}, { limits: { maxBlocked: 1 } })
    await town.own('ana', 'block', { user: ben, on: true })
    expect(await town.own('ana', 'block', { user: { id: 'cho', name: '' }, on: true })).toBe('chat/too-many')
    await town.own('ana', 'block', { user: ben, on: false })
    expect(await town.own('ana', 'block', { user: { id: 'cho', name: '' }, on: true })).toBeUndefined()
  })
})
