// The channels `inquiry/<id>`: one conversation. View `customer` for its customer alone, view `agent` for those of its team. The id is made by the
// customer's page, 16 to 39 of `a`–`z`, `0`–`9`, or by the server, 40; who may not see an inquiry learns nothing by knowing it.
import type { Activity, CustomerEntry, Entry } from './entry.ts'
import type { Facts, Priority, Rating } from './facts.ts'
import type { FileInfo } from './file.ts'
import type { Answers, PageContext } from './form.ts'
import type { AgentName, Customer, PublicName } from './people.ts'

/** Up to which entry each side has received and read: by `n`. */
export interface Marks {
  readonly received: number
  readonly read: number
}

export interface BothMarks {
  customer: Marks
  agent: Marks
}

/** `waiting`: in the queue. `answered`: an agent has it. */
export type CustomerStatus = 'pending' | 'waiting' | 'answered' | 'resolved' | 'merged'

export interface CustomerInquiry {
  /** Missing until it has begun. */
  info?: { readonly openedAt: number; readonly team: string; readonly ticket: string; readonly no?: number }
  status: CustomerStatus
  agent?: PublicName
  mergedInto?: { readonly id: string; readonly no: number }
  /** Oldest first, without a gap, at most 50; those before are found in the collection `entries`. */
  recent: CustomerEntry[]
  /** Whether there are older ones than `recent`. */
  hasOlder: boolean
  marks: BothMarks
  rating?: Rating
}

export interface CustomerInquiryEvents {
  readonly began: NonNullable<CustomerInquiry['info']>
  readonly said: { readonly entry: CustomerEntry }
  readonly statusSet: {
    readonly status: CustomerStatus
    readonly agent?: PublicName
    readonly team: string
    /** Missing until the desk has given it one. */
    readonly no?: number
    readonly mergedInto?: { readonly id: string; readonly no: number }
    /** What he is told of it, if anything. */
    readonly entry?: CustomerEntry
  }
  readonly marked: { readonly side: 'customer' | 'agent'; readonly received?: number; readonly read?: number }
  readonly rated: { readonly rating: Rating }
}

export interface AgentInquiry {
  info?: {
    readonly openedAt: number
    readonly no?: number
    readonly customer: Customer
    readonly answers: Answers
    readonly page?: PageContext
  }
  /** What the desk said last. */
  facts?: Facts
  recent: Entry[]
  hasOlder: boolean
  marks: BothMarks
  rating?: Rating
  /** Agents who answered beside the assignee. */
  participants: AgentName[]
}

export interface AgentInquiryEvents {
  readonly began: NonNullable<AgentInquiry['info']> & { readonly entry: Entry }
  readonly said: { readonly entry: Entry; readonly joined?: AgentName }
  /** What became of it at the desk, and the entry that says so. */
  readonly routed: { readonly facts: Facts; readonly no: number; readonly entry?: Entry }
  readonly marked: CustomerInquiryEvents['marked']
  readonly rated: { readonly rating: Rating; readonly entry: Entry }
  readonly identified: { readonly customer: Customer; readonly entry: Entry }
}

export interface InquiryCommands {
  /** Of whoever is about to begin the inquiry of this id with files: he uploads them here, nobody else begins it, and `start` names them. */
  readonly prepare: Readonly<Record<never, never>>
  /** Of the customer. In a resolved one it opens it again. */
  readonly write: { readonly text: string; readonly files?: readonly string[] }
  /** Of the customer, where a bot answers: he wants a person. */
  readonly askForPerson: Readonly<Record<never, never>>
  /** Of the customer: he is done. */
  readonly end: Readonly<Record<never, never>>
  /** Of the customer, once, when it is resolved. `score`: 1 to 5. */
  readonly rate: { readonly score: number; readonly comment?: string }
  /** Of the customer, or of an agent who answers him: the conversation is mailed to him, as he reads it. */
  readonly mailTranscript: Readonly<Record<never, never>>
  /** Of either side: up to which `n` its page has received and its person has read. They never go back. */
  readonly mark: { readonly received?: number; readonly read?: number }
  /**
   * Of an agent. `after`: the `n` of the newest entry on his screen; if a colleague has answered since, `inquiry/newer-reply`. `join`: he answers although
   * somebody else has it, or nobody.
   */
  readonly reply: {
    readonly text: string
    readonly files?: readonly string[]
    readonly after: number
    readonly join?: boolean
  }
  readonly note: { readonly text: string; readonly files?: readonly string[]; readonly mentions?: readonly string[] }
}

/** What only the server itself sends to an inquiry. */
export interface InquirySystemCommands {
  readonly begin: {
    readonly customer: Customer
    readonly text: string
    readonly answers: Answers
    readonly page?: PageContext
    readonly team: string
    /** Those that he has uploaded here before it began; what is not there any more is left out. */
    readonly files?: readonly string[]
    /** What the app's `routeTo` said. */
    readonly skills?: readonly string[]
    readonly priority?: Priority
    readonly ticket: string
    /** Of the command that asked: that of its first entry. */
    readonly id: string
  }
  /** From the desk, in its order: `seq` is the offset of the desk's event. `ofNobody`: its customer was erased at the desk; nobody else hears of it. */
  readonly routed: {
    readonly facts: Facts
    readonly no: number
    readonly seq: number
    readonly activity?: Activity
    readonly ofNobody?: true
  }
  /** What somebody wrote elsewhere: a bot, a program with a key, a mail. */
  readonly say: { readonly as: 'agent' | 'bot' | 'customer' | 'note'; readonly by?: AgentName; readonly text: string }
  /** Whoever was `from` is this customer; nothing happens if it is another's. */
  readonly identify: { readonly from: string; readonly customer: Customer }
  /** From an agent's own list: he has read it, up to this `n`. */
  readonly readBy: { readonly agent: string; readonly read: number }
  /** A customer or an agent has put it here, to be named in what he writes. */
  readonly uploaded: {
    readonly by: { readonly id: string; readonly name: string; readonly guest?: boolean }
    readonly file: FileInfo
  }
  readonly uploadsGone: { readonly ids: readonly string[] }
}

export interface InquirySignals {
  /** Of either side. An agent is shown by his public name. */
  readonly typing: { readonly typing: boolean }
  /** Of agents to agents: what each does here. */
  readonly working: { readonly on: 'reply' | 'note' | 'nothing' }
}
