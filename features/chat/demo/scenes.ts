import type { Message } from '../src/contract/message.ts'
import type { FakeConnection } from './fake-connection.ts'
import type { FakeRoom } from './fake-room.ts'
import { ana, everybody, me, minsu, omar, zoe } from './people.ts'
import { talk } from './talk.ts'

type Scene = (connection: FakeConnection, room: FakeRoom) => void

function live(connection: FakeConnection, room: FakeRoom): void {
  const { world } = connection
  connection.user = { id: me.id, name: me.name, guest: false }
  world.me = me
  world.people = everybody
  room.info ??= {
    kind: 'public',
    title: 'general',
    topic: 'Releases, plans and whatever else concerns all of us',
    slowModeMs: 0,
    createdAt: Date.now() - 90 * 86_400_000,
  }
  room.presence = { count: 57, people: everybody }
  room.staff = [{ ...ana, role: 'owner' }]
  connection.set({ state: 'live' })
  world.person.start()
  room.start()
}

/** All is read, so that the list opens at its end. */
function read(room: FakeRoom): void {
  room.readUpTo = room.log.at(-1)?.offset ?? 0
}

function crowd(count: number): Message[] {
  const words =
    'the new build is on staging and somebody should have a look before lunch because it moves the table'.split(' ')
  const people = [ana, minsu, omar, zoe, me]
  const begin = Date.now() - count * 40_000
  return Array.from({ length: count }, (_, index) => {
    const length = 2 + ((index * 7919) % 40)
    const text = Array.from({ length }, (_, word) => words[(index * 31 + word * 7) % words.length]).join(' ')
    const by = people[Math.floor(index / 3) % people.length] ?? ana
    const reactions = index % 9 === 0 ? [{ emoji: '👍', by: [ana.id] }] : []
    return {
      offset: index + 1,
      id: `m${index}`,
      by,
      text: `${index + 1}: ${text}`,
      at: begin + index * 40_000,
      reactions,
    }
  })
}

export const scenes: Record<string, Scene> = {
  loading: () => {},
  empty: live,
  busy: (connection, room) => {
    talk(room)
    read(room)
    live(connection, room)
  },
  /** Some messages have not been read. */
  unread: (connection, room) => {
    talk(room)
    room.readUpTo = (room.log.at(-1)?.offset ?? 0) - 12
    live(connection, room)
  },
  /** Ten thousand messages, all of them loaded. */
  huge: (connection, room) => {
    room.fill(crowd(10_000))
    room.trims = false
    read(room)
    live(connection, room)
    room.open(10_000)
  },
  /** Ten thousand messages, of which the newest fifty are loaded. */
  long: (connection, room) => {
    room.fill(crowd(10_000))
    read(room)
    live(connection, room)
  },
  owner: (connection, room) => {
    room.role = 'owner'
    scenes.busy?.(connection, room)
  },
  visitor: (connection, room) => {
    room.role = undefined
    scenes.busy?.(connection, room)
  },
  typing: (connection, room) => {
    scenes.busy?.(connection, room)
    room.type(ana, minsu)
  },
  failed: (connection, room) => {
    scenes.busy?.(connection, room)
    room.answers = false
    const ids = [
      'This one could not be saved',
      'This one the server never takes, whatever you do: it holds something forbidden.',
      'and this one is still on its way',
    ].map((text) => room.post({ text }) ?? '')
    room.fail(ids[0] ?? '', { code: 'store-unavailable', message: 'The store could not write.', retryable: true })
    room.fail(ids[1] ?? '', { code: 'invalid-input', message: 'No.', retryable: false })
    room.held = [{ text: 'This one has a word in it that somebody has to look at first.', at: Date.now() }]
    room.answers = true
    room.changed()
  },
  waiting: (connection, room) => {
    scenes.busy?.(connection, room)
    room.answers = false
    waitFor(connection, 24_000)
    room.post({ text: 'Written while away' })
    room.answers = true
  },
  offline: (connection, room) => {
    scenes.busy?.(connection, room)
    connection.set({ state: 'offline' })
  },
  unreachable: (connection) => waitFor(connection, 8000),
  slow: (connection, room) => {
    scenes.busy?.(connection, room)
    if (room.info) room.info = { ...room.info, slowModeMs: 90_000 }
    room.receive(me, 'One message in a minute and a half, then.')
  },
  muted: (connection, room) => {
    scenes.busy?.(connection, room)
    room.answers = false
    const id = room.post({ text: 'But I only said' }) ?? ''
    room.fail(id, { code: 'chat/muted', message: 'Muted.', retryable: true, retryAfterMs: 754_000 })
  },
  archived: (connection, room) => {
    scenes.busy?.(connection, room)
    if (room.info) room.info = { ...room.info, archived: true }
    room.changed()
  },
  direct: (connection, room) => {
    room.direct = { with: zoe, isBlocked: false }
    room.info = { kind: 'direct', title: '', topic: '', slowModeMs: 0, createdAt: Date.now() }
    scenes.busy?.(connection, room)
  },
  blocked: (connection, room) => {
    room.direct = { with: zoe, isBlocked: true }
    room.info = { kind: 'direct', title: '', topic: '', slowModeMs: 0, createdAt: Date.now() }
    scenes.busy?.(connection, room)
    void connection.world.person.block(zoe, true)
  },
  // One has signed in, one guest calls himself the same.
  guests: (connection, room) => {
    live(connection, room)
    const signedIn = { id: 'user-1', name: 'Ana' }
    const guest = { id: 'guest-x', name: 'Ana', guest: true } as const
    connection.world.me = { id: 'me', name: 'Me', guest: true }
    room.staff = []
    room.presence = { count: 3, people: [signedIn, guest, connection.world.me] }
    room.receive(signedIn, 'I am Ana')
    room.receive(guest, 'I am Ana')
    room.receive(guest, 'Really')
    room.type(guest)
  },
  'only-guests': (connection, room) => {
    live(connection, room)
    const guest = { id: 'guest-x', name: 'Quiet Heron', guest: true } as const
    connection.world.me = { id: 'me', name: 'Me', guest: true }
    room.presence = { count: 2, people: [guest, connection.world.me] }
    room.receive(guest, 'hello')
  },
  'offline-first': (connection) => connection.set({ state: 'offline' }),
  refused: (connection, room) => {
    live(connection, room)
    room.refuse({ code: 'not-allowed', message: 'Only members may open this room.', retryable: false })
  },
  'refused-server': (connection) =>
    connection.set({ state: 'refused', code: 'unauthenticated', message: 'The server wants to know who you are.' }),
}

function waitFor(connection: FakeConnection, delayMs: number): void {
  const reason = { code: 'connection-lost', message: 'The connection broke (1006).' }
  connection.set({ state: 'waiting', attempt: 3, until: Date.now() + delayMs, reason })
}
