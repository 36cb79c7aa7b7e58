// Digests: what comes within a window that the first of it opens becomes one notification.
import type { CategoryRule } from '../categories.ts'
import type { Line, Notice } from '../contract/index.ts'
import { maxDigestEvents, maxLines } from '../contract/limits.ts'
import { type Incoming, incomingOf } from './incoming.ts'

/** One that is open. */
export interface Digest {
  readonly category: string
  readonly closesAt: number
  /** Oldest first, at most 100; all but the newest without what only a single notification shows. */
  readonly notices: readonly Gathered[]
  /** How many came before those. */
  readonly before: number
}

/** `offset`: of the event that brought it. */
type Gathered = Notice & { readonly at: number; readonly offset: number }

/** A digest's name. Categories and keys are texts of any kind, so they are told apart as JSON tells them. */
export function digestId({ category, digestKey = '' }: Pick<Notice, 'category' | 'digestKey'>): string {
  return JSON.stringify([category, digestKey])
}

export function addNotice(
  digests: { [digest: string]: Digest },
  id: string,
  notice: Notice,
  { offset, at, closesAt }: { readonly offset: number; readonly at: number; readonly closesAt: number | undefined },
): void {
  const known = digests[id] ?? { category: notice.category, closesAt: closesAt ?? at, notices: [], before: 0 }
  const notices = [...known.notices.map(trimmed), { ...notice, at, offset }]
  const tooMany = Math.max(0, notices.length - maxDigestEvents)
  digests[id] = { ...known, notices: notices.slice(tooMany), before: known.before + tooMany }
}

function trimmed({ body: _body, data: _data, actions: _actions, ...notice }: Gathered): Gathered {
  return notice
}

/** What is left of it when those that these events brought are taken away; `undefined`: nothing. */
export function without(digest: Digest, offsets: readonly number[]): Digest | undefined {
  const notices = digest.notices.filter(({ offset }) => !offsets.includes(offset))
  return notices.length === 0 ? undefined : { ...digest, notices }
}

/** The key that all of it share: the notification it becomes has it. */
export function keyOf({ notices, before }: Digest): string | undefined {
  const [first] = notices
  return before === 0 && notices.every(({ key }) => key === first?.key) ? first?.key : undefined
}

/** The notification that it becomes; `undefined`: all that it had is over. */
export function closed(digest: Digest, rule: CategoryRule | undefined, now: number): Incoming | undefined {
  const live = digest.notices.filter(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt > now)
  const newestFirst = live.toReversed()
  const [newest] = newestFirst
  if (newest === undefined) return undefined
  const count = live.length + digest.before
  if (count === 1) return { ...incomingOf(newest, newest.at), updatedAt: newest.at }
  const ends = live.flatMap(({ expiresAt }) => (expiresAt === undefined ? [] : [expiresAt]))
  const key = keyOf(digest)
  return {
    category: digest.category,
    title: rule?.digest?.title ?? newest.title,
    ...(newest.link === undefined ? {} : { link: newest.link }),
    ...(key === undefined ? {} : { key }),
    ...(live.some((notice) => notice.private === true) ? { private: true } : {}),
    ...(live.every(({ silent }) => silent === true) ? { silent: true } : {}),
    ...(ends.length === live.length ? { expiresAt: Math.max(...ends) } : {}),
    actors: newestFirst.flatMap(({ actor }) => (actor === undefined ? [] : [actor])),
    count,
    lines: newestFirst.slice(0, maxLines).map(lineOf),
    at: digest.notices[0]?.at ?? newest.at,
    updatedAt: newest.at,
  }
}

function lineOf({ title, link, actor, at }: Gathered): Line {
  return { title, ...(link === undefined ? {} : { link }), ...(actor === undefined ? {} : { actor }), at }
}
