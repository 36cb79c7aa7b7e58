import type { Host } from '../host/host.ts'
import { ServerReader } from '../host/server-reader.ts'
import type { ChannelEvent } from '../messages/down.ts'
import { serverActor } from './define-generic.ts'
import type { Published, PublishedMessage } from './generic-channel.ts'

/**
 * Calls the listener for each message of a generic channel from now on, once. What it throws is reported and ends nothing. Returns what
 * ends that.
 */
export function subscribeToMessages(
  host: Host,
  channel: string,
  listener: (message: PublishedMessage) => unknown,
): () => void {
  let hasEnded = false
  const tell = ({ offset, at, data }: ChannelEvent) => {
    if (hasEnded) return
    const run = async () => listener({ ...(data as Published), offset, at })
    run().catch((error: unknown) => host.runtime.report(error, `${channel}: a subscriber threw`))
  }
  const what = { channel, view: 'server', actor: serverActor, from: 'end' } as const
  const reader = new ServerReader(host, what, { events: (events) => events.forEach(tell) })
  return () => {
    hasEnded = true
    reader.end()
  }
}
