import type { Message } from '../src/contract/message.ts'
import type { Author } from '../src/contract/people.ts'
import type { FakeRoom } from './fake-room.ts'
import { ana, me, minsu, omar, zoe } from './people.ts'
import { paint } from './pictures.ts'

const minute = 60_000
export const pictureId = 'a'.repeat(32)

/** A morning in a room of people who work together. */
export function talk(room: FakeRoom): void {
  const start = Date.now() - 26 * 60 * minute
  for (let index = 0; index < 110; index++)
    room.receive(index % 3 ? ana : minsu, `Earlier message number ${index + 1}`, { at: start + index * 1000 })
  let at = Date.now() - 58 * minute
  const say = (by: Author, text: string, gap = 1, more: Partial<Message> = {}): number => {
    at += gap * minute
    return room.receive(by, text, { at, ...(by === me ? { id: `mine-${at}` } : {}), ...more })
  }
  const build = say(ana, 'Morning! The **new build** is on staging.')
  say(ana, 'Notes are at https://example.com/releases/2026-11?tab=chat#breaking, have a look before lunch.', 0.5)
  say(minsu, '안녕하세요! 방금 확인했어요. 알림이 두 번 오는 문제는 해결된 것 같아요.', 4)
  say(minsu, '자세한 내용은 https://example.com/문서/배포에 정리해 두었습니다 🙂', 0.5)
  say(me, 'Great, thank you both.', 2)
  const plan = say(
    me,
    'I will run the migration at 14:00, unless somebody minds. It takes about ten minutes and the room stays open, so nobody should notice. If you do notice: tell me here.',
    0.5,
  )
  say(omar, 'مرحبا، هل يمكننا تأجيلها إلى 15:00؟', 7, { reply: { offset: plan, by: me } })
  say(me, 'Sure, 15:00 then', 1)
  say(zoe, '👍', 1)
  say(
    zoe,
    'a_very_long_identifier_without_any_space_in_it_that_has_to_break_somewhere_or_the_layout_is_gone_forever_and_ever',
    0.2,
  )
  say(
    ana,
    'It comes down to this:\n```js\nfunction go() {\n  return "lines stay lines"\n}\n```\n1. back up\n2. `migrate`\n3. ~~panic~~ coffee',
    6,
  )
  const view = say(ana, 'And the view from up there last night:', 1, {
    files: [{ id: pictureId, name: 'hills.png', type: 'image/png', size: 284_113, width: 1280, height: 720 }],
  })
  say(minsu, '@Brave Otter 백업 스크립트는 여기 있어요.', 1, {
    mentions: { people: [{ id: me.id, name: me.name }] },
    files: [{ id: 'b'.repeat(32), name: 'backup-2026-11-22.tar.gz', type: 'application/gzip', size: 48_211_904 }],
  })
  const asked = say(zoe, '> nobody should notice\n\nFamous last words. Who is on call?', 1)
  say(zoe, '', 0.5, { deleted: 'by-author' })
  say(me, '네, 그렇게 할게요. 혹시 모르니 백업도 먼저 받아 두겠습니다.', 2, { editedAt: at })
  const rockets = say(me, '🚀🚀', 0.1)
  for (const [by, text] of [
    [ana, 'I am, until six.'],
    [omar, 'And I from six on.'],
    [ana, 'Phone is charged. Both of them.'],
  ] as const)
    say(by, text, 0.5, { thread: asked })
  room.setReaction(build, '🎉', ana.id)
  room.setReaction(build, '🎉', me.id)
  room.setReaction(build, '🎉', zoe.id)
  room.setReaction(build, '👀', omar.id)
  room.setReaction(plan, '👍', minsu.id)
  room.setReaction(view, '❤️', zoe.id)
  room.pins = [{ offset: plan, by: ana, text: 'I will run the migration at 14:00, unless somebody minds.' }]
  room.receipts.set(rockets, [ana, minsu, zoe])
  room.histories.set(rockets - 1, [{ text: '네, 그렇게 할게요.', at: at - minute }])
  void paint(room, pictureId, 1280, 720)
}
