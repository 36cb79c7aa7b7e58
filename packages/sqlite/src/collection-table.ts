import type Database from 'libsql'

export interface Collection {
  readonly id: number
  /** No document of it has a smaller order than one with a smaller key: reading by key is reading in order. */
  readonly isSorted: boolean
  /** The greatest order that was put into it. */
  readonly lastOrder: number
  /** Something in it was replaced lately: whatever is put is looked for first. */
  readonly isReplacing: boolean
}

const most = 50_000

/** The collections of all channels, by a small number; those in use in memory. */
export class CollectionTable {
  readonly #select: Database.Statement
  readonly #insert: Database.Statement
  readonly #unsorted: Database.Statement
  readonly #known = new Map<string, Collection>()

  constructor(db: Database.Database) {
    this.#select = db
      .prepare(
        // Of the collection: documents have a column `id`, too.
        `SELECT id, isSorted, (SELECT max("order") FROM documents WHERE collection = collections.id)
         FROM collections WHERE channel = ? AND name = ?`,
      )
      .raw()
    this.#insert = db.prepare('INSERT INTO collections(channel, name) VALUES (?, ?)')
    this.#unsorted = db.prepare('UPDATE collections SET isSorted = 0 WHERE id = ?')
  }

  get(channel: number, name: string): Collection | undefined {
    const known = this.#known.get(keyOf(channel, name))
    if (known !== undefined) return known
    const row = this.#select.get(channel, name) as [number, number, number | null] | undefined
    if (row === undefined) return undefined
    const [id, isSorted, lastOrder] = row
    return this.#remember(channel, name, {
      id,
      isSorted: isSorted === 1,
      lastOrder: lastOrder ?? -Infinity,
      isReplacing: false,
    })
  }

  /** The collection, written into the open transaction if it is new, before a document of this order and the greatest key comes into it. */
  growing(channel: number, name: string, order: number): Collection {
    const known = this.get(channel, name) ?? this.#found(channel, name)
    const { id, isSorted, lastOrder } = known
    const staysSorted = isSorted && order >= lastOrder
    if (isSorted && !staysSorted) this.#unsorted.run(id)
    return this.#remember(channel, name, {
      ...known,
      isSorted: staysSorted,
      lastOrder: Math.max(order, lastOrder),
    })
  }

  /** A document of it got another order and kept its key. */
  reordered(channel: number, name: string, order: number): void {
    const known = this.get(channel, name)
    if (known === undefined) return
    if (known.isSorted) this.#unsorted.run(known.id)
    this.#remember(channel, name, { ...known, isSorted: false, lastOrder: Math.max(order, known.lastOrder) })
  }

  replacing(channel: number, name: string): void {
    const known = this.get(channel, name)
    if (known !== undefined && !known.isReplacing) this.#remember(channel, name, { ...known, isReplacing: true })
  }

  /** After a transaction that failed: what is in memory may never have been written. */
  forget(): void {
    this.#known.clear()
  }

  #found(channel: number, name: string): Collection {
    const { lastInsertRowid } = this.#insert.run(channel, name)
    return { id: Number(lastInsertRowid), isSorted: true, lastOrder: -Infinity, isReplacing: false }
  }

  #remember(channel: number, name: string, collection: Collection): Collection {
    this.#known.set(keyOf(channel, name), collection)
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= most) break
      this.#known.delete(oldest)
    }
    return collection
  }
}

function keyOf(channel: number, name: string): string {
  return `${channel} ${name}`
}
