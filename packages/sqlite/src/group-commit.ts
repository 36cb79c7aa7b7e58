import type { CommitResult } from '@parley/channel/store'
import type { ChannelHeads } from './channel-heads.ts'
import type { EventTable } from './event-table.ts'
import { isConstraint } from './failure.ts'
import { GroupPlan } from './group-plan.ts'
import type { OutcomeTable } from './outcome-table.ts'
import type { PackedBatch } from './pack.ts'
import type { RecordTables } from './record-tables.ts'
import type { SnapshotTable } from './snapshot-table.ts'
import type { WriteTransaction } from './write-transaction.ts'

export interface GroupTables {
  readonly heads: ChannelHeads
  readonly events: EventTable
  readonly outcomes: OutcomeTable
  readonly snapshots: SnapshotTable
  readonly records: RecordTables
}

/** Writes groups of batches, each group in one transaction with one fsync. */
export class GroupCommit {
  readonly #transaction: WriteTransaction
  readonly #tables: GroupTables
  #now = Number.NEGATIVE_INFINITY

  constructor(transaction: WriteTransaction, tables: GroupTables) {
    this.#transaction = transaction
    this.#tables = tables
  }

  /** The `at` of the batch stored last since opening; before the first one, a time at which every outcome counts. */
  get now(): number {
    return this.#now
  }

  run(group: readonly PackedBatch[]): readonly CommitResult[] {
    if (group.length === 0) return []
    try {
      // Nearly every command is new, and the key of the table finds the rare one that is not.
      return this.#write(group, undefined)
    } catch (error) {
      if (isConstraint(error)) return this.#write(group, this.#tables.outcomes)
      throw error
    }
  }

  #write(group: readonly PackedBatch[], lookup: OutcomeTable | undefined): readonly CommitResult[] {
    const { heads, events, outcomes, snapshots, records } = this.#tables
    const plan = new GroupPlan(heads, events, lookup)
    const results = this.#transaction.run(() => {
      const answers = group.map((batch) => plan.add(batch))
      if (lookup) outcomes.insertOver(plan.outcomes)
      else outcomes.insertNew(plan.outcomes)
      events.write()
      for (const [channel, snapshot] of plan.snapshots) snapshots.put(channel, snapshot)
      records.apply(plan.writes)
      if (plan.now !== undefined) outcomes.purge(plan.outcomeCount, plan.now)
      return answers
    })
    heads.committed(plan.heads.values())
    this.#now = plan.now ?? this.#now
    return results
  }
}
