import type { ContractOf } from '@parley/channel'
import { expectTypeOf } from 'vitest'
import type { DeskContract } from '../client/description.ts'
import type { DeskCommands, DeskSystemCommands } from '../contract/index.ts'
import type { deskChannel } from './channel.ts'

// What pages and senders believe and what the channel does are written apart; here they meet.
type OfDesk = ContractOf<ReturnType<typeof deskChannel>>
expectTypeOf<DeskCommands & DeskSystemCommands>().toExtend<OfDesk['commands']>()
expectTypeOf<keyof OfDesk['commands']>().toEqualTypeOf<keyof DeskCommands | keyof DeskSystemCommands>()
expectTypeOf<OfDesk['views']>().toEqualTypeOf<DeskContract['views']>()
