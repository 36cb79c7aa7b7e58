import { DeleteDialog } from './dialogs/delete-dialog.ts'
import { HistoryDialog } from './dialogs/history-dialog.ts'
import { PictureDialog } from './dialogs/picture-dialog.ts'
import { ReactionsDialog } from './dialogs/reactions-dialog.ts'
import { ReportDialog } from './dialogs/report-dialog.ts'
import { ScheduleDialog } from './dialogs/schedule-dialog.ts'
import { PinsPanel } from './panels/pins-panel.ts'
import { SearchPanel } from './panels/search-panel.ts'
import { ThreadPanel } from './panels/thread-panel.ts'
import { SanctionDialog } from './people/sanction-dialog.ts'
import { ChatMenu } from './popups/chat-menu.ts'
import { EmojiPicker } from './popups/emoji-picker.ts'

export { emojiName } from './emoji/emoji.ts'

/** What opens in a room with a press. */
export const elements = {
  'parley-chat-delete': DeleteDialog,
  'parley-chat-emoji': EmojiPicker,
  'parley-chat-history': HistoryDialog,
  'parley-chat-menu': ChatMenu,
  'parley-chat-picture': PictureDialog,
  'parley-chat-pins': PinsPanel,
  'parley-chat-reactions': ReactionsDialog,
  'parley-chat-report': ReportDialog,
  'parley-chat-sanction': SanctionDialog,
  'parley-chat-schedule': ScheduleDialog,
  'parley-chat-search': SearchPanel,
  'parley-chat-thread': ThreadPanel,
}
