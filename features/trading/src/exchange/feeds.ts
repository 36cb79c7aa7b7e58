// What readers of an exchange are shown, folded from the facts of each command.
import type { AccountState, Candle, Fact } from '../contract/index.ts'
import { type AccountFill, Accounts, type ClosedCandle, MarketFeeds, type SavedAccounts } from '../feeds/index.ts'
import type { SavedFeeds as SavedMarkets } from '../feeds/market-feeds.ts'
import { erasedId } from '../names.ts'
import { erasedName } from './erase.ts'

export interface SavedFeeds {
  readonly accounts: SavedAccounts
  readonly markets: SavedMarkets
  readonly at: number
}

type SavedAccount = SavedAccounts['accounts'][number][1]

export class Feeds {
  readonly accounts: Accounts
  readonly markets: MarketFeeds
  /** Wall clock of the newest command. */
  at: number

  constructor(accounts: Accounts = new Accounts(), markets: MarketFeeds = new MarketFeeds(), at = 0) {
    this.accounts = accounts
    this.markets = markets
    this.at = at
  }

  apply(facts: readonly Fact[], at: number): void {
    this.accounts.apply(facts, at)
    this.markets.apply(facts, at)
    this.at = Math.max(this.at, at)
  }

  /** A market without trades gets a past, in candles of a minute. */
  begin(market: string, candles: readonly Candle[]): void {
    this.accounts.apply([], this.at)
    this.markets.begin(market, candles)
  }

  /** Of the newest command: orders that ended, what was bought and sold, candles that are over. */
  get news(): {
    readonly ended: Accounts['ended']
    readonly fills: readonly AccountFill[]
    readonly closed: readonly ClosedCandle[]
  } {
    return { ended: this.accounts.ended, fills: this.accounts.fills, closed: this.markets.closed }
  }

  save(): SavedFeeds {
    return { accounts: this.accounts.save(), markets: this.markets.save(), at: this.at }
  }

  /** What was saved becomes its own. */
  static load({ accounts, markets, at }: SavedFeeds): Feeds {
    return new Feeds(Accounts.load(accounts), MarketFeeds.load(markets), at)
  }

  /** What he had is that of `erased`; what he did is nobody's any more. */
  static without(saved: SavedFeeds, person: string): SavedFeeds {
    const his = saved.accounts.accounts.find(([id]) => id === person)?.[1]
    if (his === undefined) return saved
    const others = saved.accounts.accounts.filter(([id]) => id !== person && id !== erasedId)
    const before = saved.accounts.accounts.find(([id]) => id === erasedId)?.[1]
    const erased = before === undefined ? nameless(his) : joined(before, nameless(his))
    return { ...saved, accounts: { ...saved.accounts, accounts: [...others, [erasedId, erased]] } }
  }
}

function nameless({ balances, positions, orders, deadMan }: SavedAccount): SavedAccount {
  const clean = orders.map((order) => ({ ...order, account: erasedId, client: erasedName(order.id) }))
  return { balances, positions, orders: clean, closed: [], fills: [], ...(deadMan !== undefined && { deadMan }) }
}

function joined(one: SavedAccount, other: SavedAccount): SavedAccount {
  const deadMan = Math.min(one.deadMan ?? Infinity, other.deadMan ?? Infinity)
  return {
    ...one,
    balances: sums<AccountState['balances'][string]>(one.balances, other.balances),
    positions: sums<AccountState['positions'][string]>(one.positions, other.positions),
    orders: [...one.orders, ...other.orders].sort((first, second) => first.id - second.id),
    ...(deadMan < Infinity && { deadMan }),
  }
}

/** Name by name, number by number. */
function sums<Numbers extends object>(
  one: { readonly [name: string]: Numbers },
  other: { readonly [name: string]: Numbers },
): { [name: string]: Numbers } {
  const added = new Map(Object.entries(one))
  for (const [name, numbers] of Object.entries(other)) {
    const known = added.get(name)
    added.set(name, known === undefined ? numbers : (plus(known as never, numbers as never) as Numbers))
  }
  return Object.fromEntries(added)
}

function plus(one: { readonly [field: string]: number }, other: { readonly [field: string]: number }): object {
  return Object.fromEntries(Object.entries(one).map(([field, value]) => [field, value + (other[field] ?? 0)]))
}
