import { describe, expect, test } from 'vitest'
import { ana, ben, cho, message, moderation, roomOf, shown } from '../../test/room/cast.ts'
import { person, RoomLog } from '../../test/room/room-log.ts'

describe('the first post in a public room', () => {
  test('makes the room and its author a member', () => {
    const room = new RoomLog('lobby')
    room.post(ana, 'hello')
    expect(room.log.map(({ type }) => type)).toEqual(['created', 'joined', 'posted'])
    expect(shown(room)).toMatchObject({ info: { kind: 'public', title: 'lobby' }, memberCount: 1, staff: {} })
  })

  test('makes nothing where rooms have to be created', () => {
    const room = new RoomLog('lobby', { openRooms: false })
    expect(room.code(ana, 'post', { text: 'hello' })).toBe('not-allowed')
    room.command(ben, 'create', { kind: 'public' })
    expect(room.code(ana, 'post', { text: 'hello' })).toBeUndefined()
  })

  test.each(['p-secret', 'dm-0123'])('makes nothing under the key %s', (key) => {
    const room = new RoomLog(key)
    expect(room.command(ana, 'post', { text: 'hello' })).toMatchObject({
      code: 'not-allowed',
      message: `There is no room "${key}" that you may enter.`,
    })
    expect(room.log).toEqual([])
  })
})

