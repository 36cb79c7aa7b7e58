import type { DecideContext, NewEvent } from '@parley/channel'
import { type Refusal, refuse } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import type { Author } from '../../contract/index.ts'
import { ChatCode } from '../../contract/index.ts'
import { maxInvites } from '../../contract/limits.ts'
import { type Asker, askerOf, noRoom } from '../asker.ts'
import type { Decision, Rule } from '../decide.ts'
import type { LoggedEvents } from '../events.ts'
import type { RoomInputs } from '../inputs.ts'
import { authorOf } from '../messages.ts'
import type { RoomRules } from '../options.ts'
import { isStaff, kindOfKey, knowsOf } from '../permissions.ts'
import type { RoomState } from '../room-state.ts'

type Events = readonly NewEvent<LoggedEvents>[]

/** Not in the table: it is for rooms that are not there. */
export function create(
  state: RoomState,
  { kind, title, topic = '' }: RoomInputs['create'],
  { actor, key }: DecideContext,
  options: RoomRules,
): Decision {
  if (options.mayEnter(key, actor) !== true) return noRoom(key)
  if (kindOfKey(key) !== kind) {
    const wanted = kind === 'private' ? 'begins with "p-"' : 'does not begin with "p-" or "dm-"'
    return refuse(ChatCode.badKey, `The key of a ${kind} room ${wanted}.`)
  }
  if (state.shared.info !== undefined) {
    const asker = askerOf(state, actor, key, options)
    return knowsOf(asker.kind, asker.standing) ? refuse(ChatCode.exists, 'This room is there already.') : noRoom(key)
  }
  const by = authorOf(actor)
  const events: Events = [
    { type: 'created', data: { kind, title: title ?? titleOf(key), by } },
    ...(topic === '' ? [] : [{ type: 'updated', data: { by, topic } } as const]),
    { type: 'joined', data: { user: by, role: 'owner' } },
  ]
  return events
}

export const join: Rule<RoomInputs['join']> = {
  decide: ({ state, asker, context, options }) =>
    asker.role === undefined ? entering(state, asker, context, options) : renaming(state, asker),
}

export const leave: Rule<RoomInputs['leave']> = {
  decide: ({ state, asker: { author, role } }) => {
    if (role === undefined) return []
    return refusalToLose(state, author.id) ?? [{ type: 'left', data: { user: author, how: 'left' } }]
  },
}

export const invite: Rule<RoomInputs['invite']> = {
  decide: ({ state: { own, moderation }, input: { user }, asker: { author } }) => {
    if (ownValue(own.members, user.id) !== undefined) return []
    if (ownValue(own.invites, user.id) !== undefined) return []
    if (ownValue(moderation.banned, user.id) !== undefined)
      return refuse('not-allowed', 'Whom a room has banned is not invited: lift the ban first.')
    if (own.inviteCount >= maxInvites)
      return refuse(ChatCode.tooMany, `A room has at most ${maxInvites} invitations that nobody has taken up.`)
    return [{ type: 'invited', data: { user, by: author } }]
  },
}

export const withdraw: Rule<RoomInputs['withdraw']> = {
  decide: ({ state, input: { user: id }, asker }) => {
    const invite = ownValue(state.own.invites, id)
    if (invite === undefined) return []
    if (invite.by !== asker.author.id && !isStaff(asker.standing))
      return refuse(ChatCode.notYours, 'Only who invited somebody takes it back, or the staff.')
    return [{ type: 'inviteEnded', data: { user: invitedOf(state, id), by: asker.author, how: 'withdrawn' } }]
  },
}

/** Somebody who is invited, as who invited him called him. */
export function invitedOf({ moderation: { invites = {} } }: RoomState, id: string): Author {
  return ownValue(invites, id)?.user ?? { id, name: '' }
}

/** Of a member who goes by another name than when he came, or was last seen to. */
export function renaming({ own }: RoomState, { author }: Pick<Asker, 'author'>): Events {
  const known = ownValue(own.members, author.id)
  if (known === undefined || (known.name === author.name && known.guest === author.guest)) return []
  return [{ type: 'renamed', data: { user: author } }]
}

/** What makes a member of who writes or reacts; nothing for who is one. The first makes the room. */
export function entering(
  { shared }: RoomState,
  { author, role, kind }: Asker,
  { key }: Pick<DecideContext, 'key'>,
  { limits }: RoomRules,
): Events | Refusal {
  if (role !== undefined) return []
  if (shared.memberCount >= limits.maxMembers)
    return refuse(ChatCode.full, `This room has its ${limits.maxMembers} members.`)
  const joined = { type: 'joined', data: { user: author, role: 'member' } } as const
  return shared.info === undefined ? [{ type: 'created', data: { kind, title: titleOf(key) } }, joined] : [joined]
}

/** Somebody must stay who can give roles, as long as others are there to need it. */
export function refusalToLose({ shared, own }: RoomState, id: string): Refusal | undefined {
  if (ownValue(own.members, id)?.role !== 'owner' || shared.memberCount <= 1) return undefined
  const others = Object.entries(shared.staff).some(([each, { role }]) => role === 'owner' && each !== id)
  return others ? undefined : refuse(ChatCode.lastOwner, 'The last owner stays: make somebody else an owner first.')
}

/** A member by id, as an author. */
export function memberOf({ own }: RoomState, id: string): Author | undefined {
  const member = ownValue(own.members, id)
  return member && authorOf(member)
}

function titleOf(key: string): string {
  return kindOfKey(key) === 'public' ? key : ''
}
