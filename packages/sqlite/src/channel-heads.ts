import type Database from 'libsql'
import { type Bytes, checksumOf, textOf } from './checksum.ts'
import { damaged } from './failure.ts'

/** Where a log stands. */
export interface Head {
  readonly id: number
  readonly name: string
  readonly epoch: string
  /** Of the last event. */
  readonly offset: number
  /** Events up to here were dropped. */
  readonly trimmed: number
}

type Row = readonly [id: number, epoch: Bytes, trimmed: number, checksum: number | null, offset: number]

const most = 50_000

/** The heads of the logs, in memory: the owner lock makes this process the only writer. */
export class ChannelHeads {
  readonly #select: Database.Statement
  readonly #insert: Database.Statement
  readonly #maxId: Database.Statement
  readonly #update: Database.Statement
  readonly #names: Database.Statement
  readonly #known = new Map<string, Head>()

  constructor(db: Database.Database) {
    this.#select = db
      .prepare(
        `SELECT id, CAST(epoch AS BLOB), trimmed, checksum, max(
           trimmed,
           coalesce((SELECT max(last) FROM batches WHERE channel = id), 0),
           coalesce((SELECT offset FROM snapshots WHERE channel = id), 0))
         FROM channels WHERE name = ?`,
      )
      .raw()
    this.#insert = db.prepare('INSERT INTO channels(id, name, epoch, checksum) VALUES (?, ?, ?, ?)')
    this.#maxId = db.prepare('SELECT coalesce(max(id), 0) FROM channels').raw()
    this.#update = db.prepare('UPDATE channels SET epoch = ?, trimmed = ?, checksum = ? WHERE id = ?')
    this.#names = db
      .prepare('SELECT CAST(name AS BLOB) FROM channels WHERE name >= ? AND name > ? ORDER BY name LIMIT ?')
      .raw()
  }

  get(channel: string): Head | undefined {
    const known = this.#known.get(channel)
    if (known) return known
    const row = this.#select.get(channel) as Row | undefined
    if (!row) return undefined
    const [id, epoch, trimmed, checksum, offset] = row
    if (checksum !== null && checksum !== headChecksum(id, channel, epoch, trimmed)) {
      throw damaged(`of the channel ${JSON.stringify(channel)} the epoch and the first offset cannot be read`)
    }
    const head = { id, name: unsliced(channel), epoch: textOf(epoch), trimmed, offset }
    this.#remember(head)
    return head
  }

  /** Writes a new log into the open transaction. Nothing is remembered of it before `committed`. */
  found(channel: string, epoch: string): Head {
    const id = (this.#maxId.get() as [number])[0] + 1
    this.#insert.run(id, channel, epoch, headChecksum(id, channel, epoch, 0))
    return { id, name: unsliced(channel), epoch: unsliced(epoch), offset: 0, trimmed: 0 }
  }

  /** Writes the epoch of this head, and how far it was trimmed, into the open transaction. */
  update({ id, name, epoch, trimmed }: Head): void {
    this.#update.run(epoch, trimmed, headChecksum(id, name, epoch, trimmed), id)
  }

  /** Takes over what a transaction changed, once it is durable. */
  committed(changed: Iterable<Head>): void {
    for (const head of changed) this.#remember(head)
  }

  /** After a failure the disk alone says what is true. */
  forget(): void {
    this.#known.clear()
  }

  /** The names that begin so, in order, at most `limit`, those after `after`. */
  names(prefix: string, after: string, limit: number): string[] {
    const names = (this.#names.all(prefix, after, limit) as [Uint8Array][]).map(([name]) => textOf(name))
    // Those that begin so stand together.
    const end = names.findIndex((name) => !name.startsWith(prefix))
    return end === -1 ? names : names.slice(0, end)
  }

  #remember(head: Head): void {
    this.#known.set(head.name, head)
    if (this.#known.size <= most) return
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest)
      return
    }
  }
}

function headChecksum(id: number, name: string, epoch: string | Bytes, trimmed: number): number {
  return checksumOf(`${id} ${trimmed} `, name, epoch)
}

/** A copy of its own. What is cut out of a group's text would keep that whole text in memory. */
function unsliced(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
