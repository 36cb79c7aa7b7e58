import { StoreError, StoreErrorCode } from '@parley/channel'
import type { VirtualClock } from '../clock/virtual-clock.ts'
import { seededRandom } from '../network/seeded-random.ts'
import type { MemoryStore, MemoryStoreOptions } from '../store/memory-store.ts'

/** What may go wrong, and how often; a field that is not given is as a good disk has it. */
export interface DiskFaults {
  /** The least and the most that one commit takes. Default `[0, 0]`. */
  readonly commitMs?: readonly [number, number]
  /** The least and the most that one read takes. Default `[0, 0]`. */
  readonly readMs?: readonly [number, number]
  /** The share of commits that fail before anything is stored. */
  readonly rejects?: number
  /** The share of commits that are stored while their answer gets lost. */
  readonly losesAnswers?: number
  /** The share of reads that fail. */
  readonly failsReads?: number
}

export interface SeededDiskOptions extends DiskFaults {
  readonly clock: VirtualClock
  /** Default 1. */
  readonly seed?: number
}

/** A disk that fails from a seed: the hooks of a memory store, and its reads. */
export interface SeededDisk extends Required<Pick<MemoryStoreOptions, 'onCommit' | 'onCommitted'>> {
  /** Fails so from now on. Without anything: it is a good disk. */
  set(faults?: DiskFaults): void
  /** Full for so long: commits are refused with `ERR_STORE_FULL`, reading goes on. */
  fill(forMs: number): void
  /** Has the store's reads take their time and fail, too. Gives the same store. */
  readsOf(store: MemoryStore): MemoryStore
}

/** `memoryStore(disk)` commits as this disk lets it; `disk.readsOf(store)` reads so as well. */
export function seededDisk({ clock, seed = 1, ...first }: SeededDiskOptions): SeededDisk {
  const chance = seededRandom(seed)
  let faults: DiskFaults = first
  let fullUntil = Number.NEGATIVE_INFINITY

  const happens = (share: number | undefined) => share !== undefined && chance.chance(share)
  const fail = (what: string) => {
    throw new StoreError(StoreErrorCode.failed, what)
  }
  // Nobody waits who need not: a timer more would change when everything else happens.
  async function take(range: readonly [number, number] | undefined): Promise<void> {
    const ms = range === undefined ? 0 : chance.integer(range[0], range[1])
    if (ms > 0) await new Promise<void>((resolve) => void clock.setTimer(resolve, ms))
  }
  async function readOf<T>(read: () => Promise<T>): Promise<T> {
    await take(faults.readMs)
    if (happens(faults.failsReads)) fail('The disk could not read.')
    return read()
  }

  return {
    async onCommit() {
      await take(faults.commitMs)
      if (clock.now() < fullUntil) throw new StoreError(StoreErrorCode.full, 'The disk is full.')
      if (happens(faults.rejects)) fail('The disk could not write.')
    },
    onCommitted() {
      if (happens(faults.losesAnswers)) fail('What was written was not confirmed.')
    },
    set(next = {}) {
      faults = next
      fullUntil = Number.NEGATIVE_INFINITY
    },
    fill(forMs) {
      fullUntil = clock.now() + forMs
    },
    readsOf(store) {
      const { load, readAfter, readBefore, outcome, document, documents, search, duePlans, nextPlanAt } = store
      store.load = (...args) => readOf(() => load.apply(store, args))
      store.readAfter = (...args) => readOf(() => readAfter.apply(store, args))
      store.readBefore = (...args) => readOf(() => readBefore.apply(store, args))
      store.outcome = (...args) => readOf(() => outcome.apply(store, args))
      store.document = (...args) => readOf(() => document.apply(store, args))
      store.documents = (...args) => readOf(() => documents.apply(store, args))
      store.search = (...args) => readOf(() => search.apply(store, args))
      store.duePlans = (...args) => readOf(() => duePlans.apply(store, args))
      store.nextPlanAt = (...args) => readOf(() => nextPlanAt.apply(store, args))
      return store
    },
  }
}
