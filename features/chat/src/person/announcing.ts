// What a person's channel announces of what he is told: PROTOCOL.md#chat.
import type { Effect } from '@parley/channel'
import { announce, withdraw } from '@parley/channel'
import { categoryOf, onlyFiles, toldTitle } from '../contract/announced.ts'
import type { LoggedEvents } from './events.ts'
import { placeOfTold } from './person-state.ts'

/** Where a message is on the app's pages; without an offset, where its room is. */
export type LinkTo = (room: string, offset?: number) => string

export const defaultLink: LinkTo = (room, offset) => (offset === undefined ? `/#${room}` : `/#${room}/${offset}`)

export function announceTold(me: string, told: LoggedEvents['told'], linkTo: LinkTo): Effect {
  const { room, offset, kind, title, of, by, text, thread } = told
  return announce(me, {
    category: categoryOf[of],
    title: toldTitle(of, title || room),
    body: text === '' ? onlyFiles : text,
    link: linkTo(room, offset),
    actor: { id: by.id, name: by.name },
    key: keyOf(placeOfTold(room, thread)),
    data: { room, offset, ...(thread === undefined ? {} : { thread }) },
    ...(kind === 'public' ? {} : { private: true }),
  })
}

export function withdrawTold(me: string, place: string): Effect {
  return withdraw(me, keyOf(place))
}

export function announceInvite(me: string, { room, by, title }: LoggedEvents['invited'], linkTo: LinkTo): Effect {
  return announce(me, {
    category: 'chat/invite',
    title: toldTitle('invite', title || room),
    link: linkTo(room),
    actor: { id: by.id, name: by.name },
    key: inviteKey(room),
    data: { room },
    ...(room.startsWith('p-') ? { private: true } : {}),
  })
}

export function withdrawInvite(me: string, room: string): Effect {
  return withdraw(me, inviteKey(room))
}

/** What happens in one place is told as one. */
function keyOf(place: string): string {
  return `chat/${place}`
}

function inviteKey(room: string): string {
  return `chat-invite/${room}`
}
