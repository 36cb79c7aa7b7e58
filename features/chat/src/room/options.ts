import type { Actor } from '@parley/channel'
import type { Author, FileInfo } from '../contract/index.ts'
import * as most from '../contract/limits.ts'
import { lowerLimits } from '../lower-limits.ts'

/** What the hook `check` is shown of a message, or of its new text. */
export interface CheckedMessage {
  /** The room's key. */
  readonly room: string
  readonly by: Author
  readonly text: string
  readonly files: readonly FileInfo[]
  readonly thread?: number
}

export type CheckAnswer = undefined | { readonly refuse: string } | { readonly hold: string }

export interface RoomOptions {
  /** Who may enter a room at all; asked before anything else. Everybody unless given. A room one may not enter answers like none. */
  readonly mayEnter?: (room: string, user: Actor) => boolean
  /**
   * Whether a public room is there although nobody has made it: whoever posts or joins first does. `false`: only rooms that were created.
   * @default true
   */
  readonly openRooms?: boolean
  /** Who is of the app's staff: a moderator in every public and private room, and the one who sees what direct rooms report. Nobody unless given. */
  readonly isModerator?: (user: Actor, room: string) => boolean
  /**
   * Looks at every message, and every new text of one, before it is posted: `undefined` lets it pass; `{ refuse }` refuses it with
   * `chat/rejected` and this sentence; `{ hold }` keeps it for the staff with this reason (an edit it refuses). It answers at once, is pure, and
   * may be asked twice. What it throws, and any other answer, a promise above all, refuses the message with `internal` and is reported.
   */
  readonly check?: (message: CheckedMessage) => CheckAnswer
  /** Lower limits than the defaults. `ERR_CHAT_LIMITS` for one that is higher, or no whole number from 1. */
  readonly limits?: Partial<RoomLimits>
}

/** What an app may lower of what one room holds. */
export interface RoomLimits {
  /** UTF-16 units of one message. @default 4000 */
  readonly maxTextLength: number
  /** @default 20000 */
  readonly maxMembers: number
  /** Of one message. @default 50 */
  readonly maxMentions: number
  /** Of one message. @default 10 */
  readonly maxFilesPerMessage: number
  /** @default 50 */
  readonly maxPins: number
  /** Different emoji on one message. @default 20 */
  readonly maxEmoji: number
  /** Of all people on one message. @default 500 */
  readonly maxReactions: number
}

export type RoomRules = Required<Omit<RoomOptions, 'limits'>> & { readonly limits: RoomLimits }

const { maxTextLength, maxMembers, maxMentions, maxFilesPerMessage, maxPins, maxEmoji, maxReactions } = most
export const roomLimits: RoomLimits = {
  maxTextLength,
  maxMembers,
  maxMentions,
  maxFilesPerMessage,
  maxPins,
  maxEmoji,
  maxReactions,
}

/** Throws `UsageError`: `ERR_CHAT_LIMITS`. */
export function roomRules(options: RoomOptions): RoomRules {
  const { mayEnter = () => true, openRooms = true, isModerator = () => false, check = () => undefined } = options
  return { mayEnter, openRooms, isModerator, check, limits: lowerLimits(roomLimits, options.limits) }
}
