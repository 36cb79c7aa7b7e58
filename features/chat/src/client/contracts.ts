import { describeChannel } from '@parley/channel/client'
import type { ChannelHandle, Connection } from '@parley/client'
import type { Directory, DirectoryEvents } from '../contract/directory.ts'
import type { Person, PersonCommands, PersonEvents } from '../contract/person.ts'
import type {
  Moderation,
  ModerationEvents,
  Room,
  RoomCommands,
  RoomEvents,
  RoomSignals,
  RoomSummary,
  SummaryEvents,
} from '../contract/room.ts'
import { directoryFold } from '../directory/directory-fold.ts'
import { personFold } from '../person/person-fold.ts'
import { moderationFold } from '../room/moderation-fold.ts'
import { roomFold } from '../room/room-fold.ts'
import { summaryFold } from '../room/summary-fold.ts'

/** PROTOCOL.md#chat as types. */
export interface ChatContract {
  readonly commands: RoomCommands
  readonly signals: RoomSignals
  readonly views: {
    readonly room: { readonly state: Room; readonly events: RoomEvents }
    readonly unread: { readonly state: RoomSummary; readonly events: SummaryEvents }
    readonly moderation: { readonly state: Moderation; readonly events: ModerationEvents }
  }
}

export interface ChatPersonContract {
  readonly commands: PersonCommands
  readonly signals: object
  readonly views: { readonly person: { readonly state: Person; readonly events: PersonEvents } }
}

export interface ChatDirectoryContract {
  readonly commands: object
  readonly signals: object
  readonly views: { readonly directory: { readonly state: Directory; readonly events: DirectoryEvents } }
}

/** A chat room as a client knows it: `connection.open(chatRoom, 'general')`. */
export const chatRoom = describeChannel<ChatContract, 'room'>()(
  'chat',
  { room: roomFold, unread: summaryFold, moderation: moderationFold },
  { version: 2 },
)

/** What belongs to one person: `connection.open(chatPerson, connection.user.id)`. */
export const chatPerson = describeChannel<ChatPersonContract>()('chat-person', { person: personFold })

/** The public rooms: `connection.open(chatDirectory, 'rooms')`. */
export const chatDirectory = describeChannel<ChatDirectoryContract>()('chat-directory', { directory: directoryFold })

export type RoomHandle = ChannelHandle<Room, RoomCommands, RoomSignals, RoomEvents>
export type SummaryHandle = ChannelHandle<RoomSummary, RoomCommands, RoomSignals, SummaryEvents>
export type ModerationHandle = ChannelHandle<Moderation, RoomCommands, RoomSignals, ModerationEvents>
export type PersonHandle = ChannelHandle<Person, PersonCommands, object, PersonEvents>
export type DirectoryHandle = ChannelHandle<Directory, object, object, DirectoryEvents>

/** What the models need of a connection: the part of the client's `Connection` they use. */
export type ChatConnection = Pick<
  Connection,
  'status' | 'user' | 'onStatus' | 'outbox' | 'onOutbox' | 'open' | 'retryNow' | 'close'
>
