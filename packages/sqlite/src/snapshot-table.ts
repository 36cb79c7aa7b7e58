import type Database from 'libsql'
import type { Head } from './channel-heads.ts'
import { type Bytes, checksumOf, textOf } from './checksum.ts'
import { damaged } from './failure.ts'

export interface Snapshot {
  readonly offset: number
  readonly state: string
}

/** The last snapshot of each log. */
export class SnapshotTable {
  readonly #select: Database.Statement
  readonly #replace: Database.Statement
  readonly #delete: Database.Statement

  constructor(db: Database.Database) {
    this.#select = db.prepare('SELECT offset, CAST(state AS BLOB), checksum FROM snapshots WHERE channel = ?').raw()
    this.#replace = db.prepare('INSERT OR REPLACE INTO snapshots(channel, offset, state, checksum) VALUES (?, ?, ?, ?)')
    this.#delete = db.prepare('DELETE FROM snapshots WHERE channel = ?')
  }

  get(head: Head): Snapshot | undefined {
    const row = this.#select.get(head.id) as [offset: number, state: Bytes, checksum: number | null] | undefined
    if (row === undefined) return undefined
    const [offset, state, checksum] = row
    if (checksum !== null && checksum !== checksumOf(placeOf(head.id, offset), state)) {
      throw damaged(`of the channel ${JSON.stringify(head.name)} the snapshot at offset ${offset} cannot be read`)
    }
    return { offset, state: textOf(state) }
  }

  put(channel: number, { offset, state }: Snapshot): void {
    this.#replace.run(channel, offset, state, checksumOf(placeOf(channel, offset), state))
  }

  remove(channel: number): void {
    this.#delete.run(channel)
  }
}

function placeOf(channel: number, offset: number): string {
  return `${channel} ${offset} `
}
