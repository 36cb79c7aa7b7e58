import type { Audit } from '../trading/audit.ts'

/** What a contestant's server is asked to be. */
export interface StartOptions {
  /** Where those that keep messages keep them. */
  readonly dataFile?: string
  /** Offers permessage-deflate, without context takeover. */
  readonly deflate?: boolean
}

/** What a desk is filled with before it is measured. */
export interface FillPlan {
  readonly inquiries: number
  readonly agents: number
  /** Of each agent; what is nobody's waits. */
  readonly assignedEach: number
  readonly bytes: number
}

/** A server of one contestant, listening. */
export interface Running {
  readonly port: number
  /** Transactions committed so far, where there are any: each is one fsync of the write-ahead log. */
  commits?(): number
  /** Where there is something to be found there beforehand. Resolves once all of it is durable. */
  fill?(plan: FillPlan): Promise<void>
  /** Of an exchange: what it counts of this many traders, when all is over. */
  audit?(traders: number): Promise<Audit>
  /** Where the end has something to write or to tell. */
  close?(): Promise<void>
}

export type Start = (options: StartOptions) => Promise<Running>
