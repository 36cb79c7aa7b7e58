/** Registers the elements: `<script type="module" src="/parley/elements.js">` is all a page needs. */
import { BrowsePanel } from './elements/app/browse-panel.ts'
import { CreateDialog } from './elements/app/create-dialog.ts'
import { InviteDialog } from './elements/app/invite-dialog.ts'
import { LeaveDialog } from './elements/app/leave-dialog.ts'
import { MembersPanel } from './elements/app/members-panel.ts'
import { ModerationPanel } from './elements/app/moderation-panel.ts'
import { ParleyChatApp } from './elements/app/parley-chat-app.ts'
import { RoomsList } from './elements/app/rooms-list.ts'
import { SanctionDialog } from './elements/app/sanction-dialog.ts'
import { ScheduledDialog } from './elements/app/scheduled-dialog.ts'
import { SettingsDialog } from './elements/app/settings-dialog.ts'
import { Composer } from './elements/composer/composer.ts'
import { Conversation } from './elements/conversation.ts'
import { DeleteDialog } from './elements/dialogs/delete-dialog.ts'
import { HistoryDialog } from './elements/dialogs/history-dialog.ts'
import { PictureDialog } from './elements/dialogs/picture-dialog.ts'
import { ReportDialog } from './elements/dialogs/report-dialog.ts'
import { ScheduleDialog } from './elements/dialogs/schedule-dialog.ts'
import { MessageList } from './elements/messages/message-list.ts'
import { NoticeView } from './elements/notice-view.ts'
import { PinsPanel } from './elements/panels/pins-panel.ts'
import { SearchPanel } from './elements/panels/search-panel.ts'
import { ThreadPanel } from './elements/panels/thread-panel.ts'
import { ParleyChat } from './elements/parley-chat.ts'
import { EmojiPicker } from './elements/popups/emoji-picker.ts'
import { Menu } from './elements/popups/menu.ts'
import { PresenceView } from './elements/presence.ts'

export type { ConnectionStatus } from './elements/chat-connection.ts'
export { ParleyChat, ParleyChatApp }

const elements = {
  'parley-chat-browse': BrowsePanel,
  'parley-chat-composer': Composer,
  'parley-chat-conversation': Conversation,
  'parley-chat-create': CreateDialog,
  'parley-chat-delete': DeleteDialog,
  'parley-chat-emoji': EmojiPicker,
  'parley-chat-history': HistoryDialog,
  'parley-chat-invite': InviteDialog,
  'parley-chat-leave': LeaveDialog,
  'parley-chat-members': MembersPanel,
  'parley-chat-menu': Menu,
  'parley-chat-messages': MessageList,
  'parley-chat-moderation': ModerationPanel,
  'parley-chat-notice': NoticeView,
  'parley-chat-picture': PictureDialog,
  'parley-chat-pins': PinsPanel,
  'parley-chat-presence': PresenceView,
  'parley-chat-report': ReportDialog,
  'parley-chat-rooms': RoomsList,
  'parley-chat-sanction': SanctionDialog,
  'parley-chat-schedule': ScheduleDialog,
  'parley-chat-scheduled': ScheduledDialog,
  'parley-chat-search': SearchPanel,
  'parley-chat-settings': SettingsDialog,
  'parley-chat-thread': ThreadPanel,
  'parley-chat': ParleyChat,
  'parley-chat-app': ParleyChatApp,
}

// A page may load two copies of this file; the first one counts.
for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element)
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-chat': ParleyChat
    'parley-chat-app': ParleyChatApp
  }
}
