// What each event of a person's channel writes beside the log: timers, and what rooms and others are told.
import type { Effect, EffectRules } from '@parley/channel'
import { cancelTimer, sendCommand, setTimer } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import type { PersonSystemCommands, RoomSystemCommands } from '../contract/index.ts'
import { announceInvite, announceTold, type LinkTo, withdrawInvite, withdrawTold } from './announcing.ts'
import { directKey } from './direct-key.ts'
import type { StoredEvents } from './events.ts'
import type { PersonState } from './person-state.ts'

/** `linkTo`: where what is announced leads. */
export function personEffects(linkTo: LinkTo): EffectRules<PersonState, StoredEvents> {
  return {
    ...effects,
    told: ({ data }, { key }) => [announceTold(key, data, linkTo)],
    toldNoMore: ({ data }, { key }) => [withdrawTold(key, data.place)],
    invited: ({ data }, { key }) => [announceInvite(key, data, linkTo)],
    inviteEnded: (event, context) => [
      ...(effects.inviteEnded?.(event, context) ?? []),
      withdrawInvite(context.key, event.data.room),
    ],
  }
}

const effects: EffectRules<PersonState, StoredEvents> = {
  read: ({ data: { room, upTo, tell, user } }) => (tell ? [toRoom(room, 'receipt', { user, upTo })] : []),
  roomRefused: ({ data: { room, at } }, { key }) => [toRoom(room, 'listFull', { user: key, joinedAt: at })],
  inviteEnded: ({ data: { room, declined } }, { key }) =>
    declined === undefined ? [] : [toRoom(room, 'declined', { user: key, invite: declined })],
  // He blocked the other before there was a room, or while it was being made.
  roomJoined: ({ data: { room, kind, with: other }, offset }, { state, key }) =>
    kind === 'direct' && other !== undefined && ownValue(state.person.blocked, other.id) !== undefined
      ? [setBlocked(room, key, state, true, offset)]
      : [],
  blocked: ({ data: { user, on }, offset }, { state, key }) => {
    const room = directKey(key, user.id)
    return ownValue(state.person.rooms, room) === undefined ? [] : [setBlocked(room, key, state, on, offset)]
  },
  directAsked: ({ data: { room, by, with: other } }) => [toPerson(other.id, 'askDirect', { room, by, with: other })],
  directAgreed: ({ data: { room, by, with: other } }) => [toRoom(room, 'createDirect', { people: [by, other] })],
  directDeclined: ({ data: { room, by, with: other } }) => [toPerson(by.id, 'directRefused', { room, with: other })],
  scheduled: ({ data: { id, at } }) => [setTimer(timerOf(id), at, 'dueScheduled', { id })],
  scheduledEnded: ({ data: { id, how } }) => (how === 'cancelled' ? [cancelTimer(timerOf(id))] : []),
  due: ({ data: { id, by } }, { state }) => {
    const scheduled = ownValue(state.person.scheduled, id)
    if (scheduled === undefined) return []
    const { room, text, thread } = scheduled
    return [toRoom(room, 'postFor', { id, by, text, ...(thread === undefined ? {} : { thread }) })]
  },
}

function setBlocked(room: string, key: string, { own }: PersonState, on: boolean, offset: number): Effect {
  return toRoom(room, 'setBlocked', { by: own.me ?? { id: key, name: '' }, on, offset })
}

function timerOf(scheduled: string): string {
  return `scheduled/${scheduled}`
}

function toPerson<Name extends keyof PersonSystemCommands>(
  id: string,
  command: Name,
  input: PersonSystemCommands[Name],
): Effect {
  return sendCommand(`chat-person/${id}`, command, input)
}

function toRoom<Name extends keyof RoomSystemCommands>(
  room: string,
  command: Name,
  input: RoomSystemCommands[Name],
): Effect {
  return sendCommand(`chat/${room}`, command, input)
}
