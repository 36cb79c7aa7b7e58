import type { FakeConnection } from '../test/fake-connection.ts'
import type { FakeRoom } from '../test/fake-room.ts'

type Scene = (connection: FakeConnection, room: FakeRoom) => void

const me = { id: 'me', name: 'Brave Otter' }
const ana = { id: 'guest-a1', name: 'Quiet Heron' }
const minsu = { id: 'guest-b2', name: '김민수' }
const omar = { id: 'guest-c3', name: 'عمر' }
const zoe = { id: 'guest-d4', name: 'Zoë Kuznetsova-Albrecht' }
const minute = 60_000

function live(connection: FakeConnection, room: FakeRoom): void {
  connection.user = me
  connection.set({ state: 'live' })
  room.open()
  room.people([ana, me, minsu, omar, zoe], 57)
  room.answersAs = me
}

function talk(room: FakeRoom): void {
  const start = Date.now() - 26 * 60 * minute
  for (let index = 0; index < 110; index++)
    room.receive(index % 3 ? ana : minsu, `Earlier message number ${index + 1}`, { at: start + index * 1000 })
  let at = Date.now() - 58 * minute
  const say = (by: typeof me, text: string, gap = 1) => {
    at += gap * minute
    room.receive(by, text, { at, ...(by === me ? { id: `mine-${at}` } : {}) })
  }
  say(ana, 'Morning! The new build is on staging.')
  say(ana, 'Notes are at https://example.com/releases/2026-11?tab=chat#breaking, have a look before lunch.', 0.5)
  say(minsu, '안녕하세요! 방금 확인했어요. 알림이 두 번 오는 문제는 해결된 것 같아요.', 4)
  say(minsu, '자세한 내용은 https://example.com/문서/배포에 정리해 두었습니다 🙂', 0.5)
  say(me, 'Great, thank you both.', 2)
  say(
    me,
    'I will run the migration at 14:00, unless somebody minds. It takes about ten minutes and the room stays open, so nobody should notice. If you do notice: tell me here.',
    0.5,
  )
  say(omar, 'مرحبا، هل يمكننا تأجيلها إلى 15:00؟', 7)
  say(me, 'Sure, 15:00 then', 1)
  say(zoe, '👍', 1)
  say(
    zoe,
    'a_very_long_identifier_without_any_space_in_it_that_has_to_break_somewhere_or_the_layout_is_gone_forever_and_ever',
    0.2,
  )
  say(ana, 'function go() {\n  return "lines stay lines"\n}', 9)
  say(me, '네, 그렇게 할게요. 혹시 모르니 백업도 먼저 받아 두겠습니다.', 2)
  say(me, '🚀🚀', 0.1)
}

export const scenes: Record<string, Scene> = {
  loading: () => {},
  empty: (connection, room) => live(connection, room),
  busy: (connection, room) => {
    talk(room)
    live(connection, room)
  },
  typing: (connection, room) => {
    scenes.busy?.(connection, room)
    room.signalTyping(ana)
    room.signalTyping(minsu)
  },
  failed: (connection, room) => {
    talk(room)
    live(connection, room)
    room.answersAs = undefined
    void room.commands.post({ text: 'This one could not be saved' })
    void room.commands.post({ text: 'This one the server never takes, whatever you do: it holds something forbidden.' })
    void room.commands.post({ text: 'and this one is still on its way' })
    room.fail('mine.1', { code: 'store-unavailable', message: 'The store could not write.', retryable: true })
    room.fail('mine.2', { code: 'invalid-input', message: 'No.', retryable: false })
    room.answersAs = me
  },
  waiting: (connection, room) => {
    talk(room)
    live(connection, room)
    room.answersAs = undefined
    waitFor(connection, 24_000)
    void room.commands.post({ text: 'Written while away' })
    room.answersAs = me
  },
  offline: (connection, room) => {
    talk(room)
    live(connection, room)
    connection.set({ state: 'offline' })
  },
  unreachable: (connection) => waitFor(connection, 8000),
  // One has signed in, one guest calls himself the same.
  guests: (connection, room) => {
    live(connection, room)
    const signedIn = { id: 'user-1', name: 'Ana' }
    const guest = { id: 'guest-x', name: 'Ana', guest: true } as const
    connection.user = { id: 'me', name: 'Me', guest: true }
    room.people([signedIn, guest, connection.user])
    room.receive(signedIn, 'I am Ana')
    room.receive(guest, 'I am Ana')
    room.receive(guest, 'Really')
    room.signalTyping(guest)
  },
  'only-guests': (connection, room) => {
    live(connection, room)
    const guest = { id: 'guest-x', name: 'Quiet Heron', guest: true } as const
    connection.user = { id: 'me', name: 'Me', guest: true }
    room.people([guest, connection.user])
    room.receive(guest, 'hello')
  },
  'offline-first': (connection) => connection.set({ state: 'offline' }),
  refused: (connection, room) => {
    live(connection, room)
    room.refuse({ code: 'not-allowed', message: 'Only members may open this room.' })
  },
  'refused-server': (connection) =>
    connection.set({ state: 'refused', code: 'unauthenticated', message: 'The server wants to know who you are.' }),
}

function waitFor(connection: FakeConnection, delayMs: number): void {
  const reason = { code: 'connection-lost', message: 'The connection broke (1006).' }
  connection.set({ state: 'waiting', attempt: 3, until: Date.now() + delayMs, reason })
}
