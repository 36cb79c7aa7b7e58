import type { NewEvent } from '@parley/channel'
import type {
  CustomerSystemCommands,
  InquirySystemCommands,
  OwnInquiriesEvents,
  OwnInquiry,
} from '../contract/index.ts'

/** Of an inquiry, as it was told; without a `seq` the inquiry has said nothing yet. */
export type Progress = Omit<CustomerSystemCommands['progressed'], 'seq'> & { readonly seq?: number }

/** The log of a channel `inquiry-customer/<id>`. `dropped`: what had to go from a full list. */
export interface LoggedEvents {
  readonly started: {
    readonly inquiry: OwnInquiry
    readonly begin: InquirySystemCommands['begin']
    readonly dropped?: readonly string[]
  }
  readonly progressed: CustomerSystemCommands['progressed'] & { readonly dropped?: readonly string[] }
  readonly notBegun: { readonly inquiry: string }
  readonly offered: { readonly code: string; readonly until: number }
  /** Of a guest: these are that person's now. `waiting`: those that are his as soon as they have begun. */
  readonly handed: {
    readonly to: { readonly id: string; readonly name: string }
    readonly inquiries: readonly CustomerSystemCommands['progressed'][]
    readonly waiting: readonly string[]
  }
  /** Of a person: that guest's is his. `name`: what he is called. */
  readonly took: CustomerSystemCommands['progressed'] & {
    readonly guest: string
    readonly name: string
    readonly dropped?: readonly string[]
  }
  /** What concerned only somebody who was erased. */
  readonly erased: Readonly<Record<never, never>>
}

/** As the log keeps them: each says whose channel it is, so that it can be erased with him. */
export type StoredEvents = { readonly [Type in keyof LoggedEvents]: LoggedEvents[Type] & { readonly me?: string } }

export type Logged = NewEvent<LoggedEvents>
export type Stored = NewEvent<StoredEvents>

/** What the view `customer` shows of an event: nothing of ids of others, nor of codes. */
export function showOwn({ type, data }: Stored): NewEvent<OwnInquiriesEvents> | undefined {
  switch (type) {
    case 'started':
    case 'progressed':
    case 'took': {
      const { inquiry, dropped } = data
      return { type: 'set', data: { inquiry, ...(dropped && { dropped }) } }
    }
    case 'notBegun':
      return { type: 'removed', data: { ids: [data.inquiry] } }
    case 'handed':
      return { type: 'removed', data: { ids: data.inquiries.map(({ inquiry }) => inquiry.id) } }
    default:
      return undefined
  }
}
