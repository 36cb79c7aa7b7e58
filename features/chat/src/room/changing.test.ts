import { describe, expect, test } from 'vitest'
import { ana, ben, cho, message, moderation, roomOf, shown } from '../../test/room/cast.ts'
import { person, type RoomLog } from '../../test/room/room-log.ts'
import type { EditHistory } from '../contract/index.ts'

function versions(room: RoomLog, offset: number): readonly string[] {
  return (room.document('edits', offset)?.body as EditHistory | undefined)?.versions.map(({ text }) => text) ?? []
}

/** So many posts that the state lets go of what was before. */
function bury(room: RoomLog): void {
  for (let count = 0; count < 60; count++) room.post(ben, `${count}`)
}

describe.each([
  ['that the state holds', false],
  ['that the state has let go of', true],
])('a message %s', (_where, isOld) => {
  const setup = (text = 'first') => {
    const room = roomOf()
    const at = room.post(cho, text, { mentions: { people: ['ben'] } })
    if (isOld) bury(room)
    room.now += 5
    return { room, at }
  }

  test('is edited by its author, and its earlier texts are kept', () => {
    const { room, at } = setup()
    room.command(cho, 'edit', { offset: at, text: ' second ', mentions: { people: ['ana'] } })
    room.now += 5
    room.command(cho, 'edit', { offset: at, text: 'third' })
    expect(message(room, at)).toMatchObject({ text: 'third', editedAt: room.now })
    expect(message(room, at)).not.toHaveProperty('mentions')
    expect(room.document('messages', at)).toMatchObject({ text: 'third', person: 'cho', order: at })
    expect(versions(room, at)).toEqual(['first', 'second'])
  })

  test('is edited by nobody else, not to nothing, and not to what it was', () => {
    const { room, at } = setup()
    expect(room.code(ana, 'edit', { offset: at, text: 'x' })).toBe('chat/not-yours')
    expect(room.code(ben, 'edit', { offset: at, text: 'x' })).toBe('chat/not-yours')
    expect(room.code(cho, 'edit', { offset: at, text: ' \u200b' })).toBe('chat/empty')
    expect(room.command(cho, 'edit', { offset: at, text: 'first' })).toEqual({ events: [] })
    expect(message(room, at)).not.toHaveProperty('editedAt')
  })

  test('keeps twenty earlier texts', () => {
    const { room, at } = setup()
    for (let count = 0; count < 25; count++) room.command(cho, 'edit', { offset: at, text: `${count}` })
    expect(versions(room, at)).toEqual(Array.from({ length: 20 }, (_, index) => `${index + 4}`))
  })

  test('is deleted by its author, and nothing is left of it', () => {
    const { room, at } = setup('secret')
    room.command(ben, 'react', { offset: at, emoji: '👍', on: true })
    room.command(cho, 'edit', { offset: at, text: 'secret too' })
    room.command(ben, 'pin', { offset: at })
    room.command(cho, 'delete', { offset: at })
    const { id, by, at: time } = message(room, at)
    expect(message(room, at)).toEqual({ offset: at, id, by, text: '', at: time, deleted: 'by-author' })
    expect(room.document('messages', at)).not.toHaveProperty('text')
    expect(room.document('edits', at)).toBeUndefined()
    expect(shown(room).pins).toEqual([])
    expect(shown(room).recent.some(({ offset }) => offset === at)).toBe(false)
    for (const view of ['room', 'unread']) {
      expect(JSON.stringify(room.shown(view))).not.toContain('secret')
      expect(JSON.stringify(room.view(view))).not.toContain('secret')
    }
    expect(JSON.stringify([...room.documents.values()])).not.toContain('secret')
    expect(moderation(room).audit.map(({ what }) => what)).not.toContain('deleted')
  })

  test('is deleted by the staff, which the audit log tells', () => {
    const { room, at } = setup('rude')
    room.command(ben, 'delete', { offset: at })
    expect(message(room, at)).toMatchObject({ deleted: 'by-staff' })
    const entry = { what: 'deleted', by: { id: 'ben' }, user: { id: 'cho' }, note: 'rude' }
    expect(moderation(room).audit.at(-1)).toMatchObject(entry)
    expect(room.document('audit', room.head)).toMatchObject({ body: entry, person: 'cho' })
  })

  test('is deleted by no other member, and once', () => {
    const { room, at } = setup()
    expect(room.code(person('dan'), 'delete', { offset: at })).toBe('chat/not-yours')
    room.command(cho, 'delete', { offset: at })
    expect(room.command(ben, 'delete', { offset: at })).toEqual({ events: [] })
  })

  test('that was deleted takes nothing more', () => {
    const { room, at } = setup()
    room.command(cho, 'delete', { offset: at })
    expect(room.code(cho, 'edit', { offset: at, text: 'x' })).toBe('chat/deleted')
    expect(room.code(cho, 'react', { offset: at, emoji: '👍', on: true })).toBe('chat/deleted')
    expect(room.code(ben, 'pin', { offset: at })).toBe('chat/deleted')
    expect(room.code(ana, 'report', { offset: at, reason: 'x' })).toBe('chat/deleted')
  })

  test('takes reactions, each of one person once', () => {
    const { room, at } = setup()
    const react = (by: typeof ana, emoji: string, on = true) => room.command(by, 'react', { offset: at, emoji, on })
    react(ana, '👍')
    react(ben, '👍')
    react(ana, '🎉')
    expect(react(ana, '👍')).toEqual({ events: [] })
    react(ana, '👍', false)
    expect(react(ana, '👍', false)).toEqual({ events: [] })
    expect(message(room, at).reactions).toEqual([
      { emoji: '👍', by: ['ben'] },
      { emoji: '🎉', by: ['ana'] },
    ])
    react(ben, '👍', false)
    react(ana, '🎉', false)
    expect(message(room, at)).not.toHaveProperty('reactions')
  })
})

