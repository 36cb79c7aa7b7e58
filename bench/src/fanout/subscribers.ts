import { dialects, isReadyAtOnce } from '../client/dialects.ts'
import { RawSocket, type TextListener } from '../client/raw-socket.ts'
import type { FanoutLoad } from './load.ts'

export interface Subscribers {
  readonly counter: { deliveries: number }
}

/** Connects them a few at a time, and resolves when all are subscribed. The first `sampled` give their messages away. */
export async function subscribeAll(
  { port, dialect: name, subscribers }: FanoutLoad,
  sampled: number,
  onMessage: TextListener,
): Promise<Subscribers> {
  const dialect = dialects[name]
  const counter = { deliveries: 0 }
  const subscribe = async (index: number): Promise<void> => {
    let isReady = false
    let ready = () => {}
    const subscribed = new Promise<void>((resolve) => {
      ready = resolve
    })
    const isSampled = index < sampled
    const socket = new RawSocket(port, dialect.path, (bytes, from, to, self) => {
      if (isReady) {
        counter.deliveries += dialect.deliveries(bytes, from)
        if (isSampled) onMessage(bytes, from, to, self)
        // Heartbeats of Engine.IO are messages like any other.
        if (to - from < 3) dialect.handle(bytes, from, to, self)
      } else if (dialect.handle(bytes, from, to, self)) {
        isReady = true
        ready()
      }
    })
    await socket.opened
    isReady = isReadyAtOnce(name)
    dialect.subscribe(socket)
    if (!isReady) await subscribed
  }
  const atOnce = 50
  for (let first = 0; first < subscribers; first += atOnce) {
    const count = Math.min(atOnce, subscribers - first)
    await Promise.all(Array.from({ length: count }, (_, index) => subscribe(first + index)))
  }
  return { counter }
}
