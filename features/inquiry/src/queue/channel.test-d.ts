import type { ContractOf } from '@parley/channel'
import { expectTypeOf } from 'vitest'
import type { QueueContract } from '../client/description.ts'
import type { QueueSystemCommands } from '../contract/index.ts'
import type { queueChannel } from './channel.ts'

// What pages and senders believe and what the channel does are written apart; here they meet.
type OfQueue = ContractOf<ReturnType<typeof queueChannel>>
expectTypeOf<QueueSystemCommands>().toExtend<OfQueue['commands']>()
expectTypeOf<keyof OfQueue['commands']>().toEqualTypeOf<keyof QueueSystemCommands>()
expectTypeOf<OfQueue['views']>().toEqualTypeOf<QueueContract['views']>()
