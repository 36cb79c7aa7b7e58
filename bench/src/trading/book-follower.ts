// A reader's copy of a book, kept by what its view tells: PROTOCOL.md#trading.
import { type BookChanged, type BookState, bookSum, type Level, type Side } from '@parley/trading'

interface Position {
  readonly epoch: string
  readonly offset: number
}

interface Message {
  readonly type: string
  readonly position?: Position
  readonly state?: BookState
  readonly after?: number
  readonly offset?: number
  readonly events?: readonly { readonly offset: number; readonly data: BookChanged }[]
}

export class BookFollower {
  /** News that did not join on to what it had. */
  holes = 0
  /** Whole books that it was sent. */
  wholeBooks = 0
  position: Position | undefined
  readonly #bids = new Map<number, number>()
  readonly #asks = new Map<number, number>()
  readonly #changed: ((change: BookChanged) => void) | undefined
  #sum = 0

  constructor(changed?: (change: BookChanged) => void) {
    this.#changed = changed
  }

  receive(text: string): void {
    const message = JSON.parse(text) as Message
    if (message.type === 'opened') this.#opened(message)
    else if (message.type === 'events') this.#told(message)
    else if (message.type === 'refused' || message.type === 'ended') throw new Error(text.slice(0, 300))
  }

  /** Whether it adds up to what the server said of it last. */
  get addsUp(): boolean {
    const { bids, asks } = this.levels
    return bookSum(bids, asks) === this.#sum
  }

  get sum(): number {
    return this.#sum
  }

  get levels(): { readonly bids: readonly Level[]; readonly asks: readonly Level[] } {
    return { bids: sorted(this.#bids, -1), asks: sorted(this.#asks, 1) }
  }

  #opened({ position, state, events = [] }: Message): void {
    if (position === undefined) return
    if (state !== undefined) {
      this.wholeBooks++
      this.#bids.clear()
      this.#asks.clear()
      for (const [price, lots] of state.bids) this.#bids.set(price, lots)
      for (const [price, lots] of state.asks) this.#asks.set(price, lots)
      this.#sum = state.sum
    }
    const from = state === undefined ? (this.position?.offset ?? 0) : position.offset
    for (const { offset, data } of events) if (offset > from) this.#change(data)
    this.position = position
  }

  #told({ after = 0, offset = 0, events = [] }: Message): void {
    if (this.position === undefined || offset <= this.position.offset) return
    if (after !== this.position.offset) this.holes++
    for (const event of events) if (event.offset > this.position.offset) this.#change(event.data)
    this.position = { ...this.position, offset }
  }

  #change(change: BookChanged): void {
    for (const [side, price, lots] of change.levels) this.#set(side, price, lots)
    this.#sum = change.sum
    this.#changed?.(change)
  }

  #set(side: Side, price: number, lots: number): void {
    const levels = side === 'buy' ? this.#bids : this.#asks
    if (lots === 0) levels.delete(price)
    else levels.set(price, lots)
  }
}

function sorted(levels: ReadonlyMap<number, number>, sign: 1 | -1): Level[] {
  return [...levels].sort(([one], [other]) => sign * (one - other))
}
