import { existsSync } from 'node:fs'
import Database from 'libsql'
import { isBusy, StoreFailure } from './failure.ts'

/** Holds the data file for one store. The lock is the operating system's, so it dies with the process. */
export interface OwnerLock {
  release(): void
}

export function isLockKnown(path: string): boolean {
  return existsSync(lockPath(path))
}

/**
 * Takes the lock on `<path>-lock` or throws `ERR_STORE_IN_USE`. The lock is an open write transaction on a small
 * database of its own: the data file stays readable to other programs, and whoever is refused can still read the owner.
 */
export function lockOwner(path: string): OwnerLock {
  const db = new Database(lockPath(path))
  try {
    db.exec('PRAGMA busy_timeout = 0')
    db.exec('BEGIN IMMEDIATE')
    db.exec('CREATE TABLE IF NOT EXISTS owner(pid INTEGER NOT NULL, started TEXT NOT NULL)')
    db.exec('DELETE FROM owner')
    db.prepare('INSERT INTO owner VALUES (?, ?)').run(process.pid, new Date().toISOString())
    // Whoever comes in between this commit and the next BEGIN becomes the owner; then this one is refused.
    db.exec('COMMIT')
    db.exec('BEGIN IMMEDIATE')
  } catch (error) {
    const failure = isBusy(error) ? inUse(path, db) : error
    db.close()
    throw failure
  }
  return {
    release() {
      db.exec('ROLLBACK')
      db.close()
    },
  }
}

function inUse(path: string, db: Database.Database): StoreFailure {
  const who = owner(db)
  return new StoreFailure(
    'ERR_STORE_IN_USE',
    `${path} is in use by ${who}. One process owns a data file at a time: stop that one, or choose another path.`,
  )
}

function owner(db: Database.Database): string {
  try {
    const row = db.prepare('SELECT pid, started FROM owner').raw().get() as [number, string] | undefined
    if (row) return `process ${row[0]}${row[0] === process.pid ? ' (this one)' : ''} since ${row[1]}`
  } catch {
    // The owner is just writing its name.
  }
  return 'another process'
}

function lockPath(path: string): string {
  return `${path}-lock`
}
