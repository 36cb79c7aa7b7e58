import type { ChannelHandle } from '@parley/client'
import type { Inbox, InboxCommands, InboxEvents } from '../contract/index.ts'

/** A person's inbox as the client opens it; what the models use of it. */
export type InboxHandle = Pick<
  ChannelHandle<Inbox, InboxCommands, object, InboxEvents>,
  | 'state'
  | 'position'
  | 'status'
  | 'refusal'
  | 'pending'
  | 'commands'
  | 'onChange'
  | 'onEvent'
  | 'find'
  | 'discard'
  | 'close'
>

/** A command that the state does not show yet. */
export type Pending = InboxHandle['pending'][number]
