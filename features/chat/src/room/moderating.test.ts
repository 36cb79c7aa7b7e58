import { describe, expect, test } from 'vitest'
import { ana, author, ben, cho, eve, moderation, roomOf, sam, shown, withSam } from '../../test/room/cast.ts'
import { person, RoomLog } from '../../test/room/room-log.ts'

const noRoom = (key: string) => ({
  code: 'not-allowed',
  message: `There is no room "${key}" that you may enter.`,
  retryable: false,
})

describe('a room that is made', () => {
  test('has an owner, who is told', () => {
    const room = new RoomLog('p-secret')
    room.command(ana, 'create', { kind: 'private', title: ' The\n secret ', topic: 'Hush' })
    expect(shown(room)).toMatchObject({
      info: { kind: 'private', title: 'The secret', topic: 'Hush', slowModeMs: 0 },
      memberCount: 1,
      staff: { ana: { role: 'owner' } },
    })
    expect(room.told('ana', 'membership')).toEqual([
      { room: 'p-secret', offset: 3, kind: 'private', title: 'The secret', role: 'owner', at: room.now, joined: true },
    ])
    expect(room.document('members', 'ana')).toMatchObject({
      text: 'Name of ana',
      person: 'ana',
      body: { role: 'owner' },
    })
  })

  test('has a key of its kind', () => {
    expect(new RoomLog('p-secret').code(ana, 'create', { kind: 'public' })).toBe('chat/bad-key')
    expect(new RoomLog('dm-0').code(ana, 'create', { kind: 'public' })).toBe('chat/bad-key')
    expect(new RoomLog('dm-0').code(ana, 'create', { kind: 'private' })).toBe('chat/bad-key')
    expect(new RoomLog('open').code(ana, 'create', { kind: 'private' })).toBe('chat/bad-key')
    expect(new RoomLog('open').code(ana, 'create', { kind: 'direct' })).toBe('invalid-input')
  })

  test('is not made again, and not known to those who may not see it', () => {
    expect(roomOf().code(eve, 'create', { kind: 'public' })).toBe('chat/exists')
    expect(roomOf('p-secret').code(cho, 'create', { kind: 'private' })).toBe('chat/exists')
    expect(roomOf('p-secret').command(eve, 'create', { kind: 'private' })).toEqual(noRoom('p-secret'))
  })

  test('is made by nobody whom the app keeps out', () => {
    const room = new RoomLog('staff-only', { mayEnter: (key, { id }) => !(key === 'staff-only' && id === 'eve') })
    expect(room.command(eve, 'create', { kind: 'public' })).toEqual(noRoom('staff-only'))
  })
})

test('whom the app keeps out is told of nothing, whatever he is in the room', () => {
  let isOpen = true
  const room = roomOf('general', { mayEnter: () => isOpen })
  isOpen = false
  expect(room.command(ana, 'post', { text: 'x' })).toEqual(noRoom('general'))
  expect(room.maySee(ana, 'room')).toBe(false)
})

test.each([undefined, 1, 'yes', Promise.resolve(true)])('an app that answers %s lets nobody in', (answer) => {
  const room = new RoomLog('general', { mayEnter: () => answer as never })
  expect(room.code(ana, 'post', { text: 'x' })).toBe('not-allowed')
  expect(room.maySee(ana, 'room')).toBe(false)
})

describe('who was invited', () => {
  test('is told, and joins a private room', () => {
    const room = roomOf('p-secret')
    room.command(ben, 'invite', { user: author(eve) })
    expect(room.told('eve')).toEqual([{ room: 'p-secret', offset: room.head, by: author(ben), title: 'The room' }])
    expect(room.command(ben, 'invite', { user: author(eve) })).toEqual({ events: [] })
    expect(room.maySee(eve, 'room')).toBe(false)
    expect(room.code(eve, 'join')).toBeUndefined()
    expect(room.maySee(eve, 'room')).toBe(true)
    expect(room.command(eve, 'join', {})).toEqual({ events: [] })
    expect(room.state.own.inviteCount).toBe(0)
  })

  test('is one of a thousand at most', () => {
    const room = roomOf('p-secret')
    for (let count = 0; count < 1000; count++) room.command(ana, 'invite', { user: { id: `u${count}`, name: 'U' } })
    expect(room.code(ana, 'invite', { user: { id: 'one-more', name: 'U' } })).toBe('chat/too-many')
  })

  test('is nobody who was banned', () => {
    const room = roomOf('p-secret')
    room.command(ana, 'ban', { user: author(eve) })
    expect(room.code(ana, 'invite', { user: author(eve) })).toBe('not-allowed')
  })
})

