import type { MenuContent, MenuItem } from '@parley/elements'
import { bellIcon, bellOffIcon, gearIcon } from '@parley/elements'
import type { PersonModel, RoomModel } from '../../client/models.ts'
import { calendarIcon, inviteIcon, leaveIcon, peopleIcon, shieldIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import { askApp } from './app-events.ts'

interface MenuSource {
  readonly words: Words
  readonly room: RoomModel
  readonly person: PersonModel
  readonly from: EventTarget
  readonly showMembers: () => void
  readonly showModeration: () => void
}

/** What I can do with the room that is open. */
export function roomMenu({ words, room, person, from, showMembers, showModeration }: MenuSource): MenuContent {
  const { text } = words
  const mine = person.rooms.find(({ key }) => key === room.key)
  const items: MenuItem[] = [{ name: 'members', label: text.people, icon: peopleIcon, act: showMembers }]
  if (room.may('invite'))
    items.push({ name: 'invite', label: text.invite, icon: inviteIcon, act: () => askApp(from, { ask: 'invite' }) })
  if (room.may('resolve'))
    items.push({ name: 'moderation', label: text.moderation, icon: shieldIcon, act: showModeration })
  if (room.may('update') && room.info)
    items.push({ name: 'settings', label: text.settings, icon: gearIcon, act: () => askApp(from, { ask: 'settings' }) })
  if (mine)
    items.push({
      name: 'mute-room',
      label: mine.isMuted ? text.unmuteRoom : text.muteRoom,
      icon: mine.isMuted ? bellIcon : bellOffIcon,
      act: () => askApp(from, { ask: 'try', doing: person.muteRoom(room.key, !mine.isMuted) }),
    })
  items.push({
    name: 'scheduled',
    label: text.scheduledMessages,
    icon: calendarIcon,
    act: () => askApp(from, { ask: 'scheduled' }),
  })
  if (mine && room.may('leave'))
    items.push({
      name: 'leave',
      label: text.leave,
      icon: leaveIcon,
      isDangerous: true,
      act: () => askApp(from, { ask: 'leave' }),
    })
  return { label: text.roomActions, items }
}
