import type { Fold } from '../src/define/fold.ts'
import type { Host } from '../src/host/host.ts'
import type { Outlet } from '../src/host/reader.ts'
import type { DownMessage } from '../src/messages/down.ts'
import type { Encoded } from '../src/messages/encoded.ts'
import { Session } from '../src/session/session.ts'
import { Subscription } from '../src/subscription/subscription.ts'

/** A peer that takes what it is sent only when told to, as a socket's driver sees it: what waits is counted in bytes. */
export class NarrowOutlet implements Outlet {
  readonly #maxBacklogBytes: number
  readonly #waiting: string[] = []
  #wasBacklogged = false
  waitingBytes = 0
  /** The most that ever waited. */
  mostBytes = 0
  onDrained: () => void = () => {}
  onMessage: (message: DownMessage) => void = () => {}

  constructor(maxBacklogBytes: number) {
    this.#maxBacklogBytes = maxBacklogBytes
  }

  get isBacklogged(): boolean {
    return this.waitingBytes > this.#maxBacklogBytes
  }

  send(message: string | Encoded): void {
    const text = typeof message === 'string' ? message : message.text
    this.#waiting.push(text)
    this.waitingBytes += sizeOf(text)
    this.mostBytes = Math.max(this.mostBytes, this.waitingBytes)
    if (this.isBacklogged) this.#wasBacklogged = true
  }

  close(): void {}

  /** Takes whole messages, of so many bytes together or one. */
  take(bytes: number): void {
    for (let taken = 0; taken < bytes; ) {
      const text = this.#waiting.shift()
      if (text === undefined) break
      taken += sizeOf(text)
      this.waitingBytes -= sizeOf(text)
      this.onMessage(JSON.parse(text))
    }
    if (this.waitingBytes > 0 || !this.#wasBacklogged) return
    this.#wasBacklogged = false
    this.onDrained()
  }
}

export function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length
}

/** A reader as PROTOCOL.md describes one, at the end of a narrow line. */
export class NarrowReader<State, Events_> {
  readonly outlet: NarrowOutlet
  readonly session: Session
  readonly subscription: Subscription<State, Events_>
  /** What came, by type. */
  readonly seen: DownMessage[] = []
  holes = 0

  constructor(
    host: Host,
    address: { id: string; channel: string; view: string },
    fold: Fold<State, Events_>,
    most: number,
  ) {
    const { id, channel, view } = address
    this.outlet = new NarrowOutlet(most)
    this.subscription = new Subscription(channel, view, fold)
    this.session = new Session({
      host,
      outlet: this.outlet,
      heartbeatMs: 25_000,
      maxMessageBytes: 65_536,
      identify: () => ({ id, name: id, guest: false }),
    })
    this.outlet.onDrained = () => this.session.drained()
    this.outlet.onMessage = (message) => this.#receive(message)
    this.open()
  }

  open(): void {
    this.session.receive(JSON.stringify(this.subscription.openMessage()))
  }

  /** Offsets of all events that came as news. */
  get newsOffsets(): number[] {
    return this.seen.flatMap((message) => (message.type === 'events' ? message.events.map(({ offset }) => offset) : []))
  }

  of<Type extends DownMessage['type']>(type: Type): Extract<DownMessage, { type: Type }>[] {
    return this.seen.filter((message): message is Extract<DownMessage, { type: Type }> => message.type === type)
  }

  #receive(message: DownMessage): void {
    this.seen.push(structuredClone(message))
    if (message.type !== 'opened' && message.type !== 'events') return
    const outcome =
      message.type === 'opened' ? this.subscription.receiveOpened(message) : this.subscription.receiveEvents(message)
    if (outcome !== 'hole') return
    this.holes++
    this.open()
  }
}
