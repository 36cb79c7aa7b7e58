import type { ChannelDefinition } from '../define/define-channel.ts'
import type { Reason } from '../messages/down.ts'
import { encode, encodeRefused } from '../messages/encode-down.ts'
import { Encoded } from '../messages/encoded.ts'
import type { Position } from '../position.ts'
import type { LogReader } from './channel-log.ts'
import type { EventBatch } from './event-batch.ts'
import type { PresentState, SealedEvents, ShownEvents } from './event-show.ts'
import type { HostLimits } from './limits.ts'
import type { PresenceWatchers } from './presence-watchers.ts'
import type { Outlet, Reader } from './reader.ts'
import * as reasons from './reasons.ts'
import { RecentEvents } from './recent-events.ts'
import type { Runtime } from './runtime.ts'
import type { ViewFeed } from './view-feed.ts'
import { ViewFeeds } from './view-feeds.ts'

interface ReadersServices {
  readonly store: LogReader
  readonly runtime: Runtime
  readonly limits: HostLimits
  readonly watchers: PresenceWatchers
  /** The channel's state, if all of it is stored. */
  readonly present: () => PresentState | undefined
  /** Levels a reader once there is a state to show by. */
  readonly levelLater: (reader: Reader, from: Position, refused: (reason: Reason) => void) => void
  /** Gives a reader the whole state, once that is durable. */
  readonly openFresh: (reader: Reader, refused: (reason: Reason) => void) => void
}

/** How long a reader waits for another try to bring it level. */
const retryMs = 1000

/** All who read one channel, and what they may know of it: the durable part, nothing beyond. */
export class ChannelReaders {
  readonly feeds: ViewFeeds
  readonly #name: string
  readonly #services: ReadersServices
  readonly #recent: RecentEvents
  /** The durable end of the log. `undefined` until the channel was loaded once. */
  #committed: Position | undefined
  /** Readers for whom the store is being read: they are in no feed yet, or must not be forgotten in theirs. */
  readonly #levelling = new Set<Reader>()

  constructor(name: string, definition: ChannelDefinition, services: ReadersServices) {
    this.#name = name
    this.#services = services
    this.#recent = new RecentEvents(services.limits.recentEvents)
    const feedServices = { ...services, catchUp: (reader: Reader) => this.catchUp(reader) }
    this.feeds = new ViewFeeds(name, definition, feedServices)
  }