test('a message that came and went while somebody was away pushed out an older one for him, too', () => {
  const room = roomOf()
  for (let count = 0; count < 100; count++) room.post(cho, `${count}`)
  for (const view of ['room', 'unread']) {
    const had = room.view(view)
    const from = room.head
    const at = room.post(cho, 'secret')
    room.command(cho, 'edit', { offset: at, text: 'secret too' })
    room.command(ana, 'react', { offset: at, emoji: '👍', on: true })
    room.command(ana, 'pin', { offset: at })
    room.command(cho, 'delete', { offset: at })
    const missed = room.shown(view, from)
    expect(missed.map(({ type }) => type)).toEqual(['posted', 'deleted'])
    expect(missed[0]?.data).toMatchObject({ text: '', gone: true })
    expect(room.folded(view, had, missed)).toEqual(room.view(view))
  }
})

test('a message of a thread is changed in its thread', () => {
  const room = roomOf()
  const root = room.post(ana, 'root')
  const at = room.post(cho, 'inside', { thread: root })
  room.command(cho, 'edit', { offset: at, text: 'changed' })
  expect(room.document(`thread/${root}`, at)?.body).toMatchObject({ text: 'changed' })
  room.command(cho, 'delete', { offset: at })
  expect(room.document(`thread/${root}`, at)?.body).toMatchObject({ text: '', deleted: 'by-author', thread: root })
  expect(room.shown('room', room.head - 1)).toMatchObject([{ type: 'deleted', data: { offset: at, thread: root } }])
  expect(message(room, root).replies).toMatchObject({ count: 1 })
})

test('a message of files alone may be edited to have no text again', () => {
  const room = roomOf()
  const file = { id: 'a'.repeat(32), name: 'cat.png', type: 'image/png', size: 10, width: 3, height: 4 }
  room.system('uploaded', { by: { id: 'cho', name: 'Cho' }, file })
  const at = room.post(cho, 'look', { files: [file.id] })
  room.command(cho, 'edit', { offset: at, text: '' })
  expect(message(room, at)).toMatchObject({ text: '', files: [file] })
})

