import { closeSync, openSync, readSync } from 'node:fs'
import { StoreFailure } from './failure.ts'
import { schemaVersion } from './schema.ts'

/** "Prly" in ASCII; stands in every data file's header, so that no other program's database is ever written to. */
export const applicationId = 0x50726c79

// sqlite.org/fileformat.html#the_database_header
const headerBytes = 100
const magic = 'SQLite format 3\0'
const userVersionAt = 60
const applicationIdAt = 68

/**
 * Reads the header of the file and throws unless it is ours or there is nothing yet. It does so without SQLite, which
 * could leave files beside a database that is somebody else's. Call it only while no other connection of this process
 * has the file open: closing a descriptor drops the locks that the whole process holds on the file.
 *
 * @returns whether the file has to be created
 */
export function isNewFile(path: string): boolean {
  const header = Buffer.alloc(headerBytes)
  const length = readHeader(path, header)
  if (length === 0) return true
  if (length < headerBytes || header.toString('latin1', 0, magic.length) !== magic) {
    throw notOurs(path, 'it is not an SQLite database')
  }
  const id = header.readUInt32BE(applicationIdAt)
  if (id !== applicationId) throw notOurs(path, `it is an SQLite database of another program (application_id ${id})`)
  requireKnownVersion(path, header.readUInt32BE(userVersionAt))
  return false
}

export function requireKnownVersion(path: string, version: number): void {
  if (version <= schemaVersion) return
  throw new StoreFailure(
    'ERR_STORE_NEWER',
    `${path} was written by a newer Parley (data version ${version}; this one knows up to ${schemaVersion}). Update Parley, or choose another file. The file was left as it is.`,
  )
}

function readHeader(path: string, header: Buffer): number {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw unreadable(path, error)
  }
  try {
    return readSync(file, header, 0, headerBytes, 0)
  } catch (error) {
    throw unreadable(path, error)
  } finally {
    closeSync(file)
  }
}

function unreadable(path: string, error: unknown): StoreFailure {
  const { code, message } = error as NodeJS.ErrnoException
  const found = code === 'EISDIR' ? 'is a folder, and a file is needed' : `cannot be read: ${message}`
  return new StoreFailure('ERR_STORE_PATH', `${path} ${found}. Choose another path for the data file.`)
}

function notOurs(path: string, found: string): StoreFailure {
  return new StoreFailure(
    'ERR_STORE_NOT_OURS',
    `${path} is not a Parley data file: ${found}. Choose another path, or move the file away. It was left as it is.`,
  )
}
