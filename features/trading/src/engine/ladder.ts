// One side of a book, or the stops that wait in one direction: levels by price, in each a queue in which whoever came first is first.
import type { Side } from '../contract/order.ts'
import { levelHash } from '../feeds/book-sum.ts'
import type { OrderNode } from './order-node.ts'
import { SortedBlocks } from './sorted-blocks.ts'

export class PriceLevel {
  readonly price: number
  /** Lots that are seen, and all of them. */
  shown = 0
  total = 0
  /** `levelHash` of it, as a signed number: those are small ones to V8. */
  hash = 0
  head: OrderNode | null = null
  tail: OrderNode | null = null
  better: PriceLevel | null = null
  worse: PriceLevel | null = null

  constructor(price: number) {
    this.price = price
  }
}

export class Ladder {
  readonly side: Side
  /** The best price is the highest. */
  readonly highest: boolean
  best: PriceLevel | null = null
  /** Lots of all its orders. */
  total = 0
  #sum = 0
  /** Where an order came lately another often comes. */
  #latest: PriceLevel | undefined
  readonly #levels = new Map<number, PriceLevel>()
  readonly #keys = new SortedBlocks()
  #worst: PriceLevel | null = null

  constructor(side: Side, highest: boolean) {
    this.side = side
    this.highest = highest
  }

  /** Of what is seen, see `bookSum`; an unsigned 32-bit number. */
  get sum(): number {
    return this.#sum >>> 0
  }

  find(price: number): PriceLevel | undefined {
    if (this.#latest?.price === price) return this.#latest
    this.#latest = this.#levels.get(price)
    return this.#latest
  }

  /** What is seen at a price. */
  shownAt(price: number): number {
    return this.find(price)?.shown ?? 0
  }

  append(node: OrderNode, price: number): PriceLevel {
    const level = this.find(price) ?? this.#insert(new PriceLevel(price))
    this.push(node, level)
    return level
  }

  /** To the end of a level. */
  push(node: OrderNode, level: PriceLevel): void {
    node.level = level
    node.prev = level.tail
    node.next = null
    if (level.tail === null) level.head = node
    else level.tail.next = node
    level.tail = node
  }

  /** Out of its queue; its own links stay. A level without orders goes. */
  unlink(node: OrderNode, level: PriceLevel): void {
    this.take(node, level)
    if (level.head === null) this.#remove(level)
  }

  /** Out of its queue, of a level that stays. */
  take(node: OrderNode, level: PriceLevel): void {
    if (node.prev === null) level.head = node.next
    else node.prev.next = node.next
    if (node.next === null) level.tail = node.prev
    else node.next.prev = node.prev
  }

  /** Where its links say; only in the opposite order of `unlink` and `take`. */
  relink(node: OrderNode, level: PriceLevel): void {
    if (level.head === null && !this.#levels.has(level.price)) this.#insert(level)
    if (node.prev === null) level.head = node
    else node.prev.next = node
    if (node.next === null) level.tail = node
    else node.next.prev = node
  }

  /** `shown` and `total`: by how many lots the level changes. */
  change(level: PriceLevel, shown: number, total: number): void {
    level.shown += shown
    level.total += total
    this.total += total
    if (shown === 0) return
    const hash = levelHash(this.side, level.price, level.shown) | 0
    this.#sum = (this.#sum - level.hash + hash) | 0
    level.hash = hash
  }

  #insert(level: PriceLevel): PriceLevel {
    const key = this.#keyOf(level.price)
    const below = this.#keys.add(key)
    this.#levels.set(level.price, level)
    const worse = below === undefined ? null : this.#levels.get(this.highest ? below : -below)!
    const better = worse === null ? this.#worst : worse.better
    level.worse = worse
    level.better = better
    if (worse === null) this.#worst = level
    else worse.better = level
    if (better === null) this.best = level
    else better.worse = level
    return level
  }

  #remove(level: PriceLevel): void {
    this.#keys.delete(this.#keyOf(level.price))
    this.#levels.delete(level.price)
    if (this.#latest === level) this.#latest = undefined
    const { better, worse } = level
    if (worse === null) this.#worst = better
    else worse.better = better
    if (better === null) this.best = worse
    else better.worse = worse
    level.better = null
    level.worse = null
  }

  /** The better, the greater. */
  #keyOf(price: number): number {
    return this.highest ? price : -price
  }
}
