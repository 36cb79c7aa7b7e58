import { type EngineCommand, Rejection } from '../contract/index.ts'
import { Engine } from '../engine/engine.ts'
import { Kind, type Recorded } from './recorded.ts'

const people = 1000
const now = 1_764_500_000_000
const market = 'BTC-USD'

/** An engine that a stream of messages is run through, with everything on: accounts that hold and pay, fees, checks, facts. */
export class EngineRun {
  readonly #engine = new Engine({
    assets: [
      { name: 'BTC', decimals: 8 },
      { name: 'USD', decimals: 2 },
    ],
  })
  readonly #names = Array.from({ length: people }, (_, person) => `person-${person}`)

  constructor() {
    this.#execute({
      do: 'list',
      info: {
        ...{ symbol: market, base: 'BTC', quote: 'USD', tick: '0.01', lot: '0.001', lotUnits: 100_000, stepUnits: 1 },
        ...{ minNotional: 1, maxLots: 1_000_000, protectionPpm: 50_000, makerPpm: 100, takerPpm: 200 },
        ...{ maxOpenOrders: 1_000_000, maxStops: 100 },
      },
    })
    for (const account of this.#names)
      for (const asset of ['BTC', 'USD']) this.#execute({ do: 'deposit', account, asset, units: 1e12 })
  }

  /** Throws where the engine refuses an order: its numbers would no longer be those of the stream. */
  run({ count, kinds, orders, lots, prices }: Recorded): void {
    for (let at = 0; at < count; at += 1) {
      const order = orders[at]!
      const command = commandOf(kinds[at]!, this.#names[order % people]!, order, lots[at]!, prices[at]!)
      const facts = this.#engine.execute(command, now)
      if (facts instanceof Rejection && command.do === 'place') throw new Error(`#${order}: ${facts.message}`)
    }
  }

  #execute(command: EngineCommand): void {
    const result = this.#engine.execute(command, now)
    if (result instanceof Rejection) throw new Error(`${command.do}: ${result.message}`)
  }
}

/** The engine numbers orders as the stream does: it refuses none of them. */
function commandOf(kind: number, account: string, order: number, lots: number, price: number): EngineCommand {
  if (kind === Kind.cancel) return { do: 'cancel', account, ref: { order } }
  if (kind === Kind.modify) return { do: 'amend', account, ref: { order }, leaves: lots, price }
  const side = kind & Kind.buy ? 'buy' : 'sell'
  const tif = kind & Kind.immediate ? 'ioc' : 'gtc'
  return { do: 'place', account, client: `c${order}`, market, side, type: 'limit', lots, price, tif }
}
