import type { TroubleTexts } from '@parley/elements'
import type { EmojiGroup } from '../emoji/emoji.ts'
import type { AppTexts } from './app-texts.ts'

/** Everything the chat says, in one language. `en.ts` and `ko.ts` fill it; a test holds their keys together. */
export interface Catalogue extends RoomTexts, MessageTexts, WritingTexts, AppTexts {
  /** The connection, and why something was refused. */
  readonly trouble: TroubleTexts
}

/** The room around its messages. */
export interface RoomTexts {
  readonly messages: (room: string) => string
  readonly today: string
  readonly yesterday: string
  readonly you: string
  readonly guest: string
  readonly others: (count: number) => string
  readonly typing: (names: readonly string[], more: number) => string
  readonly newMessages: (count: number) => string
  readonly newLine: string
  readonly toNewest: string
  readonly toUnread: string
  readonly here: (count: number) => string
  readonly whoIsHere: string
  readonly morePeople: (count: number) => string
  readonly loading: string
  readonly partFailed: string
  readonly loadingOlder: string
  readonly olderFailed: string
  readonly newerFailed: string
  readonly start: string
  readonly emptyTitle: string
  readonly emptyText: string
  readonly thread: string
  readonly threadMessages: string
  readonly threadStart: string
  readonly searchMessages: string
  readonly searchHint: string
  readonly nothingFound: (words: string) => string
  readonly foundCount: (count: number) => string
  readonly showMore: string
  readonly pins: string
  readonly pinCount: (count: number) => string
  readonly noPins: string
  readonly pinnedBy: (name: string) => string
  readonly files: string
  readonly close: string
  readonly cancel: string
}

/** One message and what can be done with it. */
export interface MessageTexts {
  readonly sending: string
  readonly waiting: string
  readonly notSent: string
  readonly held: string
  readonly retry: string
  readonly edit: string
  readonly remove: string
  readonly edited: string
  readonly editHistory: string
  readonly currentVersion: string
  readonly deleted: string
  readonly deletedByStaff: string
  readonly blockedMessage: string
  readonly show: string
  readonly quoteGone: string
  readonly inReplyTo: (name: string, text: string) => string
  readonly reactions: string
  readonly whoReacted: string
  readonly noReactions: string
  readonly andMore: (count: number) => string
  readonly peopleCount: (count: number) => string
  readonly reaction: (emoji: string, count: number, who: string) => string
  readonly addReaction: string
  readonly replies: (count: number) => string
  readonly lastReply: (when: string) => string
  readonly fromThread: string
  readonly seenBy: (who: string) => string
  readonly pinned: string
  readonly openPicture: (name: string) => string
  readonly download: string
  readonly messageActions: string
  readonly more: string
  readonly reply: string
  readonly openThread: string
  readonly editMessage: string
  readonly copyText: string
  readonly copyLink: string
  readonly copied: string
  readonly notCopied: string
  readonly pin: string
  readonly unpin: string
  readonly markUnread: string
  readonly report: string
  readonly reportText: string
  readonly reportReason: string
  readonly reportNow: string
  readonly reported: string
  readonly block: (name: string) => string
  readonly deleteMessage: string
  readonly deleteAsk: string
  readonly deleteNow: string
  readonly reasonOptional: string
  readonly noSuchMessage: string
}

/** Where a message is written. */
export interface WritingTexts {
  readonly placeholder: (room: string) => string
  readonly threadPlaceholder: string
  readonly composer: string
  readonly send: string
  readonly save: string
  readonly composerHint: string
  readonly charactersLeft: (count: number) => string
  readonly charactersOver: (count: number) => string
  readonly editing: string
  readonly replyingTo: (name: string) => string
  readonly mentionSomebody: string
  readonly everybody: string
  readonly chooseEmoji: string
  readonly searchEmoji: string
  readonly noEmoji: string
  readonly emojiGroups: Readonly<Record<EmojiGroup, string>>
  readonly attach: string
  readonly attachedFiles: string
  readonly uploading: (name: string) => string
  readonly removeFile: (name: string) => string
  readonly tooManyFiles: string
  readonly dropFiles: string
  readonly schedule: string
  readonly scheduled: (count: number) => string
  readonly isScheduled: string
  readonly nothingScheduled: string
  readonly cancelScheduled: string
  readonly inAnHour: string
  readonly tomorrow: string
  readonly nextMonday: string
  readonly sendAt: string
  readonly timeIsPast: string
  readonly slowMode: (left: string) => string
  readonly mutedUntil: (when: string) => string
  readonly archived: string
  readonly blocked: string
  readonly readOnly: string
}

/** The codes that mean something of their own to somebody who writes a message; the others are the platform's (`platformReasons`). */
export const chatReasons = [
  'unknown-channel',
  'invalid-input',
  'client/too-large',
  'client/outbox-full',
  'too-many-pending',
  'store-full',
  'chat/empty',
  'chat/exists',
  'chat/bad-time',
  'chat/archived',
  'chat/muted',
  'chat/slow-mode',
  'chat/no-message',
  'chat/not-yours',
  'chat/deleted',
  'chat/may-not-mention-room',
  'chat/too-many-reactions',
  'chat/too-many-pins',
  'chat/no-file',
  'chat/no-member',
  'chat/last-owner',
  'chat/full',
  'chat/blocked',
  'chat/too-late',
  'chat/too-many',
] as const

export type ChatReasons = Readonly<Record<(typeof chatReasons)[number], string>>
