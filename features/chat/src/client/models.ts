// What programs and elements see of the chat: interfaces only, so that an element can be shown without a network. Each model grows in
// place; `onChange` says that something of it is different. Lists are new arrays whenever they change.

import type { Failing, Model } from '@parley/elements/models'
import type { ListedRoom } from '../contract/directory.ts'
import type { EditHistory, FileInfo, Message } from '../contract/message.ts'
import type { Author, Member, Role } from '../contract/people.ts'
import type { Failure, Scheduled } from '../contract/person.ts'
import type { Invite, Moderation, Pin, RoomCommands, RoomInfo, RoomKind } from '../contract/room.ts'
import type { Standing } from '../room/permissions.ts'

/** A model that is let go of when nobody looks at it any more. */
export interface OpenModel extends Model {
  close(): void
}

/** A message of ours that the room does not show yet. Its `id` will be the message's. With a `failure` it waits for `retry` or `discard`. */
export interface PendingMessage {
  readonly id: string
  readonly text: string
  readonly createdAt: number
  readonly reply?: number | undefined
  readonly thread?: number | undefined
  readonly files?: readonly FileInfo[] | undefined
  readonly failure?: Failing | undefined
}

/** What there is beyond an end of what is loaded, and what came of asking for it. */
export type EndStatus = 'more' | 'loading' | 'failed' | 'end'

export interface Draft {
  readonly text: string
  readonly reply?: number | undefined
}

export interface NewPost {
  readonly text: string
  readonly reply?: number | undefined
  readonly inRoom?: boolean | undefined
  readonly files?: readonly FileInfo[] | undefined
  /** Those whom the author picked; whom the text does not name any more is left out. */
  readonly mentions?: readonly Pick<Author, 'id' | 'name'>[] | undefined
}

/** A list of messages with a composer: the main list of a room, or a thread. */
export interface MessageListModel extends OpenModel {
  /** Oldest first, without holes. */
  readonly messages: readonly Message[]
  readonly pending: readonly PendingMessage[]
  readonly older: EndStatus
  /** `end`: what is loaded goes up to the newest. */
  readonly newer: EndStatus
  readonly typists: readonly Author[]
  /** The farthest offset that I have read on any device. */
  readonly readUpTo: number
  /** As it stands on all of my devices. It does not change under the one who types: a draft of another device comes while ours is empty. */
  readonly draft: Draft
  loadOlder(): Promise<void>
  loadNewer(): Promise<void>
  /** Loads what is around a message. `false`: there is no such message for us. */
  jumpTo(offset: number): Promise<boolean>
  /** Back to the newest. */
  jumpToEnd(): void
  /** Lets go of what is far from the end that is being looked at. */
  trim(keep: number): void
  /** The id, or `undefined` when there is nothing to say or too much. What becomes of it is in `pending`. */
  post(post: NewPost): string | undefined
  retry(id: string): void
  discard(id: string): void
  /** To be called on every change of what is being written. */
  drafted(draft: Draft): void
  /** We have seen everything up to there. Only what stands in `messages` counts, and never while the window is away from the end. */
  markRead(upTo: number): void
  markUnread(from: number): void
}

export type RoomStatus = 'opening' | 'open' | 'refused' | 'closed'

export interface RoomModel extends MessageListModel {
  readonly key: string
  readonly status: RoomStatus
  readonly refusal: Failing | undefined
  readonly info: RoomInfo | undefined
  readonly me: (Author & { readonly role: Role | undefined }) | undefined
  /** What I am to the room: `may` is by it. `outsider` until the server has said who I am. */
  readonly standing: Standing
  /** The staff has muted me until then, in milliseconds since 1970; `undefined`: I am not, or no longer, or am of the staff. */
  readonly mutedUntil: number | undefined
  readonly memberCount: number
  readonly staff: readonly (Author & { readonly role: Role })[]
  readonly pins: readonly Pin[]
  /** Others who have read up to that message and no newer one, at most 100; `undefined` where receipts are off. */
  readersOf(offset: number): readonly Pick<Author, 'id' | 'name'>[] | undefined
  readonly presence: { readonly count: number; readonly people: readonly Author[] }
  readonly unread: Unread
  /** In a direct room: the other, and whether one of us has blocked the other. */
  readonly direct: { readonly with: Author; readonly isBlocked: boolean } | undefined
  /** Whether our role lets us, as the table of permissions says; an edit or a deletion: of that message. */
  may(command: keyof RoomCommands, message?: Message): boolean
  /** Messages of ours that wait for the staff. */
  readonly held: readonly { readonly text: string; readonly at: number }[]

