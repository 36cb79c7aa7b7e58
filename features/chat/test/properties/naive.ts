// What the logs say, found out in the plainest way: no windows, no cursors, no folds of the chat's own.
import type { Author, Posted } from '../../src/contract/index.ts'
import type { ChatWorld, Logged } from './chat-world.ts'

export interface NaiveMessage {
  readonly offset: number
  readonly id: string
  readonly by: string
  readonly text: string
  readonly thread: number | undefined
  readonly deleted: boolean
  readonly reactions: readonly string[]
}

/** Every message as it stands in the end. */
export function messagesOf(log: readonly Logged[]): readonly NaiveMessage[] {
  return log
    .filter(({ type }) => type === 'posted')
    .map(({ offset, data }) => {
      const { id, by, text, thread } = data as unknown as Posted
      const later = log.filter((event) => event.offset > offset && event.data.offset === offset)
      const deleted = later.some(({ type }) => type === 'deleted')
      const lastEdit = later.findLast(({ type }) => type === 'edited')
      const reactions = new Set<string>()
      for (const { type, data } of later) {
        if (type !== 'reacted') continue
        if (data.on) reactions.add(data.user as string)
        else reactions.delete(data.user as string)
      }
      return {
        ...{ offset, id, by: by.id, thread, deleted },
        text: deleted ? '' : ((lastEdit?.data.text as string | undefined) ?? text),
        reactions: deleted ? [] : [...reactions],
      }
    })
}

/** Whether somebody is a member in the end, and the offset at which he came or went last. */
export function membershipOf(log: readonly Logged[], id: string): { readonly isIn: boolean; readonly since: number } {
  let found = { isIn: false, since: 0 }
  for (const { offset, type, data } of log) {
    const user = (data.user ?? (type === 'created' ? data.by : undefined)) as Author | undefined
    if (user?.id !== id) continue
    if (type === 'joined' || type === 'created') found = { isIn: true, since: offset }
    if (type === 'left' || type === 'banned') found = { isIn: false, since: offset }
  }
  return found
}

export function isBanned(log: readonly Logged[], id: string): boolean {
  const last = log.findLast(
    ({ type, data }) => (type === 'banned' || type === 'unbanned') && (data.user as Author).id === id,
  )
  return last?.type === 'banned'
}

/** How far somebody has read a room, by his own log. */
export function readUpToOf(own: readonly Logged[], room: string): number {
  let upTo = 0
  for (const { type, data } of own) {
    if (data.room !== room || data.thread !== undefined) continue
    if (type === 'roomJoined' || type === 'markedUnread' || type === 'read') {
      const next = (type === 'roomJoined' ? data.since : data.upTo) as number
      upTo = type === 'markedUnread' ? next : Math.max(upTo, next)
    }
    if (type === 'roomLeft') upTo = 0
  }
  return upTo
}

export function blockedBy(own: readonly Logged[]): ReadonlySet<string> {
  const blocked = new Set<string>()
  for (const { type, data } of own) {
    if (type !== 'blocked') continue
    const { id } = data.user as Author
    if (data.on) blocked.add(id)
    else blocked.delete(id)
  }
  return blocked
}

/** How many messages of the main list are new to a member. */
export function unreadCountOf(world: ChatWorld, room: string, id: string): number {
  const own = world.log(`chat-person/${id}`)
  const upTo = readUpToOf(own, room)
  const blocked = blockedBy(own)
  return messagesOf(world.log(`chat/${room}`)).filter(
    (message) =>
      message.thread === undefined &&
      !message.deleted &&
      message.by !== id &&
      !blocked.has(message.by) &&
      message.offset > upTo,
  ).length
}
