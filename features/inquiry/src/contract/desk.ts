// The channel `inquiry-desk/main`: who answers what. It alone decides on agent, team, status, priority and deadlines, so a claim has one winner. View
// `desk` for agents of all teams: colleagues and numbers, no inquiries; `line` for whoever waits, `supervisor` for supervisors. Collections of `desk`: `inquiries` (all, newest change first, searched),
// `list/pending`, `list/open`, `list/snoozed`, `list/resolved`, and `customer/<id>`; each document is a `Row`, of the reader's teams alone.
import type { Priority, Rating, Target } from './facts.ts'
import type { Field } from './form.ts'
import type { AgentName, AgentStatus, Customer, Role } from './people.ts'
import type { Text } from './text.ts'

export interface DeskAgent {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly teams: readonly string[]
  readonly skills: readonly string[]
  readonly status: AgentStatus
  readonly isPresent: boolean
  readonly capacity: number
  /** Open inquiries that are his. */
  readonly load: number
  /** Since when `status` and `isPresent` are as they are. */
  readonly since: number
}

/** Of one team. */
export interface Counts {
  readonly waiting: number
  /** Open, with an agent. */
  readonly assigned: number
  readonly pending: number
  readonly snoozed: number
}

export interface CannedReply {
  readonly id: string
  readonly title: string
  /** `{customer}`, `{agent}`, `{no}` and `{team}` are filled in where it is used. */
  readonly text: string
}

export interface TeamInfo {
  readonly title: Text
  readonly hasHours: boolean
  readonly assign: 'manual' | 'round-robin' | 'least-loaded'
}

export interface Desk {
  /** As the app describes them; the same for everybody. */
  readonly teams: { readonly [team: string]: TeamInfo }
  agents: { [id: string]: DeskAgent }
  counts: { [team: string]: Counts }
  replies: { [id: string]: CannedReply }
  /** All that are in use or were, at most 200, by name. */
  labels: string[]
}

export interface DeskEvents {
  readonly agentSet: { readonly agent: DeskAgent }
  readonly agentRemoved: { readonly id: string }
  /**
   * An inquiry is otherwise than before: whoever may see it finds it by its id. All agents hear of it, so it says nothing of what it is about. `from`: the team that it was of.
   * `counts`: of each team whose numbers changed. `labels`: new ones.
   */
  readonly touched: {
    readonly id: string
    readonly team: string
    readonly from?: string
    readonly counts?: { readonly [team: string]: Counts }
    readonly agents?: readonly DeskAgent[]
    readonly labels?: readonly string[]
  }
  readonly replySet: { readonly reply: CannedReply }
  readonly replyRemoved: { readonly id: string }
}

/** What those who wait may know: who is how far, not who they are. */
export interface Line {
  teams: { [team: string]: TeamLine }
}

export interface TeamLine {
  /** Of the first 50 who wait, in order. */
  readonly tickets: readonly string[]
  readonly waiting: number
  /** How long one place takes at the moment, in milliseconds; missing where too little is known to say so honestly. */
  readonly paceMs?: number
  /** Within its hours. */
  readonly isOpen: boolean
  /** When that changes next. */
  readonly changesAt?: number
  /** Whether somebody is available and there. */
  readonly isStaffed: boolean
}

/** Each says all: it may be thinned. */
export interface LineEvents {
  readonly line: Line
}

export interface Board {
  /** By day, `2026-11-29` in UTC, then by team; at most 92 days. */
  days: { [day: string]: { [team: string]: DayNumbers } }
}

export interface DayNumbers {
  readonly opened: number
  readonly resolved: number
  readonly firstReply: Spread
  readonly resolution: Spread
  /** How many gave 1, 2, 3, 4, 5. */
  readonly ratings: readonly [number, number, number, number, number]
  readonly breaches: number
}

/** Durations, counted in buckets: bucket i has those below `spreadBounds[i]` milliseconds and not below the one before; the last all others. */
export interface Spread {
  readonly count: number
  readonly sumMs: number
  readonly buckets: readonly number[]
}

export const spreadBounds: readonly number[] = [
  ...[15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600].map((seconds) => seconds * 1_000),
  ...[2, 4, 8, 24, 48, 96, 168].map((hours) => hours * 3_600_000),
]

export interface BoardEvents {
  readonly daySet: {
    readonly day: string
    readonly team: string
    readonly numbers: DayNumbers
    readonly dropped?: readonly string[]
  }
}

