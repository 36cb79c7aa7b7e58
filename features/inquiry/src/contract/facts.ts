// What the desk knows of an inquiry: who answers, how urgent it is, until when. The channel `inquiry-desk/main` decides all of it.
import type { AgentName, Customer } from './people.ts'

/** `pending`: a bot answers; no agent is asked yet. */
export type InquiryStatus = 'pending' | 'open' | 'snoozed' | 'resolved'

/** The most urgent first. */
export const priorities = ['urgent', 'high', 'normal', 'low'] as const
export type Priority = (typeof priorities)[number]

/** What a team promises: the first answer, each next one, and the end. */
export const targets = ['first', 'next', 'resolve'] as const
export type Target = (typeof targets)[number]

/** Until when, in milliseconds since 1970. Stored as decided: neither a restart nor another version of the opening hours moves it. */
export type Due = { readonly [T in Target]?: number }

export interface Facts {
  readonly team: string
  readonly status: InquiryStatus
  /** Who answers. An open one without is in the queue. */
  readonly agent?: AgentName
  /** Goes up with every change of `agent`, `team` and `status`. */
  readonly rev: number
  readonly priority: Priority
  readonly labels: readonly string[]
  /** What an agent must have to be given it by routing. */
  readonly skills?: readonly string[]
  readonly snoozedUntil?: number
  readonly due?: Due
  /** Each once, for good. */
  readonly breached: readonly Target[]
  /** Since when the customer waits for an answer. */
  readonly waitingSince?: number
  readonly mergedInto?: { readonly id: string; readonly no: number }
}

/** One inquiry in a list of the desk. */
export interface Row extends Facts {
  readonly id: string
  /** 1, 2, 3 … as people call it: "#17". */
  readonly no: number
  readonly customer: Customer
  /** The beginning of the first message. */
  readonly subject: string
  /** `agent`: the id of the agent who wrote it, so that it can be erased with him. */
  readonly last: {
    readonly at: number
    readonly by: 'customer' | 'agent' | 'bot'
    readonly text: string
    readonly agent?: string
  }
  readonly openedAt: number
  /** When it was opened, or opened again: who is given back keeps his place. */
  readonly enteredAt: number
  /**
   * Its place among those of its priority: until when a first answer is promised to who came then, or `enteredAt` where none is. Nothing changes it but
   * another team or priority: not that answer, not a pause, and not other promises from now on.
   */
  readonly rankAt: number
  readonly firstReplyAt?: number
  readonly resolvedAt?: number
  readonly rating?: Rating
}

export interface Rating {
  /** 1 to 5. */
  readonly score: number
  readonly comment?: string
  readonly at: number
}

export function isWaiting({ status, agent }: Pick<Facts, 'status' | 'agent'>): boolean {
  return status === 'open' && agent === undefined
}

/**
 * The order of the queue: priority, then `rankAt`, then who came first, then the id. Negative if `a` is before `b`. It reads nothing that a message or
 * an answer changes, so nobody moves by them.
 */
export function compareInQueue(a: QueueRank, b: QueueRank): number {
  return (
    (a.priority === b.priority ? 0 : priorities.indexOf(a.priority) - priorities.indexOf(b.priority)) ||
    a.rankAt - b.rankAt ||
    a.enteredAt - b.enteredAt ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}

export type QueueRank = Pick<Row, 'id' | 'priority' | 'rankAt' | 'enteredAt'>
