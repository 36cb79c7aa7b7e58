// Changes of a book that never empties: one quote after the other is replaced at its price, by a quantity that was not there before. By it a reader knows which
// change it is.
import type { BookChanged, Side } from '@parley/trading'
import { channel, symbol } from './market.ts'
import { priceOf } from './order-flow.ts'

/** Quantities begin anew after so many changes: long after the first of them was delivered. */
const quantities = 900_000
const middleTicks = 6_400_000

export interface Quote {
  readonly side: Side
  readonly ticks: number
  readonly lots: number
}

export class BusyBook {
  readonly #levels: number
  readonly #due = new Float64Array(quantities + 1)

  /** `levels`: of both sides together. */
  constructor(levels: number) {
    this.#levels = levels
  }

  get levels(): number {
    return this.#levels
  }

  /** The quote that the change makes; `due`: when, for `dueOf`. */
  quote(change: number, due: number): Quote {
    const lots = 1 + (change % quantities)
    this.#due[lots] = due
    const level = change % this.#levels
    const side = level % 2 === 0 ? 'buy' : 'sell'
    const distance = 1 + (level >> 1)
    return { side, ticks: middleTicks + (side === 'buy' ? -distance : distance), lots }
  }

  /** When the change was due that made this quantity. */
  dueOf(lots: number): number {
    return this.#due[lots] ?? 0
  }

  /** As our exchange is asked for it: the quote that stood there gives way. */
  command(change: number, { side, ticks, lots }: Quote, now: number): string {
    const quantity = (lots / 10_000).toFixed(4)
    const order = { client: `q${change}`, market: symbol, side, type: 'limit', quantity, price: priceOf(ticks) }
    const isFirst = change < this.#levels
    return JSON.stringify({
      ...{ type: 'command', id: `q.${change}`, channel, name: isFirst ? 'place' : 'replace' },
      input: isFirst
        ? { ...order, sentAt: now }
        : { ref: { client: `q${change - this.#levels}` }, mode: 'allow-failure', place: order, sentAt: now },
    })
  }

  /** The same change as a program would send it that keeps the book itself. */
  diff({ side, ticks, lots }: Quote): BookChanged {
    return { levels: [[side, ticks, lots]], sum: (lots * 2_654_435_761) % 4_294_967_296 }
  }
}
