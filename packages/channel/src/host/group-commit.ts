import type { Batch, CommitResult, Store } from '../store/store.ts'
import type { Runtime } from './runtime.ts'

/** A channel that has something to store. */
export interface Committer {
  /** Closes what was decided so far, if anything; what is decided from now on goes into the next group. */
  seal(): Batch | undefined
  settle(result: CommitResult): void
  /** Nothing of the group was stored, or at least nobody may rely on it. */
  fail(error: unknown): void
}

/**
 * Group commit: everything that all channels decided since the last transaction goes into the next one. One is under way at
 * a time, so the busier the server, the larger the groups.
 */
export class GroupCommit {
  readonly #store: Store
  readonly #runtime: Runtime
  readonly #dirty = new Set<Committer>()
  #isCommitting = false
  #isDeferred = false

  constructor(store: Store, runtime: Runtime) {
    this.#store = store
    this.#runtime = runtime
  }

  add(channel: Committer): void {
    this.#dirty.add(channel)
    this.#flushSoon()
  }

  #flushSoon(): void {
    if (this.#isDeferred || this.#isCommitting || this.#dirty.size === 0) return
    this.#isDeferred = true
    this.#runtime.defer(() => {
      this.#isDeferred = false
      this.#flush()
    })
  }

  #flush(): void {
    if (this.#isCommitting || this.#dirty.size === 0) return
    const channels: Committer[] = []
    const group: Batch[] = []
    for (const channel of this.#dirty) {
      const batch = channel.seal()
      if (batch === undefined) continue
      channels.push(channel)
      group.push(batch)
    }
    this.#dirty.clear()
    this.#isCommitting = true
    this.#store.commit(group).then(
      (results) =>
        this.#finish(channels, (channel, index) => channel.settle(results[index] ?? { ok: false, reason: 'conflict' })),
      (error: unknown) => this.#finish(channels, (channel) => channel.fail(error)),
    )
  }

  #finish(channels: readonly Committer[], tell: (channel: Committer, index: number) => void): void {
    this.#isCommitting = false
    channels.forEach((channel, index) => {
      try {
        tell(channel, index)
      } catch (error) {
        // One channel's fault is no reason to leave the others of the group without their answer.
        this.#runtime.report(error, 'after a commit')
      }
    })
    this.#flushSoon()
  }
}