test('a room is full at its limit', () => {
  const room = roomOf('general', { limits: { maxMembers: 3 } })
  expect(room.code(eve, 'join')).toBe('chat/full')
  expect(room.code(eve, 'post', { text: 'x' })).toBe('chat/full')
  room.command(cho, 'leave', {})
  expect(room.code(eve, 'post', { text: 'x' })).toBeUndefined()
})

describe('the last owner', () => {
  test('stays as long as others are there', () => {
    const room = roomOf()
    expect(room.code(ana, 'leave')).toBe('chat/last-owner')
    expect(room.code(ana, 'setRole', { user: 'ana', role: 'member' })).toBe('chat/last-owner')
    expect(room.code(ana, 'kick', { user: 'ana' })).toBe('chat/last-owner')
    room.command(ana, 'setRole', { user: 'cho', role: 'owner' })
    expect(room.code(ana, 'leave')).toBeUndefined()
    expect(room.told('ana', 'membership').at(-1)).toMatchObject({ role: null, how: 'left', room: 'general' })
  })

  test('may go when he is alone', () => {
    const room = new RoomLog('p-mine')
    room.command(ana, 'create', { kind: 'private' })
    expect(room.code(ana, 'leave')).toBeUndefined()
    expect(shown(room)).toMatchObject({ memberCount: 0, staff: {} })
  })
})

describe('roles', () => {
  test('are given by owners and the staff of the app', () => {
    const room = roomOf('general', withSam)
    expect(room.code(ben, 'setRole', { user: 'cho', role: 'moderator' })).toBe('not-allowed')
    expect(room.code(sam, 'setRole', { user: 'cho', role: 'moderator' })).toBeUndefined()
    expect(room.told('cho', 'membership').at(-1)).toMatchObject({ role: 'moderator' })
    expect(room.document('members', 'cho')?.body).toMatchObject({ role: 'moderator' })
    expect(room.code(ana, 'setRole', { user: 'eve', role: 'member' })).toBe('chat/no-member')
    expect(room.command(ana, 'setRole', { user: 'cho', role: 'moderator' })).toEqual({ events: [] })
  })

  test('above member are a hundred', () => {
    const room = roomOf()
    for (let count = 0; count < 99; count++) {
      room.command(person(`u${count}`), 'join', {})
      room.command(ana, 'setRole', { user: `u${count}`, role: 'moderator' })
    }
    expect(room.code(ana, 'setRole', { user: 'cho', role: 'moderator' })).toBe('chat/too-many')
  })

  test.each([
    ['owner', 'owner', true],
    ['owner', 'moderator', true],
    ['owner', 'member', true],
    ['staff', 'owner', true],
    ['staff', 'moderator', true],
    ['moderator', 'owner', false],
    ['moderator', 'moderator', false],
    ['moderator', 'member', true],
  ])('of the %s against the %s', (who, whom, may) => {
    for (const [command, input] of [
      ['kick', { user: 'target' }],
      ['mute', { user: 'target', until: 2_000_000 }],
      ['ban', { user: { id: 'target', name: 'T' } }],
    ] as const) {
      const room = roomOf('general', withSam)
      room.command(person('target'), 'join', {})
      if (whom !== 'member') room.command(ana, 'setRole', { user: 'target', role: whom })
      const actor = { owner: ana, staff: sam, moderator: ben }[who as 'owner']
      expect(room.code(actor, command, input)).toBe(may ? undefined : 'not-allowed')
    }
  })
})

