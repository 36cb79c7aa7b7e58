// The channels `chat-person/<user id>`: what belongs to one person on all devices. View `person`, for that person alone.
import type { Author, Role } from './people.ts'
import type { RoomKind } from './room.ts'

export interface Person {
  /** Rooms he is a member of, by key. */
  rooms: { [room: string]: OwnRoom }
  invites: { [room: string]: { readonly by: Author; readonly title: string; readonly at: number } }
  /** How far he has read each room's main list, by key. */
  read: { [room: string]: number }
  /** How far he has read a thread, by `threadKey(room, thread)`. Threads that he follows: wrote in, began, was mentioned in. */
  threads: { [thread: string]: number }
  drafts: { [place: string]: Draft }
  /** Rooms that do not count for his badge. */
  mutedRooms: { [room: string]: true }
  blocked: { [id: string]: Author }
  scheduled: { [id: string]: Scheduled }
  /** His messages that wait for the staff of a room, by `<room>/<offset>`. */
  held: { [message: string]: { readonly room: string; readonly text: string; readonly at: number } }
  /** What came of something he is to be told: a scheduled message that could not be sent, a held one that was rejected. */
  failures: Failure[]
}

export interface OwnRoom {
  readonly kind: RoomKind
  readonly title: string
  readonly role: Role
  readonly joinedAt: number
  /** The room's offset when he joined: what came before is not unread. */
  readonly since: number
  /** Of a direct room. */
  readonly with?: Author
  /** Muted there by the staff until then, by the server's clock; it may have passed. */
  readonly mutedUntil?: number
}

export interface Draft {
  readonly text: string
  readonly reply?: number
  readonly at: number
}

export interface Scheduled {
  readonly room: string
  readonly text: string
  readonly thread?: number
  /** When it will be posted, in milliseconds since 1970. */
  readonly at: number
}

export interface Failure {
  /** Of a scheduled message its id, of a rejected one `<room>/<offset>`, of a room that one could not be in its key. */
  readonly id: string
  readonly kind: 'scheduled' | 'rejected' | 'direct' | 'join'
  readonly room: string
  /** The message's; of a direct room the other's name, of another its title. */
  readonly text: string
  readonly code: string
  readonly message: string
  readonly at: number
}

/** The key of a thread in `Person.threads`, and of a draft in a thread in `Person.drafts`; a draft of the main list has the room's. */
export function threadKey(room: string, thread: number): string {
  return `${room}/${thread}`
}

export interface PersonCommands {
  /** "Up to here". Never moves back: the farthest of all devices counts. With `tell` the room's members may see it. */
  readonly read: { readonly room: string; readonly upTo: number; readonly thread?: number; readonly tell?: boolean }
  /** Everything from that message on is unread again. */
  readonly markUnread: { readonly room: string; readonly from: number; readonly thread?: number }
  /** An empty text drops the draft. */
  readonly draft: { readonly room: string; readonly thread?: number; readonly text: string; readonly reply?: number }
  readonly muteRoom: { readonly room: string; readonly on: boolean }
  readonly block: { readonly user: Author; readonly on: boolean }
  /** Opens a direct room with somebody; it appears among `rooms` (`with`), or a `failure` says why not. */
  readonly direct: { readonly with: Author }
  readonly schedule: { readonly room: string; readonly text: string; readonly thread?: number; readonly at: number }
  readonly cancelScheduled: { readonly id: string }
  readonly declineInvite: { readonly room: string }
  readonly dismiss: { readonly id: string }
}

/** Each event says what became of one part; the fold sets or removes it. */
export interface PersonEvents {
  readonly roomJoined: { readonly room: string } & OwnRoom
  readonly roomLeft: { readonly room: string; readonly how: 'left' | 'kicked' | 'banned' }
  readonly roomChanged: {
    readonly room: string
    readonly title?: string
    readonly role?: Role
    readonly with?: Author
    /** `null`: no longer. */
    readonly mutedUntil?: number | null
  }
  /** A public room that he was banned from is open to him again. */
  readonly letIn: { readonly room: string }
  readonly invited: { readonly room: string; readonly by: Author; readonly title: string }
  readonly inviteEnded: { readonly room: string }
  readonly read: {
    readonly room: string
    readonly upTo: number
    readonly thread?: number
    readonly tell?: true
    readonly user: Author
  }
  readonly markedUnread: { readonly room: string; readonly upTo: number; readonly thread?: number }
  /** He is in that thread now: he wrote there (and has read as far), began it, or was mentioned there. */
  readonly followed: { readonly room: string; readonly thread: number; readonly upTo: number }
  /** One that he read longest ago, where there are too many. `thread`: its `threadKey`. */
  readonly unfollowed: { readonly thread: string }
  readonly drafted: { readonly place: string; readonly text: string; readonly reply?: number }
  readonly roomMuted: { readonly room: string; readonly on: boolean }
  readonly blocked: { readonly user: Author; readonly on: boolean }
  readonly directAsked: { readonly room: string; readonly by: Author; readonly with: Author }
  readonly directAgreed: { readonly room: string; readonly by: Author; readonly with: Author }
  readonly scheduled: { readonly id: string; readonly by: Author } & Scheduled
  readonly scheduledEnded: { readonly id: string; readonly how: 'cancelled' | 'sent' }
  readonly failed: Omit<Failure, 'at'>
  readonly dismissed: { readonly id: string }
  readonly heldChanged: { readonly room: string; readonly held: number; readonly text: string; readonly on: boolean }
}
