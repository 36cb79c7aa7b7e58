import type { Records, Write } from './records.ts'

/**
 * The seam between channels and what keeps them. An implementation stores texts; it knows neither features nor views.
 * Commits take effect in the order they are made, and whatever is asked after a commit sees it; a commit need not wait for
 * reads that were asked before it, which may then see it too. Every method rejects with `StoreError` and nothing else.
 */
export interface Store extends Records {
  /**
   * Appends to all these logs in **one** transaction, and resolves when it is durable. The results stand in the order
   * of the batches. A batch that is not `ok` left no trace; the others of the group are stored all the same. If the
   * promise rejects, nothing of the group is stored.
   */
  commit(group: readonly Batch[]): Promise<readonly CommitResult[]>
  /** A channel as it is stored, or `undefined` if nothing was ever appended to it. */
  load(channel: string): Promise<StoredChannel | undefined>
  /** Events with `offset > after`, oldest first, at most `limit`. */
  readAfter(channel: string, after: number, limit: number): Promise<readonly StoredEvent[]>
  /** The newest events with `offset < before`, at most `limit`, oldest first. */
  readBefore(channel: string, before: number, limit: number): Promise<readonly StoredEvent[]>
  /** The offset of a command's last event, if it took effect within the once-window. */
  outcome(channel: string, actor: string, command: string): Promise<number | undefined>
  /** Finishes what was asked before, then lets go of the data. */
  close(): Promise<void>
}

/** What one channel adds in one group. */
export interface Batch {
  readonly channel: string
  /** The log's epoch. The first batch of a channel founds the log under it; later ones must match. */
  readonly epoch: string
  /** The offset the log must end at for this batch to fit: its first event gets `after + 1`. */
  readonly after: number
  /** The events' JSON texts, in order, as they go over the wire (`{"offset":…,"type":…,"at":…,"data":…}`). */
  readonly events: readonly string[]
  /** Outcomes of the commands behind these events. */
  readonly outcomes: readonly CommandOutcome[]
  /** What these events write beside the log, in their order. */
  readonly writes?: readonly Write[]
  /** The channel's state as JSON, folded up to `after + events.length`. */
  readonly snapshot?: string
  /** Wall clock in milliseconds, for the once-window (counted in whole seconds, never shorter than asked for). */
  readonly at: number
}

export interface CommandOutcome {
  readonly actor: string
  /** The id the client gave its command. */
  readonly command: string
  /** Where its last event stands. */
  readonly offset: number
}

export type CommitResult =
  | { readonly ok: true }
  /** The log does not end at `after`, or has another epoch: somebody else wrote to it. */
  | { readonly ok: false; readonly reason: 'conflict' }
  /**
   * Nothing of the batch was stored. `known`: those of its commands that took effect before, and where. It is empty if the
   * batch names a command twice.
   */
  | { readonly ok: false; readonly reason: 'duplicate'; readonly known: readonly CommandOutcome[] }

export interface StoredChannel {
  readonly epoch: string
  /** Offset of the last event. */
  readonly offset: number
  readonly snapshot: { readonly offset: number; readonly state: string } | undefined
  /** All events after the snapshot (or all there are), oldest first. */
  readonly events: readonly StoredEvent[]
}

export interface StoredEvent {
  readonly offset: number
  /** The event's JSON text. */
  readonly event: string
}