describe('who was kicked', () => {
  test('is out, is told, and may come back to a public room', () => {
    const room = roomOf()
    room.command(ben, 'kick', { user: 'cho', reason: 'Noise.' })
    expect(room.told('cho', 'membership').at(-1)).toMatchObject({ role: null, how: 'kicked' })
    expect(room.document('members', 'cho')).toBeUndefined()
    expect(moderation(room).audit.at(-1)).toMatchObject({ what: 'kicked', user: { id: 'cho' }, note: 'Noise.' })
    expect(JSON.stringify(room.shown('room'))).not.toContain('Noise.')
    expect(room.code(ben, 'kick', { user: 'cho' })).toBe('chat/no-member')
    expect(room.code(cho, 'join')).toBeUndefined()
  })
})

describe('who was banned', () => {
  test('is out and does not come back', () => {
    const room = roomOf()
    room.command(ben, 'ban', { user: author(cho), reason: 'Spam.' })
    expect(room.maySee(cho, 'room')).toBe(false)
    for (const command of ['join', 'leave']) expect(room.command(cho, command, {})).toEqual(noRoom('general'))
    expect(room.command(cho, 'post', { text: 'x' })).toEqual(noRoom('general'))
    expect(moderation(room).banned).toEqual({ cho: { user: author(cho), reason: 'Spam.' } })
    expect(room.told('cho', 'membership').at(-1)).toMatchObject({ role: null, how: 'banned' })
    expect(room.command(ben, 'ban', { user: author(cho), reason: 'Spam.' })).toEqual({ events: [] })
    room.command(ben, 'unban', { user: 'cho' })
    expect(room.command(ben, 'unban', { user: 'cho' })).toEqual({ events: [] })
    expect(room.code(cho, 'join')).toBeUndefined()
  })

  test('until some time comes back then', () => {
    const room = roomOf()
    room.command(ben, 'ban', { user: author(eve), until: room.now + 1000 })
    expect(room.maySee(eve, 'room')).toBe(false)
    room.advance(1000)
    expect(room.maySee(eve, 'room')).toBe(true)
    expect(moderation(room)).toMatchObject({ banned: {}, audit: expect.arrayContaining([]) })
    expect(moderation(room).audit.at(-1)).toMatchObject({ what: 'unbanned', by: { id: 'system' } })
  })

  test('for longer or for good is not let in at the first time', () => {
    const room = roomOf()
    room.command(ben, 'ban', { user: author(eve), until: room.now + 1000 })
    room.command(ben, 'ban', { user: author(eve) })
    room.advance(5000)
    expect(room.maySee(eve, 'room')).toBe(false)
    expect(room.timers.size).toBe(0)
  })

  test('is not banned into the past', () => {
    const room = roomOf()
    expect(room.code(ben, 'ban', { user: author(eve), until: room.now })).toBe('chat/too-late')
    for (const until of [-1, 1.5, 1e300, Number.POSITIVE_INFINITY, 8.64e15 + 2])
      expect(room.code(ben, 'ban', { user: author(eve), until })).toBe('invalid-input')
  })
})

describe('who was muted', () => {
  test('reads, and writes when the time is up', () => {
    const room = roomOf()
    const at = room.post(cho, 'x')
    room.command(ben, 'mute', { user: 'cho', until: room.now + 1000 })
    const muted = { code: 'chat/muted', retryable: false, retryAfterMs: 1000 }
    expect(room.command(cho, 'post', { text: 'x' })).toMatchObject(muted)
    expect(room.command(cho, 'edit', { offset: at, text: 'y' })).toMatchObject(muted)
    expect(room.command(cho, 'react', { offset: at, emoji: '👍', on: true })).toMatchObject(muted)
    expect(room.maySee(cho, 'room')).toBe(true)
    expect(room.document('members', 'cho')?.body).toMatchObject({ mutedUntil: room.now + 1000 })
    room.advance(1000)
    expect(room.code(cho, 'post', { text: 'x' })).toBeUndefined()
    expect(room.document('members', 'cho')?.body).not.toHaveProperty('mutedUntil')
    expect(moderation(room).muted).toEqual({})
  })

  test('stays so when he leaves and comes back', () => {
    const room = roomOf()
    room.command(ben, 'mute', { user: 'cho', until: room.now + 1000 })
    room.command(cho, 'leave', {})
    expect(room.code(cho, 'post', { text: 'x' })).toBe('chat/muted')
  })

  test('may be let speak before', () => {
    const room = roomOf()
    room.command(ben, 'mute', { user: 'cho', until: room.now + 1000 })
    room.command(ana, 'unmute', { user: 'cho' })
    expect(room.code(cho, 'post', { text: 'x' })).toBeUndefined()
    expect(room.timers.size).toBe(0)
    expect(room.command(ana, 'unmute', { user: 'cho' })).toEqual({ events: [] })
  })
})

