/** Registers the elements: `<script type="module" src="/parley/elements.js">` is all a page needs. */
import { Composer } from './elements/composer.ts'
import { MessageList } from './elements/message-list.ts'
import { NoticeView } from './elements/notice-view.ts'
import { ParleyChat } from './elements/parley-chat.ts'
import { PresenceView } from './elements/presence.ts'

export type { ChatConnection, ConnectionStatus } from './elements/chat-connection.ts'
export { ParleyChat }

const elements = {
  'parley-chat-composer': Composer,
  'parley-chat-messages': MessageList,
  'parley-chat-notice': NoticeView,
  'parley-chat-presence': PresenceView,
  'parley-chat': ParleyChat,
}

// A page may load two copies of this file; the first one counts.
for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element)
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-chat': ParleyChat
  }
}
