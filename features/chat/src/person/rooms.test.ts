import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Town } from '../../test/person/town.ts'

const at = 1_000_000
const news = (offset: number, more: object = {}) => ({
  room: 'lobby',
  offset,
  kind: 'public',
  title: 'Lobby',
  role: 'member',
  at,
  ...more,
})

describe('the list of rooms', () => {
  it('has a room from joining it until leaving it', async () => {
    const town = new Town()
    await town.in('lobby', 'ben', 'post', { text: 'first' })
    await town.in('lobby', 'ana', 'post', { text: 'hello' })
    expect((await town.person('ana')).rooms).toMatchObject({
      lobby: { kind: 'public', title: 'lobby', role: 'member', since: 4 },
    })
    await town.own('ana', 'muteRoom', { room: 'lobby', on: true })
    await town.in('lobby', 'ana', 'leave')
    expect(await town.person('ana')).toMatchObject({ rooms: {}, mutedRooms: {} })
    await town.in('lobby', 'ana', 'join')
    expect((await town.person('ana')).rooms.lobby?.since).toBe(7)
  })

  it('has a private room from taking up the invitation, with the role and the title of now', async () => {
    const town = new Town()
    await town.in('p-club', 'ben', 'create', { kind: 'private', title: 'Club' })
    await town.in('p-club', 'ben', 'invite', { user: { id: 'ana', name: 'Ana' } })
    expect((await town.person('ana')).invites).toMatchObject({ 'p-club': { title: 'Club', by: { id: 'ben' } } })
    await town.in('p-club', 'ana', 'join')
    expect(await town.person('ana')).toMatchObject({ invites: {}, rooms: { 'p-club': { role: 'member' } } })
    await town.in('p-club', 'ben', 'setRole', { user: 'ana', role: 'moderator' })
    await town.in('p-club', 'ben', 'update', { title: 'The club' })
    expect((await town.person('ana')).rooms).toMatchObject({
      'p-club': { role: 'moderator', title: 'The club', since: 4 },
    })
    await town.in('p-club', 'ben', 'kick', { user: 'ana' })
    expect((await town.person('ana')).rooms).toEqual({})
    expect(town.reports).toEqual([])
  })

  it('is that of the newest news, in whatever order they come and however often', async () => {
    const story = [
      ['membership', news(2)],
      ['membership', news(5, { role: 'moderator' })],
      ['membership', news(8, { title: 'Hall', role: 'moderator' })],
      ['membership', news(9, { role: null, how: 'kicked', at: at + 1 })],
      ['invited', { room: 'lobby', offset: 11, by: { id: 'ben', name: 'Ben' }, title: 'Hall' }],
      ['inviteEnded', { room: 'lobby', offset: 12 }],
      ['membership', news(13, { title: 'Hall', at: at + 2 })],
    ] as const
    const order = fc.tuple(fc.nat({ max: story.length }), fc.infiniteStream(fc.nat({ max: 1000 })))
    await fc.assert(
      fc.asyncProperty(order, async ([upTo, chance]) => {
        const told = [...story.slice(0, upTo), ...story.slice(0, upTo)]
        const weights = new Map(told.map((each) => [each, chance.next().value as number]))
        const shuffled = [...told].sort((one, other) => weights.get(one)! - weights.get(other)!)
        const [asTold, inOrder] = [new Town(), new Town()]
        for (const [name, input] of shuffled) await asTold.system('chat-person/ana', name, input)
        for (const [name, input] of story.slice(0, upTo)) await inOrder.system('chat-person/ana', name, input)
        const shape = async (town: Town) => {
          const { rooms, invites } = await town.person('ana')
          const { title, role, joinedAt } = rooms.lobby ?? {}
          return { title, role, joinedAt, invited: Object.keys(invites) }
        }
        expect(await shape(asTold)).toEqual(await shape(inOrder))
      }),
      { numRuns: 12 },
    )
  })

  it('counts anew from a second joining when the leaving in between was not heard of', async () => {
    const town = new Town()
    await town.system('chat-person/ana', 'membership', news(2))
    await town.own('ana', 'read', { room: 'lobby', upTo: 4 })
    await town.system('chat-person/ana', 'membership', news(9, { at: at + 5 }))
    expect(await town.person('ana')).toMatchObject({ rooms: { lobby: { since: 9, joinedAt: at + 5 } }, read: {} })
    await town.system('chat-person/ana', 'membership', news(7, { role: null, at: at + 4 }))
    expect((await town.person('ana')).rooms).toHaveProperty('lobby')
  })

  it('remembers what it heard of a room that changed nothing', async () => {
    const town = new Town()
    await town.system('chat-person/ana', 'membership', news(5))
    await town.system('chat-person/ana', 'membership', news(9))
    await town.system('chat-person/ana', 'membership', news(7, { role: null, how: 'left' }))
    expect((await town.person('ana')).rooms).toHaveProperty('lobby')
  })

  it('says until when one is muted, from the muting to its end or its lifting', async () => {
    const town = new Town()
    await town.in('lobby', 'ben', 'create', { kind: 'public', title: 'Lobby' })
    await town.in('lobby', 'ana', 'join')
    const mutedUntil = async () => (await town.person('ana')).rooms.lobby?.mutedUntil
    await town.in('lobby', 'ben', 'mute', { user: 'ana', until: at + 5000 })
    expect(await mutedUntil()).toBe(at + 5000)
    await town.in('lobby', 'ben', 'unmute', { user: 'ana' })
    expect(await mutedUntil()).toBeUndefined()
    await town.in('lobby', 'ben', 'mute', { user: 'ana', until: at + 9000 })
    await town.in('lobby', 'ana', 'leave')
    await town.in('lobby', 'ana', 'join')
    expect(await mutedUntil()).toBe(at + 9000)
    await town.advance(9000)
    expect((await town.person('ana')).rooms.lobby).not.toHaveProperty('mutedUntil')
    expect(town.reports).toEqual([])
  })

  it('refuses to be in one room too many: who joins it is out again at once, and told why', async () => {
    const town = new Town({}, { limits: { maxRoomsPerPerson: 2 } })
    for (const room of ['one', 'two']) await town.in(room, 'ana', 'join')
    await town.in('three', 'ben', 'create', { kind: 'public', title: 'Three' })
    expect(await town.in('three', 'ana', 'join')).toBeUndefined()
    const { rooms, failures } = await town.person('ana')
    expect(Object.keys(rooms)).toEqual(['one', 'two'])
    const message = 'One person is in at most 2 rooms.'
    expect(failures).toEqual([
      { id: 'three', kind: 'join', room: 'three', text: 'Three', code: 'chat/too-many', message, at },
    ])
    expect(town.log('chat/three').map(({ type }) => type)).toEqual(['created', 'joined', 'joined', 'left'])
    await town.in('one', 'ana', 'leave')
    await town.in('three', 'ana', 'join')
    expect((await town.person('ana')).rooms).toHaveProperty('three')
    expect(town.reports).toEqual([])
  })

  it('puts nobody out of a room that she has been in for long', async () => {
    const town = new Town({}, { limits: { maxRoomsPerPerson: 1 } })
    await town.in('one', 'ana', 'join')
    expect(await town.system('chat-person/ana', 'membership', news(3, { room: 'old' }))).toBe('chat/too-many')
    expect(town.log('chat/old')).toEqual([])
    expect((await town.person('ana')).failures).toEqual([])
  })

  it('is full at its limit, and takes one more when one is left', async () => {
    const town = new Town({}, { limits: { maxRoomsPerPerson: 2 } })
    for (const room of ['42', '7', 'third']) await town.in(room, 'ana', 'join')
    expect(Object.keys((await town.person('ana')).rooms)).toEqual(['7', '42'])
    expect(await town.system('chat-person/ana', 'membership', news(2))).toBe('chat/too-many')
    await town.in('7', 'ana', 'leave')
    expect(await town.system('chat-person/ana', 'membership', news(2))).toBeUndefined()
    expect(town.reports).toEqual([])
  })

  it('mutes only rooms that are in it', async () => {
    const town = new Town()
    await town.in('lobby', 'ana', 'join')
    expect(await town.own('ana', 'muteRoom', { room: 'cellar', on: true })).toBe('not-allowed')
    const before = town.log('chat-person/ana').length
    for (const on of [true, true, false, false]) await town.own('ana', 'muteRoom', { room: 'lobby', on })
    expect(town.log('chat-person/ana').slice(before)).toHaveLength(2)
  })
})

