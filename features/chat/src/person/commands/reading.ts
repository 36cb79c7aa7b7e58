// How far he has read. Of all his devices the farthest counts: only `markUnread` goes back.
import { type Person, threadKey } from '../../contract/index.ts'
import { ownValue } from '../../contract/records.ts'
import { authorNow, type Rule } from '../decide.ts'
import type { PersonInputs } from '../inputs.ts'

export const read: Rule<PersonInputs['read']> = ({ state: { person }, input, context }) => {
  const { room, upTo, thread, tell } = input
  const cursor = cursorOf(person, room, thread)
  // Not a room of his: another device left it, or he only looks on.
  if (cursor === undefined || upTo <= cursor) return []
  const user = authorNow(context)
  if (thread !== undefined) return [{ type: 'read', data: { room, upTo, thread, user } }]
  return [{ type: 'read', data: { room, upTo, ...(tell ? { tell } : {}), user } }]
}

export const markUnread: Rule<PersonInputs['markUnread']> = ({ state: { person }, input }) => {
  const { room, from, thread } = input
  const cursor = cursorOf(person, room, thread)
  if (cursor === undefined) return []
  // What came before he joined is never unread.
  const upTo = thread === undefined ? Math.max(from - 1, ownValue(person.rooms, room)?.since ?? 0) : from - 1
  if (cursor >= 0 && upTo >= cursor) return []
  return [{ type: 'markedUnread', data: { room, upTo, ...(thread === undefined ? {} : { thread }) } }]
}

/** `undefined`: no room of his. -1: a thread that he does not follow yet. */
function cursorOf(person: Person, room: string, thread: number | undefined): number | undefined {
  const known = ownValue(person.rooms, room)
  if (known === undefined) return undefined
  if (thread !== undefined) return ownValue(person.threads, threadKey(room, thread)) ?? -1
  return Math.max(ownValue(person.read, room) ?? 0, known.since)
}
