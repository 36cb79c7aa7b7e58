// What whoever writes a Store needs, and nothing else: it is loaded where the store runs.
export type { DocumentPlace, Plan, Records, StoredDocument, StoredPlan, Write } from './store/records.ts'
export { queryTerms, searchTerms } from './store/search-terms.ts'
export type {
  Batch,
  CommandOutcome,
  CommitResult,
  Store,
  StoredChannel,
  StoredEvent,
} from './store/store.ts'
export { StoreError, StoreErrorCode } from './store/store-error.ts'
