import { expectTypeOf } from 'vitest'
import type { ContractOf } from '../define/define-channel.ts'
import { defineGeneric } from './define-generic.ts'
import type { GenericState, genericChannel, Published } from './generic-channel.ts'

type Contract = NonNullable<(typeof genericChannel)['contract']>
expectTypeOf<Contract['commands']['publish']>().toEqualTypeOf<{ readonly data: unknown }>()
expectTypeOf<Contract['views']['messages']['state']>().toEqualTypeOf<GenericState>()
expectTypeOf<Contract['views']['messages']['events']>().toEqualTypeOf<{ published: Published }>()
expectTypeOf<ContractOf<ReturnType<typeof defineGeneric>>>().toBeUnknown()
// @ts-expect-error a rule that there is not
defineGeneric({ mayWrite: () => true })
