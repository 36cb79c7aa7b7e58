import type { Chance } from './chance.ts'
import type { Mood } from './scenario.ts'

/** Prices of a day, one a minute, oldest first, to be followed once more. */
export type RecordedDay = readonly number[]

interface Followed {
  readonly prices: RecordedDay
  /** The market's time when it began, in milliseconds. */
  readonly from: number
  /** Of our prices, how much one of the day's is. */
  readonly scale: number
}

const minuteMs = 60_000
/** A price does not leave these bounds of where it began, so that a market may run for years. */
const bounds = { least: 0.2, most: 5 }

/** What makers think something is worth: it wanders by the mood, or follows a day that was recorded. An opinion, not money, so it has decimals. */
export class FairPrice {
  readonly #chance: Chance
  readonly #first: number
  #price: number
  #day: Followed | undefined

  /** `price`: in ticks. */
  constructor(price: number, chance: Chance) {
    this.#first = price
    this.#price = price
    this.#chance = chance
  }

  get ticks(): number {
    return this.#price
  }

  /** It stands there from now on, as far as its bounds let it. A day that it follows goes on from there. */
  startAt(price: number): void {
    const before = this.#price
    this.#price = this.#within(price)
    if (this.#day !== undefined) this.#day = { ...this.#day, scale: (this.#day.scale * this.#price) / before }
  }

  /** From `now` on it goes as this day went, from where it stands. Fewer than two prices are no day: it wanders. */
  follow(prices: RecordedDay, now: number): void {
    const first = prices.find((price) => price > 0)
    this.#day = first === undefined || prices.length < 2 ? undefined : { prices, from: now, scale: this.#price / first }
  }

  wander(): void {
    this.#day = undefined
  }

  /** Whether a recorded day is under way at this time. */
  isFollowing(now: number): boolean {
    return this.#day !== undefined && now - this.#day.from < (this.#day.prices.length - 1) * minuteMs
  }

  /** `now` and `elapsedMs` in the market's own time. */
  step(mood: Mood, now: number, elapsedMs: number): number {
    this.#price = this.#within(
      this.#day !== undefined && this.isFollowing(now) ? this.#recorded(this.#day, now) : this.#next(mood, elapsedMs),
    )
    return this.#price
  }

  #within(price: number): number {
    return Math.min(Math.max(price, this.#first * bounds.least, 1), this.#first * bounds.most)
  }

  #recorded({ prices, from, scale }: Followed, now: number): number {
    const minutes = (now - from) / minuteMs
    const at = Math.floor(minutes)
    const before = prices[at] ?? this.#price / scale
    const after = prices[at + 1] ?? before
    return (before + (after - before) * (minutes - at)) * scale
  }

  #next({ drift, volatility }: Mood, elapsedMs: number): number {
    const minutes = elapsedMs / minuteMs
    return this.#price * (1 + drift * minutes + volatility * Math.sqrt(minutes) * this.#chance.normal())
  }
}
