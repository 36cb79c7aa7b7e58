import type { Feature } from '@parley/channel'
import { type FileOptions, featureFiles } from '@parley/files'
import { chatAnnounces } from './contract/announced.ts'
import { directoryChannel } from './directory/channel.ts'
import { type Bot, botKeys } from './http/bots.ts'
import { chatFetch } from './http/chat-fetch.ts'
import { chatFiles } from './http/chat-files.ts'
import { personChannel } from './person/channel.ts'
import type { PersonLimits, PersonOptions } from './person/options.ts'
import { chatChannel } from './room/channel.ts'
import { type RoomLimits, type RoomOptions, roomLimits } from './room/options.ts'

export type { FileOptions, FilePage, FileStore, ListedFile, OpenedFile, StoredInfo } from '@parley/files'
export { diskFiles } from '@parley/files'
export { directoryChannel } from './directory/channel.ts'
export type { Bot } from './http/bots.ts'
export { personChannel } from './person/channel.ts'
export { chatChannel } from './room/channel.ts'
export type { CheckAnswer, CheckedMessage } from './room/options.ts'

/** What an app may lower of what rooms and people hold. */
export type ChatLimits = RoomLimits & PersonLimits

export interface ChatOptions extends Omit<RoomOptions, 'limits'>, Omit<PersonOptions, 'limits'> {
  /** Lower limits than the defaults. `ERR_CHAT_LIMITS` for one that is higher, or no whole number from 1. */
  readonly limits?: Partial<ChatLimits>
  /** Files that people send; `false`: none are taken. */
  readonly files?: FileOptions | false
  /** Programs that read and post over HTTP with a key of their own. */
  readonly bots?: readonly Bot[]
}

/**
 * Chat rooms, what belongs to each person, and the directory of public rooms: `attach(server, { features: [chat()] })`, and in a page
 * `<parley-chat room="general">`. Throws `UsageError`: `ERR_CHAT_LIMITS`, `ERR_CHAT_FILES`, `ERR_CHAT_BOT`.
 */
export function chat({ limits = {}, files = {}, bots = [], linkTo, ...options }: ChatOptions = {}): Feature {
  const ofRooms = Object.entries(limits).filter(([name]) => Object.hasOwn(roomLimits, name))
  // What is no limit at all is refused by the second of the two.
  const ofPeople = Object.entries(limits).filter(
    ([name]) => name === 'maxTextLength' || !Object.hasOwn(roomLimits, name),
  )
  const { mayEnter } = options
  const programs = botKeys(bots)
  const { fetch, start } = featureFiles(chatFiles(programs), files)
  return {
    name: 'chat',
    channels: [
      chatChannel({ ...options, limits: Object.fromEntries(ofRooms) }),
      personChannel({ limits: Object.fromEntries(ofPeople), ...(linkTo === undefined ? {} : { linkTo }) }),
      directoryChannel(mayEnter === undefined ? {} : { mayEnter }),
    ],
    announces: chatAnnounces,
    fetch: chatFetch(fetch, programs),
    ...(start && { start }),
    browserFiles: new URL('../dist/browser/', import.meta.url).href,
  }
}
