// The log of a channel `chat/<room>`: what its views show of these is in `show.ts`, what erasing a person makes of them in `erase.ts`.
import type { Author, FileInfo, Mentions, Message, Posted, RoomEvents } from '../contract/index.ts'

/** What somebody wrote, ready to be posted. */
export interface PostContent {
  readonly id: string
  readonly by: Author
  readonly text: string
  readonly mentions?: Mentions
  readonly reply?: { readonly offset: number; readonly by: Author }
  readonly thread?: number
  readonly inRoom?: true
  readonly files?: readonly FileInfo[]
}

/** The whole message after the event, where the state does not hold it: for its documents. */
interface WithBody {
  readonly body?: Message
}

export interface LoggedEvents {
  readonly created: RoomEvents['created']
  readonly updated: RoomEvents['updated']
  readonly joined: RoomEvents['joined']
  readonly left: RoomEvents['left'] & { readonly by?: Author; readonly note?: string }
  readonly roleChanged: RoomEvents['roleChanged']
  readonly renamed: RoomEvents['renamed']
  /** `root`: as `body`, of the first message of its thread. `scheduled`: it was posted by a `postFor`. */
  readonly posted: Posted & { readonly root?: Message; readonly scheduled?: true }
  readonly edited: RoomEvents['edited'] &
    WithBody & {
      readonly by: Author
      /** The texts before, oldest first. */
      readonly versions: readonly { readonly text: string; readonly at: number }[]
    }
  readonly deleted: RoomEvents['deleted'] &
    WithBody & {
      readonly by: Author
      readonly user: Author
      readonly note: string
      /** Ids of the files that go with it. */
      readonly files?: readonly string[]
      /** Whom it concerned: what they were told of it is taken back. */
      readonly mentions?: Mentions
      readonly reply?: Message['reply']
    }
  readonly reacted: RoomEvents['reacted'] & WithBody
  /** `user`: who wrote the message. */
  readonly pinned: RoomEvents['pinned'] & { readonly user: Author }
  readonly unpinned: RoomEvents['unpinned']
  readonly receipt: RoomEvents['receipt']
  /** `since`: the offset of the event in that person's channel that says so. */
  readonly blockChanged: RoomEvents['blockChanged'] & { readonly since: number }
  /** A direct room that does not come about: one of the two may not enter it. */
  readonly directRefused: { readonly by: Author; readonly with: Author }
  readonly invited: { readonly user: Author; readonly by: Author }
  readonly inviteEnded: { readonly user: Author; readonly by: Author; readonly how: 'withdrawn' | 'declined' }
  readonly banned: { readonly user: Author; readonly by: Author; readonly until?: number; readonly reason?: string }
  readonly unbanned: { readonly user: Author; readonly by: Author }
  readonly muted: { readonly user: Author; readonly by: Author; readonly until: number; readonly reason?: string }
  readonly unmuted: { readonly user: Author; readonly by: Author }
  readonly reported: {
    readonly message: { readonly offset: number; readonly by: Author; readonly text: string }
    readonly by: Author
    readonly reason: string
  }
  readonly resolved: { readonly report: number; readonly by: Author; readonly user: Author; readonly note?: string }
  readonly held: { readonly post: PostContent; readonly reason: string; readonly scheduled?: true }
  readonly released: { readonly held: number; readonly by: Author; readonly user: Author; readonly text: string }
  readonly rejected: {
    readonly held: number
    readonly by: Author
    readonly user: Author
    readonly text: string
    readonly note?: string
    /** The files that go with it. */
    readonly files?: readonly string[]
  }
  readonly uploaded: { readonly by: Author; readonly file: FileInfo }
  readonly uploadsGone: { readonly ids: readonly string[] }
  /** A `postFor` that was refused: its author is told. */
  readonly postForRefused: {
    readonly id: string
    readonly by: Author
    readonly text: string
    readonly code: string
    readonly message: string
  }
  /** What concerned only somebody who was erased. */
  readonly erased: Readonly<Record<never, never>>
}
