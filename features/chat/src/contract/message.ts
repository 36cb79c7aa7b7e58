import type { FileInfo } from '@parley/files/client'
import type { Author } from './people.ts'

export type { FileInfo }

/** A message, as the state of a room and the documents of the collections `messages` and `thread/<offset>` show it. */
export interface Message {
  /** Its place in the room, and what it is known by in commands. */
  readonly offset: number
  /** The id of the command that posted it: its author chose it, so it is unique only together with `by.id`. */
  readonly id: string
  readonly by: Author
  /** Markdown of the safe subset; empty when it was deleted, or is only files. */
  readonly text: string
  /** The server's clock, in milliseconds since 1970. */
  readonly at: number
  readonly editedAt?: number
  /** A tombstone: text, files, reactions and mentions are gone. */
  readonly deleted?: 'by-author' | 'by-staff'
  /** The message it answers. Its text is looked up, so that a deleted one is not quoted. */
  readonly reply?: { readonly offset: number; readonly by: Author }
  /** The first message of the thread it stands in. Not in the main list, unless `inRoom`. */
  readonly thread?: number
  readonly inRoom?: true
  /** Of the first message of a thread: what stands in it. */
  readonly replies?: Replies
  readonly reactions?: readonly Reaction[]
  readonly mentions?: Mentions
  readonly files?: readonly FileInfo[]
}

export interface Replies {
  readonly count: number
  readonly lastOffset: number
  readonly lastAt: number
  /** The last few who wrote there, the newest last. At most 3. */
  readonly people: readonly Author[]
}

export interface Reaction {
  readonly emoji: string
  /** Ids of those who reacted, in order. */
  readonly by: readonly string[]
}

export interface Mentions {
  /** Members; the text names each as `@name`. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** `@room`: everybody who is a member. */
  readonly room?: true
}

/** An earlier text of an edited message: the collection `edits`, id = the message's offset, body `{ versions }`, oldest first. */
export interface EditHistory {
  readonly versions: readonly { readonly text: string; readonly at: number }[]
}