describe('a report', () => {
  test('shows the staff the message as it was, also when it is deleted', () => {
    const room = roomOf()
    const at = room.post(ana, 'awful')
    room.command(cho, 'report', { offset: at, reason: ' It is rude. ' })
    const report = room.head
    expect(room.command(cho, 'report', { offset: at, reason: 'again' })).toEqual({ events: [] })
    room.command(ana, 'delete', { offset: at })
    expect(moderation(room).reports).toEqual([
      {
        report,
        message: { offset: at, by: author(ana), text: 'awful' },
        by: author(cho),
        reason: 'It is rude.',
        at: room.now,
      },
    ])
    room.command(ben, 'resolve', { report, note: 'Talked to her.' })
    expect(moderation(room)).toMatchObject({ reports: [] })
    expect(moderation(room).audit.at(-1)).toMatchObject({
      what: 'resolved',
      user: { id: 'ana' },
      note: 'Talked to her.',
    })
    expect(room.code(ben, 'resolve', { report })).toBe('chat/no-message')
  })

  test('has a reason, and is one of five hundred', () => {
    const room = roomOf()
    const at = room.post(ana, 'x')
    expect(room.code(cho, 'report', { offset: at, reason: ' \u200b' })).toBe('invalid-input')
    expect(room.code(cho, 'report', { offset: at, reason: 'x'.repeat(501) })).toBe('invalid-input')
    for (let count = 0; count < 500; count++) room.command(person(`u${count}`), 'report', { offset: at, reason: 'x' })
    expect(room.code(cho, 'report', { offset: at, reason: 'x' })).toBe('chat/too-many')
  })
})

test('the audit log shows the newest hundred, and all are found', () => {
  const room = roomOf()
  for (let count = 0; count < 120; count++) room.command(ana, 'update', { topic: `${count}` })
  expect(moderation(room).audit).toHaveLength(100)
  expect(room.collection('audit').length).toBeGreaterThan(120)
})

describe('settings', () => {
  test('title and archive are for owners, the rest for moderators too', () => {
    const room = roomOf()
    expect(room.code(ben, 'update', { topic: 'New', slowModeMs: 1000 })).toBeUndefined()
    expect(room.code(ben, 'update', { title: 'New' })).toBe('not-allowed')
    expect(room.code(ben, 'update', { archived: true })).toBe('not-allowed')
    expect(room.code(ana, 'update', { title: 'New', archived: true })).toBeUndefined()
    expect(shown(room).info).toMatchObject({ title: 'New', topic: 'New', slowModeMs: 1000, archived: true })
    expect(room.command(ana, 'update', { title: 'New', archived: true })).toEqual({ events: [] })
    expect(room.told('cho', 'membership').at(-1)).toMatchObject({ title: 'New', role: 'member' })
  })

  test.each([{ title: 'x'.repeat(81) }, { topic: 'x'.repeat(501) }, { slowModeMs: 21_600_001 }, { slowModeMs: -1 }])(
    'have limits: %j',
    (input) => {
      expect(roomOf().code(ana, 'update', input)).toBe('invalid-input')
    },
  )
})

