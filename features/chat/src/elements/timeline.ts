import type { PendingMessage } from '../chat-room.ts'
import type { Author, Message } from '../room.ts'
import type { PostFailure } from '../room-handle.ts'
import { keyOfPending } from './row-keys.ts'

/** Messages of one author further apart than this start a new group. */
export const groupGapMs = 5 * 60_000

export type Row = DayRow | MessageRow

export interface DayRow {
  readonly kind: 'day'
  readonly key: string
  readonly at: number
}

export interface MessageRow {
  readonly kind: 'message'
  /** What the row is known by in the list and the document; nobody else can choose it. */
  readonly key: string
  /** The command on its way, for `retry` and `discard`. */
  readonly pendingId: string | undefined
  readonly by: Author
  readonly isMine: boolean
  /** Whether to say that a guest wrote it. */
  readonly isGuest: boolean
  readonly text: string
  readonly at: number
  /** Whether it opens a group (shows the name) and whether it ends one (shows the time). */
  readonly isFirst: boolean
  readonly isLast: boolean
  /** Where it stands in the room; nothing as long as it is on its way. */
  readonly offset: number | undefined
  readonly delivery: Delivery
  readonly failure: PostFailure | undefined
}

export type Delivery = 'sent' | 'sending' | 'waiting' | 'failed'

export interface TimelineInput {
  readonly messages: readonly Message[]
  readonly pending: readonly PendingMessage[]
  readonly me: Pick<Author, 'id' | 'name'> | undefined
  /** The key of the message at an offset: `RowKeys.keyOf`. */
  readonly keyOf: (offset: number) => string
  /** Whether guests are told apart here. */
  readonly marksGuests: boolean
  /** Whether what is pending is really on the wire. */
  readonly isLive: boolean
}

type Draft = Omit<MessageRow, 'isFirst' | 'isLast'>

/** The rows of a message list: a line for each day, messages grouped by author. Our own that wait come last. */
export function timeline(input: TimelineInput): readonly Row[] {
  const drafts = [
    ...input.messages.map((message) => sentRow(message, input)),
    ...input.pending.map((post) => pendingRow(post, input)),
  ]
  const rows: Row[] = []
  for (const [index, draft] of drafts.entries()) {
    const before = drafts[index - 1]
    const day = dayOf(draft.at)
    // A clock that is behind puts what waits on an earlier day than what is above it: the same day can come twice.
    if (!before || dayOf(before.at) !== day) rows.push({ kind: 'day', key: `day ${draft.key}`, at: draft.at })
    rows.push({ ...draft, isFirst: !belong(before, draft), isLast: !belong(draft, drafts[index + 1]) })
  }
  return rows
}

function sentRow(message: Message, { me, keyOf, marksGuests }: TimelineInput): Draft {
  const isMine = message.by.id === me?.id
  return {
    kind: 'message',
    key: keyOf(message.offset),
    pendingId: undefined,
    by: message.by,
    isMine,
    isGuest: marksGuests && !isMine && message.by.guest === true,
    text: message.text,
    at: message.at,
    offset: message.offset,
    delivery: 'sent',
    failure: undefined,
  }
}

function pendingRow(post: PendingMessage, { me, isLive }: TimelineInput): Draft {
  return {
    kind: 'message',
    key: keyOfPending(post.id),
    pendingId: post.id,
    by: me ?? { id: '', name: '' },
    isMine: true,
    isGuest: false,
    text: post.text,
    at: post.createdAt,
    offset: undefined,
    delivery: post.failure ? 'failed' : isLive ? 'sending' : 'waiting',
    failure: post.failure,
  }
}

function belong(before: Draft | undefined, after: Draft | undefined): boolean {
  if (!before || !after) return false
  const isSameAuthor = before.isMine === after.isMine && (after.isMine || before.by.id === after.by.id)
  // What did not arrive stands alone, with its own reason and buttons.
  const isWhole = before.delivery !== 'failed' && after.delivery !== 'failed'
  return isSameAuthor && isWhole && after.at - before.at < groupGapMs && dayOf(before.at) === dayOf(after.at)
}

/** A calendar day where the reader is. */
export function dayOf(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`
}
