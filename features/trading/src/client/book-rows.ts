import type { Level, OrderReport, Side } from '../contract/index.ts'

/** A row of the book: one price, or all prices of one step. */
export interface BookRow {
  /** Ticks: of bids the lowest price of the step, of asks the highest. */
  readonly price: number
  readonly lots: number
  /** From the best price up to here. */
  readonly total: number
  /** Lots of the reader's own orders among them, as far as they are seen by others. */
  readonly own: number
}

/** The step that a price belongs to: a bid is never shown dearer than it is, an ask never cheaper. */
export function stepOf(side: Side, price: number, step: number): number {
  const below = price - (price % step)
  return side === 'buy' || below === price ? below : below + step
}

/** The best `most` rows of one side, best first. `levels` best first; `own`: lots by price. */
export function bookRows(
  side: Side,
  levels: readonly Level[],
  step: number,
  most: number,
  own: ReadonlyMap<number, number> = new Map(),
): readonly BookRow[] {
  const rows: { price: number; lots: number; total: number; own: number }[] = []
  let total = 0
  for (const [price, lots] of levels) {
    const at = stepOf(side, price, step)
    let row = rows.at(-1)
    if (row?.price !== at) {
      if (rows.length === most) break
      row = { price: at, lots: 0, total, own: 0 }
      rows.push(row)
    }
    total += lots
    row.lots += lots
    row.total = total
    row.own += own.get(price) ?? 0
  }
  return rows
}

/** What a person's orders add to the levels of one side: of an iceberg what may be seen of it. */
export function ownLots(orders: readonly OrderReport[], market: string, side: Side): ReadonlyMap<number, number> {
  const lots = new Map<number, number>()
  for (const order of orders) {
    if (order.market !== market || order.side !== side || !standsInBook(order)) continue
    const shown = Math.min(order.leaves, order.display ?? order.leaves)
    lots.set(order.price, (lots.get(order.price) ?? 0) + shown)
  }
  return lots
}

function standsInBook({ status }: OrderReport): boolean {
  return status === 'new' || status === 'partially-filled'
}

/** Steps worth offering for a price of this size: 1, 2, 5, 10 … ticks, up to about a hundredth of it. */
export function groupSteps(price: number): readonly number[] {
  const steps: number[] = []
  for (let ten = 1; ; ten *= 10)
    for (const step of [ten, 2 * ten, 5 * ten]) {
      if (steps.length > 0 && step * 100 > price) return steps
      steps.push(step)
    }
}
