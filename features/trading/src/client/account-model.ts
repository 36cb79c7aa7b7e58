import type { Clock } from '@parley/elements/models'
import { fail, systemClock } from '@parley/elements/models'
import type { Fill, OrderReport, Side } from '../contract/index.ts'
import type { ConnectionState } from './connection-state.ts'
import type { AccountHandle } from './contract.ts'
import type { MarketsModel } from './markets-model.ts'
import { OlderDocuments } from './older-documents.ts'
import { openAccount } from './open.ts'
import { Orders } from './orders.ts'
import type { PositionRow } from './positions.ts'
import { positionRow } from './positions.ts'
import { randomId } from './random-id.ts'
import type { AmendRequest, OcoRequest, OrderRequest } from './requests.ts'
import { ViewModel } from './view-model.ts'

export interface Balance {
  readonly asset: string
  /** Minor units. */
  readonly free: number
  readonly locked: number
}

export interface AccountOptions {
  readonly clock?: Clock
  /** Makes names for orders, each another. */
  readonly makeId?: () => string
}

/** How many of the newest the view shows: PROTOCOL.md#trading. */
const shownAtMost = 50

/**
 * What one person has at the exchange, and what he orders. All that is asked rejects with a `Failing`, whose code is one of `TradingCode` or of the
 * platform. Names and times of orders are made here.
 */
export class AccountModel extends ViewModel<AccountHandle> {
  readonly person: string
  readonly #markets: MarketsModel
  readonly #makeId: () => string
  readonly #orders: Orders
  readonly #olderOrders: OlderDocuments<OrderReport>
  readonly #olderFills: OlderDocuments<Fill>
  #hasJoined = false

