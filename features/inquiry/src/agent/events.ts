import type { NewEvent } from '@parley/channel'
import type { MineEvents } from '../contract/index.ts'

/** The log of a channel `inquiry-agent/<id>`. */
export interface LoggedEvents {
  /** `n`: where the inquiry stood when it said how many are unread, if that came with the row. */
  readonly rowSet: MineEvents['rowSet'] & { readonly seq: number; readonly n?: number }
  readonly rowRemoved: MineEvents['rowRemoved'] & { readonly seq: number }
  /** The inquiry's word, at its offset `n`; the row may still be on its way. */
  readonly counted: MineEvents['unreadSet'] & { readonly n: number }
  /** He has read it in his list, up to `n`. */
  readonly read: { readonly id: string; readonly n: number }
  /** What concerned only somebody who was erased. */
  readonly erased: Readonly<Record<never, never>>
}

/** As the log keeps them: each says whose channel it is, so that it can be erased with him. */
export type StoredEvents = { readonly [Type in keyof LoggedEvents]: LoggedEvents[Type] & { readonly me?: string } }

export type Logged = NewEvent<LoggedEvents>
export type Stored = NewEvent<StoredEvents>

export function showMine({ type, data }: Stored): NewEvent<MineEvents> | undefined {
  switch (type) {
    case 'rowSet':
      return { type: 'rowSet', data: { row: data.row, unread: data.unread } }
    case 'rowRemoved':
      return { type: 'rowRemoved', data: { id: data.id } }
    case 'counted':
      return { type: 'unreadSet', data: { id: data.id, unread: data.unread } }
    case 'read':
      return { type: 'unreadSet', data: { id: data.id, unread: 0 } }
    default:
      return undefined
  }
}
