import type Database from 'libsql'

// One call for many rows: a call costs several times what a row does. Bound values reach the table byte for byte.
const rowsPerCall = [64, 8, 1]

/** Inserts any number of rows with few calls. */
export class ValuesInsert {
  readonly #columns: number
  readonly #statements: readonly { readonly rows: number; readonly statement: Database.Statement }[]

  /** `into` is for example `INSERT INTO t`. */
  constructor(db: Database.Database, into: string, columns: number) {
    this.#columns = columns
    const row = `(${Array(columns).fill('?').join()})`
    this.#statements = rowsPerCall.map((rows) => ({
      rows,
      statement: db.prepare(`${into} VALUES ${Array(rows).fill(row).join()}`),
    }))
  }

  /** `values` is flat: the columns of the first row, of the second, and so on. */
  run(values: readonly (string | number)[]): void {
    let from = 0
    for (const { rows, statement } of this.#statements) {
      const step = rows * this.#columns
      for (; values.length - from >= step; from += step) statement.run(values.slice(from, from + step))
    }
  }
}
