import type { StoreErrorCode } from '@parley/channel/store'
import type { Failure } from './messages.ts'

/** Thrown inside the worker; becomes a `StoreError` on the other side. */
export class StoreFailure extends Error {
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

export function isConstraint(error: unknown): boolean {
  return sqliteCode(error).startsWith('SQLITE_CONSTRAINT')
}

// SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC: sqlite.org/rescode.html
export function isLostSync(error: unknown): boolean {
  const raw = (error as { rawCode?: unknown }).rawCode
  return raw === 1034 || raw === 1290 || sqliteCode(error).endsWith('FSYNC')
}

export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error)
  return code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')
}

/** What was read is not what was written. `what` names it, in its channel. */
export function damaged(what: string): StoreFailure {
  return new StoreFailure(
    'ERR_STORE_DAMAGED',
    `The data file is damaged: ${what}. It is not what was written, so it is kept back. Restore the file from a backup, and check the disk.`,
  )
}

export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error)
  return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')
}

/** Puts any error of the database or the file system into our words. */
export function toFailure(error: unknown, path: string): Failure {
  if (error instanceof StoreFailure) return { code: error.code, message: error.message }
  const code = sqliteCode(error)
  const text = error instanceof Error ? error.message : String(error)
  const detail = `${text}${code ? ` (${code})` : ''}`
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') {
    return {
      code: 'ERR_STORE_FULL',
      message: `There is no room left for ${path}: ${detail}. Nothing of this write was stored; free some space and writing goes on.`,
    }
  }
  if (isDamage(error)) {
    return {
      code: 'ERR_STORE_DAMAGED',
      message: `${path} is damaged: ${detail}. Restore it from a backup, or move it away to start empty.`,
    }
  }
  // libsql reports a failed open without a code: "ConnectionFailed(… : 14)", 14 being SQLITE_CANTOPEN.
  if (
    text.includes('ConnectionFailed') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_PERM')
  ) {
    return {
      code: 'ERR_STORE_PATH',
      message: `${path} cannot be opened for writing: ${detail}. Check that this user may write the file and its folder.`,
    }
  }
  return { code: 'ERR_STORE_FAILED', message: `${path}: ${detail}` }
}

function sqliteCode(error: unknown): string {
  const code = error instanceof Object && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}
