import type { Batch, CommandOutcome, CommitResult, Store, StoredChannel, StoredEvent } from '@parley/channel'
import { StoreError, StoreErrorCode } from '@parley/channel'
import { MemoryLog } from './memory-log.ts'

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
}

/** A store in memory, with windows into it for tests. */
export interface MemoryStore extends Store {
  /** The names of the channels that something was appended to, in the order of their founding. */
  channels(): readonly string[]
  /** All events of the channel; empty if it is unknown. */
  log(channel: string): readonly StoredEvent[]
  /** The same data under a new store, as after a restart; this one is closed. Hooks are those given, or none. */
  reopen(options?: MemoryStoreOptions): MemoryStore
}

const defaultOnceWindowMs = 24 * 60 * 60 * 1000

/** Behaves as the embedded store does, without a disk. It needs no timer: every promise settles on microtasks. */
export function memoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  return new InMemory(options, new Map())
}

class InMemory implements MemoryStore {
  readonly #options: MemoryStoreOptions
  readonly #logs: Map<string, MemoryLog>
  readonly #windowMs: number
  #now = Number.NEGATIVE_INFINITY
  #last: Promise<unknown> = Promise.resolve()
  #closing: Promise<void> | undefined

  constructor(options: MemoryStoreOptions, logs: Map<string, MemoryLog>) {
    this.#options = options
    this.#logs = logs
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

  reopen(options: MemoryStoreOptions = {}): MemoryStore {
    void this.close()
    return new InMemory(options, this.#logs)
  }

  #append(batch: Batch): CommitResult {
    const log = this.#logs.get(batch.channel) ?? new MemoryLog(batch.epoch)
    const result = log.append(batch, this.#windowMs)
    if (result.ok) {
      this.#logs.set(batch.channel, log)
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
  return { ...batch, events: [...batch.events], outcomes: batch.outcomes.map(copyOutcome) }
}

function copyOutcome({ actor, command, offset }: CommandOutcome): CommandOutcome {
  return { actor, command, offset }
}
