import type { DocumentPlace, StoredDocument, Write } from '@parley/channel/store'
import type Database from 'libsql'
import type { Head } from './channel-heads.ts'
import { type Bytes, textOf } from './checksum.ts'
import type { Collection, CollectionTable } from './collection-table.ts'
import { type DocumentRow, documentChecksum, documentColumns, toDocument } from './document-row.ts'
import { SearchIndex } from './search-index.ts'
import { type Value, ValuesInsert } from './values-insert.ts'

type OfPerson = readonly [...DocumentRow, channel: Bytes, collection: Bytes, number: number]
type DocumentWrite = Extract<Write, { do: 'put' | 'remove' }>
type Found = readonly [key: number, order: number, text: Bytes]

/** The columns of a document that is inserted. */
const columns = 8

/** A document that has its key, and is not written yet. */
interface Inserted {
  readonly channel: number
  readonly document: StoredDocument
  readonly collection: number
  readonly key: number
}

/** Documents, in the order and under the words by which they are found. Writing goes into the open transaction. */
export class DocumentTable {
  readonly #collections: CollectionTable
  readonly #index: SearchIndex
  readonly #maxKey: Database.Statement
  readonly #find: Database.Statement
  readonly #insert: ValuesInsert
  readonly #update: Database.Statement
  readonly #delete: Database.Statement
  readonly #get: Database.Statement
  readonly #page: Database.Statement
  readonly #pageBefore: Database.Statement
  readonly #ofPerson: Database.Statement
  /** The last word on each document, by where it is. */
  readonly #last = new Map<string, { readonly channel: number; readonly write: DocumentWrite }>()
  #inserted: Inserted[] = []
  #lastKey: number | undefined

