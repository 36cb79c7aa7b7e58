import type { StoredDocument, Write } from '@parley/channel/store'
import type Database from 'libsql'
import type { ChannelHeads } from './channel-heads.ts'
import { CollectionTable } from './collection-table.ts'
import { DocumentTable } from './document-table.ts'
import type { RecordRequest, Replies } from './messages.ts'
import { PlanTable } from './plan-table.ts'
import { whole } from './whole.ts'

type Reading = Exclude<RecordRequest, { do: 'trim' | 'rewrite' }>

/** What events write beside the log, and what is asked about it. */
export class RecordTables {
  readonly #heads: ChannelHeads
  readonly #collections: CollectionTable
  readonly #documents: DocumentTable
  readonly #plans: PlanTable

  constructor(db: Database.Database, heads: ChannelHeads) {
    this.#heads = heads
    this.#collections = new CollectionTable(db)
    this.#documents = new DocumentTable(db, this.#collections)
    this.#plans = new PlanTable(db)
  }

  /** Writes into the open transaction. */
  apply(writes: readonly (readonly [channel: number, write: Write])[]): void {
    for (const [channel, write] of writes) {
      if (write.do === 'put' || write.do === 'remove') this.#documents.add(channel, write)
      else this.#plans.add(channel, write)
    }
    this.#documents.write()
    this.#plans.write()
  }

  /** After a transaction that failed. */
  forget(): void {
    this.#collections.forget()
    this.#documents.forget()
    this.#plans.forget()
  }

  answer(request: Reading): Replies[Reading['do']] {
    switch (request.do) {
      case 'document':
        return this.#document(request)
      case 'documents':
      case 'search':
        return this.#page(request)
      case 'documentsOf':
        return this.#documents.ofPerson(request.person, atMost(request.limit))
      case 'duePlans':
        return this.#plans.due(whole(request.now), atMost(request.limit))
      case 'nextPlanAt':
        return this.#plans.nextAfter(whole(request.now))
      case 'channelNames':
        return this.#heads.names(request.prefix, request.after, atMost(request.limit))
    }
  }

  #document({ channel, collection, id }: Extract<Reading, { do: 'document' }>): StoredDocument | undefined {
    const head = this.#heads.get(channel)
    return head && this.#documents.get(head, collection, id)
  }

  #page(request: Extract<Reading, { do: 'documents' | 'search' }>): StoredDocument[] {
    const { channel, collection, before } = request
    const head = this.#heads.get(channel)
    if (head === undefined) return []
    const limit = atMost(request.limit)
    if (request.do === 'documents') return this.#documents.page(head, collection, before, limit)
    return this.#documents.search(head, collection, request.query, before, limit)
  }
}

/** For LIMIT, to which less than nothing is everything. */
function atMost(limit: number): number {
  return Math.max(0, whole(limit))
}
