// Price-time priority as one would write it down on a page, slow and plain: what the engine is compared with.
export interface NaiveOrder {
  readonly name: string
  readonly side: 'buy' | 'sell'
  readonly price: number
  lots: number
  readonly postOnly?: boolean
}

export class NaiveBook {
  /** In the order in which they came. */
  orders: NaiveOrder[] = []
  /** Maker, taker, price, lots; four for each trade since they were last looked at. */
  trades: (string | number)[] = []

  place(order: NaiveOrder, kind: 'gtc' | 'ioc' | 'fok'): boolean {
    const within = this.#against(order)
    if (order.postOnly && within.length > 0) return false
    if (kind === 'fok' && within.reduce((sum, { lots }) => sum + lots, 0) < order.lots) return false
    for (const maker of within) {
      const lots = Math.min(maker.lots, order.lots)
      if (lots === 0) break
      this.trades.push(maker.name, order.name, maker.price, lots)
      maker.lots -= lots
      order.lots -= lots
      if (maker.lots === 0) this.cancel(maker.name)
    }
    if (order.lots > 0 && kind === 'gtc') this.orders.push(order)
    return true
  }

  cancel(name: string): boolean {
    const place = this.orders.findIndex((each) => each.name === name)
    if (place < 0) return false
    this.orders.splice(place, 1)
    return true
  }

  amend(name: string, lots: number, price: number): boolean {
    const old = this.orders.find((each) => each.name === name)
    if (old === undefined) return false
    if (price === old.price && lots <= old.lots) old.lots = lots
    else {
      const moved = { ...old, lots, price }
      if (old.postOnly && this.#against(moved).length > 0) return false
      this.cancel(name)
      this.place(moved, 'gtc')
    }
    return true
  }

  /** Whom it would meet, in that order. */
  #against({ side, price }: NaiveOrder): NaiveOrder[] {
    const sign = side === 'buy' ? 1 : -1
    // The sort is stable: of one price, first come first.
    return this.orders
      .filter((each) => each.side !== side && sign * (price - each.price) >= 0)
      .sort((one, other) => sign * (one.price - other.price))
  }

  levels(side: 'buy' | 'sell'): [number, number][] {
    const sums = new Map<number, number>()
    for (const each of this.orders) {
      if (each.side === side) sums.set(each.price, (sums.get(each.price) ?? 0) + each.lots)
    }
    return [...sums].sort(([one], [other]) => (side === 'buy' ? other - one : one - other))
  }
}
