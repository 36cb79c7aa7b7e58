// What is said in an inquiry, and what happened to it, in one list. `n` is the offset of its event: the same for all who see it.
import type { Priority, Rating, Target } from './facts.ts'
import type { FileInfo } from './file.ts'
import type { Answers, PageContext } from './form.ts'
import type { AgentName, Customer, PublicName } from './people.ts'

interface Placed {
  readonly n: number
  readonly at: number
}

interface Said {
  /** The command that said it: by it a page knows what it sent. */
  readonly id: string
  readonly text: string
  readonly files?: readonly FileInfo[]
  /** Its author, or its text, was erased. */
  readonly erased?: true
}

export type CustomerMessage = Placed & Said & { readonly kind: 'customer'; readonly by: Customer }
export type AgentMessage = Placed & Said & { readonly kind: 'agent'; readonly by: AgentName }
export type BotMessage = Placed & Said & { readonly kind: 'bot'; readonly by: PublicName }
/** For colleagues only. It never leaves the server towards a customer. */
export type Note = Placed &
  Said & { readonly kind: 'note'; readonly by: AgentName; readonly mentions?: readonly string[] }
export type ActivityEntry = Placed & { readonly kind: 'activity'; readonly activity: Activity }

export type Entry = CustomerMessage | AgentMessage | BotMessage | Note | ActivityEntry

/** Who did it: an agent, the customer, or nobody (routing, time). */
export type Doer = { readonly agent: AgentName } | { readonly customer: true } | { readonly system: true }

/** What happened to an inquiry: who, from, to. For agents. */
export type Activity =
  | {
      readonly what: 'opened'
      readonly team: string
      readonly answers: Answers
      readonly page?: PageContext
      readonly customer: Customer
    }
  | {
      readonly what: 'assigned'
      readonly agent: AgentName
      readonly by: Doer
      readonly how: 'claimed' | 'transferred' | 'routed' | 'assigned'
      readonly note?: string
    }
  | {
      readonly what: 'unassigned'
      readonly agent: AgentName
      readonly by: Doer
      readonly why: 'released' | 'gone' | 'away' | 'team' | 'reopened'
      readonly note?: string
    }
  | { readonly what: 'team'; readonly from: string; readonly to: string; readonly by: Doer; readonly note?: string }
  | { readonly what: 'priority'; readonly from: Priority; readonly to: Priority; readonly by: Doer }
  | {
      readonly what: 'labels'
      readonly added: readonly string[]
      readonly removed: readonly string[]
      readonly by: Doer
    }
  | { readonly what: 'snoozed'; readonly until: number; readonly by: Doer }
  | { readonly what: 'woken'; readonly by: Doer }
  | { readonly what: 'resolved'; readonly by: Doer }
  | { readonly what: 'reopened'; readonly by: Doer }
  | { readonly what: 'joined'; readonly agent: AgentName }
  | { readonly what: 'breached'; readonly target: Target; readonly due: number }
  | { readonly what: 'rated'; readonly rating: Rating }
  | { readonly what: 'merged'; readonly into: { readonly id: string; readonly no: number }; readonly by: Doer }
  | { readonly what: 'took-in'; readonly from: { readonly id: string; readonly no: number }; readonly by: Doer }
  | { readonly what: 'handed-off'; readonly by: Doer; readonly reason?: string }
  | { readonly what: 'identified'; readonly from: Customer; readonly to: Customer }

/** What a customer reads. Made from entries by `shownToCustomer` alone. */
export type CustomerEntry =
  | (Placed & Said & { readonly kind: 'customer' })
  | (Placed & Said & { readonly kind: 'agent' | 'bot'; readonly by: PublicName })
  | (Placed & { readonly kind: 'line'; readonly line: CustomerLine })

/** What a customer is told of what happened. */
export type CustomerLine =
  | { readonly what: 'joined'; readonly agent: PublicName }
  | { readonly what: 'waiting' }
  | { readonly what: 'resolved' }
  | { readonly what: 'reopened' }
  | { readonly what: 'merged'; readonly into: { readonly id: string; readonly no: number } }

/**
 * What a customer is shown of an entry; `undefined`: it is not for him. Notes, and what only the desk is concerned with, never are. Each field is
 * named, so that what an entry may have one day is not shown by itself.
 */
export function shownToCustomer(entry: Entry): CustomerEntry | undefined {
  switch (entry.kind) {
    case 'customer':
      return { ...saidIn(entry), kind: 'customer' }
    case 'agent':
    case 'bot':
      return { ...saidIn(entry), kind: entry.kind, by: { name: entry.by.name } }
    case 'note':
      return undefined
    case 'activity': {
      const line = lineOf(entry.activity)
      return line === undefined ? undefined : { n: entry.n, at: entry.at, kind: 'line', line }
    }
  }
}

function saidIn({ n, at, id, text, files, erased }: Placed & Said): Placed & Said {
  return { n, at, id, text, ...(files && { files }), ...(erased && { erased }) }
}

function lineOf(activity: Activity): CustomerLine | undefined {
  switch (activity.what) {
    case 'assigned':
      return { what: 'joined', agent: { name: activity.agent.name } }
    case 'joined':
      return { what: 'joined', agent: { name: activity.agent.name } }
    case 'unassigned':
    case 'handed-off':
      return { what: 'waiting' }
    case 'resolved':
    case 'reopened':
      return { what: activity.what }
    case 'merged':
      return { what: 'merged', into: { id: activity.into.id, no: activity.into.no } }
    default:
      return undefined
  }
}
