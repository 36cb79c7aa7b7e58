import { expectTypeOf } from 'vitest'
import type { z } from 'zod'
import type { exchangeInputs } from '../exchange/inputs.ts'
import type { ExchangeCommands } from './requests.ts'

type Inputs = ReturnType<typeof exchangeInputs>

// What clients write is what the exchange reads.
declare const commands: { readonly [Name in keyof ExchangeCommands]: ExchangeCommands[Name] }
expectTypeOf(commands.place).toExtend<z.input<Inputs['place']>>()
expectTypeOf(commands.placeOco).toExtend<z.input<Inputs['placeOco']>>()
expectTypeOf(commands.cancel).toExtend<z.input<Inputs['cancel']>>()
expectTypeOf(commands.cancelAll).toExtend<z.input<Inputs['cancelAll']>>()
expectTypeOf(commands.amend).toExtend<z.input<Inputs['amend']>>()
expectTypeOf(commands.replace).toExtend<z.input<Inputs['replace']>>()
expectTypeOf(commands.deadMan).toExtend<z.input<Inputs['deadMan']>>()
