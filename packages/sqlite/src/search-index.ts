import { type DocumentPlace, queryTerms, searchTerms } from '@parley/channel/store'
import type Database from 'libsql'
import type { Collection } from './collection-table.ts'
import { type DocumentRow, documentColumns } from './document-row.ts'
import { ValuesInsert } from './values-insert.ts'

/** A text under the key of its document. */
export interface Indexed {
  readonly collection: number
  readonly key: number
  readonly text: string
}

type Bounds = readonly [lowestKey: number, highestKey: number, place: DocumentPlace | undefined]

/**
 * Finds documents by the words of their texts. The words are those of `searchTerms`, each with the number of its collection
 * in front, so that one index serves all collections and no search sees what belongs to another.
 */
export class SearchIndex {
  readonly #insert: ValuesInsert
  readonly #delete: Database.Statement
  readonly #byKey: Database.Statement
  readonly #byOrder: Database.Statement
  readonly #highestKey: Database.Statement
  readonly #lowestKey: Database.Statement

  constructor(db: Database.Database) {
    this.#insert = new ValuesInsert(db, 'INSERT INTO terms(rowid, words)', 2, { row: '(CAST(? AS INTEGER), ?)' })
    this.#delete = db.prepare('DELETE FROM terms WHERE rowid = CAST(? AS INTEGER)')
    // The full-text index takes bounds of its keys for what they are only if they are integers, and numbers are bound as reals.
    const select = `SELECT ${documentColumns} FROM terms CROSS JOIN documents AS d ON d.key = terms.rowid
      WHERE terms MATCH ? AND terms.rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)
        AND (d."order" < ? OR (d."order" = ? AND d.id < ?))`
    this.#byKey = db.prepare(`${select} ORDER BY terms.rowid DESC LIMIT ?`).raw()
    this.#byOrder = db.prepare(`${select} ORDER BY d."order" DESC, d.id DESC LIMIT ?`).raw()
    const ofOrder = 'FROM documents WHERE collection = ? AND "order" ='
    this.#highestKey = db
      .prepare(`SELECT max(key) ${ofOrder} (SELECT max("order") FROM documents WHERE collection = ? AND "order" <= ?)`)
      .raw()
    this.#lowestKey = db.prepare(`SELECT min(key) ${ofOrder} ?`).raw()
  }

  add(texts: readonly Indexed[]): void {
    const rows: (string | number)[] = []
    for (const { collection, key, text } of texts) {
      const terms = text === '' ? [] : searchTerms(text)
      if (terms.length > 0) rows.push(key, terms.map((term) => tokenOf(collection, term)).join(' '))
    }
    this.#insert.run(rows)
  }

  remove(key: number): void {
    this.#delete.run(key)
  }

  /** The rows of those whose texts have all words of the query, newest first, at most `limit`, those behind `before`. */
  find(collection: Collection, query: string, before: DocumentPlace | undefined, limit: number): DocumentRow[] {
    const terms = queryTerms(query)
    if (terms.length === 0 || limit === 0) return []
    const match = terms.map((term) => `"${tokenOf(collection.id, term)}"`).join(' ')
    const all: Bounds = [0, Number.MAX_SAFE_INTEGER, before]
    if (!collection.isSorted) return this.#rows(this.#byOrder, match, all, limit)
    return this.#findSorted(collection.id, match, before, limit)
  }

  /** By key from the newest on, so that a word which many texts have costs no more than what is asked for. */
  #findSorted(collection: number, match: string, before: DocumentPlace | undefined, limit: number): DocumentRow[] {
    const highest = before ? this.#key(this.#highestKey, collection, collection, before.order) : Number.MAX_SAFE_INTEGER
    if (highest === null) return []
    const rows = this.#rows(this.#byKey, match, [0, highest, before], limit)
    const last = rows.at(-1)
    if (last === undefined) return rows
    // Documents of one order stand by their ids, whatever their keys: the page may have cut through them.
    const lowest = rows.length < limit ? null : this.#key(this.#lowestKey, collection, last[2])
    const rest =
      lowest === null ? [] : this.#rows(this.#byKey, match, [lowest, last[0] - 1, before], Number.MAX_SAFE_INTEGER)
    return [...rows, ...rest].sort(newestFirst).slice(0, limit)
  }

  #rows(statement: Database.Statement, match: string, [low, high, place]: Bounds, limit: number): DocumentRow[] {
    const { order, id } = place ?? { order: Number.POSITIVE_INFINITY, id: '' }
    return statement.all(match, low, high, order, order, id, limit) as DocumentRow[]
  }

  #key(statement: Database.Statement, ...values: number[]): number | null {
    return (statement.get(...values) as [number | null])[0]
  }
}

function newestFirst(a: DocumentRow, b: DocumentRow): number {
  return b[2] - a[2] || Buffer.compare(b[1], a[1])
}

/** Letters and digits alone, which the index takes for one word. */
function tokenOf(collection: number, term: string): string {
  return `${collection}x${term}`
}
