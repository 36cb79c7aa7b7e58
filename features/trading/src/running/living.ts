import {
  applyEvent,
  ChannelError,
  type EventMeta,
  type FeatureRun,
  type FeatureServer,
  type Fold,
} from '@parley/channel'
import type { AccountState, MarketInfo, MarketsState } from '../contract/index.ts'
import { accountFold, marketsFold } from '../feeds/index.ts'
import type { BotAction, SeenMarket } from '../living/actions.ts'
import { Chance } from '../living/chance.ts'
import { type Bot, botAccounts, LivingMarket } from '../living/living-market.ts'
import { madeUpPast } from '../living/past.ts'
import { isScenario } from '../living/scenario.ts'
import { minorStep, printDecimal } from '../money/index.ts'
import { isBotId } from '../names.ts'
import { exchangeName } from './names.ts'

/** A market with where it begins. */
export interface PlannedMarket {
  readonly info: MarketInfo
  /** In ticks, and in lots. */
  readonly price: number
  readonly lots: number
}

export interface LivingPlan {
  readonly seed: number
  readonly markets: readonly PlannedMarket[]
  readonly stepMs: number
  readonly idleStepMs: number
  /** What one batch may hold. */
  readonly maxBatch: number
  /** Decimals by asset. */
  readonly decimals: ReadonlyMap<string, number>
}

interface Watched<State> {
  state: State | undefined
}
interface Settings {
  readonly scenario: string
  readonly paused: boolean
  readonly speed: number
}

const bots = Object.keys(botAccounts) as readonly Bot[]
/** How many usual orders' worth of money a bot has of each asset. */
const targetOrders = 2_000
const dayMinutes = 1_440
/** Of a maker in one market, on both sides together. */
const leastOrders = 60
/** What is needed of a day to be followed. */
const leastMinutes = 30

/**
 * Lets markets live: shows each what stands in its book, and sends what its bots want. It goes by what the exchange says of it (`living`), so a scenario, a pause
 * and a speed outlive a restart. While nobody has an account open it goes slowly.
 */
export class LivingRun implements FeatureRun {
  readonly #server: FeatureServer
  readonly #plan: LivingPlan
  readonly #living = new Map<string, LivingMarket>()
  readonly #markets: Watched<MarketsState>
  readonly #accounts: { readonly [Bot_ in Bot]: Watched<AccountState> }
  readonly #begun = new Set<string>()
  readonly #people = new Set<string>()
  readonly #endings: (() => void)[] = []
  #settings: Settings | undefined
  #isClosed = false
  #endTimer: (() => void) | undefined

  constructor(server: FeatureServer, plan: LivingPlan) {
    this.#server = server
    this.#plan = plan
    for (const [index, { info, price, lots }] of plan.markets.entries()) {
      const options = { market: info.symbol, seed: plan.seed * 100 + index, price, lots, start: server.now() }
      this.#living.set(info.symbol, new LivingMarket(options))
    }
    this.#markets = this.#watch('markets', marketsFold)
    const account = (bot: Bot) => this.#watch(`account/${botAccounts[bot]}`, accountFold)
    this.#accounts = { maker: account('maker'), taker: account('taker'), trend: account('trend') }
    this.#endings.push(
      server.watch(exchangeName, 'server', {
        onState: (state) => this.#set((state as { readonly living?: Settings }).living),
        onEvents: (events) => {
          for (const { type, data } of events) if (type === 'livingSet') this.#set(data as Settings)
        },
      }),
      server.watchPresence(exchangeName, 'account/*', {
        onHere: ({ id }) => this.#come(id),
        onGone: ({ id }) => this.#people.delete(id),
      }),
    )
    this.#later(0)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#endTimer?.()
    for (const end of this.#endings) end()
  }

