import type { Failing } from '@parley/elements/models'
import type { PendingMessage } from '../client/models.ts'
import type { FileInfo, Message } from '../contract/message.ts'
import type { Author } from '../contract/people.ts'
import { keyOfPending } from './row-keys.ts'

/** Messages of one author further apart than this start a new group. */
export const groupGapMs = 5 * 60_000

export interface MessageRow {
  /** What the row is known by in the list and the document; nobody else can choose it. */
  readonly key: string
  /** The command on its way, for `retry` and `discard`. */
  readonly pendingId: string | undefined
  /** The message as the room shows it; nothing as long as it is on its way. */
  readonly message: Message | undefined
  /** Where it stands in the room; nothing as long as it is on its way. */
  readonly offset: number | undefined
  readonly by: Author
  readonly isMine: boolean
  /** Whether to say that a guest wrote it. */
  readonly isGuest: boolean
  readonly text: string
  readonly files: readonly FileInfo[]
  readonly reply: number | undefined
  readonly at: number
  /** Whether a new day begins with it. */
  readonly startsDay: boolean
  /** Whether the line "new" stands above it. */
  readonly startsNew: boolean
  /** Whether it opens a group (shows the name) and whether it ends one (shows the time). */
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly delivery: Delivery
  readonly failure: Failing | undefined
}

/** `held`: the staff has to let it through. */
export type Delivery = 'sent' | 'sending' | 'waiting' | 'failed' | 'held'

export interface TimelineInput {
  readonly messages: readonly Message[]
  readonly pending: readonly PendingMessage[]
  readonly held: readonly { readonly text: string; readonly at: number }[]
  readonly me: Pick<Author, 'id' | 'name'> | undefined
  /** The key of the message at an offset: `RowKeys.keyOf`. */
  readonly keyOf: (offset: number) => string
  /** Whether guests are told apart here. */
  readonly marksGuests: boolean
  /** Whether what is pending is really on the wire. */
  readonly isLive: boolean
  /** The message that the line "new" stands above; where it is not there, above the next one. */
  readonly newFrom: number | undefined
}

type Draft = Omit<MessageRow, 'isFirst' | 'isLast' | 'startsDay' | 'startsNew'>

/** The rows of a message list, grouped by author and day. Our own that wait come last. */
export function timeline(input: TimelineInput): readonly MessageRow[] {
  const drafts = [
    ...input.messages.map((message) => sentRow(message, input)),
    ...input.held.map((held, index) => heldRow(held, index, input)),
    ...input.pending.map((post) => pendingRow(post, input)),
  ]
  const { newFrom } = input
  const newIndex =
    newFrom === undefined ? -1 : drafts.findIndex(({ offset }) => offset !== undefined && offset >= newFrom)
  // A line above the first that is loaded would say that all before has been read.
  const newLine = newIndex === 0 && drafts[0]?.offset !== newFrom ? -1 : newIndex
  const startsGroup = drafts.map((draft, index) => index === newLine || !belong(drafts[index - 1], draft))
  return drafts.map((draft, index) => ({
    ...draft,
    startsDay: index === 0 || dayOf(drafts[index - 1]?.at ?? 0) !== dayOf(draft.at),
    startsNew: index === newLine,
    isFirst: startsGroup[index] === true,
    isLast: startsGroup[index + 1] !== false,
  }))
}

function sentRow(message: Message, { me, keyOf, marksGuests }: TimelineInput): Draft {
  const isMine = message.by.id === me?.id
  return {
    key: keyOf(message.offset),
    pendingId: undefined,
    message,
    offset: message.offset,
    by: message.by,
    isMine,
    isGuest: marksGuests && !isMine && message.by.guest === true,
    text: message.text,
    files: message.files ?? [],
    reply: message.reply?.offset,
    at: message.at,
    delivery: 'sent',
    failure: undefined,
  }
}

function pendingRow(post: PendingMessage, { me, isLive }: TimelineInput): Draft {
  return {
    ...ownRow(me),
    key: keyOfPending(post.id),
    pendingId: post.id,
    text: post.text,
    files: post.files ?? [],
    reply: post.reply,
    at: post.createdAt,
    delivery: post.failure ? 'failed' : isLive ? 'sending' : 'waiting',
    failure: post.failure,
  }
}

function heldRow(held: { readonly text: string; readonly at: number }, index: number, { me }: TimelineInput): Draft {
  const key = `held-${held.at}-${index}`
  return { ...ownRow(me), key, text: held.text, at: held.at, delivery: 'held' }
}

function ownRow(me: TimelineInput['me']): Omit<Draft, 'key' | 'text' | 'at' | 'delivery'> {
  return {
    pendingId: undefined,
    message: undefined,
    offset: undefined,
    by: me ?? { id: '', name: '' },
    isMine: true,
    isGuest: false,
    files: [],
    reply: undefined,
    failure: undefined,
  }
}

function belong(before: Draft | undefined, after: Draft): boolean {
  if (!before) return false
  const isSameAuthor = before.isMine === after.isMine && (after.isMine || before.by.id === after.by.id)
  // What did not arrive stands alone, with its own reason and buttons.
  const isWhole = !standsAlone(before) && !standsAlone(after)
  return isSameAuthor && isWhole && after.at - before.at < groupGapMs && dayOf(before.at) === dayOf(after.at)
}

function standsAlone({ delivery }: Draft): boolean {
  return delivery === 'failed' || delivery === 'held'
}

const dayMs = 86_400_000

/** A calendar day where the reader is, as a number that grows by one with each. */
export function dayOf(at: number): number {
  // Asking the calendar for each of ten thousand messages would take longer than all the rest.
  return Math.floor((at - offsetMs(at)) / dayMs)
}

let offsets = new Map<number, number>()

/** The time zone's offset, which changes at quarters of an hour only. */
function offsetMs(at: number): number {
  const quarter = Math.floor(at / 900_000)
  const known = offsets.get(quarter)
  if (known !== undefined) return known
  if (offsets.size > 10_000) offsets = new Map()
  const offset = new Date(at).getTimezoneOffset() * 60_000
  offsets.set(quarter, offset)
  return offset
}
