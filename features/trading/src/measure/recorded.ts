import type { Workload } from './workload.ts'

/** A whole stream in columns: nothing in it is for the garbage collector to look at while engines run. */
export interface Recorded {
  readonly count: number
  readonly kinds: Uint8Array
  readonly orders: Int32Array
  readonly lots: Int32Array
  readonly prices: Int32Array
}

/** Bits of a kind: what it is, and of a placed order its side and whether it is immediate. */
export const Kind = { place: 0, cancel: 1, modify: 2, buy: 4, immediate: 8 } as const

const chunk = 10_000

export function record(workload: Workload): Recorded {
  const size = workload.orders * 3
  const recorded = {
    count: 0,
    kinds: new Uint8Array(size),
    orders: new Int32Array(size),
    lots: new Int32Array(size),
    prices: new Int32Array(size),
  }
  for (let messages = workload.next(chunk); messages.length > 0; messages = workload.next(chunk)) {
    for (const message of messages) {
      const at = recorded.count
      recorded.count += 1
      recorded.orders[at] = message.order
      recorded.kinds[at] = Kind[message.kind]
      if (message.kind === 'cancel') continue
      recorded.lots[at] = message.lots
      recorded.prices[at] = message.price
      if (message.kind === 'modify') continue
      recorded.kinds[at] = (message.isBuy ? Kind.buy : 0) | (message.immediate ? Kind.immediate : 0)
    }
  }
  return recorded
}
