// Who has what. Whole minor units, never negative, never past what counts exactly: a fact that would make it so is a fault of the engine, and throws.
import type { AssetInfo, Fact, MarketInfo, Side, Traded } from '../contract/index.ts'
import { Account } from './account.ts'

/** What a market trades, as the ledger counts it. */
export interface Pair {
  /** Numbers of the assets. */
  readonly base: number
  readonly quote: number
  readonly lotUnits: number
}

/** A ledger as plain JSON: assets in order, and of each account what is not 0. */
export interface SavedLedger {
  readonly assets: readonly AssetInfo[]
  readonly deposited: readonly number[]
  readonly fees: readonly number[]
  /** By id, in the order of its characters' codes: [free, locked] of each asset. */
  readonly accounts: readonly (readonly [id: string, units: readonly number[]])[]
}

/**
 * `apply` and `revert` take the facts of the log; `lock`, `unlock` and `trade` are the same for whoever holds on to accounts, and faster.
 * An account begins with its first fact; nobody's name is that of `fees`, which belongs to no id.
 */
export class Ledger {
  readonly #assets: AssetInfo[] = []
  readonly #deposited: number[] = []
  readonly #accounts = new Map<string, Account>()
  /** What all trades left to the exchange. */
  readonly fees: Account = new Account('fees', 0)

  constructor(assets: readonly AssetInfo[] = []) {
    for (const asset of assets) this.addAsset(asset)
  }

