import type { MessagePort } from 'node:worker_threads'
import type {
  CommitResult,
  DocumentPlace,
  StoredChannel,
  StoredDocument,
  StoredEvent,
  StoredPlan,
  StoreErrorCode,
} from '@parley/channel/store'
import type { PackedGroup } from './pack.ts'
import type { Snapshot } from './snapshot-table.ts'

/** What the worker is started with. */
export interface WorkerData {
  readonly path: string
  readonly settings: Settings
  readonly port: MessagePort
  /** One Int32: the worker sets it to 1 and notifies when its first message (`Opened`) lies in the port. */
  readonly opened: SharedArrayBuffer
}

export interface Settings {
  readonly onceWindowMs: number
  readonly maxBytes: number | undefined
}

export type Opened = { readonly ok: true } | { readonly ok: false; readonly error: Failure }

/** A `StoreError` as it crosses between the threads. */
export interface Failure {
  readonly code: StoreErrorCode
  readonly message: string
}

export type Request =
  | { readonly do: 'commit'; readonly group: PackedGroup }
  | { readonly do: 'load'; readonly channel: string }
  | { readonly do: 'readAfter'; readonly channel: string; readonly after: number; readonly limit: number }
  | { readonly do: 'readBefore'; readonly channel: string; readonly before: number; readonly limit: number }
  | { readonly do: 'outcome'; readonly channel: string; readonly actor: string; readonly command: string }
  | RecordRequest
  | { readonly do: 'purge' }
  | { readonly do: 'close' }

/** What is asked of documents, plans and the life of a log. */
export type RecordRequest =
  | { readonly do: 'document'; readonly channel: string; readonly collection: string; readonly id: string }
  | ({ readonly do: 'documents' } & Page)
  | ({ readonly do: 'search'; readonly query: string } & Page)
  | { readonly do: 'documentsOf'; readonly person: string; readonly limit: number }
  | { readonly do: 'duePlans'; readonly now: number; readonly limit: number }
  | { readonly do: 'nextPlanAt'; readonly now: number }
  | { readonly do: 'channelNames'; readonly prefix: string; readonly after: string; readonly limit: number }
  | { readonly do: 'trim'; readonly channel: string; readonly upTo: number }
  | {
      readonly do: 'rewrite'
      readonly channel: string
      readonly epoch: string
      readonly events: readonly StoredEvent[]
      readonly snapshot: Snapshot | undefined
    }

interface Page {
  readonly channel: string
  readonly collection: string
  readonly before: DocumentPlace | undefined
  readonly limit: number
}

/** A request as it is sent: its reply carries the same id, and need not come in turn. */
export interface Envelope {
  readonly id: number
  readonly request: Request
}

/** What each request is answered with. */
export interface Replies {
  /** A number says that all of so many batches are `ok`, which is nearly always so. */
  commit: number | readonly CommitResult[]
  load: StoredChannel | undefined
  readAfter: readonly StoredEvent[]
  readBefore: readonly StoredEvent[]
  outcome: number | undefined
  document: StoredDocument | undefined
  documents: readonly StoredDocument[]
  search: readonly StoredDocument[]
  documentsOf: readonly (StoredDocument & { readonly channel: string })[]
  duePlans: readonly StoredPlan[]
  nextPlanAt: number | undefined
  channelNames: readonly string[]
  trim: number
  rewrite: undefined
  purge: undefined
  close: undefined
}

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: Replies[keyof Replies] }
  | { readonly id: number; readonly ok: false; readonly error: Failure }
