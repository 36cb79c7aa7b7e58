import type { StoredDocument } from '../store/records.ts'
import type { CommandRequest } from './command-request.ts'
import type { Draft, DraftedCommand } from './draft.ts'

/** What a channel decided and nobody may hear of yet. */
export class Uncommitted {
  /** Decided since the last group was sealed. */
  draft: Draft | undefined
  /** In the transaction that is under way. */
  inFlight: Draft | undefined

  /** Where the state in memory ends; `undefined`: all of it is durable. */
  get newest(): Draft | undefined {
    return this.draft ?? this.inFlight
  }

  find(request: CommandRequest): DraftedCommand | undefined {
    return this.inFlight?.find(request) ?? this.draft?.find(request)
  }

  /** A document as these events leave it: put, `null` if removed, `undefined` if they do not touch it. */
  document(collection: string, id: string): StoredDocument | null | undefined {
    const drafted = this.draft?.document(collection, id)
    return drafted === undefined ? this.inFlight?.document(collection, id) : drafted
  }
}
