import type { Plan, StoredPlan, Write } from '@parley/channel/store'
import type Database from 'libsql'
import { type Bytes, textOf } from './checksum.ts'
import { ValuesInsert } from './values-insert.ts'

type Row = readonly [from: Bytes, id: Bytes, due: number, to: Bytes, command: Bytes, input: Bytes]

type PlanWrite = Extract<Write, { do: 'plan' | 'forget' }>

/** What a group does to a plan: whether one that was there goes, and what is there then. */
interface Change {
  readonly channel: number
  readonly id: string
  readonly forgets: boolean
  readonly plan: Plan | undefined
}

const planColumns = 6
const deletesPerCall = [16, 1]

/** Commands that must be sent. Those due at the same time stand in the order in which they were planned; one that is replaced keeps its place. */
export class PlanTable {
  readonly #replace: ValuesInsert
  readonly #deletes: readonly { readonly places: number; readonly statement: Database.Statement }[]
  readonly #due: Database.Statement
  readonly #next: Database.Statement
  /** By place; in the order in which those that are new were planned. */
  readonly #changes = new Map<string, Change>()

  constructor(db: Database.Database) {
    this.#replace = new ValuesInsert(db, 'INSERT INTO plans(channel, id, due, target, command, input)', planColumns, {
      conflict: `ON CONFLICT(channel, id) DO UPDATE
       SET due = excluded.due, target = excluded.target, command = excluded.command, input = excluded.input`,
    })
    this.#deletes = deletesPerCall.map((places) => {
      const any = Array(places).fill('(channel = ? AND id = ?)').join(' OR ')
      return { places, statement: db.prepare(`DELETE FROM plans WHERE ${any}`) }
    })
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

  /** Collects what `write` writes. */
  add(channel: number, write: PlanWrite): void {
    const id = write.do === 'plan' ? write.plan.id : write.id
    const place = `${channel} ${id}`
    const before = this.#changes.get(place)
    if (write.do === 'plan') {
      // Planned anew after it was forgotten it has a new place.
      if (before !== undefined && before.plan === undefined) this.#changes.delete(place)
      this.#changes.set(place, { channel, id, forgets: before?.forgets ?? false, plan: write.plan })
    } else this.#changes.set(place, { channel, id, forgets: true, plan: undefined })
  }

  write(): void {
    const places: (string | number)[] = []
    const rows: (string | number)[] = []
    for (const { channel, id, forgets, plan } of this.#changes.values()) {
      if (forgets) places.push(channel, id)
      if (plan !== undefined) rows.push(channel, id, plan.dueAt, plan.to, plan.command, plan.input)
    }
    this.#changes.clear()
    let from = 0
    for (const { places: count, statement } of this.#deletes) {
      for (; places.length - from >= 2 * count; from += 2 * count) statement.run(places.slice(from, from + 2 * count))
    }
    this.#replace.run(rows)
  }

  /** After a transaction that failed. */
  forget(): void {
    this.#changes.clear()
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