describe('an invitation', () => {
  const invitation = (room: string, offset = 3, by = 'ben') => ({ room, offset, by: { id: by, name: by }, title: room })

  it('that was declined does not come back by itself, only by another', async () => {
    const town = new Town()
    await town.system('chat-person/ana', 'invited', invitation('p-club'))
    await town.own('ana', 'declineInvite', { room: 'p-club' })
    expect(await town.own('ana', 'declineInvite', { room: 'p-club' })).toBeUndefined()
    await town.system('chat-person/ana', 'invited', invitation('p-club'))
    expect((await town.person('ana')).invites).toEqual({})
    await town.system('chat-person/ana', 'invited', invitation('p-club', 8))
    expect((await town.person('ana')).invites).toHaveProperty('p-club')
  })

  it('that was declined is told to the room, which lists it no more', async () => {
    const town = new Town()
    await town.in('p-club', 'ben', 'create', { kind: 'private', title: 'Club' })
    await town.in('p-club', 'ben', 'invite', { user: { id: 'ana', name: 'Ana' } })
    await town.own('ana', 'declineInvite', { room: 'p-club' })
    expect(town.log('chat/p-club').at(-1)).toMatchObject({ type: 'inviteEnded', data: { how: 'declined' } })
    expect(await town.in('p-club', 'ana', 'join')).toBe('not-allowed')
    await town.in('p-club', 'ben', 'invite', { user: { id: 'ana', name: 'Ana' } })
    expect((await town.person('ana')).invites).toHaveProperty('p-club')
    expect(town.reports).toEqual([])
  })

  it('that was taken back goes from her list', async () => {
    const town = new Town()
    await town.in('p-club', 'ben', 'create', { kind: 'private', title: 'Club' })
    await town.in('p-club', 'ben', 'invite', { user: { id: 'ana', name: 'Ana' } })
    await town.in('p-club', 'ben', 'withdraw', { user: 'ana' })
    expect((await town.person('ana')).invites).toEqual({})
    expect(town.reports).toEqual([])
  })

  it('by somebody she blocks is not shown, and goes when she blocks him', async () => {
    const town = new Town()
    const block = { user: { id: 'ben', name: 'Ben' }, on: true }
    await town.system('chat-person/ana', 'invited', invitation('p-one'))
    await town.system('chat-person/ana', 'invited', invitation('p-two', 3, 'cho'))
    await town.own('ana', 'block', block)
    await town.system('chat-person/ana', 'invited', invitation('p-three'))
    expect(Object.keys((await town.person('ana')).invites)).toEqual(['p-two'])
  })

  it('beyond the limit takes the place of the oldest', async () => {
    const town = new Town({}, { limits: { maxInvitesPerPerson: 2 } })
    for (const room of ['p-9', 'p-1', 'p-5']) {
      await town.system('chat-person/ana', 'invited', invitation(room))
      await town.advance(10)
    }
    expect(Object.keys((await town.person('ana')).invites)).toEqual(['p-1', 'p-5'])
  })
})

