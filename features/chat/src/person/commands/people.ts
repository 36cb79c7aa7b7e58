// Blocking, and direct rooms: who asks is never told whether he is blocked.
import { refuse } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import { ChatCode } from '../../contract/index.ts'
import { authorNow, type Rule } from '../decide.ts'
import { directKey } from '../direct-key.ts'
import type { PersonInputs } from '../inputs.ts'
import { askAgainMs, placeOf } from '../person-state.ts'

export const block: Rule<PersonInputs['block']> = ({ state: { person }, input: { user, on }, me, limits }) => {
  if (user.id === me) return refuse('not-allowed', 'Nobody can block himself.')
  if ((ownValue(person.blocked, user.id) !== undefined) === on) return []
  if (!on) return [{ type: 'blocked', data: { user, on } }]
  if (Object.keys(person.blocked).length >= limits.maxBlocked)
    return refuse(ChatCode.tooMany, `At most ${limits.maxBlocked} people can be blocked.`)
  const invitedByHim = Object.entries(person.invites).filter(([, { by }]) => by.id === user.id)
  const ended = invitedByHim.map(([room]) => ({ type: 'inviteEnded', data: { room } }) as const)
  return [{ type: 'blocked', data: { user, on } }, ...ended]
}

const unreachable = { code: 'not-allowed', message: 'This person cannot be reached.' }

export const direct: Rule<PersonInputs['direct']> = ({ state, input: { with: other }, me, context, limits }) => {
  const { person, own } = state
  if (other.id === me) return refuse('not-allowed', 'Nobody has a direct room with himself.')
  const room = directKey(me, other.id)
  if (ownValue(person.rooms, room) !== undefined) return []
  if (ownValue(person.blocked, other.id) !== undefined) return refuse(ChatCode.blocked, 'You have blocked this person.')
  if (Object.keys(person.rooms).length >= limits.maxRoomsPerPerson)
    return refuse(ChatCode.tooMany, `At most ${limits.maxRoomsPerPerson} rooms are in one list.`)
  const ask = own.asks[placeOf(room)]
  if (ask !== undefined && context.now - ask.at < askAgainMs)
    return ask.isRefused ? refuse(unreachable.code, unreachable.message) : []
  return [{ type: 'directAsked', data: { room, by: authorNow(context), with: other } }]
}

export const askDirect: Rule<PersonInputs['askDirect']> = ({ state, input, me, limits }) => {
  const { room, by } = input
  const { person, own } = state
  if (input.with.id !== me || room !== directKey(by.id, me) || ownValue(person.rooms, room) !== undefined) return []
  // He is who he says, not what the other called him.
  const asked = { room, by, with: own.me ?? input.with }
  const isClosed =
    ownValue(person.blocked, by.id) !== undefined || Object.keys(person.rooms).length >= limits.maxRoomsPerPerson
  return [{ type: isClosed ? 'directDeclined' : 'directAgreed', data: asked }]
}

export const directRefused: Rule<PersonInputs['directRefused']> = ({ state, input: { room, with: other } }) => {
  const isWaiting = state.own.asks[placeOf(room)]?.isRefused === false
  if (!isWaiting || ownValue(state.person.rooms, room) !== undefined) return []
  return [{ type: 'failed', data: { id: room, kind: 'direct', room, text: other.name, ...unreachable } }]
}
