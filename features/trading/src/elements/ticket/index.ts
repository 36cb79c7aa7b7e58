import { ConfirmDialog } from './confirm-dialog.ts'
import { Ticket } from './ticket.ts'

export { Ticket }

/** The ticket and what it is made of, by the names they have in a page. */
export const ticketParts = {
  'parley-trading-confirm': ConfirmDialog,
  'parley-trading-ticket': Ticket,
}
