import * as most from '../contract/limits.ts'
import { lowerLimits } from '../lower-limits.ts'
import type { LinkTo } from './announcing.ts'

/** What an app may lower of what one person's channel holds. */
export interface PersonLimits {
  /** UTF-16 units of one draft or scheduled message. @default 4000 */
  readonly maxTextLength: number
  /** Rooms that he is a member of: who enters one more is out at once, and told why. `chat/too-many` @default 500 */
  readonly maxRoomsPerPerson: number
  /** Invitations that he has not answered; the oldest is dropped. @default 100 */
  readonly maxInvitesPerPerson: number
  /** `chat/too-many` @default 1000 */
  readonly maxBlocked: number
  /** The oldest is dropped. @default 100 */
  readonly maxDrafts: number
  /** Threads that he follows; the one that he read longest ago is forgotten first. @default 500 */
  readonly maxThreads: number
  /** Messages that wait for their time. `chat/too-many` @default 100 */
  readonly maxScheduled: number
  /** How far ahead. `chat/too-far` @default 31622400000 (366 days) */
  readonly maxScheduleMs: number
}

export interface PersonOptions {
  /**
   * Where a message, or without an offset a room, is on the app's pages: a path or an address, to which what is announced to people leads.
   * What it throws is reported, and tried again later. @default `/#<room>/<offset>`
   */
  readonly linkTo?: LinkTo
  /** Lower limits than the defaults. `ERR_CHAT_LIMITS` for one that is higher, or no whole number from 1. */
  readonly limits?: Partial<PersonLimits>
}

const {
  maxTextLength,
  maxRoomsPerPerson,
  maxInvitesPerPerson,
  maxBlocked,
  maxDrafts,
  maxThreads,
  maxScheduled,
  maxScheduleMs,
} = most
const defaults: PersonLimits = {
  maxTextLength,
  maxRoomsPerPerson,
  maxInvitesPerPerson,
  maxBlocked,
  maxDrafts,
  maxThreads,
  maxScheduled,
  maxScheduleMs,
}

/** Throws `UsageError`: `ERR_CHAT_LIMITS`. */
export function personLimits({ limits }: PersonOptions): PersonLimits {
  return lowerLimits(defaults, limits)
}
