import type { BotAction, OrderNames, SeenMarket } from './actions.ts'
import type { Chance } from './chance.ts'
import type { Mood } from './scenario.ts'

/** Buys and sells at once, small mostly and now and then large; more often towards the fair price than away from it. */
export class Taker {
  readonly #chance: Chance
  readonly #names: OrderNames
  readonly #lots: number

  /** `lots`: of a usual order. */
  constructor(lots: number, chance: Chance, names: OrderNames) {
    this.#lots = lots
    this.#chance = chance
    this.#names = names
  }

  step(fair: number, mood: Mood, { bid, ask }: SeenMarket, elapsedMs: number): readonly BotAction[] {
    if (bid === undefined || ask === undefined) return []
    if (!this.#chance.happens(Math.min(1, (mood.takers * elapsedMs) / 1000))) return []
    const middle = (bid + ask) / 2
    const pull = Math.max(-0.4, Math.min(0.4, ((fair - middle) / middle) * 500 + mood.drift * 2))
    const side = this.#chance.happens(0.5 + pull) ? 'buy' : 'sell'
    const size = 0.05 + this.#chance.next() ** 4 * (this.#chance.happens(0.03) ? 12 : 2)
    return [
      {
        do: 'place',
        client: this.#names.next(),
        side,
        type: 'market',
        lots: Math.max(1, Math.round(this.#lots * size)),
      },
    ]
  }
}

/** Of the last price, how far behind its own slow average may be before it follows. */
const threshold = 0.0008

/** Follows the price: buys what has risen for a while, sells what has fallen, and waits for a while after it did. */
export class TrendFollower {
  readonly #chance: Chance
  readonly #names: OrderNames
  readonly #lots: number
  #average: number | undefined
  #restUntil = 0

  constructor(lots: number, chance: Chance, names: OrderNames) {
    this.#lots = lots
    this.#chance = chance
    this.#names = names
  }

  /** `now` and `elapsedMs` in the market's own time. */
  step({ last, bid, ask }: SeenMarket, now: number, elapsedMs: number): readonly BotAction[] {
    if (last === undefined || bid === undefined || ask === undefined) return []
    const share = Math.min(1, elapsedMs / 60_000)
    this.#average = this.#average === undefined ? last : this.#average + (last - this.#average) * share
    const ahead = last / this.#average - 1
    if (now < this.#restUntil || Math.abs(ahead) < threshold) return []
    this.#restUntil = now + 2000 + this.#chance.next() * 8000
    const lots = Math.max(1, Math.round(this.#lots * (0.1 + this.#chance.next())))
    return [{ do: 'place', client: this.#names.next(), side: ahead > 0 ? 'buy' : 'sell', type: 'market', lots }]
  }
}
