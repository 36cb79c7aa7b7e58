import type { Side } from '../contract/index.ts'

/** What a bot wants to be done, in whole numbers: prices in ticks, quantities in lots. */
export type BotAction =
  | {
      readonly do: 'place'
      readonly client: string
      readonly side: Side
      readonly type: 'limit' | 'market'
      readonly lots: number
      readonly price?: number
      readonly postOnly?: true
    }
  | { readonly do: 'cancel'; readonly client: string }

/** An order of a bot that stands in the book. */
export interface BotOrder {
  readonly client: string
  readonly side: Side
  readonly price: number
  readonly leaves: number
}

/** What a bot sees of its market. */
export interface SeenMarket {
  /** Ticks; `undefined` where nobody stands. */
  readonly bid: number | undefined
  readonly ask: number | undefined
  readonly last: number | undefined
  /** Its own orders. */
  readonly orders: readonly BotOrder[]
}

/** Names for orders that are unique among an account's, also after a restart: the time stands in them. */
export class OrderNames {
  readonly #prefix: string
  #count = 0

  /** `start`: wall clock of this start in milliseconds. */
  constructor(bot: string, start: number) {
    this.#prefix = `${bot}-${start.toString(36)}-`
  }

  next(): string {
    return `${this.#prefix}${(this.#count++).toString(36)}`
  }
}