  constructor(
    connection: ConnectionState,
    person: string,
    markets: MarketsModel,
    { clock = systemClock, makeId = randomId }: AccountOptions = {},
  ) {
    super(connection, clock)
    this.person = person
    this.#markets = markets
    this.#makeId = makeId
    const changed = () => this.changed()
    this.#olderOrders = new OlderDocuments(`orders/${person}`, changed)
    this.#olderFills = new OlderDocuments(`fills/${person}`, changed)
    this.#orders = new Orders({
      ...{ clock, makeId, now: () => connection.now(), hold: () => this.#hold() },
      ask: (handle) => this.#ask(handle),
    })
  }

  /** By the names of the assets. */
  get balances(): readonly Balance[] {
    return Object.entries(this.handle?.state.balances ?? {})
      .map(([asset, { free, locked }]) => ({ asset, free, locked }))
      .sort((one, other) => (one.asset < other.asset ? -1 : 1))
  }

  /** Minor units that can be spent; 0 of an asset that he does not have. */
  free(asset: string): number {
    const balances = this.handle?.state.balances ?? {}
    return Object.hasOwn(balances, asset) ? (balances[asset]?.free ?? 0) : 0
  }

  /** Those that are not ended, oldest first. */
  get orders(): readonly OrderReport[] {
    return this.handle?.state.orders ?? []
  }

  /** Those that ended, newest first, as far back as was loaded. */
  get closed(): readonly OrderReport[] {
    return joined(this.handle?.state.closed ?? [], this.#olderOrders.all, ({ id }) => id)
  }

  /** What comes after `closed`. */
  get moreClosed(): 'more' | 'loading' | 'failed' | 'end' {
    return this.#more(this.#olderOrders, this.handle?.state.closed.length)
  }

  loadOlderClosed(): Promise<void> {
    return this.#olderOrders.load(this.handle)
  }

  /** Newest first, as far back as was loaded. */
  get fills(): readonly Fill[] {
    return joined(this.handle?.state.fills ?? [], this.#olderFills.all, ({ market, trade, order }) =>
      [market, trade, order].join(),
    )
  }

  get moreFills(): 'more' | 'loading' | 'failed' | 'end' {
    return this.#more(this.#olderFills, this.handle?.state.fills.length)
  }

  loadOlderFills(): Promise<void> {
    return this.#olderFills.load(this.handle)
  }

  /** At the last prices, which `MarketsModel` must be listened to for. */
  get positions(): readonly PositionRow[] {
    return Object.entries(this.handle?.state.positions ?? {})
      .map(([market, position]) => positionRow(market, position, this.#markets.get(market)))
      .sort((one, other) => (one.market < other.market ? -1 : 1))
  }

  /** What time it is at the exchange, as far as is known. */
  now(): number {
    return this.connection.now()
  }

  /** Until when the dead-man switch waits; `undefined`: it is off. */
  get deadManUntil(): number | undefined {
    return this.handle?.state.deadMan
  }

  /**
   * Resolves with the order as it is once the exchange took it. The same request within a second is the same order: a double click makes one.
   * With `client` the caller names it, and says by that which requests are the same.
   */
  place(request: OrderRequest, client?: string): Promise<OrderReport> {
    return this.#orders.place(request, client)
  }

  /** Resolves with the limit order and the stop. `client` names the pair: its orders are called that and `.limit` or `.stop`. */
  placeOco(request: OcoRequest, client?: string): Promise<readonly [OrderReport, OrderReport]> {
    return this.#orders.placeOco(request, client)
  }

  /** A name that no order has, for `place`. */
  newName(): string {
    return this.#makeId()
  }

  /** Resolves with the order as it ended. */
  cancel(order: number): Promise<OrderReport> {
    return this.#orders.cancel(order)
  }

  cancelAll(which: { readonly market?: string; readonly side?: Side } = {}): Promise<void> {
    return this.#orders.cancelAll(which)
  }

  /** Less at the same price keeps its place in the queue. */
  amend(order: number, request: AmendRequest): Promise<OrderReport> {
    return this.#orders.amend(order, request)
  }

  /** Cancels one order and places another; `allow-failure` places it also if the old one is gone. Resolves with the new one. */
  replace(
    order: number,
    request: OrderRequest,
    mode: 'stop-on-failure' | 'allow-failure' = 'stop-on-failure',
  ): Promise<OrderReport> {
    return this.#orders.replace(order, request, mode)
  }

  /** Cancels all orders unless it is called again in time; 0 turns it off. */
  deadMan(afterMs: number): Promise<void> {
    return this.#orders.deadMan(afterMs)
  }

  override close(): void {
    super.close()
    this.#orders.close()
  }

  protected override open(): AccountHandle {
    return openAccount(this.connection, this.person)
  }

  protected override follow(handle: AccountHandle): () => void {
    return this.connection.probeBy(() => this.#ask(handle))
  }

  protected override received(handle: AccountHandle): void {
    this.#orders.received(handle)
    if (this.#hasJoined || handle.position === undefined) return
    this.#hasJoined = true
    // Whoever comes for the first time is given paper money, where there is some.
    if (Object.keys(handle.state.balances).length > 0) return
    const receipt = handle.commands.join({})
    receipt.catch(() => handle.discard(receipt.id))
  }

  /** For no order, as what is wanted is the answer. */
  #ask(handle: AccountHandle): Promise<unknown> {
    return handle.find(`orders/${this.person}`, { id: '0' })
  }

  /** What the view has not filled up has nothing before it. */
  #more<Body>(older: OlderDocuments<Body>, shown = 0): OlderDocuments<Body>['more'] {
    return shown < shownAtMost && older.more === 'more' ? 'end' : older.more
  }

  /** Orders can be placed also while nobody looks. */
  #hold(): { readonly handle: AccountHandle; readonly release: () => void } {
    if (this.isClosed) throw fail('client/closed', 'The account was closed.')
    const release = this.onChange(() => {})
    return { handle: this.handle!, release }
  }
}

/** What the view shows, then what was loaded, each once. */
function joined<Item>(shown: readonly Item[], older: readonly Item[], keyOf: (item: Item) => unknown): readonly Item[] {
  if (older.length === 0) return shown
  const known = new Set(shown.map(keyOf))
  return [...shown, ...older.filter((item) => !known.has(keyOf(item)))]
}
