// What each event of a room writes beside the log: documents to be found again, timers, and what other channels are told.
import type { Effect, EffectContext, EffectRules, EventMeta } from '@parley/channel'
import { cancelTimer, putDocument, removeDocument, sendCommand, setTimer } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import type {
  AuditEntry,
  Author,
  DirectorySystemCommands,
  Invite,
  Member,
  Mentions,
  Message,
  ModerationEvents,
  PersonSystemCommands,
} from '../contract/index.ts'
import { ChatCode } from '../contract/index.ts'
import { maxMembersForTitleNews } from '../contract/limits.ts'
import { erasedAuthor } from './erase.ts'
import type { LoggedEvents } from './events.ts'
import { heldMessage } from './known-messages.ts'
import { authorOf, messageOf, replied } from './messages.ts'
import { audited } from './moderation-fold.ts'
import type { RoomState } from './room-state.ts'
import { type LoggedEvent, showModeration } from './show.ts'
import { toldOf, untoldOf } from './telling.ts'

type Context = EffectContext<RoomState>

export const roomEffects: EffectRules<RoomState, LoggedEvents> = {
  created: ({ data: { people = [] }, ...meta }, context) =>
    people.flatMap(({ id }) => [...memberDocument(id, context), ...membership(id, meta, context, isJoined)]),
  updated: (event, context) => [
    ...auditDocument(event),
    ...(event.data.title === undefined ? [] : titleNews(event, context)),
    ...listing(event, context),
  ],
  joined: (event, context) => {
    const { id } = event.data.user
    return [
      ...memberDocument(id, context),
      removeDocument('invites', id),
      ...membership(id, event, context, isJoined),
      ...listingAtRoundCounts(event, context),
    ]
  },
  left: (event, context) => {
    const { user, how } = event.data
    const gone = { role: null, how } as const
    return [
      removeDocument('members', user.id),
      ...auditDocument(event),
      toPerson(user.id, 'membership', { ...placeOf(event, context), ...gone, at: event.at }),
      ...listingAtRoundCounts(event, context),
    ]
  },
  roleChanged: (event, context) => {
    const { id } = event.data.user
    return [...memberDocument(id, context), ...auditDocument(event), ...membership(id, event, context)]
  },
  renamed: (event, context) => {
    const { id } = event.data.user
    const other = context.state.shared.direct?.people.find((person) => person.id !== id)
    return [...memberDocument(id, context), ...(other === undefined ? [] : membership(other.id, event, context))]
  },
  posted: ({ data, ...meta }, context) => {
    const message = messageOf(data, meta)
    const { id, thread, scheduled, root } = data
    const { key } = context
    // The state shows the root as it is now; what the event carries is as it was before.
    const grown =
      thread === undefined ? undefined : (heldMessage(context.state, thread) ?? (root && replied(root, message)))
    return [
      ...messageDocuments(message),
      ...(grown === undefined ? [] : messageDocuments(grown)),
      ...(data.erased ? [] : follows(message, grown, key)),
      ...toldOf(message, grown, context),
      ...(scheduled ? [toPerson(data.by.id, 'outcome', { id, room: key, text: data.text, ok: true })] : []),
    ]
  },
  edited: ({ data: { offset, thread, body, by, versions, mentions } }, { state, key }) => [
    ...changedDocuments(state, offset, body),
    ...(thread === undefined ? [] : mentionedIn(thread, by, mentions, key)),
    putDocument('edits', String(offset), { order: offset, body: { versions }, ...concerning(by) }),
  ],
  deleted: (event, context) => [
    ...changedDocuments(context.state, event.data.offset, event.data.body),
    removeDocument('edits', String(event.data.offset)),
    ...(event.data.files ?? []).map((id) => removeDocument('files', id)),
    ...auditDocument(event),
    ...untoldOf(event.data, context),
  ],
  reacted: ({ data: { offset, body } }, { state }) => changedDocuments(state, offset, body),
  invited: (event, context) => {
    const { user, by } = event.data
    const title = context.state.shared.info?.title ?? ''
    const invitation = { room: context.key, offset: event.offset, by, title }
    const body: Invite = { user, by, at: event.at }
    return [
      ...auditDocument(event),
      putDocument('invites', user.id, { order: event.offset, body, person: user.id }),
      toPerson(user.id, 'invited', invitation),
    ]
  },
  inviteEnded: (event, { key }) => {
    const { user, how } = event.data
    const told = how === 'withdrawn' ? [toPerson(user.id, 'inviteEnded', { room: key, offset: event.offset })] : []
    return [...auditDocument(event), removeDocument('invites', user.id), ...told]
  },
  banned: (event, { key }) => {
    const { user, until } = event.data
    return [
      ...auditDocument(event),
      removeDocument('invites', user.id),
      toPerson(user.id, 'inviteEnded', { room: key, offset: event.offset }),
      until === undefined ? cancelTimer(timerOf('banned', user)) : timeUp('banned', user, until),
    ]
  },
  unbanned: (event, { key, state }) => {
    const { user } = event.data
    // A private room stays closed to who is no member.
    const isOpen = state.shared.info?.kind === 'public'
    return [
      ...auditDocument(event),
      cancelTimer(timerOf('banned', user)),
      ...(isOpen ? [toPerson(user.id, 'letIn', { room: key, offset: event.offset })] : []),
    ]
  },
  muted: (event, context) => {
    const { user, until } = event.data
    return [...mutedChange(event, context), timeUp('muted', user, until)]
  },
  unmuted: (event, context) => {
    const { user } = event.data
    return [...mutedChange(event, context), cancelTimer(timerOf('muted', user))]
  },
  resolved: (event) => auditDocument(event),
  held: ({ data: { post, scheduled }, offset }, { key }) => {
    const { id, by, text } = post
    return [
      toPerson(by.id, 'heldNote', { room: key, held: offset, text, on: true }),
      ...(scheduled ? [toPerson(by.id, 'outcome', { id, room: key, text, ok: true })] : []),
    ]
  },
  released: (event, { key }) => {
    const { held, user, text } = event.data
    return [...auditDocument(event), toPerson(user.id, 'heldNote', { room: key, held, text, on: false })]
  },
  rejected: (event, { key }) => {
    const { held, user, text, note, files = [] } = event.data
    const rejected = { code: ChatCode.rejected, message: note ?? 'The staff of the room did not let it through.' }
    return [
      ...files.map((id) => removeDocument('files', id)),
      ...auditDocument(event),
      toPerson(user.id, 'heldNote', { room: key, held, text, on: false, rejected }),
    ]
  },
  // As long as this is there the file can be fetched.
  uploaded: ({ data: { by, file }, offset }) => [
    putDocument('files', file.id, { order: offset, body: { by: by.id }, ...concerning(by) }),
  ],
  uploadsGone: ({ data: { ids } }) => ids.map((id) => removeDocument('files', id)),
  directRefused: ({ data: { by, with: other } }, { key }) => [
    toPerson(by.id, 'directRefused', { room: key, with: other }),
  ],
  postForRefused: ({ data: { id, by, text, code, message } }, { key }) => [
    toPerson(by.id, 'outcome', { id, room: key, text, ok: false, code, message }),
  ],
}

