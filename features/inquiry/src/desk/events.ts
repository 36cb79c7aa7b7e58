import type { EventMeta } from '@parley/channel/client'
import type {
  Activity,
  AgentName,
  BoardEvents,
  CannedReply,
  Counts,
  DeskAgent,
  DeskEvents,
  InquiryStatus,
  Row,
} from '../contract/index.ts'
import type { AgentOwn, Own } from './desk-state.ts'

/** What an inquiry was before, as far as that changed. */
export interface Was {
  /** `new`: there was none. */
  readonly status?: InquiryStatus | 'new'
  readonly agent?: AgentName
  readonly team?: string
  readonly customer?: string
}

export interface RowSet {
  readonly row: Row
  readonly own: Own
  readonly was: Was
  /** The inquiry itself is to hear of it: something of its facts changed. */
  readonly facts?: true
  /** Deadlines changed. */
  readonly due?: true
  readonly activity?: Activity
  /** Who answered this customer last is another one now. */
  readonly answered?: true
  /** What its customer wrote goes on in the one that it was merged into. */
  readonly goesOn?: true
  /** Nothing that lists are made by changed, of one that does not wait: the view `desk` does not show it. */
  readonly quiet?: true
  readonly counts?: { readonly [team: string]: Counts }
  readonly agents?: readonly DeskAgent[]
  readonly labels?: readonly string[]
  /** There may be something to give to somebody. */
  readonly route?: true
  /** There is more that no event told. */
  readonly sweep?: true
}

/** The log of the desk. Each event about an inquiry says all of it, so that views and documents are made of it alone. */
export interface LoggedEvents {
  readonly rowSet: RowSet
  readonly agentSet: { readonly agent: DeskAgent; readonly own: AgentOwn; readonly route?: true }
  readonly agentRemoved: { readonly id: string; readonly route?: true }
  readonly replySet: { readonly reply: CannedReply }
  readonly replyRemoved: { readonly id: string }
  readonly daySet: BoardEvents['daySet']
  readonly hoursSet: { readonly team: string; readonly isOpen: boolean; readonly changesAt?: number }
  /** So many wait for a team, and these agents are told: `to` anew, `quiet` only the number. `left`: they are told no more. `first`: who waits first. */
  readonly waitingTold: {
    readonly team: string
    readonly waiting: number
    readonly first?: string
    readonly to: readonly string[]
    readonly quiet: readonly string[]
    readonly left: readonly string[]
  }
  /** What concerned only somebody who was erased. */
  readonly erased: Readonly<Record<never, never>>
}

type Of<Events> = { [Type in keyof Events]: { readonly type: Type; readonly data: Events[Type] } }[keyof Events]
export type Logged = Of<LoggedEvents>
export type LoggedEvent = Logged & EventMeta

/** What the view `desk` shows of an event. */
export function showDesk({ type, data }: Logged): Of<DeskEvents> | undefined {
  switch (type) {
    case 'rowSet': {
      if (data.quiet) return undefined
      const { row, was, counts, agents, labels } = data
      const more = {
        ...(was.team !== undefined && { from: was.team }),
        ...(counts && { counts }),
        ...(agents && { agents }),
        ...(labels && { labels }),
      }
      return { type: 'touched', data: { id: row.id, team: row.team, ...more } }
    }
    case 'agentSet':
      return { type, data: { agent: data.agent } }
    case 'agentRemoved':
      return { type, data: { id: data.id } }
    case 'replySet':
    case 'replyRemoved':
      return { type, data } as Of<DeskEvents>
    default:
      return undefined
  }
}

/** Whether the view `line` says something else after it. */
export function isOfLine({ type, data }: Logged): boolean {
  if (type === 'rowSet') return data.counts !== undefined || data.activity?.what === 'priority'
  return type === 'agentSet' || type === 'agentRemoved' || type === 'hoursSet'
}
