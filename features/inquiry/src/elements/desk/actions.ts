import type { MenuContent } from '@parley/elements'
import type { Customer, Facts } from '../../contract/index.ts'

/** An inquiry that something is done with. */
export interface Subject extends Facts {
  readonly id: string
  readonly no: number
  readonly customer: Customer
}

/** A dialog that was asked for, and what about. */
export type Asked =
  | { readonly dialog: 'transfer' | 'snooze' | 'labels' | 'merge'; readonly subject: Subject }
  | { readonly dialog: 'help' | 'canned' }

export type ListTab = 'mine' | 'queue' | 'all'

/** What the parts of the desk ask of the whole. */
export interface DeskActions {
  readonly open: (inquiry: string) => void
  readonly showTab: (tab: ListTab) => void
  readonly take: (inquiry: string) => void
  /** Shows that it was done, or why it was not. */
  readonly attempt: (doing: Promise<void>, done?: string) => void
  readonly ask: (asked: Asked) => void
  readonly openMenu: (at: HTMLElement, content: MenuContent) => void
  readonly back: () => void
  readonly toggleCustomer: () => void
}
