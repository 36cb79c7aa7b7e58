import type { Feature } from '@parley/channel'
import { chatAnnounces } from './contract/announced.ts'
import { directoryChannel } from './directory/channel.ts'
import { FileSweep } from './files/file-sweep.ts'
import { type Bot, Bots } from './http/bots.ts'
import { chatFetch } from './http/chat-fetch.ts'
import { FilesEndpoint } from './http/files-endpoint.ts'
import { type FileOptions, filesSettings } from './http/options.ts'
import { personChannel } from './person/channel.ts'
import type { PersonLimits, PersonOptions } from './person/options.ts'
import { chatChannel } from './room/channel.ts'
import { type RoomLimits, type RoomOptions, roomLimits } from './room/options.ts'

export { directoryChannel } from './directory/channel.ts'
export { diskFiles } from './files/disk-files.ts'
export type { FilePage, FileStore, ListedFile, OpenedFile, StoredInfo } from './files/file-store.ts'
export type { Bot } from './http/bots.ts'
export type { FileOptions } from './http/options.ts'
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
  return {
    name: 'chat',
    channels: [
      chatChannel({ ...options, limits: Object.fromEntries(ofRooms) }),
      personChannel({ limits: Object.fromEntries(ofPeople), ...(linkTo === undefined ? {} : { linkTo }) }),
      directoryChannel(mayEnter === undefined ? {} : { mayEnter }),
    ],
    announces: chatAnnounces,
    ...servingFiles(files, new Bots(bots)),
    browserFiles: new URL('../dist/browser/', import.meta.url).href,
  }
}

function servingFiles(files: FileOptions | false, bots: Bots): Pick<Feature, 'fetch' | 'start'> {
  if (files === false) return { fetch: chatFetch(undefined, bots) }
  const settings = filesSettings(files)
  const endpoint = new FilesEndpoint(settings)
  return {
    fetch: chatFetch(endpoint, bots),
    start: (server) => new FileSweep(server, { ...settings, isUnderWay: (id) => endpoint.isUnderWay(id) }),
  }
}
