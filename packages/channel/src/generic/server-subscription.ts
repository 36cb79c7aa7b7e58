import type { Host } from '../host/host.ts'
import { type Outlet, Reader } from '../host/reader.ts'
import type { ChannelEvent, DownMessage, Reason } from '../messages/down.ts'
import type { Encoded } from '../messages/encoded.ts'
import type { Position } from '../position.ts'
import { serverActor } from './define-generic.ts'
import type { Published, PublishedMessage } from './generic-channel.ts'

/** How long an open that failed waits for the next try. */
const retryMs = 1000

/**
 * The server's own code as a reader of a generic channel: it is told what a client would be told, and hears each message once.
 * What a listener throws is reported and ends nothing.
 */
export class ServerSubscription implements Outlet {
  readonly isBacklogged = false
  readonly #host: Host
  readonly #channel: string
  readonly #listener: (message: PublishedMessage) => unknown
  /** How far the listener is. `undefined` until the channel is open. */
  #position: Position | undefined
  #reader: Reader
  #hasEnded = false
  #cancelRetry = () => {}

  constructor(host: Host, channel: string, listener: (message: PublishedMessage) => unknown) {
    this.#host = host
    this.#channel = channel
    this.#listener = listener
    this.#reader = this.#open()
  }

  send(message: string | Encoded): void {
    if (this.#hasEnded) return
    const down = JSON.parse(typeof message === 'string' ? message : message.text) as DownMessage
    if (down.type === 'events')
      this.#take(down.events, down.after, { epoch: this.#position?.epoch ?? '', offset: down.offset })
    else if (down.type === 'opened' && down.events !== undefined)
      this.#take(down.events, down.after ?? 0, down.position)
    else if (down.type === 'opened') this.#position = down.position
    else if (down.type === 'closed') this.#retry()
  }

  /** An outlet can be closed; nobody closes this one. */
  close(): void {}

  end(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#cancelRetry()
    this.#host.leave(this.#reader)
  }

  /** The events between two offsets, those that were heard before left out. */
  #take(events: readonly ChannelEvent[], after: number, end: Position): void {
    // The first answer goes on from the durable end at which this began: what it brings became durable since.
    this.#position ??= { epoch: end.epoch, offset: after }
    const seen = this.#position
    if (seen.epoch !== end.epoch || after > seen.offset) {
      this.#reopen()
      return
    }
    if (end.offset <= seen.offset) return
    this.#position = end
    for (const { offset, at, data } of events) {
      if (offset > seen.offset) this.#tell({ ...(data as Published), offset, at })
    }
  }

  #tell(message: PublishedMessage): void {
    if (this.#hasEnded) return
    const run = async () => this.#listener(message)
    run().catch((error: unknown) => this.#host.runtime.report(error, `${this.#channel}: a subscriber threw`))
  }

  #open(): Reader {
    const reader = new Reader(this.#channel, 'server', serverActor, this, true)
    this.#reader = reader
    const refused = (reason: Reason) => this.#refused(reader, reason)
    if (this.#position === undefined) this.#host.openAtEnd(reader, refused)
    else this.#host.open(reader, this.#position, refused)
    return reader
  }

  #reopen(): void {
    this.#host.leave(this.#reader)
    this.#open()
  }

  #refused(reader: Reader, reason: Reason): void {
    if (this.#hasEnded || reader !== this.#reader) return
    if (reason.retryable) this.#retry()
    else this.#host.runtime.report(new Error(reason.message), `${this.#channel}: subscribing`)
  }

  #retry(): void {
    this.#cancelRetry = this.#host.runtime.setTimer(() => {
      if (!this.#hasEnded) this.#reopen()
    }, retryMs)
  }
}
