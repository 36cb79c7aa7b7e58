import { ownValue } from '@parley/channel/client'
import type { Model } from '@parley/elements/models'
import { Listeners } from '@parley/elements/models'
import type { MineRow } from '../../contract/index.ts'
import { deadlineOf } from './deadline.ts'
import type { MineHandle } from './handles.ts'

/** What one agent answers, over his open view `mine`. */
export class MineModel implements Model {
  readonly #handle: MineHandle
  readonly #changed = new Listeners()
  readonly #stop: () => void

  constructor(handle: MineHandle) {
    this.#handle = handle
    this.#stop = handle.onChange(() => this.#changed.tell())
  }

  get isReady(): boolean {
    return this.#handle.position !== undefined
  }

  get status(): MineHandle['status'] {
    return this.#handle.status
  }

  get refusal(): MineHandle['refusal'] {
    return this.#handle.refusal
  }

  /** Whose customer waits first, the first thing due and then the longest wait first; then by the newest word. Snoozed ones last. */
  get rows(): readonly MineRow[] {
    return Object.values(this.#handle.state.rows)
      .filter(({ row }) => row.status !== 'resolved')
      .sort(({ row: one }, { row: other }) => {
        const byGroup = groupOf(one) - groupOf(other)
        if (byGroup !== 0) return byGroup
        if (groupOf(one) > 0) return other.last.at - one.last.at
        return dueOf(one) - dueOf(other) || (one.waitingSince ?? 0) - (other.waitingSince ?? 0)
      })
  }

  /** Messages of customers that are not read. */
  get unread(): number {
    return this.rows.reduce((sum, { unread }) => sum + unread, 0)
  }

  unreadOf(inquiry: string): number {
    return ownValue(this.#handle.state.rows, inquiry)?.unread ?? 0
  }

  /** It is on the screen. */
  read(inquiry: string): void {
    const isAsked = this.#handle.pending.some(
      ({ name, input }) => name === 'read' && (input as { inquiry?: unknown }).inquiry === inquiry,
    )
    if (this.unreadOf(inquiry) === 0 || isAsked) return
    const receipt = this.#handle.commands.read({ inquiry })
    receipt.catch(() => this.#handle.discard(receipt.id))
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  close(): void {
    this.#stop()
    this.#changed.clear()
    this.#handle.close()
  }
}

function groupOf({ status, waitingSince }: MineRow['row']): number {
  if (status === 'snoozed') return 2
  return waitingSince === undefined ? 1 : 0
}

/** What never falls due comes after all that does. */
function dueOf(row: MineRow['row']): number {
  return deadlineOf(row, 0)?.due ?? Number.MAX_SAFE_INTEGER
}
