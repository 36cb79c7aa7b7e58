import type { ChannelDefinition } from '../define/define-channel.ts'
import type { Reason } from '../messages/down.ts'
import type { Encoded } from '../messages/encoded.ts'
import type { Position } from '../position.ts'
import type { Store } from '../store/store.ts'
import type { HostLimits } from './limits.ts'
import type { Outlet, Reader } from './reader.ts'
import * as reasons from './reasons.ts'
import { RecentEvents } from './recent-events.ts'
import type { Runtime } from './runtime.ts'
import { ViewFeed } from './view-feed.ts'

interface ReadersServices {
  readonly store: Store
  readonly runtime: Runtime
  readonly limits: HostLimits
}

/** How long a reader waits for another try to bring it level. */
const retryMs = 1000

/** All who read one channel, and what they may know of it: the durable part, nothing beyond. */
export class ChannelReaders {
  readonly feeds = new Map<string, ViewFeed>()
  readonly #name: string
  readonly #services: ReadersServices
  readonly #recent: RecentEvents
  /** Gives a reader the whole state instead, once that is durable. */
  readonly #openFresh: (reader: Reader, refused: (reason: Reason) => void) => void
  /** The durable end of the log. `undefined` until the channel was loaded once. */
  #committed: Position | undefined
  /** Readers for whom the store is being read: they are in no feed yet, or must not be forgotten in theirs. */
  #levelling = 0

  constructor(
    name: string,
    definition: ChannelDefinition,
    services: ReadersServices,
    openFresh: (reader: Reader, refused: (reason: Reason) => void) => void,
  ) {
    this.#name = name
    this.#services = services
    this.#recent = new RecentEvents(services.limits.recentEvents)
    this.#openFresh = openFresh
    for (const [view, rule] of definition.views) {
      this.feeds.set(view, new ViewFeed(name, view, rule, services.runtime, services.limits))
    }
  }

  get isEmpty(): boolean {
    if (this.#levelling > 0) return false
    for (const feed of this.feeds.values()) {
      if (feed.readers.size > 0) return false
    }
    return true
  }

  get committed(): Position | undefined {
    return this.#committed
  }

  /** The channel was loaded. If the log moved while nobody here looked, readers are brought level. */
  loaded(position: Position, newest: readonly string[]): void {
    const previous = this.#committed
    this.#committed = position
    this.#recent.reset(newest, position.offset)
    if (previous === undefined) return
    if (previous.epoch === position.epoch && previous.offset === position.offset) return
    for (const feed of this.feeds.values()) {
      for (const reader of feed.readers) this.#relevel(reader, previous.epoch)
    }
  }

  publish(after: number, position: Position, events: readonly string[]): void {
    this.#committed = position
    if (events.length === 0) return
    this.#recent.push(events)
    for (const feed of this.feeds.values()) {
      if (feed.publish(after, position.offset, events)) continue
      for (const reader of [...feed.readers]) this.end(reader, reasons.internal)
    }
  }

  /** Something ephemeral, for all but its sender. */
  tell(message: Encoded, except: Outlet): void {
    for (const feed of this.feeds.values()) feed.tell(message, except)
  }

  leave(reader: Reader): void {
    reader.hasLeft = true
    this.feeds.get(reader.view)?.leave(reader)
  }

  /** A reader that had fallen behind reads again. */
  catchUp(reader: Reader): void {
    this.feeds.get(reader.view)?.refreshPresence(reader)
    if (!reader.isBehind || reader.hasLeft || this.#committed === undefined) return
    this.#relevel(reader, this.#committed.epoch)
  }

  /** For a reader that has the view open: what fails now is tried again, as long as that may help. */
  #relevel(reader: Reader, epoch: string): void {
    this.level(reader, { epoch, offset: reader.offset ?? 0 }, (reason) => {
      if (!reason.retryable) {
        this.end(reader, reason)
        return
      }
      reader.isBehind = true
      this.#services.runtime.setTimer(() => this.catchUp(reader), retryMs)
    })
  }

  /** Brings a reader from its position to what is durable now: by what it missed if that is little, else by the state. */
  level(reader: Reader, from: Position, refused: (reason: Reason) => void): void {
    const { maxReplay } = this.#services.limits
    const committed = this.#committed
    const isOurs = committed !== undefined && from.epoch === committed.epoch && from.offset <= committed.offset
    if (!isOurs || committed.offset - from.offset > maxReplay) {
      this.#openFresh(reader, refused)
      return
    }
    const recent = this.#recent.after(from.offset)
    if (recent === undefined) this.#levelFromStore(reader, from, refused)
    else this.#deliverMissed(reader, from.offset, recent, committed)
  }

  deliver(reader: Reader, opened: Encoded, offset: number): void {
    if (reader.hasLeft) return
    reader.outlet.send(opened)
    this.feeds.get(reader.view)?.join(reader, offset)
  }

  /** Ends a view from this side, and says why. */
  end(reader: Reader, reason: Reason): void {
    if (reader.hasLeft) return
    this.leave(reader)
    const { channel, view, outlet } = reader
    outlet.send(JSON.stringify({ type: 'closed', channel, view, code: reason.code, message: reason.message }))
  }

  #levelFromStore(reader: Reader, from: Position, refused: (reason: Reason) => void): void {
    // Until then the reader gets no news: there would be a hole before them.
    reader.isBehind = true
    this.#levelling++
    const { store, limits, runtime } = this.#services
    store.readAfter(this.#name, from.offset, limits.maxReplay).then(
      (stored) => {
        this.#levelling--
        const committed = this.#committed
        if (committed?.epoch !== from.epoch) {
          this.#openFresh(reader, refused)
          return
        }
        // A transaction whose answer has not come yet may be in the store already; its news comes by itself.
        const events = stored.filter(({ offset }) => offset <= committed.offset)
        const rest = this.#recent.after(events.at(-1)?.offset ?? from.offset)
        if (rest === undefined) {
          this.#openFresh(reader, refused)
          return
        }
        this.#deliverMissed(reader, from.offset, [...events.map(({ event }) => event), ...rest], committed)
      },
      (error: unknown) => {
        this.#levelling--
        runtime.report(error, `${this.#name}: reading what a reader missed`)
        refused(reasons.storeUnavailable)
      },
    )
  }

  #deliverMissed(reader: Reader, after: number, events: readonly string[], { epoch, offset }: Position): void {
    const opened = this.feeds.get(reader.view)?.encodeLevelled(epoch, after, offset, events)
    if (opened === undefined) this.end(reader, reasons.internal)
    else this.deliver(reader, opened, offset)
  }
}
