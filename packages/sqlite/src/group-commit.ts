import type { CommitResult } from '@parley/channel'
import type Database from 'libsql'
import type { ChannelHeads } from './channel-heads.ts'
import type { EventTable } from './event-table.ts'
import { isConstraint, isLostSync, StoreFailure } from './failure.ts'
import { GroupPlan } from './group-plan.ts'
import type { OutcomeTable } from './outcome-table.ts'
import type { PackedBatch } from './pack.ts'

/** Writes groups of batches, each group in one transaction with one fsync. */
export class GroupCommit {
  readonly #db: Database.Database
  readonly #heads: ChannelHeads
  readonly #outcomes: OutcomeTable
  readonly #begin: Database.Statement
  readonly #commit: Database.Statement
  readonly #events: EventTable
  readonly #snapshot: Database.Statement
  #lostSync = false
  #now = Number.NEGATIVE_INFINITY

  constructor(db: Database.Database, heads: ChannelHeads, events: EventTable, outcomes: OutcomeTable) {
    this.#db = db
    this.#heads = heads
    this.#events = events
    this.#outcomes = outcomes
    this.#begin = db.prepare('BEGIN IMMEDIATE')
    this.#commit = db.prepare('COMMIT')
    this.#snapshot = db.prepare('INSERT OR REPLACE INTO snapshots(channel, offset, state) VALUES (?, ?, ?)')
  }

  /** The `at` of the batch stored last since opening; before the first one, a time at which every outcome counts. */
  get now(): number {
    return this.#now
  }

  run(group: readonly PackedBatch[]): readonly CommitResult[] {
    if (group.length === 0) return []
    if (this.#lostSync) {
      throw new StoreFailure(
        'ERR_STORE_GONE',
        'The disk failed to make an earlier write durable (fsync), and what it holds is uncertain until the file is opened anew. Check the disk, then restart; reading goes on.',
      )
    }
    try {
      // Nearly every command is new, and the key of the table finds the rare one that is not.
      return this.#transaction(group, undefined)
    } catch (error) {
      if (isConstraint(error)) return this.#transaction(group, this.#outcomes)
      throw error
    }
  }

  #transaction(group: readonly PackedBatch[], lookup: OutcomeTable | undefined): readonly CommitResult[] {
    this.#begin.run()
    try {
      const plan = new GroupPlan(this.#heads, this.#events, lookup)
      const results = group.map((batch) => plan.add(batch))
      if (lookup) this.#outcomes.insertOver(plan.outcomes)
      else this.#outcomes.insertNew(plan.outcomes)
      this.#events.write()
      for (const [channel, offset, state] of plan.snapshots) this.#snapshot.run(channel, offset, state)
      if (plan.now !== undefined) this.#outcomes.purge(plan.outcomeCount, plan.now)
      this.#commit.run()
      this.#heads.committed(plan.heads)
      this.#now = plan.now ?? this.#now
      return results
    } catch (error) {
      this.#lostSync ||= isLostSync(error)
      this.#heads.forget()
      this.#events.clear()
      // A full disk may have ended the transaction already.
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }
}