export interface DeskCommands {
  /** An agent says how he is. `handBack`: with `away`, an inquiry whose customer writes goes back to its team's queue. */
  readonly setStatus: { readonly status: AgentStatus; readonly handBack?: boolean }
  readonly claim: { readonly inquiry: string }
  readonly release: { readonly inquiry: string; readonly rev: number; readonly note?: string }
  /** To an agent, to a team's queue, or both: an agent of that team. */
  readonly transfer: {
    readonly inquiry: string
    readonly rev: number
    readonly agent?: string
    readonly team?: string
    readonly note?: string
  }
  readonly setPriority: { readonly inquiry: string; readonly priority: Priority }
  readonly label: { readonly inquiry: string; readonly add?: readonly string[]; readonly remove?: readonly string[] }
  readonly snooze: { readonly inquiry: string; readonly until: number }
  readonly wake: { readonly inquiry: string }
  readonly resolve: { readonly inquiry: string }
  readonly reopen: { readonly inquiry: string }
  /** Both are of one customer. */
  readonly merge: { readonly inquiry: string; readonly into: string }
  readonly saveReply: { readonly id: string; readonly title: string; readonly text: string }
  readonly removeReply: { readonly id: string }
  /** Of a supervisor. */
  readonly setCapacity: { readonly agent: string; readonly capacity: number }
}

/** What only the server itself sends to the desk. `n`: the offset of the inquiry's event; older news is let go. */
export interface DeskSystemCommands {
  readonly enter: {
    readonly inquiry: string
    readonly customer: Customer
    readonly subject: string
    readonly team: string
    readonly skills?: readonly string[]
    readonly priority?: Priority
    readonly ticket: string
    readonly n: number
  }
  /** `unread`: of its customer's messages those that its agent has neither read nor answered by then. */
  readonly customerWrote: {
    readonly inquiry: string
    readonly text: string
    readonly n: number
    readonly unread?: number
  }
  /** What was written into `from` in the moment in which it was merged into this one. */
  readonly goesOn: {
    readonly inquiry: string
    readonly from: { readonly id: string; readonly no: number }
    readonly text: string
  }
  readonly agentWrote: {
    readonly inquiry: string
    readonly by: AgentName
    readonly text: string
    readonly n: number
    readonly unread?: number
    readonly isBot?: true
  }
  readonly customerEnded: { readonly inquiry: string }
  readonly handOff: { readonly inquiry: string; readonly by: 'customer' | 'bot'; readonly reason?: string }
  readonly rated: { readonly inquiry: string; readonly rating: Rating }
  readonly identified: { readonly inquiry: string; readonly customer: Customer }
  /** By the app. */
  readonly resolve: { readonly inquiry: string }
  readonly assign: { readonly inquiry: string; readonly agent: string }
  /** Gives what waits to who is free. Sent by every event that changes a status, a capacity or the queue. */
  readonly route: Readonly<Record<never, never>>
  /** Ends what is of a customer who was erased, and moves what is of a team that is none any more. Sent when the server begins, and after an erasure. */
  readonly sweep: Readonly<Record<never, never>>
  readonly breach: { readonly inquiry: string; readonly target: Target; readonly due: number }
  readonly wakeUp: { readonly inquiry: string; readonly until: number }
  /** From the desk to itself, a while after the number of those who wait for a team has changed: its agents are told. */
  readonly tellWaiting: { readonly team: string }
  /** `name`: what the server calls him; `agentOf` is asked with it. */
  readonly present: { readonly agent: string; readonly name?: string }
  readonly gone: { readonly agent: string }
  /** The grace is over. `since`: when he went. */
  readonly stayedGone: { readonly agent: string; readonly since: number }
  /** A team opens or closes. The server sends one for each team when it begins: opening hours may have changed. */
  readonly hours: { readonly team: string; readonly at: number }
}

/** What is said to this agent alone on opening the view `desk`. */
export interface DeskYou {
  readonly id: string
  readonly role: Role
  readonly teams: readonly string[]
}

/** What a page must know before somebody asks: `GET <path>/inquiry/about`. */
export interface AboutDesk {
  readonly fields: readonly Field[]
  readonly teams: { readonly [team: string]: { readonly title: Text } }
  readonly hasBot: boolean
  /** Whether a conversation can be mailed to its customer. */
  readonly hasMail: boolean
  readonly maxTextLength: number
  readonly maxFilesPerMessage: number
  readonly maxFileBytes: number
}
