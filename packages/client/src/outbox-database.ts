/** What one page keeps under one key. */
export interface OutboxRecord {
  /** Names the page; no other will ever have the same. */
  readonly owner: string
  readonly key: string
  readonly savedAt: number
  /** As JSON: a database keeps more kinds of values than that, and refuses some that JSON leaves out. */
  readonly commands: string
}

/** The outboxes of all pages of a site. */
export interface OutboxDatabase {
  read(): Promise<readonly OutboxRecord[]>
  /** Takes records out, and puts one in that is made of those that were still there: all or nothing, in the order called. */
  exchange(owners: readonly string[], make: (taken: readonly OutboxRecord[]) => OutboxRecord | undefined): Promise<void>
  /** After all that was begun. */
  close(): void
}

const databaseName = 'parley-outbox'
const table = 'pages'

export function openOutboxDatabase(factory: IDBFactory): Promise<OutboxDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(databaseName, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: 'owner' })
    request.onerror = () => reject(request.error)
    request.onsuccess = () => resolve(over(request.result))
  })
}

function over(database: IDBDatabase): OutboxDatabase {
  // A page of a later version needs another layout: this one goes on in memory.
  database.onversionchange = () => database.close()
  return {
    read: () =>
      new Promise((resolve, reject) => {
        const request: IDBRequest<OutboxRecord[]> = database.transaction(table).objectStore(table).getAll()
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      }),
    exchange: (owners, make) =>
      new Promise((resolve, reject) => {
        const transaction = database.transaction(table, 'readwrite')
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error)
        const store = transaction.objectStore(table)
        const taken: OutboxRecord[] = []
        const put = () => {
          const record = make(taken)
          if (record !== undefined) store.put(record)
          // Without it, what is under way when the page goes is undone.
          transaction.commit?.()
        }
        let left = owners.length
        if (left === 0) put()
        for (const owner of owners) {
          const request: IDBRequest<OutboxRecord | undefined> = store.get(owner)
          request.onsuccess = () => {
            if (request.result !== undefined) taken.push(request.result)
            store.delete(owner)
            left -= 1
            if (left === 0) put()
          }
        }
      }),
    close: () => database.close(),
  }
}
