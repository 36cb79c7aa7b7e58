import type { Actor } from '../define/actor.ts'
import type { ChannelEvent, DownMessage, Reason } from '../messages/down.ts'
import type { Encoded } from '../messages/encoded.ts'
import type { Position } from '../position.ts'
import type { Host } from './host.ts'
import { type Outlet, Reader } from './reader.ts'

/** How long an open that failed waits for the next try. */
const retryMs = 1000

/** What is read, and as whom. */
export interface ReadView {
  readonly channel: string
  readonly view: string
  readonly actor: Actor
  /** `state`: first its state, and again whenever too much was missed. `end`: what comes from now on, every event of it. */
  readonly from: 'state' | 'end'
}

export interface ServerListener {
  /** All there is; what was known before is void. */
  state?(state: unknown, position: Position): void
  /** What came since, oldest first, without a hole. There may be none: a view need not show every event. */
  events(events: readonly ChannelEvent[], position: Position): void
}

/**
 * The server's own code as a reader: it is told what a client would be told, recovers as a client does, and hears each event once, until
 * `end`. A view that it may not see is reported, and never read.
 */
export class ServerReader implements Outlet {
  readonly isBacklogged = false
  readonly #host: Host
  readonly #what: ReadView
  readonly #listener: ServerListener
  /** How far the listener is. `undefined` until the channel is open. */
  #position: Position | undefined
  #reader: Reader
  #hasEnded = false
  #cancelRetry = () => {}

  constructor(host: Host, what: ReadView, listener: ServerListener) {
    this.#host = host
    this.#what = what
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
    else if (down.type === 'opened') this.#begin(down.state, down.position)
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

  #begin(state: unknown, position: Position): void {
    this.#position = position
    this.#listener.state?.(state, position)
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
    this.#listener.events(
      events.filter(({ offset }) => offset > seen.offset),
      end,
    )
  }

  #open(): Reader {
    const { channel, view, actor, from } = this.#what
    const reader = new Reader(channel, view, actor, this, from === 'end')
    this.#reader = reader
    const refused = (reason: Reason) => this.#refused(reader, reason)
    if (this.#position === undefined && from === 'end') this.#host.openAtEnd(reader, refused)
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
    else this.#host.runtime.report(new Error(reason.message), `${this.#what.channel}: subscribing`)
  }

  #retry(): void {
    this.#cancelRetry = this.#host.runtime.setTimer(() => {
      if (!this.#hasEnded) this.#reopen()
    }, retryMs)
  }
}