test('what does not exist cannot be changed', () => {
  const room = roomOf()
  for (const [name, input] of Object.entries({
    edit: { text: 'x' },
    delete: {},
    react: { emoji: '👍', on: true },
    pin: {},
    report: { reason: 'x' },
  })) {
    // An event that is no message, one that is not there, and numbers that are none.
    expect(room.code(ana, name, { offset: 1, ...input })).toBe('chat/no-message')
    expect(room.code(ana, name, { offset: 10 ** 9, ...input })).toBe('chat/no-message')
    for (const offset of [0, -1, 1.5, 2 ** 53, Number.NaN, '1', '__proto__', null])
      expect(room.code(ana, name, { offset, ...input })).toBe('invalid-input')
  }
})

describe('a reaction', () => {
  test.each(['👍', '❤️', '👨‍👩‍👧‍👦', '🇰🇷', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏽', '1️⃣'])('is an emoji: %s', (emoji) => {
    const room = roomOf()
    expect(room.code(cho, 'react', { offset: room.post(ana, 'x'), emoji, on: true })).toBeUndefined()
  })

  test.each(['', 'a', '1', '👍👍', '👍 ', '<b>', '__proto__', 'constructor', '\ud83d', '\u200d', '©', '👍'.repeat(20)])(
    'is nothing else: %j',
    (emoji) => {
      const room = roomOf()
      expect(room.code(cho, 'react', { offset: room.post(ana, 'x'), emoji, on: true })).toBe('invalid-input')
    },
  )

  test('of a visitor makes him a member', () => {
    const room = roomOf()
    const at = room.post(ana, 'x')
    room.command(person('dan'), 'react', { offset: at, emoji: '👍', on: true })
    expect(room.log.slice(-2).map(({ type }) => type)).toEqual(['joined', 'reacted'])
  })

  test('is one of twenty kinds and of so many in all', () => {
    const room = roomOf('general', { limits: { maxEmoji: 3, maxReactions: 4 } })
    const at = room.post(ana, 'x')
    const react = (by: typeof ana, emoji: string) => room.code(by, 'react', { offset: at, emoji, on: true })
    for (const emoji of ['👍', '🎉', '❤️']) expect(react(ana, emoji)).toBeUndefined()
    expect(react(ana, '🚀')).toBe('chat/too-many-reactions')
    expect(react(ben, '👍')).toBeUndefined()
    expect(react(ben, '🎉')).toBe('chat/too-many-reactions')
  })
})

describe('pins', () => {
  test('show the beginning of a text, whole characters, as it is now', () => {
    const room = roomOf()
    const at = room.post(cho, `${'x'.repeat(199)}👍`)
    room.command(ben, 'pin', { offset: at })
    expect(shown(room).pins).toEqual([{ offset: at, by: { id: 'ben', name: 'Name of ben' }, text: 'x'.repeat(199) }])
    expect(room.command(ana, 'pin', { offset: at })).toEqual({ events: [] })
    room.command(cho, 'edit', { offset: at, text: 'short' })
    expect(shown(room).pins[0]?.text).toBe('short')
    room.command(ana, 'unpin', { offset: at })
    expect(shown(room).pins).toEqual([])
    expect(room.command(ana, 'unpin', { offset: at })).toEqual({ events: [] })
  })

  test('are fifty', () => {
    const room = roomOf()
    const posts = Array.from({ length: 51 }, (_, index) => room.post(cho, `${index}`))
    for (const offset of posts.slice(0, 50)) expect(room.code(ben, 'pin', { offset })).toBeUndefined()
    expect(room.code(ben, 'pin', { offset: posts[50] })).toBe('chat/too-many-pins')
  })
})
