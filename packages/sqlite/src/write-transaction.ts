import type Database from 'libsql'
import { isLostSync, StoreFailure } from './failure.ts'

/** Writes to the file: each time in one transaction with one fsync, and never again after an fsync has failed. */
export class WriteTransaction {
  readonly #db: Database.Database
  readonly #begin: Database.Statement
  readonly #commit: Database.Statement
  readonly #forget: () => void
  #lostSync = false

  /** `forget` drops whatever is kept in memory of what the transaction was to write. */
  constructor(db: Database.Database, forget: () => void) {
    this.#db = db
    this.#begin = db.prepare('BEGIN IMMEDIATE')
    this.#commit = db.prepare('COMMIT')
    this.#forget = forget
  }

  /** What `work` has written is durable when this returns. If it throws, nothing of it is stored. */
  run<T>(work: () => T): T {
    return this.#write(() => {
      this.#begin.run()
      const result = work()
      this.#commit.run()
      return result
    })
  }

  /** As `run`, for what SQLite does outside of a transaction only. */
  runAlone(work: () => void): void {
    this.#write(work)
  }

  #write<T>(work: () => T): T {
    if (this.#lostSync) {
      throw new StoreFailure(
        'ERR_STORE_GONE',
        'The disk failed to make an earlier write durable (fsync), and what it holds is uncertain until the file is opened anew. Check the disk, then restart; reading goes on.',
      )
    }
    try {
      return work()
    } catch (error) {
      this.#lostSync ||= isLostSync(error)
      this.#forget()
      // A full disk may have ended the transaction already.
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }
}
