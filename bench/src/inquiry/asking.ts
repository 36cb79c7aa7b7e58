import type { Chatting } from '../chat/chatting.ts'
import { chattings } from '../chat/chatting.ts'
import { startsWith } from '../client/ascii.ts'
import { pathOf } from './people.ts'

/** A customer of ours who has an inquiry open and writes into it: the inquiry is the room. */
export function asking(customer: string): Chatting {
  return {
    ...chattings.parley,
    path: pathOf(customer),
    listen: (inquiry) => JSON.stringify({ type: 'open', channel: `inquiry/${inquiry}`, view: 'customer' }),
    // Nothing that he gets is counted; but a message that was not taken is no load.
    deliveries(bytes, from) {
      if (startsWith(bytes, from, '{"type":"refused"'))
        throw new Error(`refused: ${bytes.toString('utf8', from, from + 300)}`)
      return 0
    },
    post: (inquiry, count, text) =>
      JSON.stringify({
        ...{ type: 'command', id: `bench.${String(count).padStart(10, '0')}` },
        ...{ channel: `inquiry/${inquiry}`, name: 'write', input: { text } },
      }),
  }
}
