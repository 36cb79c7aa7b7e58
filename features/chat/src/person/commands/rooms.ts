// What he hears of rooms. News may come late and twice: of one room's, the highest offset holds.
import type { NewEvent } from '@parley/channel'
import { refuse } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import type { Author } from '../../contract/index.ts'
import { ChatCode } from '../../contract/index.ts'
import type { Decision, Rule } from '../decide.ts'
import type { LoggedEvents } from '../events.ts'
import type { PersonInputs } from '../inputs.ts'
import { newsOf } from '../person-state.ts'

export const membership: Rule<PersonInputs['membership']> = ({ state, input, limits }) => {
  const { room, offset: news, kind, title, role, how = 'left', with: other, at, joined, mutedUntil } = input
  const heard = newsOf(state, room)
  if (news <= heard.membership) return []
  const hasOldInvite = heard.invite < news && ownValue(state.person.invites, room) !== undefined
  const ended = hasOldInvite ? [{ type: 'inviteEnded', data: { room } } as const] : []
  if (role === null) return [{ type: 'roomLeft', data: { room, how, news } }, ...ended]
  const known = ownValue(state.person.rooms, room)
  if (known?.joinedAt === at) {
    const changed = {
      ...(known.title === title ? {} : { title }),
      ...(known.role === role ? {} : { role }),
      ...(other === undefined || isSame(known.with, other) ? {} : { with: other }),
      ...(known.mutedUntil === mutedUntil ? {} : { mutedUntil: mutedUntil ?? null }),
    }
    return [{ type: 'roomChanged', data: { room, ...changed, news } }, ...ended]
  }
  if (known === undefined && Object.keys(state.person.rooms).length >= limits.maxRoomsPerPerson) {
    const no = { code: ChatCode.tooMany, message: `One person is in at most ${limits.maxRoomsPerPerson} rooms.` }
    // Who has been in it for long, from before there was this limit, is not put out by news of its title.
    if (!joined || kind === 'direct') return refuse(no.code, no.message)
    const failed = { type: 'failed', data: { id: room, kind: 'join', room, text: title, ...no } } as const
    return [{ type: 'roomRefused', data: { room, at, news } }, failed, ...ended]
  }
  // He joined at another time than was known: that he left in between was not heard of, or will be too late.
  const left = known === undefined ? [] : [{ type: 'roomLeft', data: { room, how: 'left', news } } as const]
  const more = { ...(other === undefined ? {} : { with: other }), ...(mutedUntil === undefined ? {} : { mutedUntil }) }
  const own = { kind, title, role, joinedAt: at, since: news, ...more }
  return [...left, { type: 'roomJoined', data: { room, ...own, news } }, ...ended]
}

/** He may look at it again; he is no member. */
export const letIn: Rule<PersonInputs['letIn']> = ({ state, input: { room } }) =>
  ownValue(state.person.rooms, room) === undefined ? [{ type: 'letIn', data: { room } }] : []

export const invited: Rule<PersonInputs['invited']> = ({ state, input, limits }) => {
  const { room, offset: news, by, title } = input
  const { invites, blocked } = state.person
  const heard = newsOf(state, room)
  // Even if he is a member as far as is known: rooms invite only others, so the news that he left are on their way.
  if (news <= Math.max(heard.invite, heard.membership) || ownValue(blocked, by.id) !== undefined) return []
  const invitation: NewEvent<LoggedEvents> = { type: 'invited', data: { room, by, title, news } }
  if (ownValue(invites, room) !== undefined) return [invitation]
  const byAge = Object.entries(invites).sort(([, one], [, other]) => one.at - other.at)
  const tooMany = byAge.slice(0, Math.max(0, byAge.length + 1 - limits.maxInvitesPerPerson))
  return [...tooMany.map(([old]) => ({ type: 'inviteEnded', data: { room: old } }) as const), invitation]
}

export const inviteEnded: Rule<PersonInputs['inviteEnded']> = ({ state, input: { room, offset: news } }) =>
  news > newsOf(state, room).invite ? [{ type: 'inviteEnded', data: { room, news } }] : []

export const declineInvite: Rule<PersonInputs['declineInvite']> = ({ state, input: { room } }) => {
  if (ownValue(state.person.invites, room) === undefined) return []
  return [{ type: 'inviteEnded', data: { room, declined: newsOf(state, room).invite } }]
}

export const muteRoom: Rule<PersonInputs['muteRoom']> = ({ state: { person }, input: { room, on } }) => {
  if (ownValue(person.rooms, room) === undefined)
    return refuse('not-allowed', `You are not a member of a room ${JSON.stringify(room)}.`)
  return (ownValue(person.mutedRooms, room) !== undefined) === on ? [] : [{ type: 'roomMuted', data: { room, on } }]
}

export const heldNote: Rule<PersonInputs['heldNote']> = ({ state: { person, own }, input }): Decision => {
  const { room, held, text, on, rejected } = input
  const id = `${room}/${held}`
  if (own.decided.includes(id) || (on && ownValue(person.held, id) !== undefined)) return []
  const changed = { type: 'heldChanged', data: { room, held, text, on } } as const
  if (on || rejected === undefined) return [changed]
  return [changed, { type: 'failed', data: { id, kind: 'rejected', room, text, ...rejected } }]
}

export const dismiss: Rule<PersonInputs['dismiss']> = ({ state: { person }, input: { id } }) =>
  person.failures.some((failure) => failure.id === id) ? [{ type: 'dismissed', data: { id } }] : []

function isSame(one: Author | undefined, other: Author): boolean {
  return one?.id === other.id && one.name === other.name && one.guest === other.guest
}
