/**
 * The seam between channels and what keeps them. An implementation stores texts; it knows neither features nor views.
 * Requests take effect in the order they are made. Every method rejects with `StoreError` and nothing else.
 */
export interface Store {
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
  /** The outcome of a command that took effect within the once-window, or `undefined`. */
  outcome(channel: string, actor: string, command: string): Promise<string | undefined>
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
  /** The channel's state as JSON, folded up to `after + events.length`. */
  readonly snapshot?: string
  /** Wall clock in milliseconds, for the once-window. */
  readonly at: number
}

export interface CommandOutcome {
  readonly actor: string
  /** The id the client gave its command. */
  readonly command: string
  /** JSON text. */
  readonly outcome: string
}

export type CommitResult =
  | { readonly ok: true }
  /** The log does not end at `after`, or has another epoch: somebody else wrote to it. */
  | { readonly ok: false; readonly reason: 'conflict' }
  /** These commands took effect before; their stored outcomes are given. Nothing of the batch was stored. */
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
