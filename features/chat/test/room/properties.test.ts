import type { Actor } from '@parley/channel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Entry, Message, Posted, Room, RoomSummary } from '../../src/contract/index.ts'
import { maxMessages, maxRecent } from '../../src/contract/limits.ts'
import { chatChannel } from '../../src/room/channel.ts'
import { edited, messageOf, tombstone } from '../../src/room/messages.ts'
import { author } from './cast.ts'
import { person, RoomLog } from './room-log.ts'

// Ids as bad as they come; all of them act, whoever they are to the room at the time.
const cast = ['ana', 'ben', '__proto__', 'constructor', '7'].map((id) => person(id))
/** The same people under other names. */
const renamed = cast.slice(1, 3).map(({ id }) => person(id, { name: `New name of ${id}` }))
const channel = chatChannel({ check: ({ text }) => (text.startsWith('?') ? { hold: 'odd' } : undefined) })
const views = ['room', 'unread', 'moderation'] as const

type Step = (room: RoomLog) => void

const someone = fc.constantFrom(...cast, ...renamed)
const text = fc.oneof(
  fc.constantFrom('hello', '?held', '<b>', 'a\u0000b', '\u200b', '👍', '\ud83d'),
  fc.string({ maxLength: 12 }),
)
/** An offset of this room, or one that is none. */
const place = fc.double({ min: 0, max: 1.1, noNaN: true })
const at = (room: RoomLog, part: number) => Math.max(1, Math.ceil(part * room.head))

function step(name: string, by: Actor, input: (room: RoomLog) => object): Step {
  return (room) => void room.command(by, name, input(room))
}

const mentions = fc.record({
  people: fc.array(fc.constantFrom(...cast.map(({ id }) => id), 'nobody'), { maxLength: 3 }),
})

const posting = fc
  .record({
    by: someone,
    text,
    thread: fc.option(place),
    reply: fc.option(place),
    inRoom: fc.boolean(),
    mentions: fc.option(mentions),
  })
  .map(({ by, text, thread, reply, inRoom, mentions }) =>
    step('post', by, (room) => ({
      text,
      inRoom,
      ...(thread === null ? {} : { thread: at(room, thread) }),
      ...(reply === null ? {} : { reply: at(room, reply) }),
      ...(mentions === null ? {} : { mentions }),
    })),
  )
const plainPost = fc.tuple(someone, text).map(([by, text]) => step('post', by, () => ({ text })))
const onMessage = fc
  .tuple(
    someone,
    place,
    text,
    fc.boolean(),
    fc.constantFrom('👍', '🎉'),
    fc.constantFrom('edit', 'edit', 'delete', 'react', 'react', 'pin', 'unpin', 'report'),
  )
  .map(([by, where, text, on, emoji, name]) =>
    step(name, by, (room) => ({ offset: at(room, where), text, on, emoji, reason: 'because' })),
  )
const onPeople = fc
  .tuple(
    someone,
    someone,
    fc.constantFrom('join', 'leave', 'invite', 'withdraw', 'kick', 'ban', 'unban', 'mute', 'unmute', 'setRole'),
    fc.constantFrom('owner', 'moderator', 'member'),
    fc.boolean(),
  )
  .map(([by, other, name, role, forGood]) =>
    step(name, by, (room) => {
      const user = name === 'invite' || name === 'ban' ? author(other) : other.id
      const until = name === 'mute' || !forGood ? { until: room.now + 500 } : {}
      return { user, role, ...until }
    }),
  )
const onRoom = fc
  .tuple(
    someone,
    fc.constantFrom(
      { topic: 'new' },
      { title: 'other' },
      { slowModeMs: 300 },
      { slowModeMs: 0 },
      { archived: true },
      { archived: false },
    ),
  )
  .map(([by, input]) => step('update', by, () => input))
const onHeld = fc
  .tuple(someone, place, fc.constantFrom('release', 'reject', 'resolve'))
  .map(([by, where, name]) => step(name, by, (room) => ({ held: at(room, where), report: at(room, where) })))
const bySystem = fc.tuple(someone, place, text, fc.constantFrom('receipt', 'postFor', 'declined', 'listFull')).map(
  ([by, where, text, name]): Step =>
    (room) => {
      const user = author(by)
      const inputs = {
        receipt: { user, upTo: at(room, where) },
        postFor: { id: 'timed', by: user, text },
        declined: { user: by.id, invite: at(room, where) },
        listFull: { user: by.id, joinedAt: room.now },
      }
      room.system(name, inputs[name])
    },
)
const time = fc.integer({ min: 1, max: 400 }).map(
  (ms): Step =>
    (room) =>
      room.advance(ms),
)

