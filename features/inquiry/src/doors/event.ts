// What the world outside is told of inquiries: README.md has it as JSON.
import type {
  Activity,
  AgentName,
  Answers,
  Customer,
  Doer,
  FileInfo,
  InquiryStatus,
  PageContext,
  Priority,
  PublicName,
  Rating,
  Target,
} from '../contract/index.ts'

export const doorEventTypes = [
  'inquiry.opened',
  'inquiry.message',
  'inquiry.assigned',
  'inquiry.resolved',
  'inquiry.reopened',
  'inquiry.rated',
  'inquiry.breached',
] as const
export type DoorEventType = (typeof doorEventTypes)[number]

/** How an inquiry stood when it happened. */
export interface DoorInquiry {
  readonly id: string
  /** Missing until the desk has given it one. */
  readonly no?: number
  readonly subject: string
  readonly team: string
  readonly status: InquiryStatus
  readonly priority: Priority
  readonly customer: Customer
  readonly agent?: AgentName
}

interface Happened {
  /** `inq_<inquiry>_<n>`: the same in every attempt, and another for each event. */
  readonly id: string
  /** In milliseconds since 1970. */
  readonly at: number
  readonly inquiry: DoorInquiry
}

export interface DoorMessage {
  readonly n: number
  readonly kind: 'customer' | 'agent' | 'bot' | 'note'
  readonly by: Customer | AgentName | PublicName
  readonly text: string
  readonly files?: readonly FileInfo[]
}

export type DoorEvent = Happened &
  (
    | { readonly type: 'inquiry.opened'; readonly answers: Answers; readonly page?: PageContext }
    | { readonly type: 'inquiry.message'; readonly message: DoorMessage }
    | {
        readonly type: 'inquiry.assigned'
        readonly agent: AgentName
        readonly how: Extract<Activity, { readonly what: 'assigned' }>['how']
        readonly by: Doer
        readonly note?: string
      }
    | { readonly type: 'inquiry.resolved' | 'inquiry.reopened'; readonly by: Doer }
    | { readonly type: 'inquiry.rated'; readonly rating: Rating }
    | { readonly type: 'inquiry.breached'; readonly target: Target; readonly due: number }
  )

/** For the bot alone: in a pending inquiry the customer has the last word, since the entry `n`. */
export type AskEvent = Happened & { readonly type: 'inquiry.asked'; readonly n: number }

/** For mail alone: the conversation as it stands then. */
export type TranscriptEvent = Happened & { readonly type: 'inquiry.transcript' }

export type QueuedEvent = DoorEvent | AskEvent | TranscriptEvent
