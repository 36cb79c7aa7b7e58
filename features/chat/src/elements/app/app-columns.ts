import { MembersPanel } from './members-panel.ts'
import { RoomsList } from './rooms-list.ts'

/** What stands beside the room from the beginning. */
export const elements = { 'parley-chat-members': MembersPanel, 'parley-chat-rooms': RoomsList }
