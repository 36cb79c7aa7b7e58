import type { Side } from '../contract/index.ts'
import type { BotAction, BotOrder, OrderNames, SeenMarket } from './actions.ts'
import type { Chance } from './chance.ts'
import type { Mood } from './scenario.ts'

export interface MakerOptions {
  /** Orders on each side. */
  readonly levels: number
  /** Lots of a usual order. */
  readonly lots: number
  /** What it does in one step at most: a book is filled over several. */
  readonly maxActions: number
}

/** How far the furthest of its orders stand, in parts of the price. */
const reach = 0.02

/** Offers on both sides of what it thinks is fair: close by little, further off more, and moves its orders when the price does. */
export class Maker {
  readonly #chance: Chance
  readonly #names: OrderNames
  readonly #options: MakerOptions

  constructor(options: MakerOptions, chance: Chance, names: OrderNames) {
    this.#options = options
    this.#chance = chance
    this.#names = names
  }

  /** Cancels come first: what they free may be needed for what is placed. */
  step(fair: number, mood: Mood, { orders }: SeenMarket): readonly BotAction[] {
    const { maxActions } = this.#options
    const gone = this.#unwanted(fair, mood, orders).slice(0, maxActions)
    const cancels = gone.map(({ client }): BotAction => ({ do: 'cancel', client }))
    const kept = orders.filter((order) => !gone.includes(order))
    const room = maxActions - cancels.length
    const bids = this.#missing('buy', fair, mood, kept)
    const asks = this.#missing('sell', fair, mood, kept)
    return [...cancels, ...alternating(bids, asks).slice(0, room)]
  }

  /** Too close to be worth it at this price, too far to be of use, or at its life's end; the closest first, as they lose most. */
  #unwanted(fair: number, mood: Mood, orders: readonly BotOrder[]): readonly BotOrder[] {
    const nearest = fair * mood.halfSpread * 0.6
    const distance = ({ side, price }: BotOrder) => (side === 'buy' ? fair - price : price - fair)
    const isUnwanted = (order: BotOrder) =>
      distance(order) < nearest || distance(order) > fair * reach * 1.5 || this.#chance.happens(0.01)
    return orders.filter(isUnwanted).sort((one, other) => distance(one) - distance(other))
  }

  #missing(side: Side, fair: number, mood: Mood, kept: readonly BotOrder[]): readonly BotAction[] {
    const wanted = Math.max(2, Math.round(this.#options.levels * Math.min(1, mood.depth * 2)))
    const there = kept.filter((order) => order.side === side)
    const best = fair * mood.halfSpread
    // Whatever else is missing, somebody stands next to the fair price.
    let hasBest = there.some(({ price }) => Math.abs(price - fair) < best * 2 + 1)
    const actions: BotAction[] = []
    for (let count = there.length; count < wanted; count++) {
      const away = hasBest ? best + fair * reach * this.#chance.next() ** 3 : best
      hasBest = true
      actions.push(this.#offer(side, fair, away, mood.depth))
    }
    return actions
  }

  #offer(side: Side, fair: number, away: number, depth: number): BotAction {
    const price = side === 'buy' ? Math.floor(fair - away) : Math.ceil(fair + away)
    const share = away / (fair * reach)
    const lots = this.#options.lots * depth * (0.15 + 2 * share + this.#chance.next() ** 3 * 2)
    return {
      ...{ do: 'place', client: this.#names.next(), side, type: 'limit', postOnly: true },
      ...{ lots: Math.max(1, Math.round(lots)), price: Math.max(1, price) },
    }
  }
}

function alternating<Item>(some: readonly Item[], others: readonly Item[]): readonly Item[] {
  const mixed: Item[] = []
  for (let at = 0; at < Math.max(some.length, others.length); at++)
    mixed.push(...some.slice(at, at + 1), ...others.slice(at, at + 1))
  return mixed
}