describe('a text', () => {
  const post = (text: string) => {
    const room = roomOf()
    const answer = room.command(cho, 'post', { text })
    return answer.code ?? message(room, room.head).text
  }

  test.each([
    ['is trimmed', '  hi\u200b \n', 'hi\u200b'],
    ['loses its controls', 'a\u0000b\u0007c\u001b[31md\u0085e\u007f', 'abc[31mde'],
    ['keeps lines and tabs, whatever ends its lines', 'a\r\nb\rc\n\td', 'a\nb\nc\n\td'],
    ['is whole characters', 'a\ud83db\udc4d', 'a\ufffdb\ufffd'],
    ['keeps whole emoji', '👩‍👩‍👧 👍', '👩‍👩‍👧 👍'],
    ['keeps its direction marks', 'a\u202eb', 'a\u202eb'],
    ['stays what it is if it looks like HTML', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['may have 4000 units', 'x'.repeat(4000), 'x'.repeat(4000)],
    ['has no more', 'x'.repeat(4001), 'invalid-input'],
    ['of a megabyte is refused', 'x'.repeat(1_000_000), 'invalid-input'],
    ['of a megabyte of nothing is refused', ' '.repeat(1_000_000), 'invalid-input'],
    ['needs something to see', ' \u200b\u2060 ', 'chat/empty'],
    ['of controls alone is empty', '\u0000\u0001', 'chat/empty'],
  ])('%s', (_fact, text, outcome) => {
    expect(post(text)).toBe(outcome)
  })

  test('has fewer units where the app says so', () => {
    const room = roomOf('general', { limits: { maxTextLength: 10 } })
    expect(room.code(cho, 'post', { text: 'x'.repeat(11) })).toBe('invalid-input')
    expect(room.code(cho, 'post', { text: 'x'.repeat(10) })).toBeUndefined()
  })

  test.each([{ maxTextLength: 4001 }, { maxTextLength: 0 }, { maxPins: 1.5 }, { maxFun: 1 }])(
    'and whatever is limited cannot have the limits %j',
    (limits) => {
      expect(() => new RoomLog('general', { limits } as never)).toThrow(
        expect.objectContaining({ code: 'ERR_CHAT_LIMITS' }),
      )
    },
  )
})

describe('mentions', () => {
  test('are of members, once each, by the names they have here', () => {
    const room = roomOf()
    const at = room.post(cho, 'hi', { mentions: { people: ['ben', 'nobody', 'ben', 'ana'] } })
    expect(message(room, at).mentions).toEqual({
      people: [
        { id: 'ben', name: 'Name of ben' },
        { id: 'ana', name: 'Name of ana' },
      ],
    })
    expect(shown(room).recent.at(-1)).toEqual({ offset: at, by: 'cho', people: ['ben', 'ana'] })
  })

  test('of nobody are none', () => {
    const room = roomOf()
    expect(message(room, room.post(cho, 'hi', { mentions: { people: ['nobody', '__proto__'] } }))).not.toHaveProperty(
      'mentions',
    )
  })

  test('are at most fifty, everybody counting as one', () => {
    const room = roomOf()
    const people = Array.from({ length: 1000 }, (_, index) => `u${index}`)
    expect(room.code(ana, 'post', { text: 'x', mentions: { people } })).toBe('invalid-input')
    expect(room.code(ana, 'post', { text: 'x', mentions: { people: people.slice(0, 50), room: true } })).toBe(
      'invalid-input',
    )
    expect(room.code(ana, 'post', { text: 'x', mentions: { people: people.slice(0, 49), room: true } })).toBeUndefined()
  })

  test('of everybody are for the staff of a private room', () => {
    const room = roomOf('p-secret')
    const all = { text: 'all', mentions: { room: true } }
    expect(room.code(cho, 'post', all)).toBe('chat/may-not-mention-room')
    expect(room.code(ben, 'post', all)).toBeUndefined()
    expect(shown(room).recent.at(-1)).toMatchObject({ room: true })
  })

  test('of everybody are for all in a public room of twenty, and not of more', () => {
    const room = roomOf()
    const all = { text: 'all', mentions: { room: true } }
    for (let count = 3; count < 20; count++) room.command(person(`m${count}`), 'join', {})
    expect(room.code(cho, 'post', all)).toBeUndefined()
    room.command(person('m20'), 'join', {})
    expect(room.code(cho, 'post', all)).toBe('chat/may-not-mention-room')
  })
})

describe('a reply', () => {
  test('names what it answers, and whom', () => {
    const room = roomOf()
    const at = room.post(ana, 'question')
    expect(message(room, room.post(cho, 'answer', { reply: at })).reply).toEqual({
      offset: at,
      by: { id: 'ana', name: 'Name of ana' },
    })
  })

  test('answers what the state has long let go of', () => {
    const room = roomOf()
    const at = room.post(ana, 'question')
    for (let count = 0; count < 60; count++) room.post(ben, `${count}`)
    expect(shown(room).messages[0]?.offset).toBeGreaterThan(at)
    expect(room.code(cho, 'post', { text: 'answer', reply: at })).toBeUndefined()
  })

  test('answers nothing that is not there or was deleted', () => {
    const room = roomOf()
    const at = room.post(ana, 'question')
    expect(room.code(cho, 'post', { text: 'x', reply: 1 })).toBe('chat/no-message')
    expect(room.code(cho, 'post', { text: 'x', reply: 999 })).toBe('chat/no-message')
    expect(room.code(cho, 'post', { text: 'x', reply: 2 ** 60 })).toBe('invalid-input')
    room.command(ana, 'delete', { offset: at })
    expect(room.code(cho, 'post', { text: 'x', reply: at })).toBe('chat/deleted')
  })

  test('stands in the same list as what it answers', () => {
    const room = roomOf()
    const root = room.post(ana, 'root')
    const inside = room.post(ben, 'inside', { thread: root })
    const both = room.post(ben, 'both', { thread: root, inRoom: true })
    expect(room.code(cho, 'post', { text: 'x', reply: inside })).toBe('chat/no-message')
    expect(room.code(cho, 'post', { text: 'x', reply: both })).toBeUndefined()
    expect(room.code(cho, 'post', { text: 'x', thread: root, reply: inside })).toBeUndefined()
    expect(room.code(cho, 'post', { text: 'x', thread: root, reply: root })).toBeUndefined()
    const other = room.post(ana, 'other')
    expect(room.code(cho, 'post', { text: 'x', thread: root, reply: other })).toBe('chat/no-message')
  })
})

describe('a thread', () => {
  test('is counted at its root and not shown in the main list', () => {
    const room = roomOf()
    const root = room.post(ana, 'root')
    const first = room.post(ben, 'one', { thread: root })
    const second = room.post(cho, 'two', { thread: root, inRoom: true })
    const { messages, recent } = shown(room)
    expect(messages.map(({ offset }) => offset)).toEqual([root, second])
    expect(messages[0]?.replies).toMatchObject({ count: 2, lastOffset: second, people: [{ id: 'ben' }, { id: 'cho' }] })
    expect(message(room, root)).toEqual(messages[0])
    expect(recent).toMatchObject([{ offset: root }, { offset: first, thread: root }, { offset: second, by: 'cho' }])
    expect(recent[2]).not.toHaveProperty('thread')
    expect(room.collection(`thread/${root}`).map(({ id }) => id)).toEqual([`${first}`, `${second}`])
    expect(room.document(`thread/${root}`, first)?.text).toBeUndefined()
  })

  test('is counted at a root that the state has long let go of', () => {
    const room = roomOf()
    const root = room.post(ana, 'root')
    for (let count = 0; count < 60; count++) room.post(ben, `${count}`)
    room.post(cho, 'late', { thread: root })
    room.post(cho, 'later', { thread: root })
    expect(message(room, root).replies).toMatchObject({ count: 2, people: [{ id: 'cho' }] })
  })

  test('is counted at the root that its own message pushes out of the state', () => {
    const room = roomOf()
    const root = room.post(ana, 'root')
    for (let count = 0; count < 49; count++) room.post(ben, `${count}`)
    expect(shown(room).messages[0]?.offset).toBe(root)
    room.post(cho, 'both', { thread: root, inRoom: true })
    expect(shown(room).messages[0]?.offset).not.toBe(root)
    expect(message(room, root).replies).toMatchObject({ count: 1 })
  })

  test('begins at no message of a thread, at none that is not there and at none that was deleted', () => {
    const room = roomOf()
    const root = room.post(ana, 'root')
    const inside = room.post(ben, 'one', { thread: root, inRoom: true })
    expect(room.code(cho, 'post', { text: 'x', thread: inside })).toBe('chat/no-message')
    expect(room.code(cho, 'post', { text: 'x', thread: 999 })).toBe('chat/no-message')
    room.command(ana, 'delete', { offset: root })
    expect(room.code(cho, 'post', { text: 'x', thread: root })).toBe('chat/deleted')
  })

  test('knows the last three who wrote there', () => {
    const room = roomOf()
    const root = room.post(ana, 'root')
    for (const by of [ana, ben, cho, person('dan'), ben]) room.post(by, 'x', { thread: root })
    expect(message(room, root).replies?.people.map(({ id }) => id)).toEqual(['cho', 'dan', 'ben'])
  })
})

describe('slow mode', () => {
  test('lets members wait, says how long, and does not slow the staff', () => {
    const room = roomOf()
    room.command(ben, 'update', { slowModeMs: 10_000 })
    room.post(cho, 'one')
    room.now += 4_000
    expect(room.command(cho, 'post', { text: 'two' })).toMatchObject({
      code: 'chat/slow-mode',
      retryable: false,
      retryAfterMs: 6_000,
    })
    for (const staff of [ana, ana, ben, ben]) expect(room.code(staff, 'post', { text: 'x' })).toBeUndefined()
    room.now += 6_000
    expect(room.code(cho, 'post', { text: 'two' })).toBeUndefined()
  })

  test('is not outrun by leaving and coming back', () => {
    const room = roomOf()
    room.command(ana, 'update', { slowModeMs: 10_000 })
    room.post(cho, 'one')
    room.command(cho, 'leave', {})
    expect(room.code(cho, 'post', { text: 'two' })).toBe('chat/slow-mode')
  })

  test('remembers only those whom it still slows', () => {
    const room = roomOf()
    room.command(ana, 'update', { slowModeMs: 1_000 })
    for (let count = 0; count < 500; count++) {
      room.now += 100
      room.post(person(`u${count}`), 'x')
    }
    expect(Object.keys(room.state.own.paced.at).length).toBeLessThan(100)
    room.command(ana, 'update', { slowModeMs: 0 })
    expect(room.state.own.paced.at).toEqual({})
  })
})

describe('files', () => {
  const file = (digit: string) => ({ id: digit.repeat(32), name: 'cat.png', type: 'image/png', size: 10 })
  const upload = (room: RoomLog, by: typeof ana, digit: string) =>
    room.system('uploaded', { by: { id: by.id, name: by.name }, file: { ...file(digit), path: '/etc/passwd' } })

  test('move from the uploads of their owner into one message', () => {
    const room = roomOf()
    upload(room, cho, 'a')
    expect(room.code(ana, 'post', { text: 'mine', files: ['a'.repeat(32)] })).toBe('chat/no-file')
    const at = room.post(cho, '', { files: ['a'.repeat(32), 'a'.repeat(32)] })
    expect(message(room, at)).toMatchObject({ text: '', files: [file('a')] })
    expect(room.state.own.uploads).toEqual([])
    expect(room.code(cho, 'post', { text: 'again', files: ['a'.repeat(32)] })).toBe('chat/no-file')
  })

  test('are at most ten of one message and two hundred that wait, the oldest dropped first', () => {
    const room = roomOf()
    expect(room.code(cho, 'post', { text: 'x', files: Array.from({ length: 11 }, (_, i) => `${i}`) })).toBe(
      'invalid-input',
    )
    for (let count = 0; count < 205; count++) {
      const id = count.toString(16).padStart(32, '0')
      room.system('uploaded', { by: { id: 'cho', name: 'Cho' }, file: { ...file('a'), id } })
    }
    expect(room.state.own.uploads).toHaveLength(200)
    expect(room.state.own.uploads[0]?.file.id).toBe((5).toString(16).padStart(32, '0'))
    // What fell out is fetched no more: it may be deleted.
    expect(room.collection('files')).toHaveLength(200)
  })

  test('that the store let go of cannot be posted', () => {
    const room = roomOf()
    upload(room, cho, 'b')
    room.system('uploadGone', { ids: ['b'.repeat(32), 'c'.repeat(32)] })
    expect(room.code(cho, 'post', { text: 'x', files: ['b'.repeat(32)] })).toBe('chat/no-file')
    expect(room.system('uploadGone', { ids: ['b'.repeat(32)] })).toEqual({ events: [] })
  })

  test('are taken from nobody who may not post', () => {
    const room = roomOf('p-secret')
    expect(upload(room, person('eve'), 'a')).toMatchObject({ code: 'not-allowed' })
  })
})

describe('an archived room', () => {
  test('takes no posts, edits and reactions', () => {
    const room = roomOf()
    const at = room.post(ana, 'old')
    room.command(ana, 'update', { archived: true })
    expect(room.code(ana, 'post', { text: 'x' })).toBe('chat/archived')
    expect(room.code(ana, 'edit', { offset: at, text: 'x' })).toBe('chat/archived')
    expect(room.code(ana, 'react', { offset: at, emoji: '👍', on: true })).toBe('chat/archived')
    expect(room.code(ana, 'delete', { offset: at })).toBeUndefined()
    room.command(ana, 'update', { archived: false })
    expect(shown(room).info).not.toHaveProperty('archived')
    expect(room.code(ana, 'post', { text: 'x' })).toBeUndefined()
  })
})

describe('the hook', () => {
  test('sees what is to be posted, and what a text becomes', () => {
    const seen: unknown[] = []
    const room = roomOf('general', { check: (each: unknown) => void seen.push(each) })
    const root = room.post(cho, 'one')
    room.post(cho, 'two', { thread: root })
    room.command(cho, 'edit', { offset: root, text: 'three' })
    const by = { id: 'cho', name: 'Name of cho' }
    expect(seen).toEqual([
      { room: 'general', by, text: 'one', files: [] },
      { room: 'general', by, text: 'two', files: [], thread: root },
      { room: 'general', by, text: 'three', files: [] },
    ])
  })

  test('refuses with its own words', () => {
    const check = ({ text }: { text: string }) => (text.includes('bad') ? { refuse: 'Mind your words.' } : undefined)
    const room = roomOf('general', { check })
    expect(room.command(cho, 'post', { text: 'bad' })).toMatchObject({
      code: 'chat/rejected',
      message: 'Mind your words.',
    })
    const at = room.post(cho, 'good')
    expect(room.code(cho, 'edit', { offset: at, text: 'bad' })).toBe('chat/rejected')
  })

  test.each([
    ['a promise', Promise.resolve()],
    ['yes', true],
    ['nothing', null],
    ['a reason that is no text', { refuse: 1 }],
    ['an empty object', {}],
  ])('that answers %s lets nothing pass', (_what, answer) => {
    const room = roomOf('general', { check: () => answer as never })
    expect(() => room.command(cho, 'post', { text: 'x' })).toThrow(TypeError)
    expect(room.log.some(({ type }) => type === 'posted')).toBe(false)
  })

  describe('that holds a message', () => {
    const check = ({ text }: { text: string }) => (text.startsWith('?') ? { hold: 'Looks odd.' } : undefined)

    test('keeps it from the room until the staff lets it through, under its first id', () => {
      const room = roomOf('general', { check })
      room.command(cho, 'post', { text: '? hello' }, 'first')
      const held = room.head
      expect(shown(room).messages).toEqual([])
      expect(room.view('moderation')).toMatchObject({ held: [{ held, text: '? hello', reason: 'Looks odd.' }] })
      expect(room.told('cho', 'heldNote')).toEqual([{ room: 'general', held, text: '? hello', on: true }])
      room.command(ben, 'release', { held })
      expect(shown(room).messages).toMatchObject([{ id: 'first', by: { id: 'cho' }, text: '? hello' }])
      const { held: left, audit } = moderation(room)
      expect(left).toEqual([])
      expect(audit.at(-1)).toMatchObject({ what: 'released', by: { id: 'ben' }, user: { id: 'cho' } })
      expect(room.told('cho', 'heldNote').at(-1)).toEqual({ room: 'general', held, text: '? hello', on: false })
      expect(room.code(ben, 'release', { held })).toBe('chat/no-message')
    })

    test('or does not', () => {
      const room = roomOf('general', { check })
      room.command(cho, 'post', { text: '? hello' })
      const held = room.head
      room.command(ben, 'reject', { held, reason: 'No.' })
      expect(room.told('cho', 'heldNote').at(-1)).toMatchObject({
        on: false,
        rejected: { code: 'chat/rejected', message: 'No.' },
      })
      expect(room.view('moderation')).toMatchObject({ held: [] })
      expect(shown(room).messages).toEqual([])
    })

    test('or does not, nor the files that came with it', () => {
      const room = roomOf('general', { check })
      const id = 'a'.repeat(32)
      const file = { id, name: 'cat.png', type: 'image/png', size: 10 }
      room.system('uploaded', { by: { id: 'cho', name: 'Cho' }, file: { ...file, path: '' } })
      room.command(cho, 'post', { text: '? hello', files: [id] })
      expect(room.collection('files')).toHaveLength(1)
      room.command(ben, 'reject', { held: room.head })
      expect(room.collection('files')).toEqual([])
    })

    test('lets it into no thread that was deleted meanwhile', () => {
      const room = roomOf('general', { check })
      const root = room.post(ana, 'root')
      room.command(cho, 'post', { text: '? hello', thread: root })
      const held = room.head
      room.command(ana, 'delete', { offset: root })
      expect(room.code(ben, 'release', { held })).toBe('chat/deleted')
    })

    test('refuses an edit', () => {
      const room = roomOf('general', { check })
      const at = room.post(cho, 'hello')
      expect(room.command(cho, 'edit', { offset: at, text: '? hello' })).toMatchObject({
        code: 'chat/rejected',
        message: 'Looks odd.',
      })
    })

    test('holds five hundred, and refuses what comes on top', () => {
      const room = roomOf('general', { check })
      for (let count = 0; count < 500; count++) room.command(cho, 'post', { text: `? ${count}` })
      expect(room.code(cho, 'post', { text: '? more' })).toBe('chat/too-many')
    })
  })
})

describe('a message whose time has come', () => {
  const by = { id: 'cho', name: 'Name of cho' }

  test('is posted for its author, who is told', () => {
    const room = roomOf()
    room.system('postFor', { id: 'timed', by, text: ' hello ' })
    expect(shown(room).messages).toMatchObject([{ id: 'timed', by, text: 'hello' }])
    expect(room.told('cho', 'outcome')).toEqual([{ id: 'timed', room: 'general', text: 'hello', ok: true }])
  })

  test('is decided as if he had posted it now, and he is told why not', () => {
    const room = roomOf()
    room.command(ben, 'mute', { user: 'cho', until: room.now + 1000 })
    room.system('postFor', { id: 'timed', by, text: 'hello' })
    expect(shown(room).messages).toEqual([])
    expect(room.told('cho', 'outcome')).toMatchObject([{ id: 'timed', ok: false, code: 'chat/muted' }])
  })

  test.each([
    ['x'.repeat(4001), 'invalid-input'],
    ['\u200b', 'chat/empty'],
  ])('of %j cannot be posted', (text, code) => {
    const room = roomOf()
    room.system('postFor', { id: 'timed', by, text })
    expect(room.told('cho', 'outcome')).toMatchObject([{ ok: false, code }])
  })

  test('in a room he may not see is answered as if there were none', () => {
    const room = roomOf('p-secret')
    room.system('postFor', { id: 'timed', by: { id: 'eve', name: 'Eve' }, text: 'hello' })
    expect(room.told('eve', 'outcome')).toMatchObject([
      { ok: false, code: 'not-allowed', message: 'There is no room "p-secret" that you may enter.' },
    ])
  })
})
