import { ownValue } from '@parley/channel/client'
import type { Entry } from '../contract/index.ts'
import { threadKey } from '../contract/index.ts'
import type { Unread } from './models.ts'

/** What a room says of its newest messages, and a person of himself. */
export interface UnreadOf {
  /** The room's key. */
  readonly room: string
  /** Of the view `room` or `unread`: both say the same. */
  readonly recent: readonly Entry[]
  readonly recentAfter?: number | undefined
  /** My id. */
  readonly me: string
  /** The room's offset when I joined: what came before is not unread. */
  readonly since: number
  /** How far I have read the main list. */
  readonly readUpTo: number
  /** How far I have read threads, of all rooms, by `threadKey`. */
  readonly threads: { readonly [thread: string]: number }
  /** Whom I block, by id. */
  readonly blocked: { readonly [id: string]: unknown }
}

/** What of a room is unread: derived from what is known, never counted apart, so that nothing can make read messages unread again but me. */
export function unreadOf({ room, recent, recentAfter = 0, me, since, readUpTo, threads, blocked }: UnreadOf): Unread {
  const read = Math.max(readUpTo, since)
  const heard = recent.filter(({ by }) => ownValue(blocked, by) === undefined)
  const followed = followedThreads(heard, me)
  const cursorOf = (thread: number) => {
    const known = ownValue(threads, threadKey(room, thread))
    return Math.max(since, known ?? followed.get(thread) ?? 0)
  }
  const isUnread = ({ offset, by, thread }: Entry) =>
    by !== me && offset > (thread === undefined ? read : cursorOf(thread))
  const unread = heard.filter(isUnread)
  const inRoom = unread.filter(({ thread }) => thread === undefined)
  const news = unread.map(({ thread }) => thread).filter((thread) => thread !== undefined)
  const isFollowed = (thread: number) =>
    followed.has(thread) || ownValue(threads, threadKey(room, thread)) !== undefined
  return {
    count: inRoom.length,
    mentions: unread.filter((entry) => names(entry, me)).length,
    threads: [...new Set(news)].filter(isFollowed).sort((one, other) => one - other),
    isAtLeast: recentAfter > read,
    first: inRoom[0]?.offset,
  }
}

/** The sum over rooms that are not muted: what stands at the app's icon. */
export function badgeOf(rooms: readonly { readonly unread: Unread; readonly isMuted: boolean }[]): {
  readonly count: number
  readonly mentions: number
} {
  const heard = rooms.filter(({ isMuted }) => !isMuted).map(({ unread }) => unread)
  const sum = (part: 'count' | 'mentions') => heard.reduce((total, unread) => total + unread[part], 0)
  return { count: sum('count'), mentions: sum('mentions') }
}

/**
 * Threads that I am in as far as the newest messages tell: I began them, was named there, or wrote there, and then have read that far.
 * Those that I have read once my person's channel remembers.
 */
function followedThreads(recent: readonly Entry[], me: string): ReadonlyMap<number, number> {
  const own = new Set(recent.filter(({ by, thread }) => by === me && thread === undefined).map(({ offset }) => offset))
  const followed = new Map<number, number>()
  for (const entry of recent) {
    const { offset, by, thread } = entry
    if (thread === undefined) continue
    if (by === me) followed.set(thread, offset)
    else if (!followed.has(thread) && (own.has(thread) || names(entry, me))) followed.set(thread, 0)
  }
  return followed
}

function names({ people = [], room }: Entry, me: string): boolean {
  return room === true || people.includes(me)
}
