// All that an exchange knows: the engine by which it decides, what readers are shown, and what decisions need besides.
import type { AssetInfo, Executed, Fact, Traded } from '../contract/index.ts'
import { Engine } from '../engine.ts'
import { minorStep } from '../money/index.ts'
import { erasedId } from '../names.ts'
import type { ExchangeConfig } from '../options.ts'
import { ClientIds } from './client-ids.ts'
import type { LivingSet, PastMade, PresenceSet } from './events.ts'
import { Feeds } from './feeds.ts'
import { assetsOf } from './market-info.ts'
import { OrderRates } from './order-rates.ts'
import type { KnownMarket } from './read-order.ts'

/** When and where an event was decided. */
interface Meta {
  readonly offset: number
  readonly at: number
}

export class ExchangeState {
  readonly #config: ExchangeConfig
  engine: Engine
  feeds: Feeds
  ids: ClientIds
  rates: OrderRates
  /** Who was given his welcome. */
  readonly joined = new Set<string>()
  /** Who has or had money, bots aside. */
  readonly people = new Set<string>()
  /** Who has his account open. */
  readonly present = new Set<string>()
  living: Omit<LivingSet, 'admin'> | undefined
  /** When something is due by the clock, or was: never later than it is. */
  dueAt: number | undefined
  /** The event that changed it last. */
  dueMovedBy = 0
  /** The event that the feeds' news is of. */
  newestOffset = 0
  readonly #markets = new Map<string, KnownMarket>()

  constructor(config: ExchangeConfig) {
    this.#config = config
    this.engine = new Engine({ assets: [...config.assets.values()] })
    this.feeds = new Feeds()
    this.ids = new ClientIds(config.limits)
    this.rates = new OrderRates(config.orderRate)
  }

  market(symbol: string): KnownMarket | undefined {
    return this.#markets.get(symbol)
  }

  executed({ facts, prints = [] }: Executed, { offset, at }: Meta): void {
    let accepted = 0
    for (const fact of facts) {
      if (fact.type !== 'item-refused') this.engine.apply(fact)
      if (fact.type === 'accepted') this.#accepted(fact, prints[accepted++] ?? 0, at)
      else this.#remember(fact, at)
    }
    this.feeds.apply(facts, at)
    this.#moveDue(facts, { offset, at })
    this.newestOffset = offset
  }

  presenceSet({ account, here }: PresenceSet): void {
    if (here && account !== erasedId) this.present.add(account)
    else this.present.delete(account)
  }

  pastMade({ market, candles }: PastMade, offset: number): void {
    this.feeds.begin(market, candles)
    this.newestOffset = offset
  }

  livingSet({ scenario, paused, speed }: LivingSet): void {
    this.living = { scenario, paused, speed }
  }

  /** A market is known once it is listed; its info changes with its fees. */
  learnMarkets(): void {
    this.#markets.clear()
    for (const symbol of this.engine.markets()) this.#learn(symbol)
  }

  #learn(symbol: string): void {
    const info = this.engine.market(symbol)?.info
    if (info === undefined) return
    const quote = assetsOf(info)[1] as AssetInfo
    this.#markets.set(symbol, { info, quoteStep: minorStep(quote.decimals) })
  }

  #accepted({ order }: Extract<Fact, { readonly type: 'accepted' }>, print: number, at: number): void {
    const { account, client, id } = order
    this.ids.accepted(account, client, id, print)
    if (!this.#config.isBot(account)) this.rates.ordered(account, at)
  }

  #remember(fact: Fact, at: number): void {
    switch (fact.type) {
      case 'traded':
        // Who trades with himself would pay for his orders with them.
        if (fact.makerAccount !== fact.takerAccount) this.#credit(fact, at)
        if (fact.makerLeaves === 0) this.ids.ended(fact.maker, at)
        if (fact.takerLeaves === 0) this.ids.ended(fact.taker, at)
        break
      case 'ended':
        this.ids.ended(fact.order, at)
        break
      case 'deposited':
        if (fact.account === erasedId) break
        if (fact.reason === 'welcome') this.joined.add(fact.account)
        if (!this.#config.isBot(fact.account)) this.people.add(fact.account)
        break
      case 'listed':
        this.#learn(fact.info.symbol)
        break
      case 'fees':
        this.#learn(fact.market)
        break
      default:
    }
  }

  #credit({ maker, taker, makerAccount, takerAccount }: Traded, at: number): void {
    if (this.ids.traded(maker)) this.rates.traded(makerAccount, at)
    if (this.ids.traded(taker)) this.rates.traded(takerAccount, at)
  }

  /** Whoever ends early, or is renewed, leaves it too early: when that time has come it is looked for anew. */
  #moveDue(facts: readonly Fact[], { offset, at }: Meta): void {
    const before = this.dueAt
    if (before !== undefined && before <= at) this.dueAt = this.engine.nextDue()
    else for (const fact of facts) this.#dueBy(fact)
    if (this.dueAt !== before) this.dueMovedBy = offset
  }

  #dueBy(fact: Fact): void {
    const until = fact.type === 'accepted' ? fact.order.until : 'until' in fact ? fact.until : undefined
    if (until !== undefined && (this.dueAt === undefined || until < this.dueAt)) this.dueAt = until
  }
}
