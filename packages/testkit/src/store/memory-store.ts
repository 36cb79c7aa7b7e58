import type {
  Batch,
  CommandOutcome,
  CommitResult,
  DocumentPlace,
  Records,
  Store,
  StoredChannel,
  StoredDocument,
  StoredEvent,
  StoredPlan,
  Write,
} from '@parley/channel'
import { StoreError, StoreErrorCode } from '@parley/channel'
import { MemoryLog } from './memory-log.ts'
import { compareTexts, MemoryRecords } from './memory-records.ts'

export interface MemoryStoreOptions {
  /** As in the embedded store. @default 24 hours */
  readonly onceWindowMs?: number
  /**
   * Runs before a group is applied. What it waits for delays this commit and every request behind it; if it throws, the
   * commit rejects and nothing is stored.
   */
  readonly onCommit?: (group: readonly Batch[]) => Promise<void> | void
  /** Runs after a group is applied. If it throws, the commit rejects though the group is stored: the answer got lost. */
  readonly onCommitted?: (group: readonly Batch[], results: readonly CommitResult[]) => Promise<void> | void
  /** Runs when a log was rewritten, before anybody else learns of it. */
  readonly onRewritten?: (...rewrite: Parameters<Records['rewrite']>) => void
}

/** A store in memory, with windows into it for tests. */
export interface MemoryStore extends Store {
  /** The names of the channels that something was appended to, in the order of their founding. */
  channels(): readonly string[]
  /** All events of the channel; empty if it is unknown. */
  log(channel: string): readonly StoredEvent[]
  /** All commands that are planned and not yet forgotten, the earliest first. */
  plans(): readonly StoredPlan[]
  /** The same data under a new store, as after a restart; this one is closed. Hooks are those given, or none. */
  reopen(options?: MemoryStoreOptions): MemoryStore
}

const defaultOnceWindowMs = 24 * 60 * 60 * 1000

/** Behaves as the embedded store does, without a disk. It needs no timer: every promise settles on microtasks. */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  return new InMemory(options, { logs: new Map(), records: new MemoryRecords() })
}

/** What outlives a store that is closed. */
interface MemoryData {
  readonly logs: Map<string, MemoryLog>
  readonly records: MemoryRecords
}

class InMemory implements MemoryStore {
  readonly #options: MemoryStoreOptions
  readonly #data: MemoryData
  readonly #logs: Map<string, MemoryLog>
  readonly #records: MemoryRecords
  readonly #windowMs: number
  #now = Number.NEGATIVE_INFINITY
  #last: Promise<unknown> = Promise.resolve()
  #closing: Promise<void> | undefined

  constructor(options: MemoryStoreOptions, data: MemoryData) {
    this.#options = options
    this.#data = data
    this.#logs = data.logs
    this.#records = data.records
    this.#windowMs = options.onceWindowMs ?? defaultOnceWindowMs
  }