  constructor(db: Database.Database, collections: CollectionTable) {
    this.#collections = collections
    this.#index = new SearchIndex(db)
    const isThis = 'WHERE collection = ? AND id = ?'
    this.#find = db.prepare(`SELECT key, "order", CAST(text AS BLOB) FROM documents ${isThis}`).raw()
    this.#maxKey = db.prepare('SELECT coalesce(max(key), 0) FROM documents').raw()
    this.#insert = new ValuesInsert(
      db,
      'INSERT INTO documents(key, collection, id, "order", person, checksum, body, text)',
      columns,
      { conflict: 'ON CONFLICT(collection, id) DO NOTHING' },
    )
    this.#update = db.prepare(
      'UPDATE documents SET "order" = ?, person = ?, checksum = ?, body = ?, text = ? WHERE key = ?',
    )
    this.#delete = db.prepare('DELETE FROM documents WHERE key = ?')
    const select = `SELECT ${documentColumns} FROM documents AS d`
    this.#get = db.prepare(`${select} ${isThis}`).raw()
    const order = 'ORDER BY "order" DESC, id DESC LIMIT ?'
    this.#page = db.prepare(`${select} WHERE collection = ? ${order}`).raw()
    this.#pageBefore = db.prepare(`${select} WHERE collection = ? AND ("order", id) < (?, ?) ${order}`).raw()
    this.#ofPerson = db
      .prepare(
        `SELECT ${documentColumns}, CAST(channels.name AS BLOB), CAST(c.name AS BLOB), c.id
         FROM documents AS d JOIN collections AS c ON c.id = d.collection JOIN channels ON channels.id = c.channel
         WHERE d.person = ? ORDER BY d."order", d.id, channels.name, c.name LIMIT ?`,
      )
      .raw()
  }

  /** Collects what `write` writes: of several writes to a document the last one counts. */
  add(channel: number, write: DocumentWrite): void {
    const { collection, id } = write.do === 'put' ? write.document : write
    const place = `${channel} ${collection.length} ${collection}${id}`
    this.#last.delete(place)
    this.#last.set(place, { channel, write })
  }

  write(): void {
    for (const { channel, write } of this.#last.values()) {
      if (write.do === 'put') this.#put(channel, write.document)
      else this.#remove(channel, write)
    }
    this.#last.clear()
    const inserted = this.#inserted
    this.#inserted = []
    const values = inserted.flatMap(rowOf)
    // Nearly all are new, and the key of the table finds those that are not.
    this.#insert.run(values, (first, rows) => {
      for (const each of inserted.slice(first, first + rows)) this.#insertOver(each)
    })
    this.#index.add(inserted.map(({ collection, key, document: { text } }) => ({ collection, key, text })))
  }

  /** After a transaction that failed. */
  forget(): void {
    this.#last.clear()
    this.#inserted = []
    this.#lastKey = undefined
  }

  #put(channel: number, document: StoredDocument): void {
    const { collection: name, id, order, body, text, person = null } = document
    const known = this.#collections.get(channel, name)
    const found = known?.isReplacing ? this.#found(known, id) : undefined
    // In whose order nobody searches it may stay where it is.
    const isInPlace = found !== undefined && (found[1] === order || (text === '' && found[2].length === 0))
    if (known === undefined || found === undefined || !isInPlace) {
      if (found !== undefined) this.#removeFound(found)
      const { id: collection } = this.#collections.growing(channel, name, order)
      this.#inserted.push({ channel, document, collection, key: this.#nextKey() })
      return
    }
    const [key, before, textBefore] = found
    if (before !== order) this.#collections.reordered(channel, name, order)
    this.#update.run(order, person, documentChecksum(known.id, id, order, person, body, text), body, text, key)
    if (textOf(textBefore) === text) return
    this.#index.remove(key)
    this.#index.add([{ collection: known.id, key, text }])
  }

  /** If there was one of its id, this takes its place: under the key that it was given, as those after it may have a greater order. */
  #insertOver(inserted: Inserted): void {
    const { channel, document, collection, key } = inserted
    const found = this.#find.get(collection, document.id) as Found | undefined
    if (found === undefined || found[0] === key) return
    this.#removeFound(found)
    this.#insert.run(rowOf(inserted))
    this.#collections.replacing(channel, document.collection)
  }

  #nextKey(): number {
    this.#lastKey = (this.#lastKey ?? (this.#maxKey.get() as [number])[0]) + 1
    return this.#lastKey
  }

  #remove(channel: number, { collection: name, id }: { readonly collection: string; readonly id: string }): void {
    const collection = this.#collections.get(channel, name)
    const found = collection && this.#found(collection, id)
    if (found) this.#removeFound(found)
  }

  get(channel: Head, name: string, id: string): StoredDocument | undefined {
    const collection = this.#collections.get(channel.id, name)
    const row = collection && (this.#get.get(collection.id, id) as DocumentRow | undefined)
    return collection && row && this.#documents(channel, name, collection, [row])[0]
  }

  page(channel: Head, name: string, before: DocumentPlace | undefined, limit: number): StoredDocument[] {
    const collection = this.#collections.get(channel.id, name)
    if (collection === undefined) return []
    const rows = before
      ? this.#pageBefore.all(collection.id, before.order, before.id, limit)
      : this.#page.all(collection.id, limit)
    return this.#documents(channel, name, collection, rows as DocumentRow[])
  }

  search(
    channel: Head,
    name: string,
    query: string,
    before: DocumentPlace | undefined,
    limit: number,
  ): StoredDocument[] {
    const collection = this.#collections.get(channel.id, name)
    if (collection === undefined) return []
    return this.#documents(channel, name, collection, this.#index.find(collection, query, before, limit))
  }

  ofPerson(person: string, limit: number): (StoredDocument & { channel: string })[] {
    const rows = this.#ofPerson.all(person, limit) as OfPerson[]
    return rows.map((each) => {
      const [key, id, order, who, body, text, checksum, channelName, collectionName, number] = each
      const channel = textOf(channelName)
      const place = { channel, collection: textOf(collectionName), number }
      return { ...toDocument(place, [key, id, order, who, body, text, checksum]), channel }
    })
  }

  #found(collection: Collection, id: string): Found | undefined {
    return this.#find.get(collection.id, id) as Found | undefined
  }

  #removeFound([key, , text]: Found): void {
    this.#delete.run(key)
    if (text.length > 0) this.#index.remove(key)
  }

  #documents(channel: Head, name: string, { id }: Collection, rows: readonly DocumentRow[]): StoredDocument[] {
    const places = { channel: channel.name, collection: name, number: id }
    return rows.map((row) => toDocument(places, row))
  }
}

function rowOf({ document, collection, key }: Inserted): Value[] {
  const { id, order, body, text, person = null } = document
  return [key, collection, id, order, person, documentChecksum(collection, id, order, person, body, text), body, text]
}
