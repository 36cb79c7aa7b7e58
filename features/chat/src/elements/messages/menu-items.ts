import type { MenuItem } from '@parley/elements'
import { trashIcon, unreadIcon } from '@parley/elements'
import type { RoomModel } from '../../client/models.ts'
import type { Message } from '../../contract/message.ts'
import type { Ask } from '../events.ts'
import {
  blockIcon,
  copyIcon,
  editIcon,
  flagIcon,
  linkIcon,
  pinIcon,
  replyIcon,
  smileIcon,
  threadIcon,
} from '../icons.ts'
import type { Words } from '../locale/words.ts'

export interface MenuOptions {
  readonly words: Words
  readonly room: Pick<RoomModel, 'may'>
  readonly isInThread: boolean
  readonly isPinned: boolean
  readonly canBlock: boolean
  readonly do: {
    readonly reply: (message: Message) => void
    readonly openThread: (root: number) => void
    readonly openReactions: (message: Message) => void
    readonly edit: () => void
    readonly ask: (what: Ask) => void
    readonly pin: (on: boolean) => void
    readonly block: () => void
    readonly copy: (text: string) => void
    readonly link: () => string
    readonly markUnread: () => void
  }
}

/** What may be done with a message, by the table of permissions. */
export function menuItems(message: Message, options: MenuOptions): readonly MenuItem[] {
  const { words, room, isInThread, isPinned, canBlock } = options
  const { text } = words
  const { do: act } = options
  const isThere = message.deleted === undefined
  const items: (MenuItem | false)[] = [
    isThere && room.may('post') && item('reply', text.reply, replyIcon, () => act.reply(message)),
    isThere &&
      !isInThread &&
      message.thread === undefined &&
      item('thread', text.openThread, threadIcon, () => act.openThread(message.offset)),
    (message.reactions?.length ?? 0) > 0 &&
      item('reactions', text.whoReacted, smileIcon, () => act.openReactions(message)),
    isThere && room.may('edit', message) && item('edit', text.editMessage, editIcon, () => act.edit()),
    isThere && message.text !== '' && item('copy', text.copyText, copyIcon, () => act.copy(message.text)),
    item('link', text.copyLink, linkIcon, () => act.copy(act.link())),
    isThere &&
      room.may(isPinned ? 'unpin' : 'pin', message) &&
      item('pin', isPinned ? text.unpin : text.pin, pinIcon, () => act.pin(!isPinned)),
    item('unread', text.markUnread, unreadIcon, () => act.markUnread()),
    isThere &&
      room.may('report', message) &&
      item('report', text.report, flagIcon, () => act.ask({ ask: 'report', message })),
    canBlock && item('block', text.block(message.by.name), blockIcon, () => act.block()),
    isThere &&
      room.may('delete', message) && {
        ...item('delete', text.deleteMessage, trashIcon, () => act.ask({ ask: 'delete', message })),
        isDangerous: true,
      },
  ]
  return items.filter((one) => one !== false)
}

function item(name: string, label: string, icon: unknown, act: () => void): MenuItem {
  return { name, label, icon, act }
}
