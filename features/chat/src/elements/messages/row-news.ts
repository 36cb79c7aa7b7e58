import type { MessageRow } from '../timeline.ts'

/** The rows whose upper part differs from what it was: a day, the line "new" or a name stands above them, or no longer does. */
export function changedAbove(before: readonly MessageRow[], rows: readonly MessageRow[]): ReadonlySet<string> {
  const known = new Map(before.map((row) => [row.key, row]))
  const changed = rows.filter((row) => {
    const old = known.get(row.key)
    return old && (old.startsDay !== row.startsDay || old.startsNew !== row.startsNew || old.isFirst !== row.isFirst)
  })
  return new Set(changed.map(({ key }) => key))
}

/** Counts what others have written below the view since the reader was last at the end. */
export class Unseen {
  #seenOffset = 0
  #count = 0

  get count(): number {
    return this.#count
  }

  note(rows: readonly MessageRow[], isAtEnd: boolean): void {
    if (isAtEnd)
      this.#seenOffset = rows.reduce((highest, { offset }) => Math.max(highest, offset ?? 0), this.#seenOffset)
    this.#count = isAtEnd ? 0 : rows.filter(({ isMine, offset }) => !isMine && (offset ?? 0) > this.#seenOffset).length
  }
}
