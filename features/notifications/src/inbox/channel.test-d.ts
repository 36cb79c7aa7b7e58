import type { ContractOf } from '@parley/channel'
import { expectTypeOf } from 'vitest'
import type { Inbox, InboxCommands, InboxEvents, InboxSystemCommands } from '../contract/index.ts'
import type { inboxChannel } from './channel.ts'

// What clients and senders believe and what the channel does are written apart; here they meet.
type OfInbox = ContractOf<ReturnType<typeof inboxChannel>>
type Timers = 'closeDigest' | 'deliver' | 'expire' | 'wake' | 'leave'
expectTypeOf<InboxCommands & InboxSystemCommands>().toExtend<Omit<OfInbox['commands'], Timers>>()
expectTypeOf<keyof OfInbox['commands']>().toEqualTypeOf<keyof InboxCommands | keyof InboxSystemCommands | Timers>()
expectTypeOf<OfInbox['views']['inbox']['state']>().toEqualTypeOf<Inbox>()
expectTypeOf<OfInbox['views']['inbox']['events']>().toEqualTypeOf<InboxEvents>()
