// Reads facts as somebody would who knows the rules and has no engine: who stands where, and what became of each order.
import type { Fact, Order, Traded } from '../../src/contract/index.ts'

interface Told {
  readonly order: Order
  /** Lots that it was ever to trade: at first, and by amendments. */
  wanted: number
  filled: number
  prevented: number
  canceled: number
  price: number
  /** `undefined`: nowhere. */
  place: 'resting' | 'waiting' | undefined
  ended: boolean
}

export class Tally {
  readonly orders = new Map<number, Told>()
  /** `A-B buy 100` → numbers, first come first. */
  readonly queues = new Map<string, number[]>()

  read(facts: readonly Fact[]): void {
    for (const fact of facts) this.#read(fact)
    for (const told of this.orders.values()) this.#settled(told)
  }

  #read(fact: Fact): void {
    switch (fact.type) {
      case 'accepted': {
        const { order } = fact
        const place = order.type === 'limit' || order.type === 'market' ? undefined : 'waiting'
        const counts = { wanted: order.lots, filled: 0, prevented: 0, canceled: 0 }
        this.orders.set(order.id, { order, ...counts, price: order.price, place, ended: false })
        break
      }
      case 'rested': {
        const told = this.#open(fact.order)
        if (told.order.tif === 'ioc' || told.order.tif === 'fok') throw new Error(`#${fact.order} rests, and may not`)
        if (this.leaves(told) !== fact.lots) throw new Error(`#${fact.order} rests with ${fact.lots}`)
        told.place = 'resting'
        this.#queue(told).push(fact.order)
        break
      }
      case 'traded':
        this.#trade(fact)
        break
      case 'refilled': {
        const queue = this.#queue(this.#open(fact.order))
        queue.splice(queue.indexOf(fact.order), 1)
        queue.push(fact.order)
        break
      }
      case 'prevented':
        this.#open(fact.order).prevented += fact.lots
        break
      case 'reduced': {
        const told = this.#open(fact.order)
        told.wanted -= this.leaves(told) - fact.leaves
        break
      }
      case 'moved': {
        const told = this.#open(fact.order)
        this.#leaveQueue(told)
        told.wanted += fact.leaves - this.leaves(told)
        told.price = fact.newPrice
        told.place = undefined
        break
      }
      case 'triggered': {
        const told = this.#open(fact.order)
        told.place = undefined
        told.price = fact.price
        break
      }
      case 'ended': {
        const told = this.#open(fact.order)
        told.prevented += fact.prevented
        told.canceled += fact.lots - fact.prevented
        this.#end(told)
        break
      }
      default:
    }
  }

  #trade(fact: Traded): void {
    const maker = this.#open(fact.maker)
    const taker = this.#open(fact.taker)
    const [buyer, seller] = maker.order.side === 'buy' ? [maker, taker] : [taker, maker]
    if (buyer.price < fact.price || seller.price > fact.price) throw new Error(`${fact.price} is beyond a limit`)
    if (fact.cross === undefined) {
      if (fact.price !== maker.price) throw new Error('it traded at another price than the maker’s')
      if (maker.order.account === taker.order.account && taker.order.selfTrade !== 'none')
        throw new Error('with himself')
      if (taker.order.postOnly) throw new Error('post-only, and takes')
    }
    for (const told of fact.cross === undefined ? [maker] : [maker, taker]) {
      if (this.#queue(told)[0] !== told.order.id) throw new Error(`#${told.order.id} was not first`)
      this.#best(told)
    }
    for (const told of [maker, taker]) {
      told.filled += fact.lots
      if (told.order.amount === undefined && this.leaves(told) === 0) this.#end(told)
    }
  }

  /** Nobody of its side stands at a better price. */
  #best({ order, price }: Told): void {
    for (const [key, queue] of this.queues) {
      const [market, side, at] = key.split(' ')
      if (queue.length === 0 || market !== order.market || side !== order.side) continue
      if (order.side === 'buy' ? Number(at) > price : Number(at) < price)
        throw new Error(`${at} was better than ${price}`)
    }
  }

  leaves({ wanted, filled, prevented, canceled }: Told): number {
    return wanted - filled - prevented - canceled
  }

  /** After a command: it rests, waits, or has ended, and all its lots are accounted for. */
  #settled(told: Told): void {
    const { order, ended, place } = told
    if (!ended && place === undefined) throw new Error(`#${order.id} neither rests nor ended`)
    if (order.amount !== undefined) return
    const leaves = this.leaves(told)
    if (ended ? leaves !== 0 : leaves < 1) throw new Error(`#${order.id}: ${leaves} left`)
    const isStop = order.type !== 'limit' && order.type !== 'market'
    // What was taken as fill or kill is filled; a stop may find that it cannot be.
    if (order.tif === 'fok' && ended && told.filled !== order.lots && !(isStop && told.filled === 0)) {
      throw new Error(`#${order.id}: ${told.filled} of a fill or kill`)
    }
  }

  #open(id: number): Told {
    const told = this.orders.get(id)
    if (told === undefined || told.ended) throw new Error(`#${id} is said something of, and is not open`)
    return told
  }

  #end(told: Told): void {
    this.#leaveQueue(told)
    told.ended = true
    told.place = undefined
  }

  #leaveQueue(told: Told): void {
    if (told.place !== 'resting') return
    const queue = this.#queue(told)
    queue.splice(queue.indexOf(told.order.id), 1)
  }

  #queue({ order, price }: Told): number[] {
    const key = `${order.market} ${order.side} ${price}`
    const queue = this.queues.get(key) ?? []
    this.queues.set(key, queue)
    return queue
  }

  /** Numbers in the order in which they would trade. */
  standing(market: string, side: 'buy' | 'sell'): number[] {
    const levels = [...this.queues].filter(([key]) => key.startsWith(`${market} ${side} `))
    const priceOf = (key: string) => Number(key.split(' ')[2])
    levels.sort(([one], [other]) => (side === 'buy' ? priceOf(other) - priceOf(one) : priceOf(one) - priceOf(other)))
    return levels.flatMap(([, queue]) => queue)
  }
}
