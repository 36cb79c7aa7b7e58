import type { Actor, DecideContext } from '@parley/channel'
import { Refusal, refuse } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import type { Author, Role, RoomCommands, RoomKind } from '../contract/index.ts'
import { ChatCode } from '../contract/index.ts'
import { authorOf } from './messages.ts'
import type { RoomRules } from './options.ts'
import type { Standing } from './permissions.ts'
import { isStaff, kindOfKey, knowsOf, mayCommand } from './permissions.ts'
import type { RoomState } from './room-state.ts'

/** Who asks something of a room, and what he is to it. */
export interface Asker {
  readonly author: Author
  readonly kind: RoomKind
  readonly standing: Standing
  /** Missing: not a member. */
  readonly role: Role | undefined
}

export function askerOf(state: RoomState, actor: Actor, key: string, options: RoomRules): Asker {
  const author = authorOf(actor)
  const kind = state.shared.info?.kind ?? kindOfKey(key)
  const role = ownValue(state.own.members, actor.id)?.role
  return { author, kind, role, standing: standingOf(state, actor, key, role, options) }
}

function standingOf(
  { shared, own, moderation }: RoomState,
  actor: Actor,
  key: string,
  role: Role | undefined,
  { mayEnter, isModerator, openRooms }: RoomRules,
): Standing {
  // Anything but a plain yes is a no: a promise above all would otherwise let everybody in.
  if (mayEnter(key, actor) !== true) return 'outsider'
  const isThere = shared.info !== undefined || (openRooms && kindOfKey(key) === 'public')
  if (!isThere) return 'outsider'
  if (role === 'owner') return role
  if (isModerator(actor, key) === true && (shared.direct === undefined || role === undefined)) return 'staff'
  if (ownValue(moderation.banned, actor.id) !== undefined) return 'outsider'
  if (role !== undefined) return role
  return ownValue(own.invites, actor.id) === undefined ? 'visitor' : 'invited'
}

/** The answer to all who may not know whether there is such a room. */
export function noRoom(key: string): Refusal {
  return refuse('not-allowed', `There is no room ${JSON.stringify(key)} that you may enter.`)
}

export function notYourPart(): Refusal {
  return refuse('not-allowed', 'What you are in this room does not let you do that.')
}

/** Why this command is not for this person, by the table. */
export function refusalOf(command: keyof RoomCommands, { kind, standing }: Asker, key: string): Refusal | undefined {
  if (!knowsOf(kind, standing)) return noRoom(key)
  if (mayCommand(command, kind, standing)) return undefined
  // Who is only invited, or only judges what a direct room reports, is told no more of it than others.
  return kind !== 'public' && (standing === 'invited' || (kind === 'direct' && standing === 'staff'))
    ? noRoom(key)
    : notYourPart()
}

/** Why nobody, or not this person now, may write here. */
export function silenceOf(
  { shared, moderation }: RoomState,
  { author, standing }: Asker,
  { now }: Pick<DecideContext, 'now'>,
): Refusal | undefined {
  if (shared.info?.archived) return refuse(ChatCode.archived, 'This room is archived: it can be read only.')
  if (shared.direct !== undefined && shared.direct.blockedBy.length > 0)
    return refuse(ChatCode.blocked, 'One of you has blocked the other.')
  const until = ownValue(moderation.muted, author.id)?.until ?? 0
  if (until > now && !isStaff(standing)) return notBefore(ChatCode.muted, 'You are muted in this room.', until - now)
  return undefined
}

/**
 * A refusal that says when. Not `retryable`: a client would send it again by itself, and hold back all that it has for this room
 * until then, which may be for hours.
 */
export function notBefore(code: string, message: string, retryAfterMs: number): Refusal {
  return new Refusal({ code, message, retryable: false, retryAfterMs })
}