describe('a direct room', () => {
  test('is of two people, who are told of each other', () => {
    const room = roomOf('dm-0')
    expect(shown(room)).toMatchObject({
      info: { kind: 'direct', title: '' },
      memberCount: 2,
      staff: {},
      direct: { people: [author(ana), author(cho)], blockedBy: [] },
    })
    expect(room.told('ana')).toEqual([
      {
        room: 'dm-0',
        offset: 1,
        kind: 'direct',
        title: '',
        role: 'member',
        with: author(cho),
        at: room.now,
        joined: true,
      },
    ])
    expect(room.system('createDirect', { people: [author(ana), author(cho)] })).toEqual({ events: [] })
    expect(room.sent.some(({ channel }) => channel.startsWith('chat-directory'))).toBe(false)
  })

  test('is made only under its kind of key, and not of one', () => {
    const people = [author(ana), author(cho)]
    expect(new RoomLog('general').system('createDirect', { people })).toMatchObject({ code: 'not-allowed' })
    expect(new RoomLog('dm-0').system('createDirect', { people: [author(ana), author(ana)] })).toMatchObject({
      code: 'not-allowed',
    })
  })

  test('takes no posts, edits and reactions of either once one has blocked the other', () => {
    const room = roomOf('dm-0')
    const at = room.post(cho, 'x')
    room.system('setBlocked', { by: author(ana), on: true, offset: 1 })
    expect(room.system('setBlocked', { by: author(ana), on: true, offset: 1 })).toEqual({ events: [] })
    for (const by of [ana, cho]) {
      expect(room.code(by, 'post', { text: 'x' })).toBe('chat/blocked')
      expect(room.code(by, 'react', { offset: at, emoji: '👍', on: true })).toBe('chat/blocked')
    }
    expect(room.code(cho, 'edit', { offset: at, text: 'y' })).toBe('chat/blocked')
    room.system('setBlocked', { by: author(cho), on: true, offset: 1 })
    room.system('setBlocked', { by: author(ana), on: false, offset: 2 })
    expect(room.code(ana, 'post', { text: 'x' })).toBe('chat/blocked')
    room.system('setBlocked', { by: author(cho), on: false, offset: 9 })
    expect(room.code(ana, 'post', { text: 'x' })).toBeUndefined()
    expect(room.system('setBlocked', { by: author(eve), on: true, offset: 1 })).toEqual({ events: [] })
  })

  test('believes the newest word on blocking, in whatever order they come', () => {
    const room = roomOf('dm-0')
    const say = (on: boolean, offset: number) => room.system('setBlocked', { by: author(ana), on, offset })
    say(true, 1)
    say(true, 3)
    say(false, 2)
    expect(shown(room).direct?.blockedBy).toEqual(['ana'])
    say(false, 4)
    expect(shown(room).direct?.blockedBy).toEqual([])
  })

  test('does not come about where one of the two may not enter, and who asked is told', () => {
    const room = roomOf('dm-0', { mayEnter: (_key, { id }) => id !== 'cho' })
    expect(room.view('room')).not.toHaveProperty('info')
    expect(room.told('ana')).toEqual([{ room: 'dm-0', with: author(cho) }])
    expect(room.told('cho')).toEqual([])
  })

  test('shows the staff of the app what was reported, and no more', () => {
    const room = roomOf('dm-0', withSam)
    const at = room.post(ana, 'awful')
    room.command(cho, 'report', { offset: at, reason: 'x' })
    expect([room.maySee(sam, 'moderation'), room.maySee(sam, 'room'), room.maySee(cho, 'moderation')]).toEqual([
      true,
      false,
      false,
    ])
    expect(room.command(sam, 'post', { text: 'x' })).toEqual(noRoom('dm-0'))
    expect(room.code(sam, 'resolve', { report: room.head })).toBeUndefined()
  })
})

describe('receipts', () => {
  test('go forward, not beyond the end, and only of members', () => {
    const room = roomOf()
    const receipt = (by: typeof ana, upTo: number) => room.system('receipt', { user: author(by), upTo })
    room.post(ana, 'x')
    const { head } = room
    receipt(cho, 10 ** 15)
    expect(shown(room).receipts).toEqual({ cho: { name: 'Name of cho', upTo: head } })
    expect(receipt(cho, 3)).toEqual({ events: [] })
    expect(receipt(cho, head)).toEqual({ events: [] })
    expect(receipt(eve, 3)).toEqual({ events: [] })
    expect(receipt(cho, 10 ** 17)).toMatchObject({ code: 'invalid-input' })
    room.command(cho, 'leave', {})
    expect(shown(room).receipts).toEqual({})
  })

  test('are off in rooms of more than a hundred, and begin anew when they shrink', () => {
    const room = roomOf()
    for (let count = 3; count < 100; count++) room.command(person(`u${count}`), 'join', {})
    room.system('receipt', { user: author(cho), upTo: 5 })
    expect(Object.keys(shown(room).receipts ?? {})).toEqual(['cho'])
    room.command(eve, 'join', {})
    expect(shown(room)).not.toHaveProperty('receipts')
    expect(room.system('receipt', { user: author(cho), upTo: 6 })).toEqual({ events: [] })
    room.command(eve, 'leave', {})
    expect(shown(room).receipts).toEqual({})
  })
})

