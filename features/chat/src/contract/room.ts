// The channels `chat/<room>`, as their views show them: shapes only. PROTOCOL.md#chat tells the rules.
import type { FileInfo, Mentions, Message } from './message.ts'
import type { Author, Role } from './people.ts'

/**
 * `public`: everybody may see it and joins by posting. `private`: members only; its key begins with `p-`. `direct`: two people; its
 * key begins with `dm-`. Keys of those two kinds are never made by merely opening them, and whoever may not see such a room
 * is answered as if there were none.
 */
export type RoomKind = 'public' | 'private' | 'direct'

export interface RoomInfo {
  readonly kind: RoomKind
  readonly title: string
  readonly topic: string
  /** 0: off. */
  readonly slowModeMs: number
  readonly createdAt: number
  /** No more posts; it can be read. */
  readonly archived?: true
}

/** The view `room`. */
export interface Room {
  /** Missing as long as nothing has happened in a public room. */
  info?: RoomInfo
  memberCount: number
  /** Owners and moderators by id. */
  staff: { [id: string]: { readonly name: string; readonly role: 'owner' | 'moderator' } }
  /** The newest `maxMessages` of the main list, oldest first. */
  messages: Message[]
  /** The newest `maxRecent` messages that count as unread for those who have not read them, oldest first. */
  recent: Entry[]
  /** There may be older ones that count, up to this offset. Missing: `recent` has all. */
  recentAfter?: number
  /** The newest last. */
  pins: Pin[]
  /** How far members have read, by id; missing where there are more than `maxMembersForReceipts`. */
  receipts?: { [id: string]: { readonly name: string; readonly upTo: number } }
  /** Of a direct room: the two, and which of them has blocked the other. */
  direct?: { readonly people: readonly Author[]; readonly blockedBy: readonly string[] }
}

/** All that counting needs to know of a message. */
export interface Entry {
  readonly offset: number
  /** The author's id. */
  readonly by: string
  /** There for what stands in a thread only. */
  readonly thread?: number
  /** Ids of those whom it mentions. */
  readonly people?: readonly string[]
  /** It mentions everybody. */
  readonly room?: true
}

export interface Pin {
  readonly offset: number
  readonly by: Author
  /** The beginning of its text, at most 200 units. */
  readonly text: string
}

/** The view `unread`: the least that a list of rooms needs. The same events as the view `room`, fewer of them. */
export interface RoomSummary {
  info?: RoomInfo
  recent: Entry[]
  /** There may be older ones that count, up to this offset. Missing: `recent` has all. */
  recentAfter?: number
  /** The newest message of the main list. */
  last?: { readonly offset: number; readonly by: Author; readonly text: string; readonly at: number }
}

/** What the view `room` shows of each event. `by` is who did it. */
export interface RoomEvents {
  readonly created: {
    readonly kind: RoomKind
    readonly title: string
    readonly by?: Author
    readonly people?: readonly Author[]
  }
  readonly updated: { readonly by: Author } & Partial<Pick<RoomInfo, 'title' | 'topic' | 'slowModeMs'>> & {
      readonly archived?: boolean
    }
  readonly joined: { readonly user: Author; readonly role: Role }
  readonly left: { readonly user: Author; readonly how: 'left' | 'kicked' | 'banned' }
  readonly roleChanged: { readonly user: Author; readonly role: Role; readonly by: Author }
  /** A member goes by another name now. */
  readonly renamed: { readonly user: Author }
  readonly posted: Posted
  readonly edited: {
    readonly offset: number
    readonly thread?: number
    readonly text: string
    readonly mentions?: Mentions
  }
  readonly deleted: { readonly offset: number; readonly thread?: number; readonly as: 'by-author' | 'by-staff' }
  readonly reacted: {
    readonly offset: number
    readonly thread?: number
    readonly emoji: string
    readonly user: string
    readonly on: boolean
  }
  readonly pinned: { readonly offset: number; readonly by: Author; readonly text: string }
  readonly unpinned: { readonly offset: number; readonly by: Author }
  readonly receipt: { readonly user: Author; readonly upTo: number }
  readonly blockChanged: { readonly user: string; readonly on: boolean }
}

/** What the view `unread` shows: of texts the beginning (`maxSnippetLength`), of files nothing. */
export type SummaryEvents = Pick<RoomEvents, 'created' | 'updated' | 'posted' | 'edited' | 'deleted'>

export interface Posted {
  readonly id: string
  readonly by: Author
  readonly text: string
  readonly mentions?: Mentions
  readonly reply?: { readonly offset: number; readonly by: Author }
  readonly thread?: number
  readonly inRoom?: true
  readonly files?: readonly FileInfo[]
  /** Its text was taken back before this reader heard of it: the `deleted` follows. */
  readonly gone?: true
  /** Its author was erased: `by` is nobody, and nothing follows. */
  readonly erased?: true
}

