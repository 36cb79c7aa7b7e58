// How fast an account may order what does not trade. Each order takes one; when it trades for the first time it is given back.
import type { Speed } from '../options.ts'

/** How much is left, as of when. */
interface Level {
  left: number
  at: number
}

export type SavedRates = readonly (readonly [account: string, left: number, at: number])[]

export class OrderRates {
  readonly #speed: Speed
  readonly #levels = new Map<string, Level>()

  constructor(speed: Speed) {
    this.#speed = speed
  }

  /**
   * In how many milliseconds so many orders may be sent, besides `before` that are decided and not told yet; 0: now. More than go at once never
   * can: they count as those.
   */
  waitMs(account: string, orders: number, before: number, at: number): number {
    const level = this.#levels.get(account)
    const left = (level === undefined ? this.#speed.burst : this.#leftAt(level, at)) - before
    const missing = Math.min(orders, this.#speed.burst) - left
    return missing <= 0 ? 0 : Math.ceil((missing / this.#speed.perSecond) * 1000)
  }

  ordered(account: string, at: number): void {
    const level = this.#levels.get(account)
    if (level === undefined) this.#levels.set(account, { left: this.#speed.burst - 1, at })
    else this.#set(level, this.#leftAt(level, at) - 1, at)
  }

  traded(account: string, at: number): void {
    const level = this.#levels.get(account)
    if (level !== undefined) this.#set(level, this.#leftAt(level, at) + 1, at)
  }

  forget(account: string): void {
    this.#levels.delete(account)
  }

  /** A clock that was set back gives nothing, and takes nothing away. */
  #leftAt({ left, at }: Level, now: number): number {
    const more = (Math.max(0, now - at) * this.#speed.perSecond) / 1000
    return Math.min(this.#speed.burst, left + more)
  }

  #set(level: Level, left: number, at: number): void {
    level.left = Math.min(this.#speed.burst, left)
    level.at = Math.max(level.at, at)
  }

  /** Those that have all they may are as good as new. */
  save(): SavedRates {
    return [...this.#levels]
      .filter(([, { left }]) => left < this.#speed.burst)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([account, { left, at }]) => [account, left, at])
  }

  static load(speed: Speed, saved: SavedRates): OrderRates {
    const rates = new OrderRates(speed)
    for (const [account, left, at] of saved) rates.#levels.set(account, { left, at })
    return rates
  }
}
