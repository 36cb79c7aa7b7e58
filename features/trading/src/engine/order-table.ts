import type { OrderNode } from './order-node.ts'

/**
 * Open orders by number: a table of slots, at least twice as many as there are orders. A number that finds its slot taken lies behind it. Numbers are given one
 * after the other, and thousands of neighbours may stand for long: multiplied with the golden ratio they lie far apart, where their lower bits would make one long
 * row, which all that come later would have to walk along.
 */
export class OrderTable {
  #slots: (OrderNode | null)[] = emptySlots(64)
  #mask = 63
  /** 32 less the bits of the mask. */
  #shift = 26
  #size = 0

  get size(): number {
    return this.#size
  }

  get(id: number): OrderNode | undefined {
    const slots = this.#slots
    const mask = this.#mask
    for (let place = this.#slotOf(id); ; place = (place + 1) & mask) {
      const node = slots[place]!
      if (node === null) return undefined
      if (node.id === id) return node
    }
  }

  add(node: OrderNode): void {
    if (this.#size * 2 >= this.#slots.length) this.#grow()
    this.#size += 1
    this.#put(node)
  }

  /** It is there. */
  delete(node: OrderNode): void {
    const slots = this.#slots
    const mask = this.#mask
    let hole = this.#slotOf(node.id)
    while (slots[hole] !== node) hole = (hole + 1) & mask
    this.#size -= 1
    // Those behind that had found a place taken move up, so that no search ends too early.
    for (let place = (hole + 1) & mask; slots[place] !== null; place = (place + 1) & mask) {
      const distance = (place - this.#slotOf(slots[place]!.id)) & mask
      if (distance < ((place - hole) & mask)) continue
      slots[hole] = slots[place]!
      hole = place
    }
    slots[hole] = null
  }

  /** In no order. */
  values(): OrderNode[] {
    return this.#slots.filter((node) => node !== null)
  }

  #slotOf(id: number): number {
    return Math.imul(id, 0x9e37_79b1) >>> this.#shift
  }

  #put(node: OrderNode): void {
    const slots = this.#slots
    let place = this.#slotOf(node.id)
    while (slots[place] !== null) place = (place + 1) & this.#mask
    slots[place] = node
  }

  #grow(): void {
    const nodes = this.values()
    this.#slots = emptySlots(this.#slots.length * 2)
    this.#mask = this.#slots.length - 1
    this.#shift -= 1
    for (const node of nodes) this.#put(node)
  }
}

function emptySlots(count: number): (OrderNode | null)[] {
  return new Array<OrderNode | null>(count).fill(null)
}