/** What people ask of a room. Who may what: `room/permissions.ts`. */
export interface RoomCommands {
  /** Makes the room; the maker is its owner. Only where nothing has happened yet. `private` wants a key `p-…`, `public` another. */
  readonly create: { readonly kind: 'public' | 'private'; readonly title?: string; readonly topic?: string }
  readonly update: {
    readonly title?: string
    readonly topic?: string
    readonly slowModeMs?: number
    readonly archived?: boolean
  }
  readonly join: Readonly<Record<never, never>>
  readonly leave: Readonly<Record<never, never>>
  readonly invite: { readonly user: Author }
  /** Takes an invitation back: who invited, or the staff. */
  readonly withdraw: { readonly user: string }
  readonly kick: { readonly user: string; readonly reason?: string }
  /** Without `until` for good. Who is banned is out at once and does not come back. */
  readonly ban: { readonly user: Author; readonly until?: number; readonly reason?: string }
  readonly unban: { readonly user: string }
  readonly mute: { readonly user: string; readonly until: number; readonly reason?: string }
  readonly unmute: { readonly user: string }
  readonly setRole: { readonly user: string; readonly role: Role }
  readonly post: {
    readonly text: string
    readonly mentions?: { readonly people?: readonly string[]; readonly room?: boolean }
    readonly reply?: number
    readonly thread?: number
    readonly inRoom?: boolean
    /** Ids of files that this person uploaded to this room. */
    readonly files?: readonly string[]
  }
  readonly edit: {
    readonly offset: number
    readonly text: string
    readonly mentions?: { readonly people?: readonly string[]; readonly room?: boolean }
  }
  /** By its author, or by the staff. */
  readonly delete: { readonly offset: number; readonly reason?: string }
  readonly react: { readonly offset: number; readonly emoji: string; readonly on: boolean }
  readonly pin: { readonly offset: number }
  readonly unpin: { readonly offset: number }
  readonly report: { readonly offset: number; readonly reason: string }
  /** Of a report: it is done with. */
  readonly resolve: { readonly report: number; readonly note?: string }
  /** Of a message that the hook held: let it through, or not. */
  readonly release: { readonly held: number }
  readonly reject: { readonly held: number; readonly reason?: string }
}

/** The view `moderation`, for the staff: what has to be decided, and what was (newest 100; all in the collection `audit`). */
export interface Moderation {
  reports: Report[]
  held: Held[]
  audit: AuditEntry[]
  banned: { [id: string]: { readonly user: Author; readonly until?: number; readonly reason?: string } }
  muted: { [id: string]: { readonly user: Author; readonly until: number } }
  /** Invitations that nobody has taken up. Missing where a room has had none since this was kept. */
  invites?: { [id: string]: Invite }
}

/** An invitation, in `Moderation` and in the collection `invites`, which shows everybody his own. */
export interface Invite {
  readonly user: Author
  readonly by: Author
  readonly at: number
}

export interface Report {
  /** The offset of the report itself: what `resolve` names. */
  readonly report: number
  readonly message: { readonly offset: number; readonly by: Author; readonly text: string }
  readonly by: Author
  readonly reason: string
  readonly at: number
}

export interface Held {
  /** What `release` and `reject` name. */
  readonly held: number
  readonly by: Author
  readonly text: string
  readonly reason: string
  readonly at: number
}

export interface AuditEntry {
  readonly offset: number
  readonly at: number
  readonly by: Author
  readonly what:
    | 'updated'
    | 'kicked'
    | 'banned'
    | 'unbanned'
    | 'muted'
    | 'unmuted'
    | 'role'
    | 'deleted'
    | 'released'
    | 'rejected'
    | 'resolved'
    | 'invited'
    | 'withdrawn'
    | 'declined'
  readonly user?: Author
  /** What was said with it: a reason, the new role, the deleted text. */
  readonly note?: string
}

/** What the view `moderation` shows of each event. `by` is who did it; `system` where the time was up. */
export interface ModerationEvents {
  readonly updated: { readonly by: Author; readonly note: string }
  readonly left: { readonly user: Author; readonly by: Author; readonly note?: string }
  readonly banned: { readonly user: Author; readonly by: Author; readonly until?: number; readonly reason?: string }
  readonly unbanned: { readonly user: Author; readonly by: Author }
  readonly muted: { readonly user: Author; readonly by: Author; readonly until: number; readonly reason?: string }
  readonly unmuted: { readonly user: Author; readonly by: Author }
  readonly roleChanged: { readonly user: Author; readonly by: Author; readonly role: Role }
  readonly deleted: { readonly user: Author; readonly by: Author; readonly note: string }
  readonly invited: { readonly user: Author; readonly by: Author }
  /** Whoever was invited is no longer. */
  readonly joined: { readonly user: Author }
  readonly inviteEnded: { readonly user: Author; readonly by: Author; readonly how: 'withdrawn' | 'declined' }
  readonly reported: {
    readonly message: Report['message']
    readonly by: Author
    readonly reason: string
  }
  readonly resolved: { readonly report: number; readonly by: Author; readonly user: Author; readonly note?: string }
  readonly held: { readonly by: Author; readonly text: string; readonly reason: string }
  readonly released: { readonly held: number; readonly by: Author; readonly user: Author }
  readonly rejected: { readonly held: number; readonly by: Author; readonly user: Author; readonly note?: string }
}

export interface RoomSignals {
  readonly typing: { readonly typing: boolean; readonly thread?: number }
}
