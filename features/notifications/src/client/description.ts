import { describeChannel } from '@parley/channel/client'
import type { Inbox, InboxCommands, InboxEvents } from '../contract/index.ts'
import { inboxFold } from '../inbox/inbox-fold.ts'

/** PROTOCOL.md#notifications as types. */
export interface InboxContract {
  readonly commands: InboxCommands
  readonly signals: object
  readonly views: { readonly inbox: { readonly state: Inbox; readonly events: InboxEvents } }
}

/** One person's inbox as a client knows it: `connection.open(describeInbox, connection.user.id)`. */
export const describeInbox = describeChannel<InboxContract>()('inbox', { inbox: inboxFold })
