import { DeskBoard } from './board.ts'
import { CannedDialog } from './canned-dialog.ts'
import { CannedPopup } from './canned-popup.ts'
import { DeskComposer } from './composer.ts'
import { DeskConversation } from './conversation.ts'
import { CustomerPanel } from './customer-panel.ts'
import { LabelsDialog, MergeDialog, SnoozeDialog, TransferDialog } from './dialogs.ts'
import { HelpDialog } from './help-dialog.ts'
import { InquiryList } from './inquiry-list.ts'
import { ParleyInquiryDesk } from './parley-inquiry-desk.ts'

export { ParleyInquiryDesk }

/** The desk and what it is made of, by the names they have in a page. */
export const deskParts = {
  'parley-inquiry-list': InquiryList,
  'parley-inquiry-canned': CannedPopup,
  'parley-inquiry-canned-edit': CannedDialog,
  'parley-inquiry-composer': DeskComposer,
  'parley-inquiry-conversation': DeskConversation,
  'parley-inquiry-customer': CustomerPanel,
  'parley-inquiry-board': DeskBoard,
  'parley-inquiry-transfer': TransferDialog,
  'parley-inquiry-snooze': SnoozeDialog,
  'parley-inquiry-labels': LabelsDialog,
  'parley-inquiry-merge': MergeDialog,
  'parley-inquiry-help': HelpDialog,
  'parley-inquiry-desk': ParleyInquiryDesk,
}
