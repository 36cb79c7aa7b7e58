// Streams of messages to a matching engine, shaped as a survey of engines has them: most orders are canceled soon, some are immediate, some are changed, and the
// middle of the market stays, drifts, swings or crashes.
import { Chance } from '../living/chance.ts'

export const scenarios = {
  static: { volatility: 0, swing: 0 },
  normal: { volatility: 0.15, swing: 0.02 },
  'swing-25': { volatility: 0.5, swing: 0.25 },
  'swing-40': { volatility: 0.5, swing: 0.4 },
  'flash-crash': { volatility: 0.5, swing: 0.6 },
} as const

export type Scenario = keyof typeof scenarios
export const scenarioNames = Object.keys(scenarios) as Scenario[]

/** Every order has a number: 1, 2, 3 … in the order of being placed. */
export type Message =
  | {
      readonly kind: 'place'
      readonly order: number
      readonly isBuy: boolean
      readonly lots: number
      readonly price: number
      readonly immediate: boolean
    }
  | { readonly kind: 'cancel'; readonly order: number }
  | { readonly kind: 'modify'; readonly order: number; readonly lots: number; readonly price: number }

const middle = 33_504
/** Of the distance from the middle. */
const exponent = 2.23
const deepest = 5000
const lotsAtMost = 100
const shares = { immediate: 0.15, modified: 0.2, repriced: 0.8, canceled: 0.95, twice: 0.02 }
/** In orders that come between: 0.431 ms where a million come in a second. */
const medianLife = 431
/** Of a swing, in one run. */
const swings = 4

export class Workload {
  readonly #chance: Chance
  readonly #scenario: Scenario
  readonly orders: number
  /** By the number of the order at whose time they are due. */
  readonly #due = new Map<number, Message[]>()
  #placed = 0
  #drift = 0

  constructor(scenario: Scenario, orders: number, seed: number) {
    this.#scenario = scenario
    this.orders = orders
    this.#chance = new Chance(seed)
  }

  /** The messages of the next orders, with all that became due meanwhile; none when all have come. */
  next(orders: number): Message[] {
    const messages: Message[] = []
    const end = Math.min(this.#placed + orders, this.orders)
    while (this.#placed < end) {
      this.#placed += 1
      messages.push(this.#place(this.#placed))
      const due = this.#due.get(this.#placed)
      if (due === undefined) continue
      messages.push(...due)
      this.#due.delete(this.#placed)
    }
    return messages
  }

  #place(order: number): Message {
    const random = () => this.#chance.next()
    const isBuy = random() < 0.5
    const immediate = random() < shares.immediate
    const lots = 1 + Math.floor(random() * lotsAtMost)
    const away = Math.min(deepest, Math.floor((1 - random()) ** (-1 / (exponent - 1))))
    // What is immediate reaches over the middle to the other side.
    const price = Math.max(1, this.#middle() + (isBuy === immediate ? away : -away))
    if (!immediate) this.#plan(order, lots, price)
    return { kind: 'place', order, isBuy, lots, price, immediate }
  }

  /** What its owner will do with it. */
  #plan(order: number, lots: number, price: number): void {
    const random = () => this.#chance.next()
    const life = Math.ceil((-Math.log(1 - random()) / Math.LN2) * medianLife)
    if (random() < shares.modified) {
      const newPrice = random() < shares.repriced ? Math.max(1, price + (random() < 0.5 ? 1 : -1)) : price
      this.#later(order + Math.ceil(life / 2), {
        kind: 'modify',
        order,
        lots: lots + 1 + Math.floor(random() * 10),
        price: newPrice,
      })
    }
    if (random() < shares.canceled) this.#later(order + life, { kind: 'cancel', order })
  }

  #later(at: number, message: Message): void {
    const due = this.#due.get(at) ?? []
    due.push(message)
    if (this.#chance.next() < shares.twice) due.push(message)
    this.#due.set(at, due)
  }

  #middle(): number {
    const { volatility, swing } = scenarios[this.#scenario]
    const random = () => this.#chance.next()
    const gauss = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    this.#drift += (volatility * gauss) / Math.sqrt(this.orders) - volatility ** 2 / 2 / this.orders
    const time = this.#placed / this.orders
    // A crash falls once in the middle of the run and comes back; the others go up and down.
    const shape =
      this.#scenario === 'flash-crash'
        ? -Math.max(0, 1 - Math.abs(time - 0.5) * 10)
        : Math.sin(2 * Math.PI * swings * time)
    return Math.max(1, Math.round(middle * Math.exp(this.#drift) * (1 + swing * shape)))
  }
}
