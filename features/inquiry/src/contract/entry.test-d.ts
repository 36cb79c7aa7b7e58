import { expectTypeOf } from 'vitest'
import type { Activity, CustomerEntry, CustomerLine, Entry } from './entry.ts'
import type { CustomerInquiry, CustomerInquiryEvents } from './inquiry.ts'
import type { PublicName } from './people.ts'

// What a customer is sent has no place for what is not for him.
type KeysOf<Union> = Union extends unknown ? keyof Union : never
type Deep<Value> = Value extends readonly (infer Each)[]
  ? Deep<Each>
  : Value extends object
    ? { [Key in keyof Value]-?: Key | Deep<Value[Key]> }[keyof Value]
    : never
type Names = Deep<CustomerInquiry> | Deep<CustomerInquiryEvents>

expectTypeOf<Extract<CustomerEntry, { kind: 'note' | 'activity' }>>().toBeNever()
expectTypeOf<Extract<KeysOf<CustomerEntry>, 'mentions' | 'activity'>>().toBeNever()
expectTypeOf<Extract<CustomerEntry, { by: unknown }>['by']>().toEqualTypeOf<PublicName>()
expectTypeOf<Extract<CustomerLine, { agent: unknown }>['agent']>().toEqualTypeOf<PublicName>()
expectTypeOf<NonNullable<CustomerInquiry['agent']>>().toEqualTypeOf<PublicName>()
expectTypeOf<
  Extract<Names, 'facts' | 'labels' | 'priority' | 'skills' | 'note' | 'mentions' | 'participants' | 'due' | 'breached'>
>().toBeNever()
// And it is no entry of agents by accident.
expectTypeOf<Extract<Entry, { kind: 'note' }>>().not.toExtend<CustomerEntry>()
expectTypeOf<Extract<Activity, { what: 'labels' }>>().not.toExtend<CustomerLine>()
