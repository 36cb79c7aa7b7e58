import type { MenuContent, MenuItem } from '@parley/elements'
import { hushIcon } from '@parley/elements'
import type { PersonModel, RoomModel } from '../../client/models.ts'
import type { Author, Member, Role } from '../../contract/people.ts'
import { mayActOn } from '../../room/permissions.ts'
import { blockIcon, crownIcon, leaveIcon, speechIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'
import { authorOf } from './author-of.ts'

export type Sanction = 'kick' | 'ban' | 'mute'

/** Somebody as a list of people shows him; without a role he is no member, or it is not known. */
export type Listed = Author & Partial<Pick<Member, 'role' | 'mutedUntil'>>

export interface PersonActs {
  /** Opens the room with somebody; missing where there is no other room to go to. */
  readonly direct: ((user: Author) => void) | undefined
  /** Asks how long and why. */
  readonly sanction: (what: Sanction, user: Author) => void
  /** Something was asked of the server: a refusal is said to the reader. */
  readonly attempt: (doing: Promise<unknown>) => void
}

interface MenuSource {
  readonly words: Words
  readonly room: RoomModel
  readonly person: PersonModel
  readonly acts: PersonActs
}

/** What I can do with somebody in this room, by the table of permissions. */
export function personMenu(one: Listed, source: MenuSource): MenuContent {
  const { words, room, person, acts } = source
  const { text } = words
  const user = authorOf(one)
  const name = plainText(one.name)
  const isBlocked = person.blocked.some(({ id }) => id === one.id)
  const { direct } = acts
  const items: MenuItem[] = []
  if (direct && room.direct === undefined)
    items.push({ name: 'direct', label: text.writeTo, icon: speechIcon, act: () => direct(user) })
  items.push(...roleItems(one, source), ...sanctionItems(one, source), {
    name: isBlocked ? 'unblock' : 'block',
    label: isBlocked ? text.unblock(name) : text.block(name),
    icon: blockIcon,
    isDangerous: !isBlocked,
    act: () => acts.attempt(person.block(user, !isBlocked)),
  })
  return { label: text.personActions(name), items }
}

/** What is known of somebody's standing; only what the staff acts by is looked up. */
export async function standingOf(one: Author, room: RoomModel): Promise<Listed> {
  const role = room.staff.find(({ id }) => id === one.id)?.role
  if (!room.may('kick')) return role ? { ...one, role } : one
  // The server decides; without an answer the menu offers less.
  const page = await room.members({ words: one.name }).catch(() => undefined)
  const member = page?.members.find(({ id }) => id === one.id)
  if (!member) return role ? { ...one, role } : one
  return { ...one, role: member.role, ...(member.mutedUntil ? { mutedUntil: member.mutedUntil } : {}) }
}

function sanctionItems(one: Listed, { words, room, acts }: MenuSource): MenuItem[] {
  const { text } = words
  if (!isBelowMe(one, room)) return []
  const sanction = (what: Sanction) => () => acts.sanction(what, authorOf(one))
  const isMuted = one.mutedUntil !== undefined && one.mutedUntil > Date.now()
  const unmute = () => acts.attempt(room.run('unmute', { user: one.id }))
  const items: MenuItem[] = []
  if (isMuted) items.push({ name: 'unmute', label: text.unmute, icon: hushIcon, act: unmute })
  else if (one.role) items.push({ name: 'mute', label: text.mute, icon: hushIcon, act: sanction('mute') })
  if (one.role)
    items.push({ name: 'kick', label: text.kick, icon: leaveIcon, isDangerous: true, act: sanction('kick') })
  items.push({ name: 'ban', label: text.ban, icon: blockIcon, isDangerous: true, act: sanction('ban') })
  return items
}

function roleItems(one: Listed, { words, room, acts }: MenuSource): MenuItem[] {
  const { text } = words
  if (!room.may('setRole') || one.role === undefined) return []
  const roles: readonly Role[] = ['owner', 'moderator', 'member']
  return roles
    .filter((role) => role !== one.role)
    .map((role) => ({
      name: `make-${role}`,
      label: text.makeRole[role],
      icon: crownIcon,
      act: () => acts.attempt(room.run('setRole', { user: one.id, role })),
    }))
}

function isBelowMe({ role }: Pick<Partial<Member>, 'role'>, room: RoomModel): boolean {
  return room.may('kick') && mayActOn(room.standing, role)
}
