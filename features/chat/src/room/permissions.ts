// The table of who may what. Servers decide by it, clients hide by it, a test walks through all of it. Conditions that come on top
// (muted, archived, slow mode, whose message it is) are the commands' own.

import { ownValue } from '@parley/channel/client'
import type { Message, Role, Room, RoomCommands, RoomKind } from '../contract/index.ts'
import { maxMembersForRoomMention } from '../contract/limits.ts'

/**
 * What somebody is to a room. `staff`: not of this room, but of the app (`isModerator`). `outsider`: whom `mayEnter` keeps out, who
 * is banned, and everybody else where there is nothing to enter.
 */
export type Standing = 'owner' | 'staff' | 'moderator' | 'member' | 'invited' | 'visitor' | 'outsider'

export const standings: readonly Standing[] = [
  'owner',
  'staff',
  'moderator',
  'member',
  'invited',
  'visitor',
  'outsider',
]

type Allowed = { readonly [Kind in RoomKind]: readonly Standing[] }

const nobody: readonly Standing[] = []
const staff: readonly Standing[] = ['owner', 'staff', 'moderator']
const heads: readonly Standing[] = ['owner', 'staff']
const inside: readonly Standing[] = [...staff, 'member']
const everybody: readonly Standing[] = [...inside, 'invited', 'visitor']
const theTwo: readonly Standing[] = ['member']
const theApp: readonly Standing[] = ['staff']

const talking: Allowed = { public: everybody, private: inside, direct: theTwo }
const moderating: Allowed = { public: staff, private: staff, direct: nobody }
/** Of a direct room the app's staff sees what was reported or held, and nothing else. */
const judging: Allowed = { public: staff, private: staff, direct: theApp }

/** Whose command a room takes. `create` is for rooms that are not there: whoever `mayEnter` lets in. */
export const commandsOf: { readonly [Name in keyof RoomCommands]: Allowed } = {
  create: { public: nobody, private: nobody, direct: nobody },
  update: moderating,
  join: { public: everybody, private: [...inside, 'invited'], direct: nobody },
  leave: { public: everybody, private: inside, direct: nobody },
  invite: { public: inside, private: staff, direct: nobody },
  withdraw: { public: inside, private: inside, direct: nobody },
  kick: moderating,
  ban: moderating,
  unban: moderating,
  mute: moderating,
  unmute: moderating,
  setRole: { public: heads, private: heads, direct: nobody },
  post: talking,
  edit: talking,
  delete: talking,
  react: talking,
  pin: { public: staff, private: staff, direct: theTwo },
  unpin: { public: staff, private: staff, direct: theTwo },
  report: talking,
  resolve: judging,
  release: judging,
  reject: judging,
}

/** Whom a view is open to: opening it, what it tells afterwards, and what it finds. */
export const viewsOf = {
  room: talking,
  unread: talking,
  moderation: judging,
} satisfies { readonly [view: string]: Allowed }

/** Which view finds a collection. `thread/*`: one for each thread. */
export const collectionsOf = {
  messages: 'room',
  'thread/*': 'room',
  members: 'room',
  edits: 'room',
  files: 'room',
  invites: 'room',
  audit: 'moderation',
} as const satisfies { readonly [collection: string]: keyof typeof viewsOf }

export function mayCommand(command: keyof RoomCommands, kind: RoomKind, standing: Standing): boolean {
  return commandsOf[command][kind].includes(standing)
}

export function maySee(view: keyof typeof viewsOf, kind: RoomKind, standing: Standing): boolean {
  return viewsOf[view][kind].includes(standing)
}

/** Whether somebody knows that there is such a room: all others are answered as if there were none. */
export function knowsOf(kind: RoomKind, standing: Standing): boolean {
  return maySee('room', kind, standing) || maySee('moderation', kind, standing) || mayCommand('join', kind, standing)
}

/** Deletes messages of others, is not slowed down, mentions everybody. */
export function isStaff(standing: Standing): boolean {
  return staff.includes(standing)
}

/** Gives roles, renames, archives. */
export function isHead(standing: Standing): boolean {
  return heads.includes(standing)
}

/** Kick, ban, mute: owners and the app's staff everybody, moderators those without a role. */
export function mayActOn(standing: Standing, role: Role | undefined): boolean {
  return isHead(standing) || (standing === 'moderator' && (role === undefined || role === 'member'))
}

export function mayMentionRoom(kind: RoomKind, standing: Standing, memberCount: number): boolean {
  if (kind === 'direct' || isStaff(standing)) return true
  return kind === 'public' && memberCount <= maxMembersForRoomMention
}

/** Of one message: edit your own, delete your own or as staff of the room. Direct rooms have no staff. */
export function mayChange(
  command: 'edit' | 'delete',
  kind: RoomKind,
  standing: Standing,
  { by, deleted }: Pick<Message, 'by' | 'deleted'>,
  me: string,
): boolean {
  if (deleted !== undefined || !mayCommand(command, kind, standing)) return false
  return by.id === me || (command === 'delete' && kind !== 'direct' && isStaff(standing))
}

/** The kind that a room of this key has or would have. */
export function kindOfKey(key: string): RoomKind {
  if (key.startsWith('p-')) return 'private'
  return key.startsWith('dm-') ? 'direct' : 'public'
}

/** What I am in a room that I have open: `isMember` by my own list of rooms, `isOfApp` (the app's staff) by what the view says to me alone. */
export function standingIn(
  room: Room,
  me: string,
  { isMember, isOfApp }: { isMember: boolean; isOfApp: boolean },
): Standing {
  const role = ownValue(room.staff, me)?.role
  if (role === 'owner') return role
  // In a direct room of his own nobody is staff, and others do not see it.
  if (isOfApp && room.direct === undefined) return 'staff'
  return role ?? (isMember || room.direct !== undefined ? 'member' : 'visitor')
}
