import { ChannelError } from '../channel-error.ts'
import { Code } from '../codes.ts'
import type { Host } from '../host/host.ts'
import { Reader } from '../host/reader.ts'
import type { ChannelEvent, Person } from '../messages/down.ts'
import { maxNesting, maxReadLimit, nestingOf } from '../messages/limits.ts'
import { serverActor } from './define-generic.ts'
import { genericName, type Published, type PublishedMessage } from './generic-channel.ts'
import { subscribeToMessages } from './subscribe-to-messages.ts'

/** What the server can do with one generic channel. */
export interface GenericChannel {
  readonly name: string
  /**
   * Resolves when the message is durable. `id`: 1 to 64 visible ASCII characters; what was published under it within 24 hours
   * is not published again, and resolves with the place it has. Rejects with `ChannelError`.
   */
  publish(data: unknown, options?: { readonly id?: string }): Promise<{ readonly id: string; readonly offset: number }>
  /** Calls the listener for each message from now on, in order, once it is durable. Returns what ends that. */
  subscribe(listener: (message: PublishedMessage) => unknown): () => void
  /** The newest messages before an offset, oldest first; by default the newest 50 of all. Rejects with `ChannelError`. */
  history(options?: { readonly before?: number; readonly limit?: number }): Promise<GenericPage>
  /** Who has the channel open. The list stops at `maxPresenceNames`, the count does not. */
  presence(): { readonly count: number; readonly people: readonly Person[] }
}

export interface GenericPage {
  readonly messages: readonly PublishedMessage[]
  /** Whether there is anything before the first of these. */
  readonly more: boolean
}

/** What `history` gives unless it is told how many. */
const pageLimit = 50

export class ServerChannel implements GenericChannel {
  readonly name: string
  readonly #host: Host
  readonly #channel: string

  constructor(host: Host, name: string) {
    this.name = name
    this.#host = host
    this.#channel = `${genericName}/${name}`
  }

  async publish(data: unknown, { id }: { readonly id?: string } = {}): Promise<{ id: string; offset: number }> {
    const given = id ?? `${this.#host.runtime.randomId()}.1`
    if (typeof given !== 'string' || !/^[\x21-\x7e]{1,64}$/.test(given)) {
      throw invalid(`The id of a message is 1 to 64 visible ASCII characters; this one is ${JSON.stringify(given)}.`)
    }
    const input = { data: plain(data) }
    const command = { type: 'command' as const, id: given, channel: this.#channel, name: 'publish', input }
    return new Promise((resolve, reject) => {
      this.#host.command(serverActor, command, {
        done: (_id, offset) => resolve({ id: given, offset }),
        refused: (_id, reason) => reject(new ChannelError(reason)),
      })
    })
  }

  subscribe(listener: (message: PublishedMessage) => unknown): () => void {
    return subscribeToMessages(this.#host, this.#channel, listener)
  }

  async history({ before, limit = pageLimit }: { before?: number; limit?: number } = {}): Promise<GenericPage> {
    if (!Number.isSafeInteger(limit) || limit < 1 || limit > maxReadLimit) {
      throw invalid(`The limit of a history is a whole number from 1 to ${maxReadLimit}; this one is ${limit}.`)
    }
    const end = before ?? Number.MAX_SAFE_INTEGER
    if (!Number.isSafeInteger(end) || end < 0) throw invalid(`"before" is an offset; this one is ${before}.`)
    const reader = new Reader(this.#channel, 'server', serverActor, { isBacklogged: false, send() {}, close() {} })
    const read = { type: 'read' as const, id: 'history', channel: this.#channel, view: 'server', before: end, limit }
    const page = await this.#host.read(reader, read)
    if ('code' in page) throw new ChannelError(page)
    const events = page.events.map((text) => JSON.parse(text) as ChannelEvent)
    return { messages: events.map(({ data, offset, at }) => ({ ...(data as Published), offset, at })), more: page.more }
  }

  presence(): { count: number; people: readonly Person[] } {
    const { count, people = [] } = this.#host.presence(this.#channel, 'messages')
    return { count, people }
  }
}

/** A copy that is JSON and nothing else, as everybody will get it: what the caller does with his own later changes nothing. */
function plain(data: unknown): unknown {
  let text: string | undefined
  try {
    text = JSON.stringify(data)
  } catch (error) {
    throw invalid(`What is published must be JSON: ${error instanceof Error ? error.message : error}`)
  }
  if (text === undefined) throw invalid('Say what to publish: publish({ … }). undefined and functions are no JSON.')
  // The message around it takes some of what there is.
  if (nestingOf(text) > maxNesting - 4) throw invalid(`What is published may be nested ${maxNesting - 4} levels deep.`)
  return JSON.parse(text)
}

function invalid(message: string): ChannelError {
  return new ChannelError({ code: Code.invalidInput, message, retryable: false })
}
