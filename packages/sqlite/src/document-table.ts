import type { DocumentPlace, StoredDocument } from '@parley/channel/store'
import type Database from 'libsql'
import type { Head } from './channel-heads.ts'
import { type Bytes, textOf } from './checksum.ts'
import type { Collection, CollectionTable } from './collection-table.ts'
import { type DocumentRow, documentChecksum, documentColumns, toDocument } from './document-row.ts'
import { SearchIndex } from './search-index.ts'

type OfPerson = readonly [...DocumentRow, channel: Bytes, collection: Bytes, number: number]
type Found = readonly [key: number, order: number, text: Bytes]

/** Documents, in the order and under the words by which they are found. Writing goes into the open transaction. */
export class DocumentTable {
  readonly #collections: CollectionTable
  readonly #index: SearchIndex
  readonly #find: Database.Statement
  readonly #insert: Database.Statement
  readonly #update: Database.Statement
  readonly #delete: Database.Statement
  readonly #get: Database.Statement
  readonly #page: Database.Statement
  readonly #pageBefore: Database.Statement
  readonly #ofPerson: Database.Statement

  constructor(db: Database.Database, collections: CollectionTable) {
    this.#collections = collections
    this.#index = new SearchIndex(db)
    const isThis = 'WHERE collection = ? AND id = ?'
    this.#find = db.prepare(`SELECT key, "order", CAST(text AS BLOB) FROM documents ${isThis}`).raw()
    this.#insert = db.prepare(
      'INSERT INTO documents(collection, id, "order", person, checksum, body, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    this.#update = db.prepare('UPDATE documents SET person = ?, checksum = ?, body = ?, text = ? WHERE key = ?')
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

  put(channel: number, document: StoredDocument): void {
    const { collection, id, order, body, text, person = null } = document
    const known = this.#collections.get(channel, collection)
    const found = known && this.#found(known, id)
    if (known && found && found[1] === order) {
      const checksum = documentChecksum(known.id, id, order, person, body, text)
      this.#update.run(person, checksum, body, text, found[0])
      if (textOf(found[2]) === text) return
      this.#index.remove(found[0])
      this.#index.add(known.id, found[0], text)
      return
    }
    if (found) this.#removeFound(found)
    const { id: number } = this.#collections.growing(channel, collection, order)
    const checksum = documentChecksum(number, id, order, person, body, text)
    const { lastInsertRowid } = this.#insert.run(number, id, order, person, checksum, body, text)
    this.#index.add(number, Number(lastInsertRowid), text)
  }

  remove(channel: number, name: string, id: string): void {
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

  #removeFound([key]: Found): void {
    this.#delete.run(key)
    this.#index.remove(key)
  }

  #documents(channel: Head, name: string, { id }: Collection, rows: readonly DocumentRow[]): StoredDocument[] {
    const places = { channel: channel.name, collection: name, number: id }
    return rows.map((row) => toDocument(places, row))
  }
}
