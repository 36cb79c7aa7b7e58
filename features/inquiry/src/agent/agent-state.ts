import { applyEvent, defineFold, type EventMeta } from '@parley/channel'
import { setValue } from '@parley/channel/client'
import type { Mine } from '../contract/index.ts'
import { type Stored, type StoredEvents, showMine } from './events.ts'
import { mineFold } from './mine-fold.ts'

/** The list as its agent has it, and what only the rules need. */
export interface AgentState {
  readonly mine: Mine
  readonly own: {
    /** The desk's event that each row is of, also of those that went. */
    seqs: { [id: string]: number }
    /** What each inquiry said last of what is unread, at its offset `n`. */
    counts: { [id: string]: { readonly unread: number; readonly n: number } }
  }
}

/** Of so many inquiries it is known what was said last. More news than of these is not under way at one time. */
const maxKnown = 2_000

type Grow<Type extends keyof StoredEvents> = (own: AgentState['own'], data: StoredEvents[Type]) => void

function growing<Type extends keyof StoredEvents>(type: Type, grow: Grow<Type>) {
  return ({ mine, own }: AgentState, data: StoredEvents[Type], { offset, at }: EventMeta): void => {
    grow(own, data)
    const shown = showMine({ type, data } as unknown as Stored)
    if (shown !== undefined) applyEvent(mineFold, mine, { ...shown, offset, at })
  }
}

export const stateFold = defineFold<AgentState, StoredEvents>({
  state: () => ({ mine: mineFold.state(), own: { seqs: {}, counts: {} } }),
  events: {
    rowSet: growing('rowSet', ({ seqs, counts }, { row, unread, seq, n }) => {
      remember(seqs, row.id, seq)
      if (n !== undefined) remember(counts, row.id, { unread, n })
    }),
    rowRemoved: growing('rowRemoved', ({ seqs }, { id, seq }) => remember(seqs, id, seq)),
    counted: growing('counted', ({ counts }, { id, unread, n }) => remember(counts, id, { unread, n })),
    read: growing('read', ({ counts }, { id, n }) => remember(counts, id, { unread: 0, n })),
    erased: growing('erased', () => {}),
  },
})

/** The newest last; the oldest are forgotten. */
function remember<Value>(record: { [id: string]: Value }, id: string, value: Value): void {
  delete record[id]
  setValue(record, id, value)
  const [oldest] = Object.keys(record)
  if (oldest !== undefined && Object.keys(record).length > maxKnown) delete record[oldest]
}
