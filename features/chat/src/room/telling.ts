// Who is told of a message beside those who look at the room: PROTOCOL.md#chat. Whether he wants to hear of it his own channel decides.
import type { Effect, EffectContext } from '@parley/channel'
import { sendCommand } from '@parley/channel'
import { beginningOf } from '@parley/channel/client'
import type { ToldOf } from '../contract/announced.ts'
import type { Message } from '../contract/index.ts'
import { maxMembersForRoomTelling, maxSnippetLength } from '../contract/limits.ts'
import type { PersonSystemCommands } from '../contract/system.ts'
import { erasedAuthor } from './erase.ts'
import type { LoggedEvents } from './events.ts'
import { heldMessage } from './known-messages.ts'
import { isInMainList } from './messages.ts'
import type { RoomState } from './room-state.ts'

/** `root`: the first message of its thread. Nothing where nobody takes announcements. */
export function toldOf(message: Message, root: Message | undefined, context: EffectContext<RoomState>): Effect[] {
  if (!context.takesAnnouncements || message.deleted !== undefined) return []
  const { offset, by, text, thread } = message
  const { key: room, state } = context
  const { kind = 'public', title = '' } = state.shared.info ?? {}
  const place = isInMainList(message) || thread === undefined ? {} : { thread }
  const told = { room, offset, kind, title, by, text: beginningOf(text, maxSnippetLength), ...place }
  return [...listeners(message, root, state)].map(([id, of]) => {
    const input: PersonSystemCommands['told'] = { ...told, of }
    return sendCommand(`chat-person/${id}`, 'told', input)
  })
}

/** Those who were told of a message that is deleted. */
export function untoldOf(
  { offset, thread, user: by, mentions, reply }: LoggedEvents['deleted'],
  { key: room, state, takesAnnouncements }: EffectContext<RoomState>,
): Effect[] {
  if (!takesAnnouncements) return []
  const root = thread === undefined ? undefined : heldMessage(state, thread)
  const concerned = { by, ...(mentions && { mentions }), ...(reply && { reply }) }
  return [...listeners(concerned, root, state).keys()].map((id) =>
    sendCommand(`chat-person/${id}`, 'untold', { room, offset, ...(thread === undefined ? {} : { thread }) }),
  )
}

/** Each once, for what concerns him most. */
function listeners(
  { by, mentions, reply }: Pick<Message, 'by' | 'mentions' | 'reply'>,
  root: Message | undefined,
  { shared, own }: RoomState,
): ReadonlyMap<string, ToldOf> {
  const people = new Map<string, ToldOf>()
  const add = (id: string, of: ToldOf) => {
    if (id !== by.id && id !== erasedAuthor.id && !people.has(id)) people.set(id, of)
  }
  for (const { id } of shared.direct?.people ?? []) add(id, 'direct')
  for (const { id } of mentions?.people ?? []) add(id, 'mention')
  if (reply !== undefined) add(reply.by.id, 'reply')
  if (mentions?.room && shared.memberCount <= maxMembersForRoomTelling)
    for (const id of Object.keys(own.members)) add(id, 'mention')
  // Who else is in it only they know: these are those whom the first message names.
  for (const { id } of root === undefined ? [] : [root.by, ...(root.replies?.people ?? [])]) add(id, 'thread')
  return people
}
