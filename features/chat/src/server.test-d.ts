import type { ContractOf } from '@parley/channel'
import { expectTypeOf } from 'vitest'
import type { ChatContract } from './contract.ts'
import type { chatChannel } from './server.ts'

// What clients believe and what the server does are written apart, so that no validator reaches a browser; here they meet.
expectTypeOf<ContractOf<ReturnType<typeof chatChannel>>>().toExtend<ChatContract>()