  edit(offset: number, text: string, mentions?: readonly Pick<Author, 'id' | 'name'>[]): Promise<void>
  delete(offset: number, reason?: string): Promise<void>
  react(offset: number, emoji: string, on: boolean): Promise<void>
  pin(offset: number, on: boolean): Promise<void>
  report(offset: number, reason: string): Promise<void>
  editHistory(offset: number): Promise<EditHistory['versions']>
  /** One message, also from long ago: for the quote of a reply. From memory where it is loaded. */
  message(offset: number): Promise<Message | undefined>
  search(words: string, before?: Found['next']): Promise<Found>
  members(query?: { readonly words?: string; readonly before?: MemberPage['next'] }): Promise<MemberPage>
  /** Invitations that nobody has taken up: my own, the newest first. The staff finds all of them in `moderation().state`. */
  invites(): Promise<readonly Invite[]>
  thread(root: number): MessageListModel
  moderation(): ModerationModel
  /** Uploads a file to this room; `progress` from 0 to 1. Rejects with a `Failing`. */
  upload(
    file: File,
    options?: { readonly progress?: (part: number) => void; readonly signal?: AbortSignal },
  ): Promise<FileInfo>
  fileUrl(file: FileInfo): string
  /** Any command of the table: `run('invite', { user })`. Rejects with a `Failing`. */
  run<Name extends keyof RoomCommands>(command: Name, input: RoomCommands[Name]): Promise<void>
}

export interface Found {
  readonly messages: readonly Message[]
  readonly next: { readonly order: number; readonly id: string } | undefined
}

export interface MemberPage {
  readonly members: readonly Member[]
  readonly next: { readonly order: number; readonly id: string } | undefined
}

/** Derived from the room's newest messages and how far we have read, never counted apart. */
export interface Unread {
  /** Of the main list. Own messages, deleted ones and those of people we blocked do not count. */
  readonly count: number
  /** Those that mention me or everybody, threads included. */
  readonly mentions: number
  /** Threads I follow that have something new, by their first message. */
  readonly threads: readonly number[]
  /** There may be more than we know of: show "99+". */
  readonly isAtLeast: boolean
  /** The first that counts, for the line "new" in the list. */
  readonly first: number | undefined
}

export interface ModerationModel extends OpenModel {
  readonly status: RoomStatus
  readonly state: Moderation
}

/** A room in the list of rooms. */
export interface RoomItem {
  readonly key: string
  readonly title: string
  readonly kind: RoomKind
  readonly with: Author | undefined
  readonly role: Role | undefined
  readonly unread: Unread
  readonly isMuted: boolean
  /** The staff has muted me there until then; `undefined`: not, or no longer. */
  readonly mutedUntil: number | undefined
  readonly last: { readonly by: Author; readonly text: string; readonly at: number } | undefined
  readonly hasDraft: boolean
  /** Commands of ours that this room has not taken yet; failed ones among them. */
  readonly pending: number
  readonly failed: number
}

/** All that is mine: my rooms, what I have not read, what I am writing. */
export interface PersonModel extends OpenModel {
  readonly status: RoomStatus
  readonly me: Author | undefined
  /** Those with something new first, then by the newest message. */
  readonly rooms: readonly RoomItem[]
  /** Over all rooms that are not muted. */
  readonly unread: { readonly count: number; readonly mentions: number }
  readonly invites: readonly {
    readonly room: string
    readonly title: string
    readonly by: Author
    readonly at: number
  }[]
  readonly scheduled: readonly (Scheduled & { readonly id: string })[]
  readonly failures: readonly Failure[]
  readonly blocked: readonly Author[]
  room(key: string): RoomModel
  /** Resolves with the room's key. Rejects with a `Failing`. */
  create(room: {
    readonly kind: 'public' | 'private'
    readonly title: string
    readonly topic?: string
  }): Promise<string>
  join(room: string): Promise<void>
  leave(room: string): Promise<void>
  decline(room: string): Promise<void>
  /** Resolves with the key of the direct room once it is among `rooms`. */
  direct(user: Author): Promise<string>
  block(user: Author, on: boolean): Promise<void>
  muteRoom(room: string, on: boolean): Promise<void>
  schedule(message: Scheduled): Promise<void>
  cancelScheduled(id: string): Promise<void>
  dismiss(id: string): Promise<void>
}

export interface DirectoryModel extends OpenModel {
  readonly status: RoomStatus
  readonly rooms: readonly (ListedRoom & { readonly key: string })[]
  readonly count: number
  search(words: string): Promise<readonly (ListedRoom & { readonly key: string })[]>
}
