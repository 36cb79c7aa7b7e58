import { describe, expect, test } from 'vitest'
import type { RoomModel } from '../../client/models.ts'
import type { Standing } from '../../room/permissions.ts'
import { MentionBox } from './mention-box.ts'
import { mentionQuery, mentionsIn, offersRoom, withMention } from './mention-query.ts'
import { Refusals, standingOf } from './standing.ts'

const me = { id: 'me', name: 'Me', role: 'member' } as const

describe('a mention that is being written', () => {
  test.each([
    ['hi @an', { start: 3, words: 'an' }],
    ['@', { start: 0, words: '' }],
    ['@Ana Ru', { start: 0, words: 'Ana Ru' }],
    ['(@an', { start: 1, words: 'an' }],
    ['@김민', { start: 0, words: '김민' }],
    ['ana@example', undefined],
    ['@ana is here', undefined],
    ['@ ana', undefined],
    ['@ana\n', undefined],
    ['nobody', undefined],
  ])('%j', (text, expected) => {
    expect(mentionQuery(text, text.length)).toEqual(expected)
  })

  test('is what stands before the caret, and is replaced whole', () => {
    const query = mentionQuery('hi @an, how', 6)!
    expect(withMention('hi @an, how', query, 'Ana Ruiz')).toEqual({ text: 'hi @Ana Ruiz , how', caret: 13 })
    expect(withMention('@an there', mentionQuery('@an there', 3)!, 'Ana')).toEqual({ text: '@Ana there', caret: 5 })
  })

  test('counts as long as the name stands in the text', () => {
    const chosen = new Map([
      ['1', 'Ana'],
      ['2', 'Ben'],
    ])
    expect(mentionsIn('hi @Ben', chosen)).toEqual([{ id: '2', name: 'Ben' }])
  })

  test('may be everybody for the staff, in small public rooms and in direct ones', () => {
    const info = (kind: 'public' | 'private' | 'direct') => ({
      kind,
      title: '',
      topic: '',
      slowModeMs: 0,
      createdAt: 0,
    })
    const offers = (kind: 'public' | 'private' | 'direct', memberCount: number, standing: Standing = 'member') =>
      offersRoom({ standing, info: info(kind), memberCount })
    expect([offers('public', 20), offers('public', 21), offers('private', 2), offers('direct', 2)]).toEqual([
      true,
      false,
      false,
      true,
    ])
    expect([offers('private', 500, 'owner'), offers('private', 500, 'staff')]).toEqual([true, true])
  })
})

describe('the box of people', () => {
  function room(): RoomModel & { answer: (...names: string[]) => void } {
    const waiting: ((page: unknown) => void)[] = []
    const members = () => new Promise((answer) => waiting.push(answer))
    const answer = (...names: string[]) =>
      waiting.shift()?.({ members: names.map((name) => ({ id: name, name })), next: undefined })
    return { members, answer, me, info: undefined, memberCount: 100 } as never
  }

  test('shows the answer to the last question, without me', async () => {
    const box = new MentionBox(() => {})
    const asked = room()
    box.note('@a', 2, asked, 'me')
    box.note('@an', 3, asked, 'me')
    asked.answer('stale')
    asked.answer('Ana', 'me', 'Andy')
    await Promise.resolve()
    await Promise.resolve()
    expect(box.candidates).toEqual([
      { id: 'Ana', name: 'Ana' },
      { id: 'Andy', name: 'Andy' },
    ])
    box.move(-1)
    expect(box.chosen).toEqual({ id: 'Andy', name: 'Andy' })
  })

  test('takes keys only while it is open', async () => {
    const box = new MentionBox(() => {})
    const asked = room()
    const chosen: unknown[] = []
    const press = (key: string) => box.actOf(key, (one) => chosen.push(one))
    expect(press('Enter')).toBeUndefined()
    box.note('@a', 2, asked, 'me')
    asked.answer('Ana', 'Andy')
    await Promise.resolve()
    press('ArrowDown')?.()
    press('Tab')?.()
    expect([chosen, press('a')]).toEqual([[{ id: 'Andy', name: 'Andy' }], undefined])
    press('Escape')?.()
    expect(press('Enter')).toBeUndefined()
  })

  test('stays away after Escape, until another @', async () => {
    const box = new MentionBox(() => {})
    const asked = room()
    box.note('@a', 2, asked, 'me')
    asked.answer('Ana')
    await Promise.resolve()
    box.dismiss()
    box.note('@an', 3, asked, 'me')
    expect(box.query).toBeUndefined()
    box.note('@an and @b', 10, asked, 'me')
    asked.answer('Ben')
    await Promise.resolve()
    expect(box.candidates).toEqual([{ id: 'Ben', name: 'Ben' }])
  })
})