  get isEmpty(): boolean {
    if (this.#levelling.size > 0) return false
    for (const feed of this.feeds.all()) {
      if (feed.isNeeded) return false
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
    for (const feed of [...this.feeds.all()]) {
      feed.forgetNews(position.offset)
      for (const reader of [...feed.readers]) {
        if (!this.#levelling.has(reader)) this.#relevel(reader)
      }
    }
  }

  /** These events are handed to the store: what views whose `show` looks at the state show of them, by the state which ends exactly here. */
  show(batch: EventBatch, present: PresentState): SealedEvents | undefined {
    let all: Map<string, ShownEvents | undefined> | undefined
    for (const [feed, events] of this.feeds.touchedBy(batch)) {
      if (!feed.kind.usesState || feed.readers.size === 0) continue
      const shown = events && feed.opened.shown(events, present)
      all ??= new Map()
      all.set(feed.view, shown === 'unsettled' ? undefined : shown)
    }
    return all
  }

  /** `shown`: what `show` said of these events. `waiting`: who waits for their effects, by their ids. */
  publish(
    batch: EventBatch,
    position: Position,
    shown: SealedEvents | undefined,
    waiting: () => ReadonlySet<string>,
  ): void {
    this.#committed = position
    if (batch.texts.length === 0) return
    this.#recent.push(batch.texts)
    for (const [feed, events] of this.feeds.touchedBy(batch)) {
      const outcome = events !== undefined && feed.publish(batch, events, shown, waiting)
      if (outcome === true) continue
      for (const reader of [...feed.readers]) {
        if (outcome === false) this.end(reader, reasons.internal)
        else if (!this.#levelling.has(reader)) this.#relevel(reader)
      }
    }
  }

  /** Something ephemeral, for all but its sender who have one of these views open, or any: once for each, however many that are. */
  tell(message: Encoded, except: Outlet, views: readonly string[] | undefined): void {
    const heard = [...(views === undefined ? this.feeds.all() : views.flatMap((view) => [...this.feeds.ofRule(view)]))]
    const read = heard.filter(({ readers }) => readers.size > 0)
    const told = read.length > 1 ? new Set<Outlet>() : undefined
    for (const feed of read) feed.tell(message, except, told)
  }

  leave(reader: Reader): void {
    reader.hasLeft = true
    this.feeds.leave(reader)
  }

  /** All whom the rule of their view refuses now: those who have it open, where events `concern` it, and those who wait for it. */
  refusedBy(isAllowed: (reader: Reader) => boolean, concern: EventBatch | undefined): readonly Reader[] {
    const feeds: Iterable<ViewFeed> =
      concern === undefined ? this.feeds.all() : this.feeds.touchedBy(concern).map(([feed]) => feed)
    const refused: Reader[] = []
    for (const { kind, readers } of feeds) {
      if (kind.rule.allow === undefined) continue
      for (const reader of readers) if (!isAllowed(reader)) refused.push(reader)
    }
    for (const reader of this.#levelling) if (!reader.hasLeft && !isAllowed(reader)) refused.push(reader)
    return refused
  }

  /** A reader that had fallen behind reads again. */
  catchUp(reader: Reader): void {
    const feed = this.feeds.get(reader.view)
    feed?.refreshPresence(reader)
    // One that was never level has its `open` to answer first: it is levelled by that, or refused.
    if (!reader.isBehind || reader.hasLeft || reader.offset === undefined || this.#levelling.has(reader)) return
    if (this.#committed === undefined) return
    // What is kept of the news does not join on to what stood in a log that was made anew.
    if (reader.epoch !== this.#committed.epoch || !feed?.catchUp(reader)) this.#relevel(reader)
  }

  /** For a reader that has the view open: what fails now is tried again, as long as that may help. */
  #relevel(reader: Reader): void {
    // Until then it gets no news, which it could take for a part of what it has.
    reader.isBehind = true
    const from = { epoch: reader.epoch ?? '', offset: reader.offset ?? 0 }
    this.level(reader, from, (reason) => this.#failed(reader, reason))
  }

  #failed(reader: Reader, reason: Reason): void {
    if (!reason.retryable) {
      this.end(reader, reason)
      return
    }
    this.#services.runtime.setTimer(() => this.catchUp(reader), retryMs)
  }

  /** Brings a reader from its position to what is durable now: by what it missed if that is little, else by the state. */
  level(reader: Reader, from: Position, refused: (reason: Reason) => void): void {
    const maxReplay = this.#maxReplay(reader)
    const committed = this.#committed
    if (committed !== undefined && this.#isOurs(from) && this.feeds.get(reader.view)?.hasAllAt(from.offset)) {
      this.#deliverMissed(reader, from, [], committed, refused)
      return
    }
    if (committed === undefined || !this.#isOurs(from) || committed.offset - from.offset > maxReplay) {
      this.#services.openFresh(reader, refused)
      return
    }
    const recent = this.#recent.after(from.offset)
    if (recent === undefined) this.#levelFromStore(reader, from, refused)
    else this.#deliverMissed(reader, from, recent, committed, refused)
  }

  deliver(reader: Reader, opened: Encoded, offset: number): void {
    if (reader.hasLeft) return
    if (reader.outlet.isBacklogged) {
      // What waits for a peer is bounded, so this waits until it has taken that: it comes then, and newer.
      if (reader.offset === undefined) reader.hasNoRoom = true
      else reader.isBehind = true
      return
    }
    reader.outlet.send(this.feeds.for(reader.view)?.opened.for(reader, opened) ?? opened)
    reader.epoch = this.#committed?.epoch
    // Its session may have ended over this.
    if (!reader.hasLeft) this.feeds.join(reader, offset)
  }

  /** Ends a view from this side, and says why. */
  end(reader: Reader, reason: Reason): void {
    if (reader.hasLeft) return
    this.leave(reader)
    const { channel, view, outlet } = reader
    const { code, message } = reason
    if (reader.offset === undefined) outlet.send(encodeRefused({ channel, view }, reason))
    else outlet.send(encode({ type: 'closed', channel, view, code, message }))
  }

  #maxReplay({ takesAll }: Reader): number {
    return takesAll ? Number.POSITIVE_INFINITY : this.#services.limits.maxReplay
  }

  #levelFromStore(reader: Reader, from: Position, refused: (reason: Reason) => void): void {
    // Until then the reader gets no news: there would be a hole before them.
    reader.isBehind = true
    this.#levelling.add(reader)
    const { store, runtime } = this.#services
    store.readAfter(this.#name, from.offset, this.#maxReplay(reader)).then(
      (stored) => {
        this.#levelling.delete(reader)
        const committed = this.#committed
        const isTrimmed = (stored[0]?.offset ?? from.offset + 1) > from.offset + 1
        if (committed?.epoch !== from.epoch || isTrimmed) {
          this.#services.openFresh(reader, refused)
          return
        }
        // A transaction whose answer has not come yet may be in the store already; its news comes by itself.
        const events = stored.filter(({ offset }) => offset <= committed.offset)
        const rest = this.#recent.after(events.at(-1)?.offset ?? from.offset)
        if (rest === undefined) {
          this.#services.openFresh(reader, refused)
          return
        }
        this.#deliverMissed(reader, from, [...events.map(({ event }) => event), ...rest], committed, refused)
      },
      (error: unknown) => {
        this.#levelling.delete(reader)
        runtime.report(error, `${this.#name}: reading what a reader missed`)
        refused(reasons.storeUnavailable)
      },
    )
  }

  #deliverMissed(
    reader: Reader,
    from: Position,
    events: readonly string[],
    { epoch, offset }: Position,
    refused: (reason: Reason) => void,
  ): void {
    const run = { after: from.offset, offset, events }
    const opened = this.feeds.for(reader.view)?.opened.levelled(epoch, run, reader.takesAll)
    if (opened === undefined) this.end(reader, reasons.internal)
    else if (opened === 'too-much') this.#services.openFresh(reader, refused)
    else if (opened === 'unsettled') {
      // Until then the reader gets no news: there would be a hole before them.
      reader.isBehind = true
      this.#services.levelLater(reader, from, refused)
    } else this.deliver(reader, opened, offset)
  }

  /**
   * The message that levels a reader at the end of a draft, by the state there; `undefined`: what it missed is too much, too old, or cannot be
   * shown, and it takes the whole view.
   */
  encodeLevelled(
    { view, takesAll }: Reader,
    from: Position,
    { offset, events }: { readonly offset: number; readonly events: readonly string[] },
    present: PresentState,
  ): Encoded | undefined {
    const recent = this.#isOurs(from) && offset - from.offset <= this.#services.limits.maxReplay
    const missed = recent ? this.#recent.after(from.offset) : undefined
    if (missed === undefined) return undefined
    const run = { after: from.offset, offset, events: [...missed, ...events] }
    const opened = this.feeds.for(view)?.opened.levelled(from.epoch, run, takesAll, present)
    return opened instanceof Encoded ? opened : undefined
  }

  #isOurs({ epoch, offset }: Position): boolean {
    return epoch === this.#committed?.epoch && offset <= this.#committed.offset
  }
}
