import { dialects } from '../client/dialects.ts'
import { openAll, openReady, type Target } from '../client/open.ts'
import type { TextListener } from '../client/raw-socket.ts'

export interface Subscribers {
  readonly counter: { deliveries: number }
}

/** Connects them, and resolves when all are subscribed. The first `sampled` give their messages away. */
export async function subscribeAll(
  target: Target,
  subscribers: number,
  sampled: number,
  onMessage: TextListener,
): Promise<Subscribers> {
  const dialect = dialects[target.dialect]
  const counter = { deliveries: 0 }
  await openAll(subscribers, (index) =>
    openReady(target, (bytes, from, to, socket, isCompressed) => {
      counter.deliveries += isCompressed ? 1 : dialect.deliveries(bytes, from)
      if (index < sampled) onMessage(bytes, from, to, socket, isCompressed)
    }),
  )
  return { counter }
}