describe('a ban that is lifted', () => {
  it('is told where the room is open to all, and not of a private one', async () => {
    const town = new Town()
    for (const [room, kind] of [
      ['lobby', 'public'],
      ['p-club', 'private'],
    ] as const) {
      await town.in(room, 'ben', 'create', { kind })
      await town.in(room, 'ben', 'ban', { user: { id: 'ana', name: 'Ana' }, until: at + 1000 })
    }
    await town.advance(1000)
    const told = town.log('chat-person/ana').filter(({ type }) => type === 'letIn')
    expect(told).toMatchObject([{ data: { room: 'lobby' } }])
    expect(town.reports).toEqual([])
  })
})

describe('a message that waits for the staff', () => {
  const note = { room: 'lobby', held: 7, text: 'hm' }
  const rejected = { code: 'chat/rejected', message: 'No.' }

  it('is shown until it is decided on; a rejection is a failure, until it is dismissed', async () => {
    const town = new Town()
    await town.system('chat-person/ana', 'heldNote', { ...note, on: true })
    await town.system('chat-person/ana', 'heldNote', { ...note, on: true })
    expect((await town.person('ana')).held).toEqual({ 'lobby/7': { room: 'lobby', text: 'hm', at } })
    await town.system('chat-person/ana', 'heldNote', { ...note, on: false, rejected })
    const { held, failures } = await town.person('ana')
    expect(held).toEqual({})
    expect(failures).toEqual([{ id: 'lobby/7', kind: 'rejected', room: 'lobby', text: 'hm', ...rejected, at }])
    await town.own('ana', 'dismiss', { id: 'lobby/7' })
    expect(await town.own('ana', 'dismiss', { id: 'lobby/7' })).toBeUndefined()
    expect((await town.person('ana')).failures).toEqual([])
  })

  it('is not shown again when the news of it come after the decision', async () => {
    const town = new Town()
    for (const on of [false, true, false, true]) await town.system('chat-person/ana', 'heldNote', { ...note, on })
    expect(await town.person('ana')).toMatchObject({ held: {}, failures: [] })
    expect(town.log('chat-person/ana')).toHaveLength(1)
  })

  it('comes from the room, and goes with what its staff decides', async () => {
    const town = new Town({ check: ({ text }) => (text.includes('hm') ? { hold: 'look' } : undefined) })
    await town.in('lobby', 'ben', 'create', { kind: 'public', title: 'Lobby' })
    await town.in('lobby', 'ana', 'post', { text: 'hm one' })
    await town.in('lobby', 'ana', 'post', { text: 'hm two' })
    const held = Object.keys((await town.person('ana')).held).map((key) => Number(key.split('/')[1]))
    expect(held).toHaveLength(2)
    await town.in('lobby', 'ben', 'release', { held: held[0] })
    await town.in('lobby', 'ben', 'reject', { held: held[1], reason: 'Not here.' })
    const person = await town.person('ana')
    expect(person.held).toEqual({})
    expect(person.failures).toMatchObject([{ kind: 'rejected', text: 'hm two', code: 'chat/rejected' }])
  })

  it('is one of at most 100, and failures are at most 50', async () => {
    const town = new Town()
    for (let held = 1; held <= 101; held++)
      await town.system('chat-person/ana', 'heldNote', { ...note, held, on: true })
    const keys = Object.keys((await town.person('ana')).held)
    expect([keys.length, keys[0], keys.at(-1)]).toEqual([100, 'lobby/2', 'lobby/101'])
    for (let held = 1; held <= 51; held++)
      await town.system('chat-person/ana', 'heldNote', { ...note, held, on: false, rejected })
    const ids = (await town.person('ana')).failures.map(({ id }) => id)
    expect([ids.length, ids[0]]).toEqual([50, 'lobby/2'])
  })
})
