import type Database from 'libsql'
import { StoreFailure } from './failure.ts'
import type { WriteTransaction } from './write-transaction.ts'

/**
 * Leaves no byte in the files of what was replaced or removed. SQLite's `secure_delete` would not do: pages that it divides and joins keep
 * copies of rows that moved, and those are not overwritten when the row is. So all that is left is copied (VACUUM), the index of words is
 * made anew, and the log of writes is emptied. Nothing else is done meanwhile.
 */
export function purge(db: Database.Database, transaction: WriteTransaction): void {
  transaction.run(() => db.exec("INSERT INTO terms(terms) VALUES ('optimize')"))
  transaction.runAlone(() => db.exec('VACUUM'))
  const [isBusy] = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().get() as [busy: number]
  if (isBusy === 0) return
  throw new StoreFailure(
    'ERR_STORE_FAILED',
    'Another program reads the data file, so what was erased still stands in its -wal file. End that program, and erase again.',
  )
}
