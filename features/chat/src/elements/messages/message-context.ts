import type { RoomModel } from '../../client/models.ts'
import type { FileInfo, Message } from '../../contract/message.ts'
import type { Author } from '../../contract/people.ts'
import type { Words } from '../locale/words.ts'
import type { MessageRow } from '../timeline.ts'

/** All that can be done with a message. `at`: the button that was pressed, to put what opens beside it. */
export interface MessageActions {
  readonly retry: (id: string) => void
  readonly discard: (id: string) => void
  /** Takes what was not sent back into the composer. */
  readonly rewrite: (row: MessageRow) => void
  readonly react: (message: Message, emoji: string, on: boolean) => void
  readonly pickEmoji: (message: Message, at: HTMLElement) => void
  readonly reply: (message: Message) => void
  readonly openThread: (root: number) => void
  readonly openMenu: (message: Message, at: HTMLElement | DOMRect) => void
  /** Who reacted. */
  readonly openReactions: (message: Message) => void
  readonly openHistory: (message: Message) => void
  readonly openPicture: (file: FileInfo) => void
  readonly jump: (offset: number) => void
  readonly reveal: (message: Message) => void
}

/** What the messages of a list are shown with. */
export interface MessageContext {
  readonly words: Words
  readonly me: Pick<Author, 'id' | 'name'> | undefined
  readonly actions: MessageActions
  readonly may: RoomModel['may']
  readonly readersOf: RoomModel['readersOf']
  readonly fileUrl: (file: FileInfo) => string
  readonly pinned: ReadonlySet<number>
  /** The name of somebody whose id alone is known, as far as it is known. */
  readonly nameOf: (id: string) => string | undefined
  /** The message that is answered: `undefined` while it is not known, `null` if there is none any more. */
  readonly quote: (offset: number) => Message | null | undefined
  /** Whether the message is folded away, since its author is blocked. */
  readonly isFolded: (message: Message) => boolean
  /** Whether threads can be opened here: not in a thread. */
  readonly hasThreads: boolean
}
