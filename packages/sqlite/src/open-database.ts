import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'libsql'
import { StoreFailure } from './failure.ts'
import { applicationId, isNewFile, requireKnownVersion } from './file-header.ts'
import { isLockKnown, lockOwner, type OwnerLock } from './owner-lock.ts'
import { schemaFrom, schemaVersion, tables } from './schema.ts'

export interface OpenDatabase {
  readonly db: Database.Database
  readonly lock: OwnerLock
}

/** Opens or creates the data file, and holds it until the lock is released. Throws and leaves nothing behind. */
export function openDatabase(path: string, maxBytes: number | undefined): OpenDatabase {
  const file = realFile(path)
  // With a lock file present the file may be open in this very process, so the lock comes before the first look.
  if (!isLockKnown(file)) isNewFile(file)
  const lock = lockOwner(file)
  let db: Database.Database | undefined
  try {
    const isNew = isNewFile(file)
    db = new Database(file)
    // Another program reading or checkpointing the file is waited for, not an error.
    db.exec('PRAGMA busy_timeout = 5000')
    if (isNew) create(db)
    const version = Number(pragma(db, 'user_version'))
    requireKnownVersion(path, version)
    makeSafe(db, path)
    if (version < schemaVersion) migrate(db, version)
    tune(db, maxBytes)
    checkTables(db)
    return { db, lock }
  } catch (error) {
    db?.close()
    lock.release()
    throw error
  }
}

function realFile(path: string): string {
  const folder = dirname(path)
  try {
    if (!statSync(folder).isDirectory()) throw new Error('it is not a folder')
    accessSync(folder, constants.W_OK)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const found = code === 'ENOENT' ? 'does not exist' : `cannot be used: ${message}`
    throw new StoreFailure(
      'ERR_STORE_PATH',
      `The folder ${folder} for the data file ${basename(path)} ${found}. Create it, or choose a path in a folder that may be written to.`,
    )
  }
  try {
    return realpathSync(path)
  } catch {
    return join(realpathSync(folder), basename(path))
  }
}

/** With a rollback journal, so that a file with tables has our name in its header at any moment. */
function create(db: Database.Database): void {
  inTransaction(db, `PRAGMA application_id = ${applicationId}; ${schemaFrom(0)}`)
}

/** Whatever stops it, the file is whole in its old version, and the next opening begins anew. */
function migrate(db: Database.Database, version: number): void {
  inTransaction(db, schemaFrom(version))
}

function inTransaction(db: Database.Database, statements: string): void {
  try {
    db.exec(`BEGIN IMMEDIATE; ${statements} COMMIT`)
  } catch (error) {
    // Closing alone would leave the file locked for as long as libsql keeps it.
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** What the promise "acknowledged is durable" stands on. Set at every open, since `synchronous` is not kept in the file. */
function makeSafe(db: Database.Database, path: string): void {
  db.exec('PRAGMA journal_mode = WAL')
  db.exec('PRAGMA synchronous = FULL')
  assertPragma(db, path, 'journal_mode', 'wal')
  assertPragma(db, path, 'synchronous', 2)
}

function assertPragma(db: Database.Database, path: string, name: string, wanted: string | number): void {
  const found = pragma(db, name)
  if (found === wanted) return
  throw new StoreFailure(
    'ERR_STORE_UNSAFE',
    `${path}: SQLite answers ${name} = ${found} where ${wanted} is needed to keep what is acknowledged. Put the file on a local disk; network file systems often refuse this.`,
  )
}

function tune(db: Database.Database, maxBytes: number | undefined): void {
  db.exec('PRAGMA cache_size = -65536')
  // A page that changes often is written once per checkpoint, but commits wait for one: 4 000 pages (16 MB of WAL) and more
  // are a little faster on the whole and show in p99; 1 000 cost throughput.
  db.exec('PRAGMA wal_autocheckpoint = 2000')
  db.exec('PRAGMA journal_size_limit = 67108864')
  if (maxBytes === undefined) return
  const pages = Math.max(1, Math.floor(maxBytes / Number(pragma(db, 'page_size'))))
  db.exec(`PRAGMA max_page_count = ${pages}`)
}

/** A file that lost its tail or a table shows it now, not at the first command. */
function checkTables(db: Database.Database): void {
  for (const table of tables) {
    // No value is taken out: one that is damaged is found, and named, when it is asked for.
    db.prepare(`SELECT count(*) FROM (SELECT * FROM ${table} LIMIT 1)`).raw().get()
  }
}

function pragma(db: Database.Database, name: string): unknown {
  return (db.prepare(`PRAGMA ${name}`).raw().get() as unknown[])[0]
}
