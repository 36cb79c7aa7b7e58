import type { OrderNode } from './order-node.ts'

/** Up to so many are looked through one by one: for that a few numbers are read, where a map reads scattered memory and is made anew again and again. */
const few = 32

/** The open orders of one owner by the names that he gave. Most owners have few at a time; a market maker gets a map. */
export class ClientIndex {
  readonly #tails: number[] = []
  readonly #nodes: OrderNode[] = []
  #map: Map<string, OrderNode> | undefined

  get(client: string): OrderNode | undefined {
    if (this.#map !== undefined) return this.#map.get(client)
    const tail = tailOf(client)
    const tails = this.#tails
    for (let place = 0; place < tails.length; place += 1) {
      if (tails[place] === tail && this.#nodes[place]!.order.client === client) return this.#nodes[place]
    }
    return undefined
  }

  /** Its name is new here. */
  add(node: OrderNode): void {
    if (this.#map === undefined && this.#nodes.length < few) {
      node.namePlace = this.#nodes.length
      this.#nodes.push(node)
      this.#tails.push(tailOf(node.order.client))
    } else this.#large().set(node.order.client, node)
  }

  /** It is there. */
  delete(node: OrderNode): void {
    if (this.#map !== undefined) {
      this.#map.delete(node.order.client)
      return
    }
    // The last one takes its place.
    const last = this.#nodes.pop()!
    const tail = this.#tails.pop()!
    if (last === node) return
    last.namePlace = node.namePlace
    this.#nodes[node.namePlace] = last
    this.#tails[node.namePlace] = tail
  }

  #large(): Map<string, OrderNode> {
    if (this.#map !== undefined) return this.#map
    this.#map = new Map(this.#nodes.map((node) => [node.order.client, node]))
    this.#nodes.length = 0
    this.#tails.length = 0
    return this.#map
  }
}

/** Names that are counted up or made by chance differ in the end. Only those that are equal here are compared. */
function tailOf(client: string): number {
  const end = client.length - 1
  let tail = end
  for (let at = end; at >= 0 && at > end - 4; at -= 1) tail = (tail * 31 + client.charCodeAt(at)) | 0
  return tail
}
