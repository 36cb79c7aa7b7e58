import type { EngineCommand, Executed, MarketInfo, OrderRef, PlaceCommand, Side } from '../src/contract/index.ts'
import { Rejection, TradingCode } from '../src/contract/index.ts'
import { Engine } from '../src/engine.ts'
import { Accounts, MarketFeeds } from '../src/feeds/index.ts'
import { minorStep, parseDecimal } from '../src/money/index.ts'

interface Document {
  readonly id: string
  readonly order: number
  readonly body: unknown
}

type Input = { readonly [name: string]: unknown }

/** An exchange in the page: the real engine and the real feeds, without a log, a clock and a network. */
export class FakeExchange {
  readonly engine: Engine
  readonly feeds = new MarketFeeds()
  readonly accounts = new Accounts()
  /** What `find` looks through, newest first. */
  readonly documents = new Map<string, Document[]>()
  /** How many commands took effect. */
  offset = 0
  /** All that was asked for by the page, in order. */
  readonly asked: { readonly name: string; readonly input: unknown }[] = []
  readonly #decimals: ReadonlyMap<string, number>
  readonly #listeners = new Set<(executed: Executed, at: number, offset: number) => void>()
  #others = 0

  constructor(assets: { readonly [name: string]: number }, markets: readonly MarketInfo[]) {
    this.#decimals = new Map(Object.entries(assets))
    this.engine = new Engine({ assets: Object.entries(assets).map(([name, decimals]) => ({ name, decimals })) })
    for (const info of markets) this.execute({ do: 'list', info })
  }

  /** Does it, and tells all views. */
  execute(command: EngineCommand, at = Date.now()): Rejection | undefined {
    const facts = this.engine.execute(command, at)
    if (facts instanceof Rejection) return facts
    if (facts.length === 0) return undefined
    // The engine's own list goes on being used by it.
    const executed = { facts: [...facts] }
    this.offset++
    this.feeds.apply(executed.facts, at)
    this.accounts.apply(executed.facts, at)
    this.#keep()
    for (const listener of [...this.#listeners]) listener(executed, at, this.offset)
    return undefined
  }

  onExecuted(listener: (executed: Executed, at: number, offset: number) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Money from nowhere, in whole units of the asset. */
  deposit(account: string, asset: string, whole: number): void {
    const units = whole * 10 ** (this.#decimals.get(asset) ?? 0)
    this.execute({ do: 'deposit', account, asset, units, reason: 'admin' })
  }

  /** Somebody else places a limit order, in ticks and lots. */
  other(
    account: string,
    market: string,
    side: Side,
    lots: number,
    price: number,
    at = Date.now(),
  ): Rejection | undefined {
    const client = `other${++this.#others}`
    return this.execute(
      { do: 'place', account, client, market, side, type: 'limit', lots, price, selfTrade: 'none' },
      at,
    )
  }

  /** What a page asks, decimals as text. */
  command(account: string, name: string, given: unknown): Rejection | undefined {
    this.asked.push({ name, input: given })
    const input = given as Input
    switch (name) {
      case 'join':
        return undefined
      case 'place':
        return this.#place(account, input)
      case 'placeOco':
        return this.#placeOco(account, input)
      case 'cancel':
        return this.execute({ do: 'cancel', account, ref: input.ref as OrderRef })
      case 'cancelAll':
        return this.execute({ do: 'cancel-all', account, ...input } as EngineCommand)
      case 'amend':
        return this.#amend(account, input)
      default:
        return new Rejection(TradingCode.badOrder, `The fake exchange knows no ${name}.`)
    }
  }

  #place(account: string, input: Input): Rejection | undefined {
    const info = this.engine.market(String(input.market))?.info
    if (info === undefined) return new Rejection(TradingCode.noMarket, 'There is no such market.')
    const { quantity, amount, price, stop, trail, display, sentAt: _, ...rest } = input
    const quote = minorStep(this.#decimals.get(info.quote) ?? 0)
    const numbers = read([
      ['lots', quantity, info.lot],
      ['amount', amount, quote],
      ['price', price, info.tick],
      ['stop', stop, info.tick],
      ['trail', trail, info.tick],
      ['display', display, info.lot],
    ])
    if (numbers instanceof Rejection) return numbers
    return this.execute({ do: 'place', account, ...rest, ...numbers } as unknown as PlaceCommand)
  }

  #placeOco(account: string, input: Input): Rejection | undefined {
    const info = this.engine.market(String(input.market))!.info
    const limit = input.limit as Input
    const stop = input.stop as Input
    const numbers = read([
      ['lots', input.quantity, info.lot],
      ['limitPrice', limit.price, info.tick],
      ['stop', stop.stop, info.tick],
      ['price', stop.price, info.tick],
    ])
    if (numbers instanceof Rejection) return numbers
    const { lots, limitPrice, ...ofStop } = numbers
    const pair = { limit: { client: limit.client, price: limitPrice }, stop: { client: stop.client, ...ofStop } }
    return this.execute({
      do: 'place-oco',
      account,
      market: info.symbol,
      side: input.side,
      lots,
      ...pair,
    } as EngineCommand)
  }

  #amend(account: string, { ref, quantity, price }: Input): Rejection | undefined {
    const order = this.engine.find(account, ref as OrderRef)
    if (order === undefined) return new Rejection(TradingCode.unknownOrder, 'There is no such order.')
    const info = this.engine.market(order.order.market)!.info
    const numbers = read([
      ['leaves', quantity, info.lot],
      ['price', price, info.tick],
    ])
    if (numbers instanceof Rejection) return numbers
    return this.execute({ do: 'amend', account, ref: ref as OrderRef, ...numbers })
  }

  #keep(): void {
    const { offset } = this
    for (const report of this.accounts.ended) this.#put(`orders/${report.account}`, String(report.id), offset, report)
    for (const { account, fill } of this.accounts.fills)
      this.#put(`fills/${account}`, `${fill.market}.${fill.trade}.${fill.order}`, offset, fill)
    for (const { market, interval, candle } of this.feeds.closed)
      if (candle.v > 0) this.#put(`candles/${market}.${interval}`, String(candle.t), candle.t, candle)
  }

  #put(collection: string, id: string, order: number, body: unknown): void {
    const all = this.documents.get(collection) ?? []
    this.documents.set(collection, all)
    all.unshift({ id, order, body })
  }
}

/** Those that are given, as whole numbers of their steps. */
function read(fields: readonly (readonly [name: string, text: unknown, step: string])[]) {
  const numbers: { [name: string]: number } = {}
  for (const [name, text, step] of fields) {
    if (text === undefined) continue
    const count = parseDecimal(text, step, name)
    if (count instanceof Rejection) return count
    numbers[name] = count
  }
  return numbers
}
