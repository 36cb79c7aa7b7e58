import type { PersonModel, RoomModel } from '../../client/models.ts'
import type { Message } from '../../contract/message.ts'
import { quickEmoji } from '../emoji/emoji-names.ts'
import type { Words } from '../locale/words.ts'
import type { MenuOptions } from '../messages/menu-items.ts'
import { menuItems } from '../messages/menu-items.ts'
import type { ChatMenuContent } from '../popups/chat-menu.ts'

interface MenuSource {
  readonly words: Words
  readonly room: RoomModel
  readonly person: PersonModel | undefined
  readonly isInThread: boolean
  readonly react: (emoji: string) => void
  readonly do: Omit<MenuOptions['do'], 'pin' | 'block'>
  /** What was asked of the server: a refusal is said to the reader. */
  readonly attempt: (doing: Promise<void>) => void
}

/** The menu of one message: the quick reactions and what may be done with it. */
export function messageMenu(
  message: Message,
  { words, room, person, isInThread, ...acts }: MenuSource,
): ChatMenuContent {
  const canReact = message.deleted === undefined && room.may('react', message)
  return {
    label: words.text.messageActions,
    quick: { emoji: canReact ? quickEmoji : [], language: words.language, react: acts.react },
    items: menuItems(message, {
      words,
      room,
      isInThread,
      isPinned: room.pins.some(({ offset }) => offset === message.offset),
      canBlock: person !== undefined && message.by.id !== room.me?.id,
      do: {
        ...acts.do,
        pin: (on) => acts.attempt(room.pin(message.offset, on)),
        block: () => acts.attempt(person?.block(message.by, true) ?? Promise.resolve()),
      },
    }),
  }
}
