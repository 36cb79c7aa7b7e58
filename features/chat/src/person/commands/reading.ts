// How far he has read. Of all his devices the farthest counts: only `markUnread` goes back.

import { ownValue } from '@parley/channel/client'
import { type Person, threadKey } from '../../contract/index.ts'
import { authorNow, type Rule } from '../decide.ts'
import type { PersonInputs } from '../inputs.ts'
import type { PersonLimits } from '../options.ts'

export const read: Rule<PersonInputs['read']> = ({ state: { person }, input, context, limits }) => {
  const { room, upTo, thread, tell } = input
  const cursor = cursorOf(person, room, thread)
  // Not a room of his: another device left it, or he only looks on.
  if (cursor === undefined || upTo <= cursor) return []
  const user = authorNow(context)
  if (thread !== undefined)
    return [...forgotten(person, room, thread, limits), { type: 'read', data: { room, upTo, thread, user } }]
  return [{ type: 'read', data: { room, upTo, ...(tell ? { tell } : {}), user } }]
}

export const markUnread: Rule<PersonInputs['markUnread']> = ({ state: { person }, input, limits }) => {
  const { room, from, thread } = input
  const cursor = cursorOf(person, room, thread)
  if (cursor === undefined) return []
  // What came before he joined is never unread.
  const upTo = thread === undefined ? Math.max(from - 1, ownValue(person.rooms, room)?.since ?? 0) : from - 1
  if (cursor >= 0 && upTo >= cursor) return []
  if (thread === undefined) return [{ type: 'markedUnread', data: { room, upTo } }]
  return [...forgotten(person, room, thread, limits), { type: 'markedUnread', data: { room, upTo, thread } }]
}

/** He is in a thread by what he or others did there; his own message he has read. */
export const follow: Rule<PersonInputs['follow']> = ({ state: { person }, input, limits }) => {
  const { room, thread, by, upTo } = input
  const cursor = cursorOf(person, room, thread)
  if (cursor === undefined || upTo <= cursor || ownValue(person.blocked, by) !== undefined) return []
  return [...forgotten(person, room, thread, limits), { type: 'followed', data: { room, thread, upTo } }]
}

/** Those that he read longest ago, so that there is place for this one. */
function forgotten(person: Person, room: string, thread: number, { maxThreads }: PersonLimits) {
  if (ownValue(person.threads, threadKey(room, thread)) !== undefined) return []
  const known = Object.keys(person.threads)
  const old = known.slice(0, Math.max(0, known.length + 1 - maxThreads))
  return old.map((thread) => ({ type: 'unfollowed', data: { thread } }) as const)
}

/** `undefined`: no room of his. -1: a thread that he does not follow yet. */
function cursorOf(person: Person, room: string, thread: number | undefined): number | undefined {
  const known = ownValue(person.rooms, room)
  if (known === undefined) return undefined
  if (thread !== undefined) return ownValue(person.threads, threadKey(room, thread)) ?? -1
  return Math.max(ownValue(person.read, room) ?? 0, known.since)
}
