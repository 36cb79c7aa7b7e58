// What a trader is told of his orders in his account, counted.
import type { Fact } from '@parley/trading'

export interface Tally {
  accepted: number
  /** Orders that his cancels ended. */
  canceled: number
  /** Those that ended otherwise: they would have met others of his own. */
  expired: number
  /** Orders that traded all they wanted. */
  filled: number
  /** Trades that he was in; once for each side that was his. */
  fills: number
}

export class Reports {
  readonly tally: Tally = { accepted: 0, canceled: 0, expired: 0, filled: 0, fills: 0 }
  readonly #account: string
  readonly #ended: (client: string) => void

  /** `ended`: hears the names of orders of which nothing stands any more. */
  constructor(account: string, ended: (client: string) => void) {
    this.#account = account
    this.#ended = ended
  }

  add(facts: readonly Fact[]): void {
    for (const fact of facts) {
      if (fact.type === 'accepted') this.tally.accepted++
      else if (fact.type === 'ended') {
        if (fact.reason === 'user') this.tally.canceled++
        else this.tally.expired++
        this.#ended(fact.client)
      } else if (fact.type === 'traded') {
        if (fact.makerAccount === this.#account) this.#filled(fact.makerClient, fact.makerLeaves)
        if (fact.takerAccount === this.#account) this.#filled(fact.takerClient, fact.takerLeaves)
      }
    }
  }

  #filled(client: string, leaves: number): void {
    this.tally.fills++
    if (leaves > 0) return
    this.tally.filled++
    this.#ended(client)
  }
}
