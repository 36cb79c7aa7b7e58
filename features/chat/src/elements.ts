/** Registers the elements: `<script type="module" src="/parley/elements.js">` is all a page needs. */

import { defineElements, NoticeView } from '@parley/elements'
import { ParleyChatApp } from './elements/app/parley-chat-app.ts'
import { Composer } from './elements/composer/composer.ts'
import { Conversation } from './elements/conversation.ts'
import { MessageList } from './elements/messages/message-list.ts'
import { ParleyChat } from './elements/parley-chat.ts'
import { PresenceView } from './elements/presence.ts'

export type { ConnectionStatus } from './elements/chat-connection.ts'
export { ParleyChat, ParleyChatApp }

// What a room shows first; the rest comes by `elements/parts.ts`.
defineElements({
  'parley-chat-composer': Composer,
  'parley-chat-conversation': Conversation,
  'parley-chat-messages': MessageList,
  'parley-notice': NoticeView,
  'parley-chat-presence': PresenceView,
  'parley-chat': ParleyChat,
  'parley-chat-app': ParleyChatApp,
})

declare global {
  interface HTMLElementTagNameMap {
    'parley-chat': ParleyChat
    'parley-chat-app': ParleyChatApp
  }
}