  commit(group: readonly Batch[]): Promise<readonly CommitResult[]> {
    const copy = group.map(copyBatch)
    return this.#inTurn(async () => {
      const { onCommit, onCommitted } = this.#options
      // Without a hook nothing is awaited, so that a commit takes no more turns than a read.
      if (onCommit) await onCommit(copy)
      const results = copy.map((batch) => this.#append(batch))
      if (onCommitted) await onCommitted(copy, results)
      return results
    })
  }

  load(channel: string): Promise<StoredChannel | undefined> {
    return this.#inTurn(() => this.#logs.get(channel)?.load())
  }

  readAfter(channel: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#inTurn(() => this.#logs.get(channel)?.readAfter(after, limit) ?? [])
  }

  readBefore(channel: string, before: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#inTurn(() => this.#logs.get(channel)?.readBefore(before, limit) ?? [])
  }

  outcome(channel: string, actor: string, command: string): Promise<number | undefined> {
    return this.#inTurn(() => this.#logs.get(channel)?.outcome(actor, command, this.#now, this.#windowMs))
  }

  document(channel: string, collection: string, id: string): Promise<StoredDocument | undefined> {
    return this.#inTurn(() => this.#records.document(channel, collection, id))
  }

  documents(channel: string, collection: string, before: DocumentPlace | undefined, limit: number) {
    return this.#inTurn(() => this.#records.documents(channel, collection, before, limit))
  }

  search(channel: string, collection: string, query: string, before: DocumentPlace | undefined, limit: number) {
    return this.#inTurn(() => this.#records.documents(channel, collection, before, limit, query))
  }

  duePlans(now: number, limit: number): Promise<readonly StoredPlan[]> {
    return this.#inTurn(() => this.#records.duePlans(now, limit))
  }

  nextPlanAt(now: number): Promise<number | undefined> {
    return this.#inTurn(() => this.#records.plans().find(({ dueAt }) => dueAt > now)?.dueAt)
  }

  trim(channel: string, upTo: number): Promise<number> {
    return this.#inTurn(() => this.#logs.get(channel)?.trim(upTo) ?? 0)
  }

  channelNames(prefix: string, after: string, limit: number): Promise<readonly string[]> {
    return this.#inTurn(() =>
      [...this.#logs.keys()]
        .filter((name) => name.startsWith(prefix) && compareTexts(name, after) > 0)
        .sort(compareTexts)
        .slice(0, Math.max(0, limit)),
    )
  }

  documentsOf(person: string, limit: number) {
    return this.#inTurn(() => this.#records.documentsOf(person, limit))
  }

  rewrite(...[channel, epoch, events, snapshot]: Parameters<Records['rewrite']>): Promise<void> {
    return this.#inTurn(() => {
      const log = this.#logs.get(channel)
      if (log === undefined) throw new StoreError(StoreErrorCode.failed, `There is no log of ${channel} to rewrite.`)
      log.rewrite(epoch, events, snapshot)
      this.#options.onRewritten?.(channel, epoch, events, snapshot)
    })
  }

  /** There are no files. */
  purge(): Promise<void> {
    return this.#inTurn(() => {})
  }

  close(): Promise<void> {
    this.#closing ??= this.#inTurn(() => {})
    return this.#closing
  }

  channels(): readonly string[] {
    return [...this.#logs.keys()]
  }

  log(channel: string): readonly StoredEvent[] {
    return this.#logs.get(channel)?.readAfter(0, Number.POSITIVE_INFINITY) ?? []
  }

  plans(): readonly StoredPlan[] {
    return this.#records.plans()
  }

  reopen(options: MemoryStoreOptions = {}): MemoryStore {
    void this.close()
    return new InMemory(options, this.#data)
  }

  #append(batch: Batch): CommitResult {
    const log = this.#logs.get(batch.channel) ?? new MemoryLog(batch.epoch)
    const result = log.append(batch, this.#windowMs)
    if (result.ok) {
      this.#logs.set(batch.channel, log)
      this.#records.apply(batch.channel, batch.writes ?? [])
      this.#now = batch.at
    }
    return result
  }

  #inTurn<T>(task: () => T | Promise<T>): Promise<T> {
    if (this.#closing) return Promise.reject(new StoreError(StoreErrorCode.closed, 'The memory store was closed.'))
    const turn = this.#last.then(task)
    this.#last = turn.catch(() => {})
    return turn.catch((error) => {
      if (error instanceof StoreError) throw error
      throw new StoreError(StoreErrorCode.failed, `The memory store failed: ${String(error)}`, { cause: error })
    })
  }
}

/** What the caller changes after the call must not change what is stored. */
function copyBatch(batch: Batch): Batch {
  const copy = { ...batch, events: [...batch.events], outcomes: batch.outcomes.map(copyOutcome) }
  return batch.writes === undefined ? copy : { ...copy, writes: batch.writes.map(copyWrite) }
}

function copyWrite(write: Write): Write {
  if (write.do === 'put') return { do: 'put', document: { ...write.document } }
  if (write.do === 'plan') return { do: 'plan', plan: { ...write.plan } }
  return { ...write }
}

function copyOutcome({ actor, command, offset }: CommandOutcome): CommandOutcome {
  return { actor, command, offset }
}
