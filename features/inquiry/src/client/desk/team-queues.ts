import type { Row } from '../../contract/index.ts'
import { compareInQueue } from '../../contract/index.ts'
import { maxQueueShown } from '../../contract/limits.ts'
import type { QueueHandle } from './handles.ts'

/** The open queues of several teams, in one order. */
export class TeamQueues {
  readonly #open: (team: string) => QueueHandle
  readonly #changed: () => void
  readonly #queues = new Map<string, { readonly handle: QueueHandle; readonly stop: () => void }>()
  #rows: readonly Row[] | undefined

  constructor(open: (team: string) => QueueHandle, changed: () => void) {
    this.#open = open
    this.#changed = changed
  }

  /** Those of these teams are open from now on, and no others. One that was refused is tried again. */
  show(teams: readonly string[]): void {
    for (const [team, { handle }] of this.#queues)
      if (!teams.includes(team) || handle.status === 'refused') this.#drop(team)
    for (const team of teams) {
      if (this.#queues.has(team)) continue
      const handle = this.#open(team)
      this.#queues.set(team, { handle, stop: handle.onChange(() => this.#note()) })
    }
    this.#rows = undefined
  }

  /** Whether of each it is known who waits, or that we are not to know. */
  get isReady(): boolean {
    return [...this.#queues.values()].every(
      ({ handle }) => handle.position !== undefined || handle.status === 'refused',
    )
  }

  /** The first who wait for any of the teams. */
  get rows(): readonly Row[] {
    this.#rows ??= this.#merged()
    return this.#rows
  }

  close(): void {
    for (const team of [...this.#queues.keys()]) this.#drop(team)
  }

  #note(): void {
    this.#rows = undefined
    this.#changed()
  }

  #merged(): readonly Row[] {
    const rows = new Map<string, Row>()
    for (const { handle } of this.#queues.values()) {
      if (handle.status === 'refused') continue
      for (const row of handle.state.rows) {
        // What goes from one team to another may stand in both for a moment.
        const other = rows.get(row.id)
        if (other === undefined || other.rev < row.rev) rows.set(row.id, row)
      }
    }
    return [...rows.values()].sort(compareInQueue).slice(0, maxQueueShown)
  }

  #drop(team: string): void {
    const queue = this.#queues.get(team)
    queue?.stop()
    queue?.handle.close()
    this.#queues.delete(team)
  }
}
