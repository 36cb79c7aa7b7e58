import type { PersonModel, RoomModel } from '../../client/models.ts'
import type { Member, Role } from '../../contract/people.ts'
import { mayActOn } from '../../room/permissions.ts'
import { blockIcon, crownIcon, hushIcon, leaveIcon, speechIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import type { MenuContent, MenuItem } from '../popups/menu.ts'
import { plainText } from '../text/plain-text.ts'
import { askApp, type Sanction } from './app-events.ts'
import { authorOf } from './known-people.ts'
import type { Listed } from './members-panel.ts'

interface MenuSource {
  readonly words: Words
  readonly room: RoomModel
  readonly person: PersonModel
  readonly from: EventTarget
}

/** What I can do with somebody in this room, by the table of permissions. */
export function memberMenu(one: Listed, { words, room, person, from }: MenuSource): MenuContent {
  const { text } = words
  const user = authorOf(one)
  const name = plainText(one.name)
  const isBlocked = person.blocked.some(({ id }) => id === one.id)
  const tryTo = (doing: Promise<unknown>) => askApp(from, { ask: 'try', doing })
  const sanction = (what: Sanction) => () => askApp(from, { ask: 'sanction', what, user })
  const items: MenuItem[] = []
  if (room.direct === undefined)
    items.push({
      name: 'direct',
      label: text.writeTo,
      icon: speechIcon,
      act: () => askApp(from, { ask: 'direct', user }),
    })
  items.push(...roleItems(one, { words, room, from }))
  if (isBelowMe(one, room)) {
    const isMuted = one.mutedUntil !== undefined && one.mutedUntil > Date.now()
    if (isMuted)
      items.push({
        name: 'unmute',
        label: text.unmute,
        icon: hushIcon,
        act: () => tryTo(room.run('unmute', { user: one.id })),
      })
    else if (one.role) items.push({ name: 'mute', label: text.mute, icon: hushIcon, act: sanction('mute') })
    if (one.role)
      items.push({ name: 'kick', label: text.kick, icon: leaveIcon, isDangerous: true, act: sanction('kick') })
    items.push({ name: 'ban', label: text.ban, icon: blockIcon, isDangerous: true, act: sanction('ban') })
  }
  items.push({
    name: isBlocked ? 'unblock' : 'block',
    label: isBlocked ? text.unblock(name) : text.block(name),
    icon: blockIcon,
    isDangerous: !isBlocked,
    act: () => tryTo(person.block(user, !isBlocked)),
  })
  return { label: text.personActions(name), language: words.language, emoji: [], react: () => {}, items }
}

function roleItems(one: Listed, { words, room, from }: Omit<MenuSource, 'person'>): MenuItem[] {
  const { text } = words
  if (!room.may('setRole') || one.role === undefined) return []
  const roles: readonly Role[] = ['owner', 'moderator', 'member']
  return roles
    .filter((role) => role !== one.role)
    .map((role) => ({
      name: `make-${role}`,
      label: text.makeRole[role],
      icon: crownIcon,
      act: () => askApp(from, { ask: 'try', doing: room.run('setRole', { user: one.id, role }) }),
    }))
}

function isBelowMe({ role }: Pick<Partial<Member>, 'role'>, room: RoomModel): boolean {
  return room.may('kick') && mayActOn(room.standing, role)
}