  /** The asset's number. One that is known keeps its decimals. */
  addAsset(info: AssetInfo): number {
    const known = this.assetNumber(info.name)
    if (known >= 0) return known
    this.#assets.push(info)
    this.#deposited.push(0)
    grow(this.fees, this.#assets.length)
    for (const account of this.#accounts.values()) grow(account, this.#assets.length)
    return this.#assets.length - 1
  }

  get assets(): readonly AssetInfo[] {
    return this.#assets
  }

  /** −1: unknown. */
  assetNumber(name: string): number {
    return this.#assets.findIndex((asset) => asset.name === name)
  }

  /** Throws if its assets are unknown: markets are listed after them. */
  pair(info: Pick<MarketInfo, 'base' | 'quote' | 'lotUnits'>): Pair {
    const base = this.assetNumber(info.base)
    const quote = this.assetNumber(info.quote)
    if (base < 0 || quote < 0) throw new LedgerFault(`${info.base} or ${info.quote} is no asset of this ledger.`)
    return { base, quote, lotUnits: info.lotUnits }
  }

  /** Begins with nothing if the id is new. An account with nothing is not saved. */
  account(id: string): Account {
    const known = this.#accounts.get(id)
    if (known !== undefined) return known
    const account = new Account(id, this.#assets.length)
    this.#accounts.set(id, account)
    return account
  }

  find(id: string): Account | undefined {
    return this.#accounts.get(id)
  }

  accounts(): IterableIterator<Account> {
    return this.#accounts.values()
  }

  free(id: string, asset: number): number {
    return this.#accounts.get(id)?.free(asset) ?? 0
  }

  locked(id: string, asset: number): number {
    return this.#accounts.get(id)?.locked(asset) ?? 0
  }

  has(id: string, asset: number, units: number): boolean {
    return this.free(id, asset) >= units
  }

  /** All that came from outside and did not go back there. As long as it counts exactly, every sum of this asset does. */
  deposited(asset: number): number {
    return this.#deposited[asset] ?? 0
  }

  /** All free and locked money and the fees, counted one by one: always what was deposited. */
  total(asset: number): number {
    let sum = this.fees.free(asset)
    for (const account of this.#accounts.values()) sum += account.free(asset) + account.locked(asset)
    return sum
  }

  deposit(account: Account, asset: number, units: number): void {
    const deposited = this.deposited(asset) + units
    if (!(deposited >= 0 && deposited <= Number.MAX_SAFE_INTEGER))
      throw new LedgerFault(`deposits come to ${deposited}`)
    add(account, 2 * asset, units)
    this.#deposited[asset] = deposited
  }

  /** From free to locked; back, if negative. */
  lock(account: Account, asset: number, units: number): void {
    check(account, 2 * asset + 1, units)
    add(account, 2 * asset, -units)
    add(account, 2 * asset + 1, units)
  }

  /**
   * The buyer gives up what his order held for the lots, pays cost and fee of it and has the rest free; the seller's lots go over, and he has cost − fee.
   * `factor` −1 takes it back. All of it happens, or it throws and nothing has.
   */
  trade(pair: Pair, maker: Account, taker: Account, fact: Traded, factor: 1 | -1 = 1): void {
    this.#trade(check, pair, maker, taker, fact, factor)
    this.#trade(add, pair, maker, taker, fact, factor)
  }

  #trade(move: Move, pair: Pair, maker: Account, taker: Account, fact: Traded, factor: 1 | -1): void {
    const { lots, cost, makerFee, takerFee, makerUnlocked, takerUnlocked } = fact
    const units = lots * pair.lotUnits
    if (fact.side === 'buy') {
      buy(move, pair, maker, units, makerUnlocked, cost + makerFee, factor)
      sell(move, pair, taker, units, takerUnlocked, cost - takerFee, factor)
    } else {
      buy(move, pair, taker, units, takerUnlocked, cost + takerFee, factor)
      sell(move, pair, maker, units, makerUnlocked, cost - makerFee, factor)
    }
    move(this.fees, 2 * pair.quote, factor * (makerFee + takerFee))
  }

  /** Of facts that move no money nothing comes. */
  apply(fact: Fact, pair?: Pair): void {
    this.#move(fact, pair, 1)
  }

  /** Takes the newest fact back: what was before is again, to the unit. */
  revert(fact: Fact, pair?: Pair): void {
    this.#move(fact, pair, -1)
  }

  #move(fact: Fact, pair: Pair | undefined, factor: 1 | -1): void {
    switch (fact.type) {
      case 'accepted':
        this.#hold(fact.order.account, fact.order.side, fact.locked * factor, pair)
        break
      case 'moved':
      case 'triggered':
        this.#hold(fact.account, fact.side, fact.locked * factor, pair)
        break
      case 'prevented':
      case 'reduced':
      case 'ended':
        this.#hold(fact.account, fact.side, -fact.unlocked * factor, pair)
        break
      case 'traded':
        this.trade(given(pair), this.account(fact.makerAccount), this.account(fact.takerAccount), fact, factor)
        break
      case 'deposited':
        this.deposit(this.account(fact.account), this.#known(fact.asset), fact.units * factor)
        break
      default:
    }
  }

  #hold(id: string, side: Side, units: number, pair: Pair | undefined): void {
    if (units !== 0) this.lock(this.account(id), side === 'buy' ? given(pair).quote : given(pair).base, units)
  }

  #known(name: string): number {
    const asset = this.assetNumber(name)
    if (asset < 0) throw new LedgerFault(`${name} is no asset of this ledger.`)
    return asset
  }

  /** The same for the same money, however it came there. */
  save(): SavedLedger {
    const accounts = [...this.#accounts.values()]
      .filter(({ units }) => units.some((each) => each !== 0))
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .map(({ id, units }) => [id, [...units]] as const)
    const fees = this.#assets.map((_, asset) => this.fees.free(asset))
    return { assets: [...this.#assets], deposited: [...this.#deposited], fees, accounts }
  }

  static load(saved: SavedLedger): Ledger {
    const ledger = new Ledger(saved.assets)
    for (const asset of saved.assets.keys()) {
      ledger.#deposited[asset] = saved.deposited[asset] ?? 0
      ledger.fees.units[2 * asset] = saved.fees[asset] ?? 0
    }
    for (const [id, units] of saved.accounts) ledger.account(id).units.set(units)
    return ledger
  }
}

/** The books do not add up: no input of a peer can cause it, so it is a bug, and the channel forgets what it decided. */
export class LedgerFault extends Error {
  override readonly name = 'LedgerFault'
}

function given(pair: Pair | undefined): Pair {
  if (pair === undefined) throw new LedgerFault('A fact that moves money came without what its market trades.')
  return pair
}

/** `check` or `add`: what has several parts is checked in all of them before the first is added. */
type Move = (account: Account, place: number, units: number) => void

function buy(move: Move, pair: Pair, buyer: Account, units: number, unlocked: number, paid: number, factor: number) {
  const { base, quote } = pair
  move(buyer, 2 * quote + 1, -factor * unlocked)
  move(buyer, 2 * quote, factor * (unlocked - paid))
  move(buyer, 2 * base, factor * units)
}

function sell(move: Move, pair: Pair, seller: Account, units: number, unlocked: number, got: number, factor: number) {
  const { base, quote } = pair
  move(seller, 2 * base + 1, -factor * unlocked)
  move(seller, 2 * base, factor * (unlocked - units))
  move(seller, 2 * quote, factor * got)
}

/** Throws where `add` would. */
function check(account: Account, place: number, units: number): void {
  sumOf(account, place, units)
}

function add(account: Account, place: number, units: number): void {
  account.units[place] = sumOf(account, place, units)
}

function sumOf(account: Account, place: number, units: number): number {
  const sum = (account.units[place] ?? Number.NaN) + units
  if (!(sum >= 0 && sum <= Number.MAX_SAFE_INTEGER)) throw new LedgerFault(`${account.id} would have ${sum} units`)
  return sum
}

function grow(account: Account, assets: number): void {
  const units = new Float64Array(2 * assets)
  units.set(account.units)
  account.units = units
}
