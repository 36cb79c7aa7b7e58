import type { Message, RawPeer } from './raw-peer.ts'

interface Event {
  readonly offset: number
  readonly data: { readonly by: number }
}

/** Follows one view of a counter by PROTOCOL.md#views, written apart from the client, and fails at any hole. */
export class ViewReader {
  total = 0
  epoch = ''
  offset = -1
  /** How often it was given an `opened` that it did not ask for. */
  levelled = -1
  readonly #peer: RawPeer
  readonly #channel: string

  constructor(peer: RawPeer, channel: string) {
    this.#peer = peer
    this.#channel = channel
    peer.text({ type: 'open', channel, view: 'all' })
  }

  /** Reads on until the view is at `offset`. */
  async readTo(offset: number): Promise<void> {
    while (this.offset < offset) this.take(await this.#peer.message())
  }

  take(message: Message): void {
    if (message.channel !== this.#channel) return
    if (message.type === 'opened') this.#opened(message)
    if (message.type === 'events') this.#events(message)
  }

  #opened(message: Message): void {
    const { epoch, offset } = message.position as { epoch: string; offset: number }
    this.levelled++
    if (message.state !== undefined) {
      this.total = (message.state as { total: number }).total
    } else {
      if ((message.after as number) > this.offset || epoch !== this.epoch) throw new Error('opened after a hole')
      this.#fold(message.events as Event[])
    }
    this.epoch = epoch
    this.offset = offset
  }

  #events(message: Message): void {
    const offset = message.offset as number
    if (offset <= this.offset) return
    if (message.after !== this.offset) throw new Error(`a hole between ${this.offset} and ${message.after}`)
    this.#fold(message.events as Event[])
    this.offset = offset
  }

  #fold(events: readonly Event[]): void {
    for (const { offset, data } of events) {
      if (offset > this.offset) this.total += data.by
    }
  }
}
