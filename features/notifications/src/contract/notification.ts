// A notification: what it says (its content, which reading does not change) and how it stands with its person (its mark).
import type { Text } from './text.ts'

/** Somebody who did something. */
export interface ActorName {
  readonly id: string
  readonly name: string
}

/** A button of a notification: it is told to the app (`acted`), leads somewhere, or both. */
export interface Action {
  /** 1 to 40 of `a`–`z`, `0`–`9`, `-`, `_`. */
  readonly id: string
  readonly label: Text
  readonly link?: string
}

/** One happening of a digest. */
export interface Line {
  readonly title: Text
  readonly link?: string
  readonly actor?: ActorName
  readonly at: number
}

/** What a notification says. The document of the collection `items` whose id is `String(n)`. */
export interface Content {
  /** Its id within the inbox: the offset of the event that created it. */
  readonly n: number
  /** The offset of the newest event that made it new; the inbox is ordered by it. */
  readonly last: number
  readonly category: string
  /** Empty only if the one who did it was erased. */
  readonly title: Text
  readonly body?: Text
  /** A path on this site (`/orders/17`), or a whole address of http or https. */
  readonly link?: string
  readonly actions?: readonly Action[]
  /** Who did it, the newest first, at most 3. */
  readonly actors: readonly ActorName[]
  /** How many different people did it, counted up to 100. */
  readonly actorCount: number
  /** How many happenings it stands for: of one key, or of one digest. */
  readonly count: number
  /** Of a digest of several: the newest 10 of what it stands for, newest first. */
  readonly lines?: readonly Line[]
  /** What comes with the same key makes this one new instead of another one. */
  readonly key?: string
  /** Anything of the app's own, JSON. */
  readonly data?: unknown
  /** `title` and `body` are not to leave the page: a push and a mail say only that there is something. */
  readonly private?: true
  /** When the first of its happenings came, in milliseconds since 1970; `updatedAt`: the newest. */
  readonly at: number
  readonly updatedAt: number
}

/** How a notification stands with its person. Times in milliseconds since 1970. */
export interface Mark {
  readonly category: string
  /** As in its content. */
  last: number
  readonly key?: string
  /** It came, or was made new, without toast and sound. */
  readonly quiet?: true
  seenAt?: number
  /** Read implies seen. */
  readAt?: number
  archivedAt?: number
  /** Hidden until then; an event says when it is over. */
  snoozedUntil?: number
  acted?: { readonly action: string; readonly at: number }
  /** Gone from then on; an event says so. */
  expiresAt?: number
}

export interface Counts {
  readonly unread: number
  readonly unseen: number
}

export function isVisible({ archivedAt, snoozedUntil }: Mark): boolean {
  return archivedAt === undefined && snoozedUntil === undefined
}

export function isUnread(mark: Mark): boolean {
  return isVisible(mark) && mark.readAt === undefined
}

export function isUnseen(mark: Mark): boolean {
  return isVisible(mark) && mark.seenAt === undefined
}

/** Derived from the marks, always: nothing keeps a count of its own. */
export function countsOf(marks: { readonly [n: string]: Mark }): Counts {
  const all = Object.values(marks)
  return { unread: all.filter(isUnread).length, unseen: all.filter(isUnseen).length }
}
