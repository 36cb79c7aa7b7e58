// Digests: what comes within a window that the first of it opens becomes one notification.
import type { CategoryRule } from '../categories.ts'
import type { Line, Notice } from '../contract/index.ts'
import { maxDigestEvents, maxDigestKeys, maxDigestLength, maxLines } from '../contract/limits.ts'
import { type Incoming, incomingOf } from './incoming.ts'
import { newestWithin } from './length.ts'
import { isStandIn, opaque } from './stand-in.ts'

/** One that is open. */
export interface Digest {
  readonly category: string
  readonly closesAt: number
  /** Oldest first, at most 100 and not too long; all but the newest without what only a single notification shows. */
  readonly notices: readonly Gathered[]
  /** How many came before those. */
  readonly before: number
  /** How many of them have a key, by what stands for it. */
  readonly keysBefore: { readonly [standIn: string]: number }
}

/** `offset`: of the event that brought it. `standIn`: for its key. */
type Gathered = Notice & { readonly at: number; readonly offset: number; readonly standIn?: string }

/** A digest's name: nothing that anybody wrote can be read from it. */
export function digestId(salt: string, { category, digestKey = '' }: Pick<Notice, 'category' | 'digestKey'>): string {
  return opaque(salt, category, digestKey)
}

interface Came {
  readonly offset: number
  readonly at: number
  readonly closesAt: number | undefined
  readonly standIn: string | undefined
}

export function addNotice(
  digests: { [digest: string]: Digest },
  id: string,
  notice: Notice,
  { offset, at, closesAt, standIn }: Came,
): void {
  const { category } = notice
  const known = digests[id] ?? { category, closesAt: closesAt ?? at, notices: [], before: 0, keysBefore: {} }
  const newest: Gathered = { ...notice, at, offset, ...(standIn === undefined ? {} : { standIn }) }
  const notices = [...known.notices.map(trimmed), newest]
  const kept = newestWithin(notices, maxDigestEvents, maxDigestLength)
  const passed = notices.slice(0, notices.length - kept.length)
  const keysBefore = counted(known.keysBefore, passed)
  digests[id] = { ...known, notices: kept, before: known.before + passed.length, keysBefore }
}

function trimmed({ body: _body, data: _data, actions: _actions, ...notice }: Gathered): Gathered {
  return notice
}

function counted(keys: Digest['keysBefore'], passed: readonly Gathered[]): Digest['keysBefore'] {
  const all = { ...keys }
  for (const { standIn } of passed) {
    if (standIn === undefined) continue
    if (all[standIn] !== undefined || Object.keys(all).length < maxDigestKeys) all[standIn] = (all[standIn] ?? 0) + 1
  }
  return all
}

/** What is left of it without those of a key; `undefined`: nothing. */
export function without(digest: Digest, key: string): Digest | undefined {
  const notices = digest.notices.filter(({ standIn }) => standIn !== key)
  const { [key]: withdrawn = 0, ...keysBefore } = digest.keysBefore
  return notices.length === 0 ? undefined : { ...digest, notices, before: digest.before - withdrawn, keysBefore }
}

export function hasKey({ notices, keysBefore }: Digest, key: string): boolean {
  return notices.some(({ standIn }) => standIn === key) || Object.hasOwn(keysBefore, key)
}

/** The key that all of it share: the notification it becomes has it. */
export function keyOf({ notices, before }: Digest): string | undefined {
  const [first] = notices
  if (before > 0 || notices.some(({ standIn }) => standIn !== first?.standIn)) return undefined
  return notices.find(({ key }) => key !== undefined && !isStandIn(key))?.key ?? first?.key
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
