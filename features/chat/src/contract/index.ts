export { ChatCode } from './codes.ts'
export type { Directory, DirectoryEvents, ListedRoom } from './directory.ts'
export { maxListed } from './directory.ts'
export type { EditHistory, FileInfo, Mentions, Message, Reaction, Replies } from './message.ts'
export type { Author, Member, Role } from './people.ts'
export type {
  Draft,
  Failure,
  OwnRoom,
  Person,
  PersonCommands,
  PersonEvents,
  Scheduled,
} from './person.ts'
export { threadKey } from './person.ts'
export type {
  AuditEntry,
  Entry,
  Held,
  Invite,
  Moderation,
  ModerationEvents,
  Pin,
  Posted,
  Report,
  Room,
  RoomCommands,
  RoomEvents,
  RoomInfo,
  RoomKind,
  RoomSignals,
  RoomSummary,
  SummaryEvents,
} from './room.ts'
export type { DirectorySystemCommands, PersonSystemCommands, RoomSystemCommands } from './system.ts'
