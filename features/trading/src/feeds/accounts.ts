// All accounts of an exchange as their owners see them: the server's half of the view `account/<person>`.
import type { AccountState, Fact, Fill, OrderReport } from '../contract/index.ts'
import { type Counts, changeAccount, countsOf, emptyAccount, trimAccount } from './account-fold.ts'
import { accountsOf } from './shown-to.ts'

export interface SavedAccounts {
  readonly markets: AccountState['markets']
  readonly accounts: readonly (readonly [id: string, state: Omit<AccountState, 'markets'>])[]
}

export interface AccountFill {
  readonly account: string
  readonly fill: Fill
}

export class Accounts {
  readonly #accounts = new Map<string, AccountState>()
  /** One for all of them. */
  #markets: AccountState['markets'] = {}

  #ended: OrderReport[] = []
  #fills: AccountFill[] = []

  /** All facts of a command. `at`: its wall clock. */
  apply(facts: readonly Fact[], at: number): void {
    const before = new Map<string, Counts>()
    for (const fact of facts) {
      if (fact.type === 'listed') changeAccount(this.#begin(), fact, at)
      else for (const id of accountsOf(fact)) this.#applyTo(id, fact, at, before)
    }
    this.#ended = []
    this.#fills = []
    for (const [id, { closed, fills }] of before) {
      const state = this.of(id)
      // Thousands, at worst: too many for the arguments of a call.
      for (let at = closed; at < state.closed.length; at++) this.#ended.push(state.closed[at]!)
      for (let at = fills; at < state.fills.length; at++) this.#fills.push({ account: id, fill: state.fills[at]! })
      trimAccount(state, { closed, fills })
    }
  }

  /** The orders that ended by the command that was applied last, as they were then: for who keeps them all. */
  get ended(): readonly OrderReport[] {
    return this.#ended
  }

  /** What was bought and sold by that command, oldest first. */
  get fills(): readonly AccountFill[] {
    return this.#fills
  }

  #applyTo(id: string, fact: Fact, at: number, before: Map<string, Counts>): void {
    const state = this.#known(id)
    if (!before.has(id)) before.set(id, countsOf(state))
    changeAccount(state, fact, at, id)
  }

  /** Of somebody of whom nothing was heard: an empty one. It changes with the facts: who keeps it copies it. */
  of(id: string): AccountState {
    return this.#accounts.get(id) ?? this.#begin()
  }

  has(id: string): boolean {
    return this.#accounts.has(id)
  }

  get size(): number {
    return this.#accounts.size
  }

  #known(id: string): AccountState {
    const known = this.#accounts.get(id)
    if (known !== undefined) return known
    const state = this.#begin()
    this.#accounts.set(id, state)
    return state
  }

  #begin(): AccountState {
    return { ...emptyAccount(), markets: this.#markets }
  }

  save(): SavedAccounts {
    const accounts = [...this.#accounts].map(([id, { markets: _, ...state }]) => [id, state] as const)
    return { markets: this.#markets, accounts }
  }

  /** What was saved becomes its own: give it a copy, as JSON makes one. */
  static load(saved: SavedAccounts): Accounts {
    const loaded = new Accounts()
    loaded.#markets = saved.markets
    for (const [id, state] of saved.accounts) loaded.#accounts.set(id, { ...state, markets: loaded.#markets })
    return loaded
  }
}
