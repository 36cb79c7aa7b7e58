import type Database from 'libsql'

// One call for many rows: a call costs several times what a row does. Bound values reach the table byte for byte.
const rowsPerCall = [64, 8, 1]

export type Value = string | number | null

/** Inserts any number of rows with few calls. */
export class ValuesInsert {
  readonly #columns: number
  readonly #statements: readonly { readonly rows: number; readonly statement: Database.Statement }[]

  /** `into` is for example `INSERT INTO t`, `conflict` `ON CONFLICT DO NOTHING`; a value stands for `?`, or is made of it as `row` says. */
  constructor(db: Database.Database, into: string, columns: number, { conflict = '', row = '' } = {}) {
    this.#columns = columns
    const values = row === '' ? `(${Array(columns).fill('?').join()})` : row
    this.#statements = rowsPerCall.map((rows) => ({
      rows,
      statement: db.prepare(`${into} VALUES ${Array(rows).fill(values).join()} ${conflict}`),
    }))
  }

  /**
   * `values` is flat: the columns of the first row, of the second, and so on. `short` hears of calls that inserted less than they had, because of `conflict`: the
   * index of the first row, and how many there are.
   */
  run(values: readonly Value[], short?: (first: number, rows: number) => void): void {
    let from = 0
    for (const { rows, statement } of this.#statements) {
      const step = rows * this.#columns
      for (; values.length - from >= step; from += step) {
        const { changes } = statement.run(values.slice(from, from + step))
        if (changes < rows) short?.(from / this.#columns, rows)
      }
    }
  }
}