const anything = fc.oneof(
  { weight: 6, arbitrary: posting },
  { weight: 6, arbitrary: plainPost },
  { weight: 9, arbitrary: onMessage },
  { weight: 4, arbitrary: onPeople },
  { weight: 1, arbitrary: onRoom },
  { weight: 1, arbitrary: onHeld },
  { weight: 2, arbitrary: bySystem },
  { weight: 1, arbitrary: time },
)
const history = fc.array(anything, { maxLength: 25 })
const keys = fc.constantFrom('general', 'p-secret', 'dm-0')

/** A room after a history. Long ones begin with so many posts that the state has let go of some. */
function live(key: string, steps: readonly Step[], posts = 0): RoomLog {
  const room = new RoomLog(key, channel)
  begin(room, key)
  for (let count = 0; count < posts; count++) room.command(cast[count % 2] as Actor, 'post', { text: `${count}` })
  for (const each of steps) each(room)
  return room
}

function begin(room: RoomLog, key: string): void {
  const [ana, ben, proto] = cast as [Actor, Actor, Actor]
  if (key === 'dm-0') room.system('createDirect', { people: [author(ana), author(proto)] })
  else room.command(ana, 'create', { kind: key === 'general' ? 'public' : 'private' })
  room.command(ana, 'invite', { user: author(ben) })
  room.command(ben, 'join', {})
}

