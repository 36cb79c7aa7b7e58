import type { StoredEvent } from '@parley/channel/store'
import type { ChannelHeads, Head } from './channel-heads.ts'
import type { EventTable } from './event-table.ts'
import { StoreFailure } from './failure.ts'
import type { Snapshot, SnapshotTable } from './snapshot-table.ts'
import type { WriteTransaction } from './write-transaction.ts'

/** What happens to a log besides growing. */
export class LogLife {
  readonly #transaction: WriteTransaction
  readonly #heads: ChannelHeads
  readonly #events: EventTable
  readonly #snapshots: SnapshotTable

  constructor(transaction: WriteTransaction, heads: ChannelHeads, events: EventTable, snapshots: SnapshotTable) {
    this.#transaction = transaction
    this.#heads = heads
    this.#events = events
    this.#snapshots = snapshots
  }

  /** Drops the events up to this offset, if a snapshot stands for them. Returns how many. */
  trim(channel: string, upTo: number): number {
    const head = this.#heads.get(channel)
    if (head === undefined || upTo <= head.trimmed) return 0
    const snapshot = this.#snapshots.get(head)
    if (snapshot === undefined || snapshot.offset < upTo) return 0
    const trimmed = { ...head, trimmed: upTo }
    this.#transaction.run(() => {
      this.#events.trim(head, upTo)
      this.#heads.update(trimmed)
    })
    this.#heads.committed([trimmed])
    return upTo - head.trimmed
  }

  /** Puts other texts in the place of events and of the snapshot, under a new epoch. */
  rewrite(channel: string, epoch: string, events: readonly StoredEvent[], snapshot: Snapshot | undefined): void {
    const head = this.#heads.get(channel)
    if (head === undefined) throw refused(`There is no channel ${JSON.stringify(channel)}`)
    requireSnapshot(head, snapshot)
    const rewritten = { ...head, epoch }
    this.#transaction.run(() => {
      this.#events.rewrite(head, events)
      if (snapshot === undefined) this.#snapshots.remove(head.id)
      else this.#snapshots.put(head.id, snapshot)
      this.#heads.update(rewritten)
    })
    this.#heads.committed([rewritten])
  }
}

/** A snapshot that does not join the events would leave a channel that no one can load. */
function requireSnapshot({ name, trimmed, offset }: Head, snapshot: Snapshot | undefined): void {
  const at = snapshot?.offset ?? 0
  if (at >= trimmed && at <= offset) return
  const given = snapshot === undefined ? 'none was given' : `the given one is at ${at}`
  throw refused(
    `The channel ${JSON.stringify(name)} has the events from ${trimmed + 1} to ${offset}, so its snapshot must be at an offset from ${trimmed} to ${offset}, and ${given}`,
  )
}

function refused(why: string): StoreFailure {
  return new StoreFailure('ERR_STORE_FAILED', `${why}. Nothing was rewritten.`)
}
