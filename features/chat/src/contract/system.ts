// What the channels of the chat tell each other: commands that only the server itself sends (`systemActor`). From everybody else
// they are refused with `not-allowed`. `offset` is that of the room's event that says so: of two that come, the higher one holds.
import type { ToldOf } from './announced.ts'
import type { FileInfo } from './message.ts'
import type { Author, Role } from './people.ts'
import type { RoomKind } from './room.ts'

/** What `chat-person/<id>` takes from rooms. `room` is a room's key. */
export interface PersonSystemCommands {
  /** He is a member now, or no longer (`role: null`, and `how`). Also tells a new role or title. A member is invited no more. */
  readonly membership: {
    readonly room: string
    readonly offset: number
    readonly kind: RoomKind
    readonly title: string
    readonly role: Role | null
    readonly how?: 'left' | 'kicked' | 'banned'
    /** Of a direct room: the other. */
    readonly with?: Author
    /** When he joined; of one who is out, when he left. Another time of joining: he was out in between. */
    readonly at: number
    /** He has become one by this very event. */
    readonly joined?: boolean
    readonly mutedUntil?: number
  }
  /** A ban from a public room was lifted. */
  readonly letIn: { readonly room: string; readonly offset: number }
  /** He wrote in a thread (`upTo`: his message), began it, or `by` mentioned him there (`upTo` 0). */
  readonly follow: { readonly room: string; readonly thread: number; readonly by: string; readonly upTo: number }
  readonly invited: { readonly room: string; readonly offset: number; readonly by: Author; readonly title: string }
  readonly inviteEnded: { readonly room: string; readonly offset: number }
  /** A message concerns him. `text` is its beginning; `thread` that in which it stands, unless it is in the main list, too. */
  readonly told: {
    readonly room: string
    readonly offset: number
    readonly kind: RoomKind
    readonly title: string
    readonly of: ToldOf
    readonly by: Author
    readonly text: string
    readonly thread?: number
  }
  /** That message is deleted. Nothing to do unless it is the newest of its place that he was told of. */
  readonly untold: { readonly room: string; readonly offset: number; readonly thread?: number }
  /** A message of his waits for the staff (`on`), or no longer: with `rejected` it was turned down, without it was let through. */
  readonly heldNote: {
    readonly room: string
    /** The offset of the room's `held` event: what `release` and `reject` name. */
    readonly held: number
    readonly text: string
    readonly on: boolean
    readonly rejected?: { readonly code: string; readonly message: string }
  }
  /** What came of a `postFor`, by its `id`. */
  readonly outcome: {
    readonly id: string
    readonly room: string
    readonly text: string
    readonly ok: boolean
    readonly code?: string
    readonly message?: string
  }
  /** `by` wants a direct room of this key with the one whose channel it is. */
  readonly askDirect: { readonly room: string; readonly by: Author; readonly with: Author }
  /** It does not come about. Why is not said: who is blocked is not to know. */
  readonly directRefused: { readonly room: string; readonly with: Author }
  /** Its time has come. */
  readonly dueScheduled: { readonly id: string }
}

/** What `chat-directory/rooms` takes from public rooms. */
export interface DirectorySystemCommands {
  readonly list: {
    readonly room: string
    readonly title: string
    readonly topic: string
    readonly members: number
    readonly offset: number
  }
  readonly unlist: { readonly room: string; readonly offset: number }
}

/** What `chat/<room>` takes from people's channels and from the server. */
export interface RoomSystemCommands {
  /** A message whose time has come. Decided as if `by` had posted it now; `outcome` tells him what came of it. */
  readonly postFor: {
    /** Becomes the message's id. */
    readonly id: string
    readonly by: Author
    readonly text: string
    readonly thread?: number
  }
  /** Above the room's end it counts as its end; it never moves back. */
  readonly receipt: { readonly user: Author; readonly upTo: number }
  /** Only in a key `dm-…`. Nothing to do if the room is there. */
  readonly createDirect: { readonly people: readonly [Author, Author] }
  /** `by` has blocked the other of a direct room, or no longer. `offset` is that of his channel's event: of two, the higher one holds. */
  readonly setBlocked: { readonly by: Author; readonly on: boolean; readonly offset: number }
  /** He does not want the invitation that came with the event `invite` of this room. */
  readonly declined: { readonly user: string; readonly invite: number }
  /** His list of rooms is full: who became a member at `joinedAt` is none. */
  readonly listFull: { readonly user: string; readonly joinedAt: number }
  /** Somebody stored a file for a message of his in this room. Refused with `not-allowed` if he may not post there. */
  readonly uploaded: { readonly by: Author; readonly file: FileInfo }
  /** Files that were never named by a message and are stored no more. */
  readonly uploadGone: { readonly ids: readonly string[] }
}
