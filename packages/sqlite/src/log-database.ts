import type { StoredChannel, StoredEvent } from '@parley/channel'
import type Database from 'libsql'
import { ChannelHeads } from './channel-heads.ts'
import { EventTable } from './event-table.ts'
import { GroupCommit } from './group-commit.ts'
import type { Replies, Request, Settings } from './messages.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { OutcomeTable } from './outcome-table.ts'
import { unpackGroup } from './pack.ts'

/** The open data file: answers every request at once, and throws where the store's promise is to reject. */
export class LogDatabase {
  readonly #open: OpenDatabase
  readonly #heads: ChannelHeads
  readonly #outcomes: OutcomeTable
  readonly #commit: GroupCommit
  readonly #snapshot: Database.Statement
  readonly #events: EventTable

  constructor(path: string, settings: Settings) {
    this.#open = openDatabase(path, settings.maxBytes)
    const { db } = this.#open
    this.#heads = new ChannelHeads(db)
    this.#events = new EventTable(db)
    this.#outcomes = new OutcomeTable(db, settings.onceWindowMs)
    this.#commit = new GroupCommit(db, this.#heads, this.#events, this.#outcomes)
    this.#snapshot = db.prepare('SELECT offset, state FROM snapshots WHERE channel = ?').raw()
  }

  answer(request: Request): Replies[keyof Replies] {
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
      case 'close':
        return this.#close()
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
    const head = this.#heads.get(channel)
    if (!head) return undefined
    const row = this.#snapshot.get(head.id) as [offset: number, state: string] | undefined
    const snapshot = row && { offset: row[0], state: row[1] }
    const events = this.#events.readAfter(head.id, snapshot?.offset ?? 0, Number.MAX_SAFE_INTEGER)
    return { epoch: head.epoch, offset: head.offset, snapshot, events }
  }

  #readAfter(channel: string, after: number, limit: number): StoredEvent[] {
    const head = this.#heads.get(channel)
    return head === undefined ? [] : this.#events.readAfter(head.id, whole(after), whole(limit))
  }

  #readBefore(channel: string, before: number, limit: number): StoredEvent[] {
    const head = this.#heads.get(channel)
    return head === undefined ? [] : this.#events.readBefore(head.id, whole(before), whole(limit), head.offset)
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

/** SQLite takes whole numbers only. */
function whole(value: number): number {
  return Math.trunc(Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER))
}
