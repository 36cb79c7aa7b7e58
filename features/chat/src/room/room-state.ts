import type { EventMeta, Fold } from '@parley/channel/client'
import { applyEvent, defineFold, ownValue, setValue } from '@parley/channel/client'
import type { FileInfo, Member, Moderation, Role, Room, RoomSummary } from '../contract/index.ts'
import { maxUploads } from '../contract/limits.ts'
import type { LoggedEvents, PostContent } from './events.ts'
import { emptyModeration, moderationFold } from './moderation-fold.ts'
import { emptyRoom, roomFold } from './room-fold.ts'
import type { LoggedEvent } from './show.ts'
import { showModeration, showRoom, showSummary } from './show.ts'
import { summaryFold } from './summary-fold.ts'

/** The state of a channel `chat/<room>`: what its views show, and what only its rules need. */
export interface RoomState {
  shared: Room
  /** `info` and `recent` are those of `shared`. */
  last: NonNullable<RoomSummary['last']> | null
  moderation: Moderation
  own: {
    /** The offset of the newest event. */
    head: number
    members: { [id: string]: Omit<Member, 'mutedUntil'> }
    /** `offset` of the event, and who invited: missing for what was written before they were kept. */
    invites: { [id: string]: { readonly at: number; readonly offset?: number; readonly by?: string } }
    inviteCount: number
    /** Files that no message names yet, oldest first. */
    uploads: { readonly by: string; readonly file: FileInfo }[]
    /** What `moderation.held` does not show of each. */
    held: { [held: string]: { readonly post: PostContent; readonly scheduled?: true } }
    /** When each posted last, while slow mode is on. Swept now and then, so that it costs one step a post on average. */
    paced: { at: { [id: string]: number }; count: number; sweepAt: number }
    /** By whom of a direct room it was last said whether he blocks the other, and with which event of his channel. */
    blocks: { [id: string]: number }
    /** Deleted within the last `deletionsFor` events: [message, event that deleted it], oldest first. */
    deleted: [offset: number, at: number][]
  }
}

/** For so many events after its deletion, who is told anew of a message is not told its text. More than any replay. */
export const deletionsFor = 1000

const leastSweep = 64

export function emptyState(): RoomState {
  return {
    shared: emptyRoom(),
    last: null,
    moderation: emptyModeration(),
    own: {
      head: 0,
      members: {},
      invites: {},
      inviteCount: 0,
      uploads: [],
      held: {},
      paced: { at: {}, count: 0, sweepAt: leastSweep },
      blocks: {},
      deleted: [],
    },
  }
}

/** What only the rules know of the room. */
type Own = {
  readonly [Type in keyof LoggedEvents]?: (state: RoomState, data: LoggedEvents[Type], meta: EventMeta) => void
}

const own: Own = {
  created: ({ own }, { people = [] }, { at }) => {
    for (const person of people) setValue(own.members, person.id, { ...person, role: 'member', joinedAt: at })
  },
  updated: ({ own }, { slowModeMs }) => {
    if (slowModeMs === 0) own.paced = { at: {}, count: 0, sweepAt: leastSweep }
  },
  joined: ({ own }, { user, role }, { at }) => {
    setValue(own.members, user.id, { ...user, role, joinedAt: at })
    dropInvite(own, user.id)
  },
  left: ({ own }, { user }) => {
    delete own.members[user.id]
  },
  roleChanged: ({ own }, { user, role }) => setRole(own, user.id, role),
  renamed: ({ own }, { user }) => {
    const member = ownValue(own.members, user.id)
    if (member === undefined) return
    const { role, joinedAt } = member
    setValue(own.members, user.id, { ...user, role, joinedAt })
  },
  posted: (state, { by, files = [] }, { at }) => {
    takeUploads(state, files)
    notePost(state, by.id, at)
  },
  deleted: ({ own }, { offset }, meta) => {
    own.deleted.push([offset, meta.offset])
    const old = own.deleted.findIndex(([, at]) => at > meta.offset - deletionsFor)
    if (old > 0) own.deleted.splice(0, old)
  },
  blockChanged: ({ own }, { user, since }) => setValue(own.blocks, user, since),
  invited: ({ own }, { user, by }, { at, offset }) => {
    if (ownValue(own.invites, user.id) === undefined) own.inviteCount++
    setValue(own.invites, user.id, { at, offset, by: by.id })
  },
  inviteEnded: ({ own }, { user }) => dropInvite(own, user.id),
  banned: ({ own }, { user }) => dropInvite(own, user.id),
  held: (state, { post, scheduled }, { offset }) => {
    takeUploads(state, post.files ?? [])
    state.own.held[offset] = scheduled ? { post, scheduled } : { post }
  },
  released: ({ own }, { held }) => {
    delete own.held[held]
  },
  rejected: ({ own }, { held }) => {
    delete own.held[held]
  },
  uploaded: ({ own }, { by, file }) => {
    own.uploads.push({ by: by.id, file })
    if (own.uploads.length > maxUploads) own.uploads.splice(0, own.uploads.length - maxUploads)
  },
  uploadsGone: ({ own }, { ids }) => {
    own.uploads = own.uploads.filter(({ file }) => !ids.includes(file.id))
  },
}

