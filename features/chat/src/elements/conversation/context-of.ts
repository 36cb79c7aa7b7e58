import type { MessageListModel, PersonModel, RoomModel } from '../../client/models.ts'
import type { Words } from '../locale/words.ts'
import type { MessageActions, MessageContext } from '../messages/message-context.ts'
import type { Quotes } from '../messages/quotes.ts'

interface Shown {
  readonly words: Words
  readonly room: RoomModel
  readonly list: MessageListModel
  readonly person: PersonModel | undefined
  /** Of a thread: its first message. */
  readonly root: number | undefined
  readonly actions: MessageActions
  readonly quotes: Quotes
  /** What the reader wants to see although its author is blocked. */
  readonly revealed: ReadonlySet<number>
}

/** What the messages of a list are shown with. */
export function contextOf({ words, room, list, person, root, actions, quotes, revealed }: Shown): MessageContext {
  const loaded = new Map(list.messages.map((message) => [message.offset, message]))
  const names = new Map<string, string>()
  for (const { by } of list.messages) names.set(by.id, by.name)
  for (const { id, name } of [...room.staff, ...room.presence.people]) names.set(id, name)
  const blocked = new Set(person?.blocked.map(({ id }) => id))
  return {
    words,
    me: room.me,
    actions,
    may: (command, message) => room.may(command, message),
    readersOf: (offset) => (root === undefined ? room.readersOf(offset) : undefined),
    fileUrl: (file) => room.fileUrl(file),
    pinned: new Set(room.pins.map(({ offset }) => offset)),
    nameOf: (id) => names.get(id),
    quote: (offset) => quotes.get(offset, loaded, room),
    isFolded: ({ by, offset }) => blocked.has(by.id) && !revealed.has(offset),
    hasThreads: root === undefined,
  }
}
