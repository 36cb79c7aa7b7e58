import { describeChannel } from '@parley/channel/client'
import type { ChatContract } from './contract.ts'
import { roomFold } from './room.ts'

export type { ChatRoomOptions, OlderStatus, PendingMessage } from './chat-room.ts'
export { ChatRoom } from './chat-room.ts'
export type { Clock } from './clock.ts'
export type { ChatContract } from './contract.ts'
export type { OlderPage, PendingPost, PostFailure, RoomHandle } from './room-handle.ts'

/** A chat room as a client knows it: `connection.open(chatRoom, 'general')`. */
export const chatRoom = describeChannel<ChatContract>()('chat', { room: roomFold })