  #watch<State, Events>(view: string, fold: Fold<State, Events>): Watched<State> {
    const watched: Watched<State> = { state: undefined }
    const end = this.#server.watch(exchangeName, view, {
      onState: (state) => {
        watched.state = structuredClone(state) as State
      },
      onEvents: (events) => {
        for (const event of events)
          if (watched.state !== undefined) applyEvent(fold, watched.state, event as typeof event & EventMeta)
      },
    })
    this.#endings.push(end)
    return watched
  }

  #come(id: string): void {
    if (isBotId(id)) return
    this.#people.add(id)
    // Whoever comes sees it move at once.
    if (this.#people.size === 1) this.#later(0)
  }

  #set(settings: Settings | undefined): void {
    if (settings === undefined) {
      // Said once, so that pages know that it can be told.
      void this.#say('living', { scenario: 'calm' })
      return
    }
    const before = this.#settings
    this.#settings = settings
    const { scenario, paused, speed } = settings
    for (const living of this.#living.values()) {
      living.paused = paused
      living.speed = speed
    }
    if (scenario === before?.scenario) return
    for (const living of this.#living.values()) {
      if (scenario === 'recorded') void this.#follow(living)
      else if (isScenario(scenario)) living.begin(scenario)
    }
  }

  /** What the market itself did before: the minutes of which it has candles. */
  async #follow(living: LivingMarket): Promise<void> {
    const series = `candles/${living.market}.1m`
    const minutes: number[] = []
    try {
      let before: { readonly order: number; readonly id: string } | undefined
      do {
        const by = { limit: 200, ...(before !== undefined && { before }) }
        const found = await this.#server.find(exchangeName, series, series, by)
        for (const { body } of found.documents) minutes.push((body as { readonly c: number }).c)
        before = found.next
      } while (before !== undefined && minutes.length < dayMinutes)
    } catch (error) {
      this.#server.report(error, 'trading: reading a recorded day')
    }
    // It may have been told otherwise while this was read.
    if (this.#settings?.scenario !== 'recorded') return
    living.begin(minutes.length < leastMinutes ? 'calm' : 'recorded', minutes.reverse())
  }

  #later(afterMs: number): void {
    this.#endTimer?.()
    if (!this.#isClosed) this.#endTimer = this.#server.setTimer(() => this.#step(), afterMs)
  }

  async #step(): Promise<void> {
    const began = this.#server.now()
    try {
      await Promise.all([...this.#living.values()].map((living) => this.#stepSafely(living, began)))
    } finally {
      const { stepMs, idleStepMs } = this.#plan
      const everyMs = this.#people.size > 0 || this.#isThin ? stepMs : idleStepMs
      this.#later(Math.max(0, began + everyMs - this.#server.now()))
    }
  }

  /** A fault in one market is none of the others, nor of its own next step. */
  async #stepSafely(living: LivingMarket, now: number): Promise<void> {
    try {
      await this.#stepOf(living, now)
    } catch (error) {
      this.#server.report(error, `trading: the living market ${living.market}`)
    }
  }

  async #stepOf(living: LivingMarket, now: number): Promise<void> {
    const ticker = this.#markets.state?.markets[living.market]
    const planned = this.#plan.markets.find(({ info }) => info.symbol === living.market)
    if (ticker === undefined || planned === undefined || ticker.status !== 'open' || this.#settings === undefined)
      return
    if (bots.some((bot) => this.#accounts[bot].state === undefined)) return
    await Promise.all(bots.map((bot) => this.#keepInMoney(bot, planned)))
    const book = { bid: ticker.bid, ask: ticker.ask, last: ticker.last }
    const seen = (bot: Bot): SeenMarket => ({ ...book, orders: this.#ordersOf(bot, living.market) })
    if (!this.#begun.has(living.market)) {
      this.#begun.add(living.market)
      await this.#begin(planned, now)
    }
    const actions = living.step({ maker: seen('maker'), taker: seen('taker'), trend: seen('trend') }, now)
    // The maker first: the others take what it offers now.
    for (const bot of bots) await this.#act(bot, planned.info, actions[bot])
  }

  /** A chart with nothing on it says nothing: a market that has no candles is given a day of them. */
  async #begin({ info, price, lots }: PlannedMarket, now: number): Promise<void> {
    const until = Math.floor(now / 60_000) * 60
    const chance = new Chance(this.#plan.seed + price)
    await this.#say('past', { market: info.symbol, candles: madeUpPast(price, dayMinutes, until, lots, chance) })
  }

  /** A market has not the book yet that its maker wants: whoever comes shall find one. */
  get #isThin(): boolean {
    const orders = this.#accounts.maker.state?.orders.length ?? 0
    return orders < this.#living.size * leastOrders && this.#settings?.paused !== true
  }

  #ordersOf(bot: Bot, market: string): SeenMarket['orders'] {
    const orders = this.#accounts[bot].state?.orders ?? []
    return orders.filter((order) => order.market === market)
  }

  async #act(bot: Bot, info: MarketInfo, actions: readonly BotAction[]): Promise<void> {
    const { maxBatch } = this.#plan
    for (let from = 0; from < actions.length; from += maxBatch) {
      const items = actions.slice(from, from + maxBatch).map((action) => itemOf(action, info))
      await this.#say('batch', { account: botAccounts[bot], items })
    }
  }

  /** What it won goes, what it lost comes back: a maker that has run out offers nothing. */
  async #keepInMoney(bot: Bot, { info, price, lots }: PlannedMarket): Promise<void> {
    const { base, quote, lotUnits, stepUnits } = info
    await this.#keep(bot, base, lots * lotUnits * targetOrders)
    await this.#keep(bot, quote, price * lots * stepUnits * targetOrders)
  }

  async #keep(bot: Bot, asset: string, target: number): Promise<void> {
    const decimals = this.#plan.decimals.get(asset)
    if (decimals === undefined) return
    // Markets that share an asset share what is there of it.
    const sharing = this.#plan.markets.filter(({ info }) => info.base === asset || info.quote === asset).length
    const free = this.#accounts[bot].state?.balances[asset]?.free ?? 0
    const [least, most] = [target / 4, target * (sharing + 3)]
    if (free >= least && free <= most) return
    const units = Math.round(Math.abs(target * Math.max(1, sharing) - free))
    if (units === 0) return
    const amount = printDecimal(units, minorStep(decimals))
    await this.#say(free < least ? 'deposit' : 'withdraw', { account: botAccounts[bot], asset, amount, by: 'living' })
  }

  /** A refusal is an answer: the next step sees what is there. */
  async #say(command: string, input: object): Promise<void> {
    try {
      await this.#server.command(exchangeName, command, input)
    } catch (error) {
      if (this.#isClosed || (error instanceof ChannelError && (error.retryable || error.code.startsWith('trading/'))))
        return
      this.#server.report(error, `trading: the living market, "${command}"`)
    }
  }
}

function itemOf(action: BotAction, info: MarketInfo): object {
  if (action.do === 'cancel') return { do: 'cancel', ref: { client: action.client } }
  const { lots, price, ...order } = action
  return {
    ...order,
    market: info.symbol,
    quantity: printDecimal(lots, info.lot),
    ...(price !== undefined && { price: printDecimal(price, info.tick) }),
  }
}