describe('whether one may write', () => {
  const info = { kind: 'public', title: '', topic: '', slowModeMs: 30_000, createdAt: 0 } as const
  const room = { info, me, standing: 'member' as Standing, mutedUntil: undefined, direct: undefined, may: () => true }
  const sent = { offset: 1, id: 'm', by: me, text: 'x', at: 1000 }
  const nothing = { messages: [], pending: [] }

  test('in slow mode not before its time is over, the staff at any time', () => {
    const list = { messages: [sent], pending: [] }
    const refusals = new Refusals()
    expect(standingOf({ room, list, refusals, now: 5000 })).toEqual({ kind: 'slow', until: 31_000 })
    expect(standingOf({ room, list, refusals, now: 31_000 })).toEqual({ kind: 'open' })
    for (const standing of ['moderator', 'staff'] as const)
      expect(standingOf({ room: { ...room, standing }, list, refusals, now: 5000 })).toEqual({ kind: 'open' })
  })

  test('not while the room says that one is muted, until that is over', () => {
    const muted = { ...room, info: undefined, mutedUntil: 9000 }
    const refusals = new Refusals()
    refusals.note([], 8000, 9000)
    const list = { messages: [], pending: [] }
    expect(standingOf({ room: muted, list, refusals, now: 8000 })).toEqual({ kind: 'muted', until: 9000 })
    expect(standingOf({ room: muted, list, refusals, now: 9000 })).toEqual({ kind: 'open' })
  })

  test('again when the muting was lifted, whatever a refused post said before', () => {
    const failure = { code: 'chat/muted', message: '', retryable: false, retryAfterMs: 9000 }
    const pending = [{ id: 'p', text: 'x', createdAt: 0, failure }]
    const refusals = new Refusals()
    const plain = { ...room, info: undefined }
    const list = { messages: [], pending }
    refusals.note(pending, 1000, 10_000)
    expect(standingOf({ room: plain, list, refusals, now: 1000 })).toEqual({ kind: 'muted', until: 10_000 })
    refusals.note(pending, 2000, undefined)
    expect(standingOf({ room: plain, list, refusals, now: 2000 })).toEqual({ kind: 'open' })
  })

  test('while muted for as long as the server said, which is counted once', () => {
    const failure = { code: 'chat/muted', message: '', retryable: true, retryAfterMs: 9000 }
    const pending = [{ id: 'p', text: 'x', createdAt: 0, failure }]
    const refusals = new Refusals()
    refusals.note(pending, 1000)
    refusals.note(pending, 8000)
    const list = { messages: [], pending }
    expect(standingOf({ room: { ...room, info: undefined }, list, refusals, now: 8000 })).toEqual({
      kind: 'muted',
      until: 10_000,
    })
  })

  test('not in an archived room, nor when blocked, nor where the table does not let us', () => {
    const refusals = new Refusals()
    const kind = (part: object) => standingOf({ room: { ...room, ...part }, list: nothing, refusals, now: 0 }).kind
    expect(kind({ info: { ...info, archived: true } })).toBe('archived')
    expect(kind({ direct: { with: me, isBlocked: true } })).toBe('blocked')
    expect(kind({ may: () => false })).toBe('read-only')
  })
})
