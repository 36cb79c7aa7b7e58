import type { StoredEvent } from '@parley/channel'
import type Database from 'libsql'
import { ValuesInsert } from './values-insert.ts'

type Row = readonly [first: number, last: number, events: string]

/** Rows read at a time: most have few events, some have hundreds. */
const rowsPerRead = 32

/**
 * The logs. What one transaction adds to a channel is one row, its events as lines: writing hundreds of them costs little
 * more than writing one. An event that has line breaks itself gets a row of its own.
 */
export class EventTable {
  readonly #insert: ValuesInsert
  readonly #from: Database.Statement
  readonly #all: Database.Statement
  readonly #holding: Database.Statement
  readonly #rows: (string | number)[] = []

  constructor(db: Database.Database) {
    this.#insert = new ValuesInsert(db, 'INSERT INTO batches(channel, last, first, events)', 4)
    const select = 'SELECT first, last, events FROM batches WHERE channel = ?'
    this.#from = db.prepare(`${select} AND last > ? ORDER BY last LIMIT ${rowsPerRead}`).raw()
    this.#all = db.prepare(`${select} AND last > ? ORDER BY last`).raw()
    this.#holding = db.prepare(`${select} AND last >= ? ORDER BY last LIMIT 1`).raw()
  }

  /** Collects what `write` writes. */
  add(channel: number, after: number, count: number, events: string | readonly string[]): void {
    if (count === 0) return
    if (typeof events === 'string') {
      this.#rows.push(channel, after + count, after + 1, events)
      return
    }
    for (const [i, event] of events.entries()) this.#rows.push(channel, after + i + 1, after + i + 1, event)
  }

  write(): void {
    this.#insert.run(this.#rows)
    this.clear()
  }

  clear(): void {
    this.#rows.length = 0
  }

  /** Events with `offset > after`, oldest first, at most `limit`. */
  readAfter(channel: number, after: number, limit: number): StoredEvent[] {
    if (limit === Number.MAX_SAFE_INTEGER) {
      return (this.#all.all(channel, after) as Row[]).flatMap(eventsOf).filter(({ offset }) => offset > after)
    }
    const found: StoredEvent[] = []
    let cursor = after
    while (found.length < limit) {
      const rows = this.#from.all(channel, cursor) as Row[]
      for (const row of rows) {
        for (const event of eventsOf(row)) {
          if (event.offset > after && found.length < limit) found.push(event)
        }
        cursor = row[1]
      }
      if (rows.length < rowsPerRead) break
    }
    return found
  }

  /** The newest events with `offset < before`, at most `limit`, oldest first. `end` is the log's last offset. */
  readBefore(channel: number, before: number, limit: number, end: number): StoredEvent[] {
    const pages: StoredEvent[][] = []
    let wanted = limit
    let last = Math.min(before - 1, end)
    while (wanted > 0 && last > 0) {
      const row = this.#holding.get(channel, last) as Row | undefined
      if (row === undefined) break
      const upTo = last
      const events = eventsOf(row).filter(({ offset }) => offset <= upTo)
      const page = events.slice(-wanted)
      pages.push(page)
      wanted -= page.length
      last = row[0] - 1
    }
    return pages.reverse().flat()
  }
}

function eventsOf([first, last, events]: Row): StoredEvent[] {
  if (first === last) return [{ offset: first, event: events }]
  return events.split('\n').map((event, i) => ({ offset: first + i, event }))
}
