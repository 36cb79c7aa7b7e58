import type { Plan, StoredPlan } from '@parley/channel/store'
import type Database from 'libsql'
import { type Bytes, textOf } from './checksum.ts'

type Row = readonly [from: Bytes, id: Bytes, due: number, to: Bytes, command: Bytes, input: Bytes]

/** Commands that must be sent. Those due at the same time stand in the order in which they were planned; one that is replaced keeps its place. */
export class PlanTable {
  readonly #replace: Database.Statement
  readonly #delete: Database.Statement
  readonly #due: Database.Statement
  readonly #next: Database.Statement

  constructor(db: Database.Database) {
    this.#replace = db.prepare(
      `INSERT INTO plans(channel, id, due, target, command, input) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT(channel, id) DO UPDATE
       SET due = excluded.due, target = excluded.target, command = excluded.command, input = excluded.input`,
    )
    this.#delete = db.prepare('DELETE FROM plans WHERE channel = ? AND id = ?')
    const columns = ['plans.id', 'target', 'command', 'input'].map((name) => `CAST(${name} AS BLOB)`)
    columns.splice(1, 0, 'due')
    this.#due = db
      .prepare(
        `SELECT CAST(name AS BLOB), ${columns.join()} FROM plans JOIN channels ON channels.id = plans.channel
         WHERE due <= ? ORDER BY due, key LIMIT ?`,
      )
      .raw()
    this.#next = db.prepare('SELECT min(due) FROM plans WHERE due > ?').raw()
  }

  put(channel: number, { id, dueAt, to, command, input }: Plan): void {
    this.#replace.run(channel, id, dueAt, to, command, input)
  }

  remove(channel: number, id: string): void {
    this.#delete.run(channel, id)
  }

  due(now: number, limit: number): StoredPlan[] {
    return (this.#due.all(now, limit) as Row[]).map(([from, id, dueAt, to, command, input]) => ({
      from: textOf(from),
      id: textOf(id),
      dueAt,
      to: textOf(to),
      command: textOf(command),
      input: textOf(input),
    }))
  }

  nextAfter(now: number): number | undefined {
    return (this.#next.get(now) as [number | null])[0] ?? undefined
  }
}