// ——— documents

/** One for every message; of those in threads another, in the thread's own collection. */
function messageDocuments(message: Message): Effect[] {
  const { offset, by, text, thread } = message
  const content = { order: offset, body: message, ...concerning(by) }
  const found = putDocument('messages', String(offset), { ...content, ...(text === '' ? {} : { text }) })
  return thread === undefined ? [found] : [found, putDocument(`thread/${thread}`, String(offset), content)]
}

function changedDocuments(state: RoomState, offset: number, body: Message | undefined): Effect[] {
  const message = heldMessage(state, offset) ?? body
  return message === undefined ? [] : messageDocuments(message)
}

function memberDocument(id: string, { state }: Context): Effect[] {
  const member = ownValue(state.own.members, id)
  if (member === undefined) return []
  const until = ownValue(state.moderation.muted, id)?.until
  const body: Member = until === undefined ? member : { ...member, mutedUntil: until }
  return [putDocument('members', id, { order: member.joinedAt, body, text: member.name, person: id })]
}

function auditDocument(event: Pick<LoggedEvent, 'type' | 'data'> & EventMeta): Effect[] {
  const { offset, at } = event
  const shown = showModeration(event as LoggedEvent)
  if (shown === undefined) return []
  const entryOf = audited[shown.type] as ((data: unknown, meta: EventMeta) => AuditEntry) | undefined
  const entry = entryOf?.(shown.data as ModerationEvents[keyof ModerationEvents], { offset, at })
  if (entry === undefined) return []
  return [putDocument('audit', String(offset), { order: offset, body: entry, ...concerning(entry.user ?? entry.by) })]
}

