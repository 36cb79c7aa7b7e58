// The log of a channel `inquiry/<id>`: what its views show of these is in `show.ts`, what erasing a person makes of them in `erase.ts`.
import type { EventMeta, NewEvent } from '@parley/channel'
import type {
  Activity,
  AgentMessage,
  AgentName,
  Answers,
  BotMessage,
  Customer,
  CustomerMessage,
  Facts,
  FileInfo,
  Note,
  PageContext,
  Priority,
  Rating,
} from '../contract/index.ts'

type WithoutPlace<Entry> = Entry extends unknown ? Omit<Entry, 'n' | 'at'> : never

/** What somebody said; its place is that of its event. */
export type Message = WithoutPlace<CustomerMessage | AgentMessage | BotMessage | Note>

export interface LoggedEvents {
  /** Somebody is about to begin it. */
  readonly prepared: { readonly by: string }
  readonly began: {
    readonly customer: Customer
    /** The beginning of the first message. */
    readonly subject: string
    readonly answers: Answers
    readonly page?: PageContext
    readonly team: string
    readonly skills?: readonly string[]
    readonly priority?: Priority
    readonly ticket: string
  }
  /** Somebody else wanted to begin one of this id. */
  readonly beginRefused: { readonly customer: string }
  /** `first`: with it the inquiry began. `filesGone`: files that it had before it was erased. */
  readonly said: { readonly message: Message; readonly first?: true; readonly filesGone?: readonly string[] }
  /** An agent answers beside the one who has it. */
  readonly joined: { readonly agent: AgentName }
  /** `left`: the id of the agent who had it until then. `quiet`: nothing of it is for the customer. `ofNobody`: there is none any more. */
  readonly routed: {
    readonly facts: Facts
    readonly no: number
    readonly seq: number
    readonly activity?: Activity
    readonly left?: string
    readonly quiet?: true
    readonly ofNobody?: true
  }
  /** `by`: the agent. */
  readonly marked: {
    readonly side: 'customer' | 'agent'
    readonly received?: number
    readonly read?: number
    readonly by?: string
  }
  readonly rated: { readonly rating: Rating }
  readonly identified: { readonly from: Customer; readonly to: Customer }
  /** It is to be mailed to its customer. */
  readonly transcriptAsked: Readonly<Record<never, never>>
  readonly personAsked: Readonly<Record<never, never>>
  /** `early`: before it was known at the desk, of this team. It is over for its customer at once; the desk hears of both when it has room. */
  readonly ended: { readonly early?: { readonly team: string } }
  readonly uploaded: { readonly by: string; readonly file: FileInfo }
  readonly uploadsGone: { readonly ids: readonly string[] }
  /** What concerned only somebody who was erased. */
  readonly erased: Readonly<Record<never, never>>
}

/** As the log keeps them: each says whose inquiry it is, so that all of it can be erased with him. */
export type StoredEvents = { readonly [Type in keyof LoggedEvents]: LoggedEvents[Type] & { readonly of?: string } }

export type Logged = NewEvent<LoggedEvents>
export type Stored = NewEvent<StoredEvents>
export type StoredEvent = Stored & EventMeta
