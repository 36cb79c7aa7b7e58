import type { EngineCommand, OrderRef } from '../contract/commands.ts'
import type { Fact } from '../contract/facts.ts'
import type { AssetInfo } from '../contract/market.ts'
import type { Side } from '../contract/order.ts'
import type { Rejection } from '../contract/rejection.ts'
import type { Level } from '../contract/views.ts'
import { applyFact } from './apply.ts'
import { findOrder, ordersOf } from './cancel.ts'
import { nextDue } from './clock.ts'
import { decide } from './decide.ts'
import { revertFact } from './revert.ts'
import { Run } from './run.ts'
import { loadState, nodesIn, type SavedEngine, saveState } from './saved.ts'
import { State, type Undo } from './state.ts'
import { type EngineOptions, levelsOf, type MarketState, marketState, type OpenOrder, openOrder } from './views.ts'

/**
 * All markets and all money of an exchange. Time comes with each command, chance is none: the same commands at the same times give the same facts, byte for byte,
 * also from a saved engine on. No command of the right shape should make it throw: if one does, by a fault of the engine, what `decide` and `trial` have done is
 * taken back all the same; `execute` outside of a trial leaves what was done until then.
 */
export class Engine {
  readonly #state: State
  readonly #run: Run
  /** What a trial has done so far. */
  #tried: Fact[] | undefined

  constructor(options: EngineOptions, state: State = new State(options.assets)) {
    this.#state = state
    this.#run = new Run(state)
  }

  static load(options: EngineOptions, saved: SavedEngine): Engine {
    return new Engine(options, loadState(options.assets, saved))
  }

  /**
   * What the command would do, or why it is refused. Nothing is changed: each fact was applied before it was said, and is taken back, also if it throws. `at`: wall clock, milliseconds.
   * `sums`, if given, gets the sum of each book that the facts would change.
   */
  decide(command: EngineCommand, at: number, sums?: { [market: string]: number }): readonly Fact[] | Rejection {
    const state = this.#state
    const run = this.#run
    const undo: Undo[] = []
    // That of a trial, if this is asked within one.
    const outer = state.undo
    run.begin(at)
    state.undo = undo
    try {
      const refusal = decide(run, command)
      if (refusal !== undefined) return refusal
      const facts = run.said()
      if (sums !== undefined) this.#sum(facts, sums)
      return facts
    } finally {
      this.#takeBack(run.said(), undo, outer)
    }
  }

  /** What was done and said, newest first. After it what is done is recorded as before, whatever happens. */
  #takeBack(facts: readonly Fact[], undo: readonly Undo[], outer: Undo[] | null): void {
    try {
      for (let index = Math.min(facts.length, undo.length) - 1; index >= 0; index -= 1) {
        revertFact(this.#state, facts[index]!, undo[index]!)
      }
    } finally {
      this.#state.undo = outer
    }
  }

  #sum(facts: readonly Fact[], sums: { [market: string]: number }): void {
    for (const fact of facts) {
      if ('level' in fact) sums[fact.market] ??= this.#state.bySymbol.get(fact.market)!.sum
    }
  }

  /** `decide`, and it stays done: for replay and measuring; in a `trial` until its end. */
  execute(command: EngineCommand, at: number): readonly Fact[] | Rejection {
    const run = this.#run
    run.begin(at)
    if (this.#tried === undefined) return decide(run, command) ?? run.said()
    try {
      return decide(run, command) ?? run.said()
    } finally {
      for (const fact of run.said()) this.#tried.push(fact)
    }
  }

  /** What several commands would do, each after those before it: all that `work` executes is taken back in the end, also if it throws. */
  trial<Answer>(work: () => Answer): Answer {
    const state = this.#state
    const undo: Undo[] = []
    const tried: Fact[] = []
    state.undo = undo
    this.#tried = tried
    try {
      return work()
    } finally {
      this.#tried = undefined
      this.#takeBack(tried, undo, null)
    }
  }

  /** Folds one fact of a log, in its order. */
  apply(fact: Fact): void {
    applyFact(this.#state, fact)
  }

  save(): SavedEngine {
    return saveState(this.#state)
  }

  get assets(): readonly AssetInfo[] {
    return this.#state.ledger.assets
  }

  /** Symbols in the order in which they were listed. */
  markets(): string[] {
    return this.#state.books.map(({ info }) => info.symbol)
  }

  market(symbol: string): MarketState | undefined {
    const book = this.#state.bySymbol.get(symbol)
    return book && marketState(book)
  }

  /** `bookSum` of what is seen; 0 where there is nothing. */
  sum(symbol: string): number {
    return this.#state.bySymbol.get(symbol)?.sum ?? 0
  }

  /** What is seen, best first. */
  levels(symbol: string, side: Side, depth: number = Number.POSITIVE_INFINITY): Level[] {
    const book = this.#state.bySymbol.get(symbol)
    return book === undefined ? [] : levelsOf(book.side(side === 'buy'), depth)
  }

  /** The orders of one side of a book, in the order in which they would trade. */
  queue(symbol: string, side: Side): OpenOrder[] {
    const book = this.#state.bySymbol.get(symbol)
    return book === undefined ? [] : [...nodesIn(book.side(side === 'buy'))].map(openOrder)
  }

  /** The account's own open order. */
  find(account: string, ref: OrderRef): OpenOrder | undefined {
    const node = findOrder(this.#state, account, ref)
    return node && openOrder(node)
  }

  order(id: number): OpenOrder | undefined {
    const node = this.#state.orders.get(id)
    return node && openOrder(node)
  }

  /** By market, in each oldest first. */
  openOrders(account: string): OpenOrder[] {
    return ordersOf(this.#state, account).map(openOrder)
  }

  /** Minor units; 0 for what is unknown. */
  free(account: string, asset: string): number {
    const { ledger } = this.#state
    return ledger.free(account, ledger.assetNumber(asset))
  }

  locked(account: string, asset: string): number {
    const { ledger } = this.#state
    return ledger.locked(account, ledger.assetNumber(asset))
  }

  /** What trades left to the exchange. */
  fees(asset: string): number {
    const { ledger } = this.#state
    return ledger.fees.free(ledger.assetNumber(asset))
  }

  /** All that came from outside and did not go back. */
  deposited(asset: string): number {
    const { ledger } = this.#state
    return ledger.deposited(ledger.assetNumber(asset))
  }

  /** Everybody who has or had money. */
  accounts(): string[] {
    return [...this.#state.ledger.accounts()].map(({ id }) => id).sort()
  }

  /** Until when the account has to say that it is there. */
  deadMan(account: string): number | undefined {
    return this.#state.deadMen.get(account)
  }

  /** The earliest time at which a `clock` command has something to do. Looks at all orders with a date. */
  nextDue(): number | undefined {
    return nextDue(this.#state)
  }
}
