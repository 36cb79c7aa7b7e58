import type { ContractOf } from '@parley/channel'
import { expectTypeOf } from 'vitest'
import type {
  Directory,
  DirectoryEvents,
  DirectorySystemCommands,
  Person,
  PersonCommands,
  PersonEvents,
  PersonSystemCommands,
} from '../contract/index.ts'
import type { directoryChannel } from '../directory/channel.ts'
import type { personChannel } from './channel.ts'

// What clients and rooms believe and what the channels do are written apart; here they meet.
type OfPerson = ContractOf<ReturnType<typeof personChannel>>
expectTypeOf<PersonCommands & PersonSystemCommands>().toExtend<OfPerson['commands']>()
expectTypeOf<keyof OfPerson['commands']>().toEqualTypeOf<keyof PersonCommands | keyof PersonSystemCommands>()
expectTypeOf<OfPerson['views']['person']['state']>().toEqualTypeOf<Person>()
expectTypeOf<OfPerson['views']['person']['events']>().toEqualTypeOf<PersonEvents>()

type OfDirectory = ContractOf<ReturnType<typeof directoryChannel>>
expectTypeOf<DirectorySystemCommands>().toExtend<OfDirectory['commands']>()
expectTypeOf<OfDirectory['views']['directory']['state']>().toEqualTypeOf<Directory>()
expectTypeOf<OfDirectory['views']['directory']['events']>().toEqualTypeOf<DirectoryEvents>()
