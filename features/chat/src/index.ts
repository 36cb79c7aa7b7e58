export type {
  ChatContract,
  ChatRoomOptions,
  Clock,
  OlderPage,
  OlderStatus,
  PendingMessage,
  PendingPost,
  PostFailure,
  RoomHandle,
} from './client.ts'
export { ChatRoom, chatRoom } from './client.ts'
export type { Author, Message, Posted, Room } from './room.ts'
export { hasVisibleText, maxMessages, maxTextLength, roomFold } from './room.ts'
