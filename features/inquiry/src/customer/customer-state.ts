import { applyEvent, defineFold, type EventMeta } from '@parley/channel'
import { ownValue, setValue } from '@parley/channel/client'
import type { OwnInquiries, OwnInquiry } from '../contract/index.ts'
import { type Progress, type Stored, type StoredEvents, showOwn } from './events.ts'
import { ownFold } from './own-fold.ts'

/** The list as its customer has it, and what only the rules need. */
export interface CustomerState {
  readonly list: OwnInquiries
  readonly own: Own
}

interface Own {
  /** What each inquiry said last, besides what is shown. */
  known: { [id: string]: Omit<Progress, 'inquiry'> }
  /** Whoever shows this until then takes over. */
  offer?: { readonly code: string; readonly until: number }
  /** To whom goes what has not begun yet. */
  waiting: { [id: string]: { readonly id: string; readonly name: string } }
  /** What went to somebody else: news of it comes late. */
  handed: string[]
}

const maxHandedKnown = 100

type Grow<Type extends keyof StoredEvents> = (own: Own, data: StoredEvents[Type]) => void

function growing<Type extends keyof StoredEvents>(type: Type, grow: Grow<Type>) {
  return ({ list, own }: CustomerState, data: StoredEvents[Type], { offset, at }: EventMeta): void => {
    grow(own, data)
    const shown = showOwn({ type, data } as unknown as Stored)
    if (shown !== undefined) applyEvent(ownFold, list, { ...shown, offset, at })
  }
}

export const stateFold = defineFold<CustomerState, StoredEvents>({
  state: () => ({ list: ownFold.state(), own: { known: {}, waiting: {}, handed: [] } }),
  events: {
    started: growing('started', know),
    progressed: growing('progressed', know),
    took: growing('took', (own, data) => {
      know(own, data)
      own.handed = own.handed.filter((id) => id !== data.inquiry.id)
    }),
    notBegun: growing('notBegun', (own, { inquiry }) => forget(own, [inquiry])),
    offered: growing('offered', (own, { code, until }) => {
      own.offer = { code, until }
    }),
    handed: growing('handed', (own, { to, inquiries, waiting }) => {
      delete own.offer
      const ids = inquiries.map(({ inquiry }) => inquiry.id)
      forget(own, ids)
      own.handed = [...own.handed, ...ids].slice(-maxHandedKnown)
      for (const id of waiting) setValue(own.waiting, id, to)
    }),
    erased: growing('erased', () => {}),
  },
})

function know(
  own: Own,
  { inquiry, seq, agent, lastBy, asker, dropped = [] }: Progress & { dropped?: readonly string[] },
) {
  forget(own, dropped)
  setValue(own.known, inquiry.id, {
    ...(seq !== undefined && { seq }),
    ...(agent !== undefined && { agent }),
    ...(lastBy !== undefined && { lastBy }),
    ...(asker !== undefined && { asker }),
  })
}

function forget(own: Own, ids: readonly string[]): void {
  for (const id of ids) {
    delete own.known[id]
    delete own.waiting[id]
  }
}

export function inquiriesIn({ list }: CustomerState): OwnInquiry[] {
  return Object.values(list.inquiries)
}

export function isOver({ status }: OwnInquiry): boolean {
  return status === 'resolved' || status === 'merged'
}

/** An inquiry of the list as it was told. */
export function progressIn({ list, own }: CustomerState, id: string): Progress | undefined {
  const inquiry = ownValue(list.inquiries, id)
  return inquiry && { inquiry, ...ownValue(own.known, id) }
}
