import type Database from 'libsql'
import { ValuesInsert } from './values-insert.ts'

const tableStart: readonly unknown[] = ['', '', -1]
const purgeEvery = 256
// More rows are looked at than were added, so that the walk gains on the table.
const purgeSlice = 512

/** The outcomes of commands, each for as long as the once-window lasts. Call it inside a transaction. */
export class OutcomeTable {
  readonly #windowMs: number
  readonly #insert: ValuesInsert
  readonly #replace: ValuesInsert
  readonly #get: Database.Statement
  readonly #sliceEnd: Database.Statement
  readonly #purgeSlice: Database.Statement
  readonly #purgeRest: Database.Statement
  #sincePurge = 0
  /** How far the walk through the keys has come. */
  #walked: readonly unknown[] = tableStart

  constructor(db: Database.Database, windowMs: number) {
    this.#windowMs = windowMs
    const into = 'INTO outcomes(command, actor, channel, outcome, at)'
    this.#insert = new ValuesInsert(db, `INSERT ${into}`, 5)
    this.#replace = new ValuesInsert(db, `INSERT OR REPLACE ${into}`, 5)
    this.#get = db.prepare('SELECT outcome, at FROM outcomes WHERE command = ? AND actor = ? AND channel = ?').raw()
    this.#sliceEnd = db
      .prepare(
        `SELECT command, actor, channel FROM outcomes WHERE (command, actor, channel) > (?, ?, ?)
         ORDER BY command, actor, channel LIMIT 1 OFFSET ${purgeSlice}`,
      )
      .raw()
    this.#purgeSlice = db.prepare(
      `DELETE FROM outcomes WHERE (command, actor, channel) > (?, ?, ?) AND (command, actor, channel) <= (?, ?, ?)
       AND at < ?`,
    )
    this.#purgeRest = db.prepare('DELETE FROM outcomes WHERE (command, actor, channel) > (?, ?, ?) AND at < ?')
  }

  /** What is stored for this command, if at `now` it still counts. */
  find(channel: number, actor: string, command: string, now: number): string | undefined {
    const row = this.#get.get(command, actor, channel) as [outcome: string, at: number] | undefined
    return row && now - row[1] <= this.#windowMs ? row[0] : undefined
  }

  /** `rows` is flat: command, actor, channel, outcome, at of each. Fails if a command has a row, fresh or stale. */
  insertNew(rows: readonly (string | number)[]): void {
    this.#insert.run(rows)
  }

  /** Puts new rows over stale ones. The caller has made sure that none is fresh. */
  insertOver(rows: readonly (string | number)[]): void {
    this.#replace.run(rows)
  }

  /** Throws away what no longer counts: a slice of the table from time to time, so that no commit waits long. */
  purge(added: number, now: number): void {
    this.#sincePurge += added
    if (this.#sincePurge < purgeEvery) return
    this.#sincePurge = 0
    const oldest = now - this.#windowMs
    const end = this.#sliceEnd.get(...this.#walked) as unknown[] | undefined
    if (end) this.#purgeSlice.run(...this.#walked, ...end, oldest)
    else this.#purgeRest.run(...this.#walked, oldest)
    this.#walked = end ?? tableStart
  }
}