const types: { readonly [Type in keyof LoggedEvents]: true } = {
  created: true,
  updated: true,
  joined: true,
  left: true,
  roleChanged: true,
  renamed: true,
  posted: true,
  edited: true,
  deleted: true,
  reacted: true,
  pinned: true,
  unpinned: true,
  receipt: true,
  blockChanged: true,
  directRefused: true,
  invited: true,
  inviteEnded: true,
  banned: true,
  unbanned: true,
  muted: true,
  unmuted: true,
  reported: true,
  resolved: true,
  held: true,
  released: true,
  rejected: true,
  uploaded: true,
  uploadsGone: true,
  postForRefused: true,
  erased: true,
}

/** The folds of the views over what they show of an event, then the rules' own part. */
export const stateFold = defineFold<RoomState, LoggedEvents>({
  state: emptyState,
  events: Object.fromEntries(
    Object.keys(types).map((type) => [
      type,
      (state: RoomState, data: never, { offset, at }: EventMeta) =>
        applyToAll(state, { type: type as 'erased', data, offset, at }),
    ]),
  ) as unknown as Fold<RoomState, LoggedEvents>['events'],
})

function applyToAll(state: RoomState, event: LoggedEvent): void {
  const { offset, at, type, data } = event
  const meta = { offset, at }
  applyShown(roomFold, state.shared, showRoom(event), meta)
  applyShown(moderationFold, state.moderation, showModeration(event), meta)
  const summary: RoomSummary = { recent: [], ...(state.last === null ? {} : { last: state.last }) }
  applyShown(summaryFold, summary, showSummary(event), meta)
  state.last = summary.last ?? null
  state.own.head = offset
  const handler = own[type] as ((state: RoomState, data: unknown, meta: EventMeta) => void) | undefined
  handler?.(state, data, meta)
}

function applyShown<State, Events>(
  fold: Fold<State, Events>,
  state: State,
  shown: { readonly type: string; readonly data: unknown } | undefined,
  meta: EventMeta,
): void {
  if (shown !== undefined) applyEvent(fold, state, { ...meta, ...shown })
}

/** The view `unread` of a room. */
export function summaryOf({ shared: { info, recent, recentAfter }, last }: RoomState): RoomSummary {
  return {
    ...(info === undefined ? {} : { info }),
    recent,
    ...(recentAfter === undefined ? {} : { recentAfter }),
    ...(last === null ? {} : { last }),
  }
}

/** Whether a message was deleted within the last `deletionsFor` events. */
export function wasDeleted({ own }: RoomState, offset: number): boolean {
  return own.deleted.some(([message]) => message === offset)
}

function setRole(own: RoomState['own'], id: string, role: Role): void {
  const member = ownValue(own.members, id)
  if (member !== undefined) setValue(own.members, id, { ...member, role })
}

function dropInvite(own: RoomState['own'], id: string): void {
  if (ownValue(own.invites, id) === undefined) return
  delete own.invites[id]
  own.inviteCount--
}

function takeUploads({ own }: RoomState, files: readonly FileInfo[]): void {
  if (files.length === 0) return
  const taken = new Set(files.map(({ id }) => id))
  own.uploads = own.uploads.filter(({ file }) => !taken.has(file.id))
}

function notePost({ shared, own }: RoomState, id: string, now: number): void {
  const pause = shared.info?.slowModeMs ?? 0
  if (pause === 0) return
  const { paced } = own
  if (ownValue(paced.at, id) === undefined) paced.count++
  setValue(paced.at, id, now)
  if (paced.count < paced.sweepAt) return
  const fresh = Object.entries(paced.at).filter(([, at]) => at + pause > now)
  paced.at = {}
  for (const [each, at] of fresh) setValue(paced.at, each, at)
  paced.count = fresh.length
  paced.sweepAt = 2 * fresh.length + leastSweep
}
