import type { ContractOf } from '@parley/channel'
import { expectTypeOf } from 'vitest'
import type { ChatContract } from './client.ts'
import type { chatChannel } from './server.ts'

type Served = ContractOf<ReturnType<typeof chatChannel>>

// What clients believe and what the server does are written apart, so that no validator reaches a browser; here they meet. The
// server takes more commands than theirs: its own.
expectTypeOf<keyof ChatContract['commands']>().toExtend<keyof Served['commands']>()
expectTypeOf<ChatContract['signals']>().toExtend<Served['signals']>()
expectTypeOf<Served['views']>().toExtend<ChatContract['views']>()
