// What one trader orders: limit orders around a middle that wanders a little, of which a share meets what stands there; the rest is canceled when he has enough.

export type Step =
  | { readonly do: 'place'; readonly client: string; readonly side: 'buy' | 'sell'; readonly ticks: number }
  | { readonly do: 'cancel'; readonly client: string }

export interface FlowOptions {
  /** Of the orders that are placed: so many per hundred reach beyond the middle, and trade if anything stands there. */
  readonly crossingPercent: number
  /** Orders that he lets stand; with one more he cancels his oldest. */
  readonly standing: number
  /** Prices on each side of the middle. */
  readonly prices: number
}

/** In ticks. How far behind the middle an order reaches that shall trade. */
const reach = 3
const middleTicks = 6_400_000
/** The middle moves by a tick after so many of his orders. */
const wanderEvery = 50
const wanderTicks = 200

export class OrderFlow {
  readonly #options: FlowOptions
  readonly #standing = new Set<string>()
  #random: number
  #placed = 0

  constructor(seed: number, options: FlowOptions) {
    this.#options = options
    // A generator of 32 bits stays at 0 if it begins there.
    this.#random = seed * 2_654_435_761 + 1
  }

  next(): Step {
    const { standing, crossingPercent, prices } = this.#options
    if (this.#standing.size > standing) {
      const [client = ''] = this.#standing
      this.#standing.delete(client)
      return { do: 'cancel', client }
    }
    const client = `o${this.#placed++}`
    this.#standing.add(client)
    const side = this.#below(2) === 0 ? 'buy' : 'sell'
    const isCrossing = this.#below(100) < crossingPercent
    const distance = isCrossing ? -reach : 1 + this.#below(prices)
    return { do: 'place', client, side, ticks: this.#middle() + (side === 'buy' ? -distance : distance) }
  }

  /** It traded, or was refused: there is nothing to cancel. */
  ended(client: string): void {
    this.#standing.delete(client)
  }

  /** All traders agree on it as long as they are about as quick. */
  #middle(): number {
    const step = Math.floor(this.#placed / wanderEvery) % (2 * wanderTicks)
    return middleTicks + (step < wanderTicks ? step : 2 * wanderTicks - step)
  }

  #below(count: number): number {
    this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.#random / 2 ** 32) * count)
  }
}

/** A price of so many hundredths. */
export function priceOf(ticks: number): string {
  return `${Math.floor(ticks / 100)}.${String(ticks % 100).padStart(2, '0')}`
}
