import type { Message, Moderation, Room } from '../../src/contract/index.ts'
import type { RoomOptions } from '../../src/room/options.ts'
import { person, RoomLog } from './room-log.ts'

export const ana = person('ana')
export const ben = person('ben')
export const cho = person('cho')
/** Nothing to the room. */
export const eve = person('eve')
/** Of the app's staff, where `isModerator` says so. */
export const sam = person('sam')

export const withSam: RoomOptions = { isModerator: ({ id }) => id === 'sam' }

export function author({ id, name }: { readonly id: string; readonly name: string }) {
  return { id, name }
}

/** A room of ana (owner), ben (moderator) and cho (member); of a key `dm-…` ana and cho alone. */
export function roomOf(key = 'general', options: RoomOptions = {}): RoomLog {
  const room = new RoomLog(key, options)
  if (key.startsWith('dm-')) {
    room.system('createDirect', { people: [author(ana), author(cho)] })
    return room
  }
  room.command(ana, 'create', { kind: key.startsWith('p-') ? 'private' : 'public', title: 'The room' })
  for (const user of [ben, cho]) {
    room.command(ana, 'invite', { user: author(user) })
    room.command(user, 'join', {})
  }
  room.command(ana, 'setRole', { user: 'ben', role: 'moderator' })
  return room
}

export function shown(room: RoomLog): Room {
  return room.view('room') as Room
}

export function moderation(room: RoomLog): Moderation {
  return room.view('moderation') as Moderation
}

/** As its document says it. */
export function message(room: RoomLog, offset: number): Message {
  return room.document('messages', offset)?.body as Message
}
