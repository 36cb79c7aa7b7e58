// An engine with a market and people who have money, and short ways to say what they do.
import type { EngineCommand, Fact, MarketInfo, PlaceCommand, TradingCode } from '../../src/contract/index.ts'
import { Rejection } from '../../src/contract/index.ts'
import { Engine } from '../../src/engine.ts'

/** A tick is a minor unit, and so is a lot. No fees, no limits to speak of. */
export const plain: MarketInfo = {
  symbol: 'A-B',
  base: 'A',
  quote: 'B',
  tick: '1',
  lot: '1',
  lotUnits: 1,
  stepUnits: 1,
  minNotional: 0,
  maxLots: 1_000_000_000,
  protectionPpm: 1_000_000,
  makerPpm: 0,
  takerPpm: 0,
  maxOpenOrders: 1_000_000,
  maxStops: 1_000_000,
}

export const plainAssets = [
  { name: 'A', decimals: 0 },
  { name: 'B', decimals: 0 },
]

type Given = Omit<Partial<PlaceCommand>, 'do'>

export class Desk {
  engine: Engine
  at = 1_000
  readonly facts: Fact[] = []
  #clients = 0

  constructor(
    info: Partial<MarketInfo> = {},
    people: readonly string[] = ['ann', 'ben', 'cat'],
    each = 1_000_000_000_000,
  ) {
    this.engine = new Engine({ assets: plainAssets })
    this.do({ do: 'list', info: { ...plain, ...info } })
    for (const account of people) {
      for (const asset of ['A', 'B']) if (each > 0) this.do({ do: 'deposit', account, asset, units: each })
    }
  }

  /** Facts of a command that is taken; throws if it is refused. */
  do(command: EngineCommand): readonly Fact[] {
    const facts = this.engine.execute(command, this.at)
    if (facts instanceof Rejection) throw new Error(`${command.do}: ${facts.code} ${facts.message}`)
    this.facts.push(...facts)
    return facts
  }

  /** The code with which it is refused, of which nothing comes; `undefined` if it is taken. */
  refusal(command: EngineCommand): TradingCode | undefined {
    const before = JSON.stringify(this.engine.save())
    const facts = this.engine.execute(command, this.at)
    if (!(facts instanceof Rejection)) {
      this.facts.push(...facts)
      return undefined
    }
    if (JSON.stringify(this.engine.save()) !== before) throw new Error('a refusal changed something')
    return facts.code
  }

  /** `order('ann', 'buy', 10, 100)`: a limit order, good till canceled, unless `more` says otherwise. */
  order(
    account: string,
    side: 'buy' | 'sell',
    lots: number,
    price: number | undefined,
    more: Given = {},
  ): PlaceCommand {
    this.#clients += 1
    const client = `${account}-${this.#clients}`
    const where = { do: 'place' as const, account, client, market: 'A-B', side, type: 'limit' as const }
    return { ...where, lots, ...(price !== undefined && { price }), ...more }
  }

  place(account: string, side: 'buy' | 'sell', lots: number, price: number | undefined, more: Given = {}) {
    return this.do(this.order(account, side, lots, price, more))
  }

  /** The number that the next order will have. */
  get next(): number {
    return this.engine.save().nextOrder
  }

  book(): string {
    const levels = (side: 'buy' | 'sell') =>
      this.engine.levels('A-B', side).map(([price, lots]) => `${side === 'buy' ? 'B' : 'S'}${price}:${lots}`)
    return [...levels('buy'), ...levels('sell')].join(' ') || 'empty'
  }

  queue(side: 'buy' | 'sell'): string {
    return this.engine
      .queue('A-B', side)
      .map(({ order, leaves, price }) => `#${order.id} ${leaves}@${price}`)
      .join(' ')
  }
}

/** `1x4@100:10`: maker, taker, price, lots. */
export function trades(facts: readonly Fact[]): string {
  return facts
    .flatMap((fact) => (fact.type === 'traded' ? [`${fact.maker}x${fact.taker}@${fact.price}:${fact.lots}`] : []))
    .join(' ')
}

/** `#1 canceled user 5`, with what self-trade prevention took. */
export function ends(facts: readonly Fact[]): string {
  return facts
    .flatMap((fact) =>
      fact.type === 'ended'
        ? [
            `#${fact.order} ${fact.status} ${fact.reason} ${fact.lots}${fact.prevented ? ` prevented ${fact.prevented}` : ''}`,
          ]
        : [],
    )
    .join(', ')
}

export function kinds(facts: readonly Fact[]): string {
  return facts.map(({ type }) => type).join(' ')
}