// Shared machines are slow; each is a few seconds of work.
describe('whatever happened in a room', { timeout: 300_000 }, () => {
  test('a reader of any view, from anywhere, live or later, has what a fresh one has', () => {
    fc.assert(
      fc.property(
        keys,
        history,
        history,
        fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 60, 110),
        (key, before, after, posts) => {
          const room = live(key, before, posts)
          const from = room.head
          const had = views.map((view) => room.view(view))
          const liveStates = views.map((view) => room.view(view))
          for (const each of after) {
            const known = room.head
            each(room)
            for (const [index, view] of views.entries()) room.folded(view, liveStates[index], room.shown(view, known))
          }
          views.forEach((view, index) => {
            const truth = room.view(view)
            expect(JSON.parse(JSON.stringify(liveStates[index])), `live ${view}`).toEqual(truth)
            expect(room.folded(view, had[index], room.shown(view, from)), `recovered ${view}`).toEqual(truth)
            const empty =
              view === 'room'
                ? { memberCount: 0, staff: {}, messages: [], recent: [], pins: [] }
                : view === 'unread'
                  ? { recent: [] }
                  : { reports: [], held: [], audit: [], banned: {}, muted: {}, invites: {} }
            expect(room.folded(view, empty, room.shown(view)), `all of ${view}`).toEqual(truth)
          })
        },
      ),
      { numRuns: 2500 },
    )
  })

  test('the log has no holes, and its state can be stored and folded anew', () => {
    fc.assert(
      fc.property(keys, history, (key, steps) => {
        const room = live(key, steps)
        expect(room.log.map(({ offset }) => offset)).toEqual(room.log.map((_, index) => index + 1))
        const again = new RoomLog(key, channel)
        for (const event of JSON.parse(JSON.stringify(room.log)) as typeof room.log) {
          again.now = event.at
          again.append(event)
        }
        expect(JSON.parse(JSON.stringify(again.state))).toEqual(JSON.parse(JSON.stringify(room.state)))
        expect([...again.documents]).toEqual([...room.documents])
      }),
      { numRuns: 2000 },
    )
  })

  test('what counts as unread is every message that stands, the newest hundred', () => {
    fc.assert(
      fc.property(keys, history, fc.constantFrom(0, 0, 0, 0, 0, 60, 110), (key, steps, posts) => {
        const room = live(key, steps, posts)
        expect((room.view('room') as Room).recent).toEqual(naiveRecent(room))
        expect((room.view('unread') as RoomSummary).recent).toEqual(naiveRecent(room))
      }),
      { numRuns: 2000 },
    )
  })

  test('what the state shows of a message is what its document says, and every message has one', () => {
    fc.assert(
      fc.property(keys, history, fc.constantFrom(0, 0, 0, 0, 60), (key, steps, posts) => {
        const room = live(key, steps, posts)
        const { messages } = room.view('room') as Room
        expect(messages.length).toBeLessThanOrEqual(maxMessages)
        for (const message of messages) expect(room.document('messages', message.offset)?.body).toEqual(message)
        const posted = room.log.filter(({ type }) => type === 'posted')
        expect(
          room
            .collection('messages')
            .map(({ id }) => Number(id))
            .sort((a, b) => a - b),
        ).toEqual(posted.map(({ offset }) => offset))
        for (const { id, body } of room.collection('messages')) {
          const { thread, replies } = body as Message
          if (thread !== undefined) expect(room.document(`thread/${thread}`, id)?.body).toEqual(body)
          const count = posted.filter(({ data }) => (data as Posted).thread === Number(id)).length
          expect(replies?.count ?? 0).toBe(count)
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('what was deleted is told, found and shown nowhere but to the staff', () => {
    fc.assert(
      fc.property(history, history, fc.boolean(), fc.constantFrom(0, 0, 0, 60), (before, after, inThread, posts) => {
        const room = live('general', before)
        const [ana, ben] = cast as [Actor, Actor]
        const root = room.command(ana, 'post', { text: 'root' })
        if (root.code !== undefined) return
        const thread = inThread ? { thread: room.head } : {}
        if (room.command(ana, 'post', { text: 'TOP SECRET', ...thread }).code !== undefined) return
        const offset = room.head
        if (room.log.at(-1)?.type !== 'posted') return
        room.command(ben, 'pin', { offset })
        room.command(ana, 'pin', { offset })
        room.command(ana, 'edit', { offset, text: 'TOP SECRET too' })
        for (let count = 0; count < posts; count++) room.command(ana, 'post', { text: `${count}` })
        for (const each of after) each(room)
        const isDeleted = () => (room.document('messages', offset)?.body as Message | undefined)?.deleted !== undefined
        room.command(ana, 'delete', { offset })
        if (!isDeleted()) return
        for (const view of ['room', 'unread'] as const) {
          expect(JSON.stringify(room.view(view))).not.toContain('SECRET')
          expect(JSON.stringify(room.shown(view))).not.toContain('SECRET')
        }
        const found = [...room.documents.values()].filter(({ collection }) => collection !== 'audit')
        expect(JSON.stringify(found)).not.toContain('SECRET')
        // It stays so, whatever is tried.
        room.command(ana, 'edit', { offset, text: 'BACK' })
        expect(isDeleted()).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })

  test('who left a room of members, was kicked or banned is shown nothing more of it', () => {
    fc.assert(
      fc.property(history, fc.constantFrom('leave', 'kick', 'ban'), history, (before, how, after) => {
        const room = live('p-secret', before)
        const out = person('out')
        room.command(cast[0] as Actor, 'invite', { user: author(out) })
        room.command(out, 'join', {})
        if (!room.maySee(out, 'room')) return
        if (how === 'leave') room.command(out, 'leave', {})
        else room.command(cast[0] as Actor, how, { user: how === 'ban' ? author(out) : out.id })
        if (room.log.at(-1)?.type === 'joined') return
        for (const each of after) {
          if (views.some((view) => room.maySee(out, view))) throw new Error('he sees it')
          for (const [name, input] of Object.entries({
            post: { text: 'x' },
            react: { offset: 1, emoji: '👍', on: true },
            join: {},
          }))
            expect(room.command(out, name, input)).toMatchObject({ code: 'not-allowed' })
          each(room)
        }
      }),
      { numRuns: 800 },
    )
  })
})

type Change = { readonly text: string } | 'delete'

test('edits come to the last, and deletion wins, whenever who folds them hears of the message', () => {
  const meta = { offset: 1, at: 1 }
  const posted = messageOf({ id: 'c', by: { id: 'ana', name: 'Ana' }, text: 'first' }, meta)
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.string().map((text) => ({ text })),
    fc.constant('delete' as const),
  )
  const apply = (message: Message, each: Change, at: number) =>
    each === 'delete' ? tombstone(message, 'by-author') : edited(message, { offset: 1, ...each }, at)
  fc.assert(
    fc.property(fc.array(change, { maxLength: 10 }), (changes) => {
      const final = changes.reduce<Message>((message, each, index) => apply(message, each, index + 2), posted)
      if (changes.includes('delete')) expect(final).toMatchObject({ text: '', deleted: 'by-author' })
      else expect(final.text).toBe(lastText(changes))
    }),
    { numRuns: 1000 },
  )
})

/** From the log alone, and without any window but the one at the end: what was posted and still stands when it is pushed out. */
function naiveRecent(room: RoomLog): readonly Entry[] {
  let entries: Entry[] = []
  for (const { type, data, offset } of room.log) {
    const { by, thread, inRoom, mentions } = data as Posted
    const entry = () => ({
      ...(mentions && mentions.people.length > 0 ? { people: mentions.people.map(({ id }) => id) } : {}),
      ...(mentions?.room ? { room: true as const } : {}),
    })
    if (type === 'posted') {
      entries.push({ offset, by: by.id, ...(thread === undefined || inRoom ? {} : { thread }), ...entry() })
      entries = entries.slice(-maxRecent)
    }
    const changed = data as { offset: number }
    if (type === 'deleted') entries = entries.filter((each) => each.offset !== changed.offset)
    if (type === 'edited') {
      entries = entries.map((each) => {
        if (each.offset !== changed.offset) return each
        const { people: _people, room: _room, ...rest } = each
        return { ...rest, ...entry() }
      })
    }
  }
  return entries
}

function lastText(changes: readonly Change[]): string {
  const last = changes.at(-1)
  return last === undefined || last === 'delete' ? 'first' : last.text
}