test('what only the server sends is refused to everybody else as if there were no room', () => {
  const room = roomOf('general', withSam)
  const file = { id: 'a'.repeat(32), name: 'x', type: 'x', size: 1 }
  for (const [command, input] of Object.entries({
    postFor: { id: 'x', by: author(cho), text: 'x' },
    receipt: { user: author(cho), upTo: 1 },
    createDirect: { people: [author(ana), author(cho)] },
    setBlocked: { by: author(cho), on: true, offset: 1 },
    uploaded: { by: author(cho), file },
    uploadGone: { ids: [] },
    timeUp: { of: 'banned', user: 'cho', until: 1 },
  })) {
    for (const who of [ana, cho, eve, sam]) expect(room.command(who, command, input)).toEqual(noRoom('general'))
  }
})

describe('the directory', () => {
  const told = (room: RoomLog) =>
    room.sent.filter(({ channel }) => channel === 'chat-directory/rooms').map(({ command, input }) => [command, input])

  test('hears of public rooms, of how many are there at round numbers, and when they end', () => {
    const room = new RoomLog('lobby')
    for (let count = 0; count < 25; count++) room.command(person(`u${count}`), 'join', {})
    const counts = told(room).map(([, input]) => (input as { members: number }).members)
    expect(counts).toEqual([1, 2, 3, 5, 10, 20])
    expect(told(room)[0]).toEqual(['list', { room: 'lobby', title: 'lobby', topic: '', members: 1, offset: 2 }])
  })

  test('hears of titles and archives', () => {
    const room = roomOf()
    room.command(ana, 'update', { title: 'New', topic: 'About' })
    expect(told(room).at(-1)).toEqual([
      'list',
      { room: 'general', title: 'New', topic: 'About', members: 3, offset: room.head },
    ])
    room.command(ana, 'update', { archived: true })
    expect(told(room).at(-1)).toEqual(['unlist', { room: 'general', offset: room.head }])
    const before = told(room).length
    for (const who of [eve, sam]) room.command(who, 'join', {})
    expect(told(room).slice(before)).toEqual([])
  })

  test('hears nothing of private ones', () => {
    const room = roomOf('p-secret')
    room.command(ana, 'update', { title: 'New' })
    expect(told(room)).toEqual([])
  })
})

test('ids may be whatever their owners like', () => {
  const room = roomOf()
  for (const id of ['__proto__', 'constructor', 'toString', '1', 'a/b', '👍']) {
    const odd = person(id)
    const at = room.post(odd, 'x')
    room.command(odd, 'react', { offset: at, emoji: '👍', on: true })
    room.system('receipt', { user: author(odd), upTo: at })
    room.command(ana, 'setRole', { user: id, role: 'moderator' })
    expect(Object.hasOwn(shown(room).staff, id)).toBe(true)
    room.command(ana, 'setRole', { user: id, role: 'member' })
    room.command(ben, 'mute', { user: id, until: room.now + 10 })
    expect(room.code(odd, 'post', { text: 'x' })).toBe('chat/muted')
    room.command(ben, 'ban', { user: author(odd) })
    expect([room.maySee(odd, 'room'), room.maySee(eve, 'room')]).toEqual([false, true])
    room.command(ben, 'unban', { user: id })
  }
  expect(shown(room).memberCount).toBe(3)
  expect(Object.getPrototypeOf(room.state.own.members)).toBe(Object.prototype)
  expect(({} as { name?: string }).name).toBeUndefined()
})
