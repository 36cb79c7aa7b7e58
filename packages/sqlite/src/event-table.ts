import type { StoredEvent } from '@parley/channel/store'
import type Database from 'libsql'
import type { Head } from './channel-heads.ts'
import { type Bytes, checksumOf, textOf } from './checksum.ts'
import { damaged, StoreFailure } from './failure.ts'
import { ValuesInsert } from './values-insert.ts'

type Row = readonly [first: number, last: number, events: Bytes, checksum: number | null]

/** Rows read at a time: most have few events, some have hundreds. */
const rowsPerRead = 32

/**
 * The logs. What one transaction adds to a channel is one row, its events as lines: writing hundreds of them costs little
 * more than writing one. An event that has line breaks itself gets a row of its own. Each row has a checksum, and the
 * offsets of a log's rows have no gap: whatever is read is what was written, or `ERR_STORE_DAMAGED`.
 */
export class EventTable {
  readonly #insert: ValuesInsert
  readonly #from: Database.Statement
  readonly #all: Database.Statement
  readonly #holding: Database.Statement
  readonly #delete: Database.Statement
  readonly #deleteUpTo: Database.Statement
  readonly #rows: (string | number)[] = []

  constructor(db: Database.Database) {
    this.#insert = new ValuesInsert(db, 'INSERT INTO batches(channel, last, first, events, checksum)', 5)
    const select = 'SELECT first, last, CAST(events AS BLOB), checksum FROM batches WHERE channel = ?'
    this.#from = db.prepare(`${select} AND last > ? ORDER BY last LIMIT ${rowsPerRead}`).raw()
    this.#all = db.prepare(`${select} AND last > ? ORDER BY last`).raw()
    this.#holding = db.prepare(`${select} AND last >= ? ORDER BY last LIMIT 1`).raw()
    this.#delete = db.prepare('DELETE FROM batches WHERE channel = ? AND last = ?')
    this.#deleteUpTo = db.prepare('DELETE FROM batches WHERE channel = ? AND last <= ?')
  }

  /** Collects what `write` writes. */
  add(channel: number, after: number, count: number, events: string | readonly string[]): void {
    if (count === 0) return
    if (typeof events === 'string') {
      this.#addRow(channel, after + 1, after + count, events)
      return
    }
    for (const [i, event] of events.entries()) this.#addRow(channel, after + i + 1, after + i + 1, event)
  }

  write(): void {
    this.#insert.run(this.#rows)
    this.forget()
  }

  /** After a transaction that failed: drops what was collected. */
  forget(): void {
    this.#rows.length = 0
  }

  /** Events with `offset > after`, oldest first, at most `limit`. */
  readAfter(head: Head, after: number, limit: number): StoredEvent[] {
    const select = limit === Number.MAX_SAFE_INTEGER ? this.#all : this.#from
    const found: StoredEvent[] = []
    let cursor = Math.max(after, head.trimmed)
    while (found.length < limit && cursor < head.offset) {
      const rows = select.all(head.id, cursor) as Row[]
      if (rows.length === 0) throw missing(head, cursor + 1, head.offset)
      for (const row of rows) {
        if (found.length >= limit) break
        if (row[0] > cursor + 1) throw missing(head, cursor + 1, row[0] - 1)
        for (const event of eventsOf(head, row)) {
          if (event.offset > cursor && found.length < limit) found.push(event)
        }
        cursor = row[1]
      }
    }
    return found
  }

  /** The newest events with `offset < before`, at most `limit`, oldest first. */
  readBefore(head: Head, before: number, limit: number): StoredEvent[] {
    const pages: StoredEvent[][] = []
    let wanted = limit
    let last = Math.min(before - 1, head.offset)
    while (wanted > 0 && last > head.trimmed) {
      const upTo = last
      const row = this.#rowHolding(head, upTo)
      const page = eventsOf(head, row).filter(({ offset }) => offset <= upTo && offset > head.trimmed)
      pages.push(page.slice(-wanted))
      wanted -= page.length
      last = row[0] - 1
    }
    return pages.reverse().flat()
  }

  /** Drops the events up to this one from the open transaction. */
  trim(head: Head, upTo: number): void {
    if (upTo < head.offset) {
      const row = this.#rowHolding(head, upTo + 1)
      const kept = eventsOf(head, row).filter(({ offset }) => offset > upTo)
      if (row[0] <= upTo) this.#replace(head, row, kept)
    }
    this.#deleteUpTo.run(head.id, upTo)
    this.write()
  }

  /** Puts other texts in the place of these events, in the open transaction. */
  rewrite(head: Head, events: readonly StoredEvent[]): void {
    const changes = new Map(events.map(({ offset, event }) => [offset, event]))
    const offsets = [...changes.keys()].sort((a, b) => a - b)
    let done = 0
    for (const offset of offsets) {
      if (!Number.isSafeInteger(offset) || offset <= head.trimmed || offset > head.offset) {
        throw new StoreFailure(
          'ERR_STORE_FAILED',
          `The channel ${JSON.stringify(head.name)} has no event at offset ${offset}: it has those from ${head.trimmed + 1} to ${head.offset}. Nothing was rewritten.`,
        )
      }
      if (offset <= done) continue
      const row = this.#rowHolding(head, offset)
      this.#replace(
        head,
        row,
        eventsOf(head, row).map((each) => ({ ...each, event: changes.get(each.offset) ?? each.event })),
      )
      done = row[1]
    }
    this.write()
  }

  #addRow(channel: number, first: number, last: number, events: string): void {
    this.#rows.push(channel, last, first, events, checksumOf(placeOf(channel, first, last), events))
  }

  #replace(head: Head, row: Row, events: readonly StoredEvent[]): void {
    this.#delete.run(head.id, row[1])
    const texts = events.map(({ event }) => event)
    const isLines = !texts.some((text) => text.includes('\n'))
    this.add(head.id, row[1] - texts.length, texts.length, isLines ? texts.join('\n') : texts)
  }

  #rowHolding(head: Head, offset: number): Row {
    const row = this.#holding.get(head.id, offset) as Row | undefined
    if (row === undefined) throw missing(head, offset, head.offset)
    if (row[0] > offset) throw missing(head, offset, row[0] - 1)
    return row
  }
}

function eventsOf(head: Head, [first, last, bytes, checksum]: Row): StoredEvent[] {
  if (checksum !== null && checksum !== checksumOf(placeOf(head.id, first, last), bytes)) {
    throw damaged(`${offsets(head, first, last)} cannot be read`)
  }
  const events = textOf(bytes)
  if (first === last) return [{ offset: first, event: events }]
  return events.split('\n').map((event, i) => ({ offset: first + i, event }))
}

function missing(head: Head, first: number, last: number): StoreFailure {
  return damaged(`${offsets(head, first, last)} cannot be found`)
}

function offsets({ name }: Head, first: number, last: number): string {
  const which = first === last ? `the event at offset ${first}` : `the events at offsets ${first} to ${last}`
  return `of the channel ${JSON.stringify(name)} ${which}`
}

function placeOf(channel: number, first: number, last: number): string {
  return `${channel} ${first} ${last} `
}
