import type Database from 'libsql'

/** Where a log stands. */
export interface Head {
  readonly id: number
  readonly epoch: string
  readonly offset: number
}

const most = 50_000

/** The heads of the logs, in memory: the owner lock makes this process the only writer. */
export class ChannelHeads {
  readonly #select: Database.Statement
  readonly #insert: Database.Statement
  readonly #maxId: Database.Statement
  readonly #known = new Map<string, Head>()

  constructor(db: Database.Database) {
    this.#select = db
      .prepare(
        `SELECT id, epoch, max(
           coalesce((SELECT max(last) FROM batches WHERE channel = id), 0),
           coalesce((SELECT offset FROM snapshots WHERE channel = id), 0))
         FROM channels WHERE name = ?`,
      )
      .raw()
    this.#insert = db.prepare('INSERT INTO channels(id, name, epoch) VALUES (?, ?, ?)')
    this.#maxId = db.prepare('SELECT coalesce(max(id), 0) FROM channels').raw()
  }

  get(channel: string): Head | undefined {
    const known = this.#known.get(channel)
    if (known) return known
    const row = this.#select.get(channel) as [number, string, number] | undefined
    if (!row) return undefined
    const head = { id: row[0], epoch: row[1], offset: row[2] }
    this.#remember(channel, head)
    return head
  }

  /** Writes a new log into the open transaction. Nothing is remembered of it before `committed`. */
  found(channel: string, epoch: string): Head {
    const id = (this.#maxId.get() as [number])[0] + 1
    this.#insert.run(id, channel, epoch)
    return { id, epoch: unsliced(epoch), offset: 0 }
  }

  /** Takes over what a transaction changed, once it is durable. */
  committed(changed: ReadonlyMap<string, Head>): void {
    for (const [channel, head] of changed) this.#remember(channel, head)
  }

  /** After a failure the disk alone says what is true. */
  forget(): void {
    this.#known.clear()
  }

  #remember(channel: string, head: Head): void {
    this.#known.set(this.#known.has(channel) ? channel : unsliced(channel), head)
    if (this.#known.size <= most) return
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest)
      return
    }
  }
}

/** A copy of its own. What is cut out of a group's text would keep that whole text in memory. */
function unsliced(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