function concerning({ id }: Author): { readonly person?: string } {
  return id === erasedAuthor.id ? {} : { person: id }
}

function mutedChange(event: Extract<LoggedEvent, { type: 'muted' | 'unmuted' }>, context: Context): Effect[] {
  const { id } = event.data.user
  return [...memberDocument(id, context), ...auditDocument(event), ...membership(id, event, context)]
}

// ——— timers

function timerOf(of: 'banned' | 'muted', { id }: Author): string {
  return `${of}/${id}`
}

function timeUp(of: 'banned' | 'muted', user: Author, until: number): Effect {
  return setTimer(timerOf(of, user), until, 'timeUp', { of, user: user.id, until })
}

// ——— other channels

function toPerson<Name extends keyof PersonSystemCommands>(
  id: string,
  command: Name,
  input: PersonSystemCommands[Name],
): Effect {
  return sendCommand(`chat-person/${id}`, command, input)
}

function placeOf({ offset }: EventMeta, { key, state: { shared } }: Context) {
  return { room: key, offset, kind: shared.info?.kind ?? 'public', title: shared.info?.title ?? '' } as const
}

/** Who is in a thread of old is told so: the room's newest messages do not say it for long. */
function follows({ offset, by, thread, mentions }: Message, root: Message | undefined, key: string): Effect[] {
  if (thread === undefined) return []
  const isFirst = root?.replies?.count === 1 && root.by.id !== by.id && root.by.id !== erasedAuthor.id
  return [
    toPerson(by.id, 'follow', { room: key, thread, by: by.id, upTo: offset }),
    ...(isFirst ? [toPerson(root.by.id, 'follow', { room: key, thread, by: by.id, upTo: 0 })] : []),
    ...mentionedIn(thread, by, mentions, key),
  ]
}

function mentionedIn(thread: number, by: Author, mentions: Mentions | undefined, key: string): Effect[] {
  const others = mentions?.people.filter(({ id }) => id !== by.id) ?? []
  return others.map(({ id }) => toPerson(id, 'follow', { room: key, thread, by: by.id, upTo: 0 }))
}

const isJoined = { joined: true } as const

/** What he is here now, told to himself. */
function membership(id: string, meta: EventMeta, context: Context, news: { readonly joined?: true } = {}): Effect[] {
  const { own, shared, moderation } = context.state
  const member = ownValue(own.members, id)
  if (member === undefined) return []
  const other = shared.direct?.people.find((person) => person.id !== id)
  const { role, joinedAt } = member
  const mutedUntil = ownValue(moderation.muted, id)?.until
  const muted = mutedUntil === undefined ? {} : { mutedUntil }
  const more = { ...(other === undefined ? {} : { with: authorOf(other) }), ...muted, ...news }
  return [toPerson(id, 'membership', { ...placeOf(meta, context), role, ...more, at: joinedAt })]
}

function titleNews(meta: EventMeta, context: Context): Effect[] {
  const { shared, own } = context.state
  if (shared.memberCount > maxMembersForTitleNews) return []
  return Object.keys(own.members).flatMap((id) => membership(id, meta, context))
}

function toDirectory<Name extends keyof DirectorySystemCommands>(
  command: Name,
  input: DirectorySystemCommands[Name],
): Effect {
  return sendCommand('chat-directory/rooms', command, input)
}

/** Only public rooms are in the directory, and none that is archived. */
function listing({ offset }: EventMeta, { key, state: { shared } }: Context): Effect[] {
  const { info, memberCount } = shared
  if (info?.kind !== 'public') return []
  if (info.archived) return [toDirectory('unlist', { room: key, offset })]
  const { title, topic } = info
  return [toDirectory('list', { room: key, title, topic, members: memberCount, offset })]
}

/** 0, 1, 2, 3, 5, 10, 20, 50 …: the directory says about how many. */
function listingAtRoundCounts(meta: EventMeta, context: Context): Effect[] {
  const { info, memberCount } = context.state.shared
  const isRound = memberCount === 0 || memberCount === 3 || /^[125]0*$/.test(String(memberCount))
  return isRound && !info?.archived ? listing(meta, context) : []
}
