import type { MenuContent } from '@parley/elements'
import { archiveIcon, checkIcon, clockIcon, trashIcon, unreadIcon } from '@parley/elements'
import type { InboxItem, InboxModel } from '../../client/inbox-model.ts'
import type { Words } from '../locale/words.ts'
import { snoozeTimes } from './snooze-times.ts'

/** What can be done with a notification. `snooze` goes on to the menu of times. */
export function itemMenu(
  { content, mark }: InboxItem,
  inbox: InboxModel,
  words: Words,
  snooze: () => void,
): MenuContent {
  const { text } = words
  const { n } = content
  const isSnoozed = mark.snoozedUntil !== undefined
  const isArchived = mark.archivedAt !== undefined
  return {
    label: text.menuOf(words.say(content.title, content)),
    items: [
      mark.readAt === undefined
        ? { name: 'read', label: text.markRead, icon: checkIcon, act: () => inbox.read(n) }
        : { name: 'unread', label: text.markUnread, icon: unreadIcon, act: () => inbox.unread(n) },
      isSnoozed
        ? { name: 'unsnooze', label: text.unsnooze, icon: clockIcon, act: () => inbox.unsnooze(n) }
        : { name: 'snooze', label: text.snooze, icon: clockIcon, act: snooze },
      isArchived
        ? { name: 'unarchive', label: text.unarchive, icon: archiveIcon, act: () => inbox.unarchive(n) }
        : { name: 'archive', label: text.archive, icon: archiveIcon, act: () => inbox.archive(n) },
      { name: 'remove', label: text.remove, icon: trashIcon, isDangerous: true, act: () => inbox.remove(n) },
    ],
  }
}

/** Until when. */
export function snoozeMenu({ content }: InboxItem, inbox: InboxModel, words: Words, now: number): MenuContent {
  const { text } = words
  return {
    label: text.snoozeMenu,
    items: snoozeTimes(now).map(({ choice, until }) => ({
      name: choice,
      label: `${text.snoozeFor[choice]} · ${words.shortMoment(until, now)}`,
      icon: clockIcon,
      act: () => inbox.snooze(until, content.n),
    })),
  }
}
