import type { BotAction, SeenMarket } from './actions.ts'
import { OrderNames } from './actions.ts'
import { Chance } from './chance.ts'
import { FairPrice, type RecordedDay } from './fair-price.ts'
import { Maker } from './maker.ts'
import { moodOf, type Scenario } from './scenario.ts'
import { Taker, TrendFollower } from './takers.ts'

/** The accounts that act, each for itself. */
export const botAccounts = { maker: 'bot-maker', taker: 'bot-taker', trend: 'bot-trend' } as const
export type Bot = keyof typeof botAccounts

export interface LivingOptions {
  readonly market: string
  readonly seed: number
  /** Where it begins if it has no price yet, in ticks. It stays within bounds of this. */
  readonly price: number
  /** Lots of a usual order. */
  readonly lots: number
  /** Orders of the maker on each side. @default 40 */
  readonly levels?: number
  /** Wall clock of this start: names of orders differ from those before. */
  readonly start: number
}

/** What each bot sees; they share the book, and have orders of their own. */
export type Seen = { readonly [Bot_ in Bot]: SeenMarket }

/** As many as one command may carry. */
const maxActions = 50
/** A process that slept does not make up for it. */
const longestStepMs = 5000

/**
 * A market that moves by itself: one maker, one taker and one that follows the trend. The same seed and the same sights give the same orders. It has a time of its
 * own, which stands still while it is paused, and goes faster with the speed.
 */
export class LivingMarket {
  readonly market: string
  readonly #fair: FairPrice
  readonly #maker: Maker
  readonly #taker: Taker
  readonly #trend: TrendFollower
  #scenario: Scenario = 'calm'
  #now = 0
  #since = 0
  #seenAt: number | undefined
  speed = 1
  paused = false

  constructor({ market, seed, price, lots, levels = 40, start }: LivingOptions) {
    this.market = market
    const chance = (bot: number) => new Chance(seed * 7 + bot)
    const names = (bot: string) => new OrderNames(`${bot}-${market.toLowerCase()}`, start)
    this.#fair = new FairPrice(price, chance(0))
    this.#maker = new Maker({ levels, lots, maxActions }, chance(1), names('m'))
    this.#taker = new Taker(lots, chance(2), names('t'))
    this.#trend = new TrendFollower(lots, chance(3), names('f'))
  }

  get scenario(): Scenario {
    return this.#scenario
  }

  /** In ticks, with decimals: what the maker holds for fair. */
  get fair(): number {
    return this.#fair.ticks
  }

  /** Begins now. `day`: for `recorded`; one that is no day, with fewer than two prices, is calm. */
  begin(scenario: Scenario, day: RecordedDay = []): void {
    this.#scenario = scenario
    this.#since = this.#now
    if (scenario === 'recorded') this.#fair.follow(day, this.#now)
    else this.#fair.wander()
  }

  /** `at`: wall clock in milliseconds. What each bot does now; nothing while paused, and nothing at first sight of the clock but a book. */
  step(seen: Seen, at: number): { readonly [Bot_ in Bot]: readonly BotAction[] } {
    // After a restart it goes on where trading ended.
    if (this.#seenAt === undefined && seen.maker.last !== undefined) this.#fair.startAt(seen.maker.last)
    const elapsedMs = Math.min(Math.max(0, at - (this.#seenAt ?? at)), longestStepMs) * this.speed
    this.#seenAt = at
    if (this.paused) return { maker: [], taker: [], trend: [] }
    this.#now += elapsedMs
    const mood = moodOf(this.#scenario, this.#now - this.#since)
    const fair = this.#fair.step(mood, this.#now, elapsedMs)
    return {
      maker: this.#maker.step(fair, mood, seen.maker),
      taker: this.#taker.step(fair, mood, seen.taker, elapsedMs),
      trend: this.#trend.step(seen.trend, this.#now, elapsedMs),
    }
  }
}
