/**
 * What events write beside the log, in the transaction that stores them. `Batch.writes` carries it; a batch may consist of
 * writes alone.
 */
export type Write =
  /** Puts a document, or replaces the one of this id. */
  | { readonly do: 'put'; readonly document: StoredDocument }
  /** Removes a document; nothing happens if there is none. */
  | { readonly do: 'remove'; readonly collection: string; readonly id: string }
  /** Notes a command that must be sent later, to this channel or another, or replaces the one of this id. */
  | { readonly do: 'plan'; readonly plan: Plan }
  /** Forgets a planned command: it was sent, or is not wanted any more. */
  | { readonly do: 'forget'; readonly id: string }

/** Something to be found later: by its id, in its order, or by words in its text. Unique by channel, collection and id. */
export interface StoredDocument {
  readonly collection: string
  readonly id: string
  /** Its place in the collection, a whole number; paging goes by it, then by id. */
  readonly order: number
  /** JSON. */
  readonly body: string
  /** What search looks through; empty: search never finds it. */
  readonly text: string
  /** The id of the person whom it concerns, for export and erasure. */
  readonly person?: string
}

/**
 * A command that must be sent, at least once, not before `dueAt`. Unique by the channel that planned it and `id`. It is sent
 * under a command id derived from both, so it takes effect once.
 */
export interface Plan {
  readonly id: string
  /** Wall clock in milliseconds; 0 or 1: at once, in the order of its channels or in none. */
  readonly dueAt: number
  /** The channel that gets it. */
  readonly to: string
  readonly command: string
  /** JSON. */
  readonly input: string
}

/** A plan with the channel whose events made it. */
export interface StoredPlan extends Plan {
  readonly from: string
}

/** From where a page of documents goes on: behind (older than) this place. */
export interface DocumentPlace {
  readonly order: number
  readonly id: string
}

/** The part of the seam behind documents, plans and the life of a log. Every method rejects with `StoreError` and nothing else. */
export interface Records {
  document(channel: string, collection: string, id: string): Promise<StoredDocument | undefined>
  /** Newest first, at most `limit`, those behind `before` if it is given. */
  documents(
    channel: string,
    collection: string,
    before: DocumentPlace | undefined,
    limit: number,
  ): Promise<readonly StoredDocument[]>
  /** Those whose text holds all words of the query (see `searchTerms`), newest first, at most `limit`. */
  search(
    channel: string,
    collection: string,
    query: string,
    before: DocumentPlace | undefined,
    limit: number,
  ): Promise<readonly StoredDocument[]>
  /** Plans that are due at `now`, the earliest first, those of one time in the order in which they were planned first; at most `limit`. */
  duePlans(now: number, limit: number): Promise<readonly StoredPlan[]>
  /** When the next of the plans is due that are not due at `now` yet; `undefined`: there is none. */
  nextPlanAt(now: number): Promise<number | undefined>
  /** Drops events with `offset <= upTo` of a channel that has a snapshot at `upTo` or later; else it drops nothing. Returns how many. */
  trim(channel: string, upTo: number): Promise<number>
  /** The names of all channels whose name begins so, in order, at most `limit`, those after `after`. */
  channelNames(prefix: string, after: string, limit: number): Promise<readonly string[]>
  /** Outcomes and documents of a person, oldest first: what an export lists beside the events that name him. */
  documentsOf(person: string, limit: number): Promise<readonly (StoredDocument & { readonly channel: string })[]>
  /**
   * Replaces the texts of stored events, whose offsets stay, and the channel's snapshot: the erasure of what a person wrote. The
   * log gets a new epoch, so that every client takes the state anew. Rejects with `ERR_STORE_FAILED` if an offset is not there.
   */
  rewrite(
    channel: string,
    epoch: string,
    events: readonly { readonly offset: number; readonly event: string }[],
    snapshot: { readonly offset: number; readonly state: string } | undefined,
  ): Promise<void>
  /** What was replaced or removed by now cannot be read from the store's own files any more: the end of an erasure. It may take long. */
  purge(): Promise<void>
}
