import type { StoredChannel, StoredEvent } from '@parley/channel/store'
import { ChannelHeads, type Head } from './channel-heads.ts'
import { EventTable } from './event-table.ts'
import { damaged, isDamage } from './failure.ts'
import { GroupCommit } from './group-commit.ts'
import { LogLife } from './log-life.ts'
import type { Replies, Request, Settings } from './messages.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { OutcomeTable } from './outcome-table.ts'
import { unpackGroup } from './pack.ts'
import { purge } from './purge.ts'
import { RecordTables } from './record-tables.ts'
import { SnapshotTable } from './snapshot-table.ts'
import { whole } from './whole.ts'
import { WriteTransaction } from './write-transaction.ts'

/** The open data file: answers every request at once, and throws where the store's promise is to reject. */
export class LogDatabase {
  readonly #open: OpenDatabase
  readonly #heads: ChannelHeads
  readonly #outcomes: OutcomeTable
  readonly #commit: GroupCommit
  readonly #life: LogLife
  readonly #transaction: WriteTransaction
  readonly #snapshots: SnapshotTable
  readonly #events: EventTable
  readonly #records: RecordTables

  constructor(path: string, settings: Settings) {
    this.#open = openDatabase(path, settings.maxBytes)
    const { db, lock } = this.#open
    try {
      const heads = new ChannelHeads(db)
      const events = new EventTable(db)
      const snapshots = new SnapshotTable(db)
      const records = new RecordTables(db, heads)
      const outcomes = new OutcomeTable(db, settings.onceWindowMs)
      const transaction = new WriteTransaction(db, () => {
        for (const each of [heads, events, records]) each.forget()
      })
      this.#transaction = transaction
      this.#heads = heads
      this.#events = events
      this.#snapshots = snapshots
      this.#records = records
      this.#outcomes = outcomes
      this.#commit = new GroupCommit(transaction, { heads, events, outcomes, snapshots, records })
      this.#life = new LogLife(transaction, heads, events, snapshots)
    } catch (error) {
      // A damaged schema shows when the statements are prepared; the file must not stay locked for that.
      db.close()
      lock.release()
      throw error
    }
  }

  answer(request: Request): Replies[keyof Replies] {
    try {
      return this.#answer(request)
    } catch (error) {
      if (isDamage(error) && 'channel' in request) {
        throw damaged(`of the channel ${JSON.stringify(request.channel)} something cannot be read (${String(error)})`)
      }
      throw error
    }
  }

  #answer(request: Request): Replies[keyof Replies] {
    switch (request.do) {
      case 'commit':
        return this.#commitGroup(request)
      case 'load':
        return this.#load(request.channel)
      case 'readAfter':
        return this.#readAfter(request.channel, request.after, request.limit)
      case 'readBefore':
        return this.#readBefore(request.channel, request.before, request.limit)
      case 'outcome':
        return this.#outcome(request)
      case 'trim':
        return this.#life.trim(request.channel, whole(request.upTo))
      case 'rewrite':
        return void this.#life.rewrite(request.channel, request.epoch, request.events, request.snapshot)
      case 'purge':
        return void purge(this.#open.db, this.#transaction)
      case 'close':
        return this.#close()
      default:
        return this.#records.answer(request)
    }
  }

  #commitGroup({ group }: Extract<Request, { do: 'commit' }>): Replies['commit'] {
    const results = this.#commit.run(unpackGroup(group))
    return results.every((result) => result.ok) ? results.length : results
  }

  #outcome({ channel, actor, command }: Extract<Request, { do: 'outcome' }>): number | undefined {
    const id = this.#heads.get(channel)?.id
    return id === undefined ? undefined : this.#outcomes.find(id, actor, command, this.#commit.now)
  }

  #load(channel: string): StoredChannel | undefined {
    const head: Head | undefined = this.#heads.get(channel)
    if (!head) return undefined
    const snapshot = this.#snapshots.get(head)
    const events = this.#events.readAfter(head, snapshot?.offset ?? 0, Number.MAX_SAFE_INTEGER)
    return { epoch: head.epoch, offset: head.offset, snapshot, events }
  }

  #readAfter(channel: string, after: number, limit: number): StoredEvent[] {
    const head = this.#heads.get(channel)
    return head === undefined ? [] : this.#events.readAfter(head, whole(after), whole(limit))
  }

  #readBefore(channel: string, before: number, limit: number): StoredEvent[] {
    const head = this.#heads.get(channel)
    return head === undefined ? [] : this.#events.readBefore(head, whole(before), whole(limit))
  }

  #close(): undefined {
    const { db, lock } = this.#open
    try {
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    } finally {
      db.close()
      lock.release()
    }
  }
}
