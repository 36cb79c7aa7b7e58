import type Database from 'libsql'
import type { Bytes } from './checksum.ts'
import { isDamage } from './failure.ts'
import { ValuesInsert } from './values-insert.ts'

const purgeEvery = 256
// More rows are looked at than were added, so that the walk gains on the table.
const purgeSlice = 512
/** Before every key. */
const tableStart: Bytes = new Uint8Array()

/** The columns of one row of `outcomes`. */
export const outcomeColumns = 3

/**
 * One text for a command of an actor in a channel. It begins with the command, because a client's ids follow one another:
 * its next one lands on the page that its last one is on, whichever channel it talks to. The numbers at its end tell
 * the parts apart, whatever characters they have.
 */
export function outcomeKey(channel: number, actor: string, command: string): string {
  return `${command} ${actor} ${channel} ${command.length}`
}

/** Whole seconds: a small number is stored and compared cheaply. */
export function toSeconds(ms: number): number {
  return Math.floor(ms / 1000)
}

/** Where commands took effect, each for as long as the once-window lasts. Call it inside a transaction. */
export class OutcomeTable {
  readonly #windowMs: number
  readonly #insert: ValuesInsert
  readonly #replace: ValuesInsert
  readonly #get: Database.Statement
  readonly #slice: Database.Statement
  readonly #purgeSlice: Database.Statement
  #sincePurge = 0
  /** How far the walk through the keys has come. */
  #walked = tableStart
  /** The oldest row that this walk has met and left. */
  #oldestMet = Number.POSITIVE_INFINITY
  /** A whole walk found nothing older than this, so there is nothing to purge before it is due. */
  #nothingBefore = Number.NEGATIVE_INFINITY

  constructor(db: Database.Database, windowMs: number) {
    this.#windowMs = windowMs
    const into = 'INTO outcomes(key, offset, at)'
    this.#insert = new ValuesInsert(db, `INSERT ${into}`, outcomeColumns)
    this.#replace = new ValuesInsert(db, `INSERT OR REPLACE ${into}`, outcomeColumns)
    this.#get = db.prepare('SELECT CAST(offset AS INTEGER), CAST(at AS INTEGER) FROM outcomes WHERE key = ?').raw()
    // The walk takes keys as bytes: a damaged one need not be UTF-8 any more, and as a text it would end the process.
    this.#slice = db
      .prepare(
        `SELECT CAST(max(key) AS BLOB), CAST(min(at) AS INTEGER), count(*)
         FROM (SELECT key, at FROM outcomes WHERE key > CAST(? AS TEXT) ORDER BY key LIMIT ${purgeSlice})`,
      )
      .raw()
    this.#purgeSlice = db.prepare(
      'DELETE FROM outcomes WHERE key > CAST(? AS TEXT) AND key <= CAST(? AS TEXT) AND at < ?',
    )
  }

  /** Where this command took effect, if at `now` that still counts. */
  find(channel: number, actor: string, command: string, now: number): number | undefined {
    const row = this.#get.get(outcomeKey(channel, actor, command)) as [offset: number, at: number] | undefined
    return row && row[1] >= this.#oldest(now) ? row[0] : undefined
  }

  /** `rows` is flat: key, offset, seconds of each. Fails if a command has a row, fresh or stale. */
  insertNew(rows: readonly (string | number)[]): void {
    this.#insert.run(rows)
  }

  /** Puts new rows over stale ones. The caller has made sure that none is fresh. */
  insertOver(rows: readonly (string | number)[]): void {
    this.#replace.run(rows)
  }

  /**
   * Throws away what no longer counts: a slice of the table from time to time, so that no commit waits long. Where the table cannot
   * be read it does nothing until a window later: what is old does no harm, and no commit fails for it.
   */
  purge(added: number, now: number): void {
    this.#sincePurge += added
    if (this.#sincePurge < purgeEvery) return
    this.#sincePurge = 0
    const oldest = this.#oldest(now)
    if (oldest <= this.#nothingBefore) return
    try {
      this.#purgeNext(oldest, now)
    } catch (error) {
      if (!isDamage(error)) throw error
      this.#startAgain(toSeconds(now))
    }
  }

  #purgeNext(oldest: number, now: number): void {
    // In a list: bytes by themselves would be taken for named parameters.
    const slice = this.#slice.get([this.#walked]) as [key: Bytes | null, at: number | null, count: number]
    const [end, oldestInSlice, count] = slice
    if (end !== null && oldestInSlice !== null) {
      if (oldestInSlice < oldest) this.#purgeSlice.run(this.#walked, end, oldest)
      this.#oldestMet = Math.min(this.#oldestMet, Math.max(oldestInSlice, oldest))
      this.#walked = end
    }
    if (count === purgeSlice) return
    // That was the end of the table.
    this.#startAgain(Math.min(this.#oldestMet, toSeconds(now)))
  }

  /** The next walk begins at the start of the table, once something is older than this. */
  #startAgain(nothingBefore: number): void {
    this.#nothingBefore = nothingBefore
    this.#oldestMet = Number.POSITIVE_INFINITY
    this.#walked = tableStart
  }

  /** Rounded down, so that nothing is forgotten too early. */
  #oldest(now: number): number {
    return toSeconds(now - this.#windowMs)
  }
}
