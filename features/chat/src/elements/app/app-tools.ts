import { BrowsePanel } from './browse-panel.ts'
import { CreateDialog } from './create-dialog.ts'
import { InviteDialog } from './invite-dialog.ts'
import { LeaveDialog } from './leave-dialog.ts'
import { ModerationPanel } from './moderation-panel.ts'
import { ScheduledDialog } from './scheduled-dialog.ts'
import { SettingsDialog } from './settings-dialog.ts'

/** What opens in the app with a press. */
export const elements = {
  'parley-chat-browse': BrowsePanel,
  'parley-chat-create': CreateDialog,
  'parley-chat-invite': InviteDialog,
  'parley-chat-leave': LeaveDialog,
  'parley-chat-moderation': ModerationPanel,
  'parley-chat-scheduled': ScheduledDialog,
  'parley-chat-settings': SettingsDialog,
}
