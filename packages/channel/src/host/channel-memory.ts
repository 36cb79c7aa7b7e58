import type { ChannelDefinition } from '../define/define-channel.ts'
import { applyEvent } from '../define/fold.ts'
import type { Reason } from '../messages/down.ts'
import type { StoredChannel } from '../store/store.ts'
import type { LogReader } from './channel-log.ts'
import { LogFault } from './log-fault.ts'
import * as reasons from './reasons.ts'
import type { Runtime } from './runtime.ts'
import { SnapshotPace } from './snapshot-pace.ts'
import { loadState } from './stored-state.ts'

/** A channel in memory, folded up to `head`, which runs ahead of what is durable. */
export interface Awake {
  readonly kind: 'awake'
  readonly state: unknown
  readonly epoch: string
  head: number
  /** When its state is stored next. */
  readonly snapshots: SnapshotPace
}

/** What waits until the channel is in memory, and whom to tell if that fails. */
export interface Task {
  readonly run: () => void
  readonly refused: (reason: Reason) => void
}

/** Work on the stored log that nobody may decide over meanwhile. It answers for its own failure. */
export type Rewrite = () => Promise<void>

type Phase = { readonly kind: 'asleep' } | { readonly kind: 'loading' } | Awake

/** Gets a channel's state from its log and its newest snapshot, and holds what waits for that. */
export class ChannelMemory {
  readonly #name: string
  readonly #fold: ChannelDefinition['fold']
  readonly #log: LogReader
  readonly #runtime: Runtime
  readonly #onAwake: (awake: Awake, stored: StoredChannel | undefined) => void
  #phase: Phase = { kind: 'asleep' }
  #tasks: Task[] = []
  #rewrites: Rewrite[] = []
  /** The epoch of a log that nothing was written to yet: a channel that is loaded again keeps it. */
  #foundingEpoch: string | undefined

  constructor(
    name: string,
    fold: ChannelDefinition['fold'],
    services: { readonly log: LogReader; readonly runtime: Runtime },
    onAwake: (awake: Awake, stored: StoredChannel | undefined) => void,
  ) {
    this.#name = name
    this.#fold = fold
    this.#log = services.log
    this.#runtime = services.runtime
    this.#onAwake = onAwake
  }

  get awake(): Awake | undefined {
    return this.#phase.kind === 'awake' ? this.#phase : undefined
  }

  get isQuiet(): boolean {
    return this.#phase.kind !== 'loading' && this.#tasks.length === 0 && this.#rewrites.length === 0
  }

  /** Runs in order, after the next load. `wake` starts it. */
  queue(task: Task): void {
    this.#tasks.push(task)
  }

  /** Runs before the next load; until then nothing is decided. The caller has dropped the state, or it is loading. */
  queueRewrite(rewrite: Rewrite): void {
    this.#rewrites.push(rewrite)
  }

  /** The state is no longer what the log says, or will say. */
  forget(): void {
    this.#phase = { kind: 'asleep' }
  }

  /** Loads if something waits for it. */
  wake(): void {
    if (this.#phase.kind !== 'asleep' || (this.#tasks.length === 0 && this.#rewrites.length === 0)) return
    this.#phase = { kind: 'loading' }
    this.#load().then(
      (stored) => this.#loaded(stored),
      (error: unknown) => {
        const isFault = error instanceof LogFault
        this.#runtime.report(
          error,
          `${this.#name}: ${isFault ? 'the log could not be replayed' : 'the store could not read'}`,
        )
        this.#fail(isFault ? reasons.internal : reasons.storeUnavailable)
      },
    )
  }

  async #load(): Promise<StoredChannel | undefined> {
    for (const rewrite of this.#rewrites.splice(0)) await rewrite()
    return this.#log.load(this.#name)
  }

  #loaded(stored: StoredChannel | undefined): void {
    if (this.#rewrites.length > 0) {
      // Somebody came with another while this was loading: it is old again.
      this.#phase = { kind: 'asleep' }
      this.wake()
      return
    }
    try {
      this.#phase = this.#replay(stored)
    } catch (error) {
      this.#runtime.report(error, `${this.#name}: the log could not be replayed`)
      this.#fail(reasons.internal)
      return
    }
    this.#onAwake(this.#phase, stored)
    const tasks = this.#tasks
    this.#tasks = []
    for (const task of tasks) {
      try {
        task.run()
      } catch (error) {
        // Those behind it wait for their own turn, not for this one's luck.
        this.#runtime.report(error, `${this.#name}: after loading`)
        task.refused(reasons.internal)
      }
    }
  }

  #replay(stored: StoredChannel | undefined): Awake {
    if (stored === undefined) {
      this.#foundingEpoch ??= this.#runtime.randomId()
      const snapshots = new SnapshotPace(0, 0)
      return { kind: 'awake', state: this.#fold.state(), epoch: this.#foundingEpoch, head: 0, snapshots }
    }
    const { snapshot, epoch, offset, events } = stored
    const state: unknown = snapshot === undefined ? this.#fold.state() : loadState(this.#fold, snapshot.state)
    for (const { event } of events) applyEvent(this.#fold, state, JSON.parse(event))
    const snapshots = new SnapshotPace(snapshot?.offset ?? 0, snapshot?.state.length ?? 0)
    snapshots.wrote(events.map(({ event }) => event))
    return { kind: 'awake', state, epoch, head: offset, snapshots }
  }

  #fail(reason: Reason): void {
    this.#phase = { kind: 'asleep' }
    const tasks = this.#tasks
    this.#tasks = []
    for (const task of tasks) task.refused(reason)
  }
}
