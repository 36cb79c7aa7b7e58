import { systemActor } from '../define/actor.ts'
import type { Person } from '../messages/down.ts'
import { encodeEvents } from '../messages/encode-down.ts'
import type { Encoded } from '../messages/encoded.ts'
import type { EventBatch } from './event-batch.ts'
import { type EventRun, fits, partsOf } from './event-run.ts'
import type { PresentState, SealedEvents, ShownEvents } from './event-show.ts'
import { type KeptEvent, type KeptNews, keptNewsOf } from './kept-news.ts'
import type { HostLimits } from './limits.ts'
import { type LogEvent, logEvents } from './log-event.ts'
import { OpenedMessages } from './opened-messages.ts'
import { Pacer } from './pacer.ts'
import { PresenceList } from './presence-list.ts'
import type { PresenceWatchers } from './presence-watchers.ts'
import { QuietNews } from './quiet-news.ts'
import type { Outlet, Reader } from './reader.ts'
import type { Runtime } from './runtime.ts'
import type { ViewKind } from './view-kind.ts'

export interface FeedServices {
  readonly runtime: Runtime
  readonly limits: HostLimits
  readonly watchers: PresenceWatchers
  /** The channel's state, if all of it is stored: readers must not be told by anything else. */
  readonly present: () => PresentState | undefined
  /** Brings a reader level that could not be told. */
  readonly catchUp: (reader: Reader) => void
  /** Somebody is gone for whom it may have been kept. */
  readonly unneeded: (feed: ViewFeed) => void
}

/** One view of one channel, or one part of it, and all who read it. What happens is encoded once, whatever their number. */
export class ViewFeed {
  readonly readers = new Set<Reader>()
  readonly kind: ViewKind
  /** Empty for a view without parts. */
  readonly part: string
  readonly view: string
  /** What its readers are sent when they open it. */
  readonly opened: OpenedMessages
  readonly #channel: string
  readonly #presence: PresenceList | undefined
  readonly #services: FeedServices
  readonly #limits: HostLimits
  /** For views that send less than everything. */
  readonly #thin: KeptNews | undefined
  /** For views that send now and then. */
  readonly #samples: Pacer | undefined
  /** How far the readers are who are level, or farther: of what is between, the view shows nothing. */
  #told: number | undefined
  /** For views that send all they show. */
  readonly #quiet: QuietNews | undefined

  constructor(kind: ViewKind, view: string, part: string, services: FeedServices) {
    const { runtime, limits } = services
    this.kind = kind
    this.part = part
    this.view = view
    this.#channel = kind.channel
    this.#services = services
    this.#limits = limits
    this.#presence = kind.rule.presence ? this.#presenceList() : undefined
    this.opened = new OpenedMessages(this, limits, services.present, (texts) => this.#thin?.thin(texts) ?? texts)
    const { delivery } = kind.rule
    this.#thin = keptNewsOf(delivery)
    const isPaced = delivery?.kind === 'sample' || delivery?.kind === 'conflate'
    this.#samples = isPaced ? new Pacer(runtime, delivery.everyMs, () => this.#sendSample()) : undefined
    // A part is told of nothing that does not concern it.
    this.#quiet = kind.hasParts || this.#thin !== undefined ? undefined : this.#quietNews()
  }

  /** The reader is level at `offset`; from now on it gets the news. */
  join(reader: Reader, offset: number): void {
    reader.offset = offset
    reader.isBehind = false
    this.#told ??= offset
    if (this.readers.has(reader)) return
    this.readers.add(reader)
    // The server's own code is nobody who is present.
    if (this.#presence !== undefined && reader.actor !== systemActor) {
      this.#presence.join(reader.actor)
      reader.outlet.send(this.#presence.current())
    }
  }

  /** A reader that missed a list of who is here gets the one of now. */
  refreshPresence(reader: Reader): void {
    if (!reader.hasStalePresence || !this.readers.has(reader) || this.#presence === undefined) return
    reader.hasStalePresence = false
    reader.outlet.send(this.#presence.current())
  }

  /** Who is here, where the view shows that. */
  get present(): Encoded | undefined {
    return this.#presence?.current()
  }

  /** The same, all names. */
  get people(): readonly Person[] {
    return this.#presence?.people ?? []
  }

  /** Whether somebody has it open, or is to be told that a person who had it is gone. */
  get isNeeded(): boolean {
    if (this.readers.size > 0) return true
    return this.#presence?.isEmpty === false && this.#services.watchers.has(this.#channel, this.kind.name, this.view)
  }

  /** It is dropped: whoever comes makes another. */
  end(): void {
    this.#presence?.end()
  }

  /** Whether a reader at this offset of the log has missed nothing, as far as is known here. */
  hasAllAt(offset: number): boolean {
    return this.#told !== undefined && offset >= this.#told
  }

  leave(reader: Reader): void {
    if (this.readers.delete(reader) && reader.actor !== systemActor) this.#presence?.leave(reader.actor)
  }

  /**
   * `events`: those of the batch that concern it. `sealed`: what is shown of them, if that was said when they were handed to the store. `waiting`: who
   * waits until his view is as far, by their ids. `false`: the view cannot show these events, and nobody was told; `unsettled`: nor can it now.
   */
  publish(
    { after, offset }: Pick<EventBatch, 'after' | 'offset'>,
    events: readonly LogEvent[],
    sealed: SealedEvents | undefined,
    waiting: () => ReadonlySet<string>,
  ): boolean | 'unsettled' {
    this.opened.forgetLevelled()
    // A reader may stand where the view last showed something, or where he opened it since.
    const told = this.#told ?? after
    this.#told = offset
    if (this.readers.size === 0) {
      this.#thin?.forget()
      return true
    }
    const shown = sealed?.has(this.view) ? sealed.get(this.view) : this.opened.shown(events)
    if (shown === undefined) return false
    if (shown === 'unsettled') return shown
    // What is shown by the state may be something else later.
    if (shown.texts.length === 0 && this.#quiet !== undefined && !this.kind.usesState) {
      this.#told = told
      this.#quiet.note(told, offset, waiting())
      return true
    }
    const run = { after: told, offset, events: shown.texts }
    if (this.#samples !== undefined) {
      this.#samples.ask()
      return this.#note(run, shown)
    }
    const isAnybodyBehind = this.#send(run, after)
    if (isAnybodyBehind) return this.#note(run, shown)
    this.#thin?.forget()
    return true
  }

  /** Something ephemeral for all readers but one, and but those who were `told`: who has no room does not get it. */
  tell(message: Encoded, except: Outlet, told?: Set<Outlet>): void {
    for (const { outlet } of this.readers) {
      if (outlet === except || outlet.isBacklogged || told?.has(outlet)) continue
      told?.add(outlet)
      outlet.send(message)
    }
  }

  /** Brings a reader of a thinned view level by what it needs of the news it missed. `false`: that is not known here. */
  catchUp(reader: Reader): boolean {
    if (this.#thin === undefined || reader.offset === undefined || !this.readers.has(reader)) return false
    // What was merged cannot be shown again by the state of now.
    if (this.kind.usesState && this.kind.rule.delivery?.kind === 'conflate') return false
    const events = this.#kept(this.#thin, reader.offset)
    if (events === undefined || !fits(events, this.#limits.maxNewsBytes)) return false
    const { offset } = this.#thin
    reader.isBehind = false
    if (reader.offset >= offset) return true
    reader.outlet.send(encodeEvents(this.#channel, this.view, reader.offset, offset, events))
    reader.offset = offset
    return true
  }

  /** The log moved to `offset` while nobody looked: what was kept of it does not join on. */
  forgetNews(offset: number): void {
    this.opened.forgetLevelled()
    this.#told = offset
    this.#quiet?.forget()
    this.#thin?.forget()
  }

  /** Events that were kept for a while, as they are shown now; `undefined`: that is not known here. */
  #kept(thin: KeptNews, offset: number): readonly string[] | undefined {
    const none: { readonly kept: readonly KeptEvent[] | undefined } = { kept: undefined }
    const { kept } = this.kind.try(this.kind.deliveryRule, () => ({ kept: thin.after(offset) })) ?? none
    if (kept === undefined) return undefined
    const sources = kept.flatMap(({ source }) => source ?? [])
    if (!this.kind.usesState || sources.length < kept.length) return kept.map(({ text }) => text)
    const shown = this.opened.shown(logEvents(sources))
    return shown === 'unsettled' ? undefined : shown?.texts
  }

  /** Tells those who are level, at `upTo` at most, and have room. Whether anybody is left behind. */
  #send(run: EventRun, upTo: number): boolean {
    let isAnybodyBehind = false
    let most = upTo
    for (const { after, offset, events } of partsOf(run, this.#limits.maxNewsBytes)) {
      const messageFrom = this.#messages(offset, () => events)
      for (const reader of this.readers) {
        const at = reader.offset ?? -1
        // A reader that was left out once has a hole; it waits until it is levelled.
        if (reader.isBehind || at < after || at > most || reader.outlet.isBacklogged) {
          reader.isBehind = true
          isAnybodyBehind = true
        } else {
          reader.outlet.send(messageFrom(at) as Encoded)
          reader.offset = offset
        }
      }
      most = offset
    }
    return isAnybodyBehind
  }

  /** Makes the news up to `offset` for those who stand at the same offset once. */
  #messages(
    offset: number,
    eventsAfter: (after: number) => readonly string[] | undefined,
  ): (after: number) => Encoded | undefined {
    const messages = new Map<number, Encoded | undefined>()
    return (after) => {
      const known = messages.get(after)
      if (known !== undefined || messages.has(after)) return known
      const events = eventsAfter(after)
      const made = events && encodeEvents(this.#channel, this.view, after, offset, events)
      messages.set(after, made)
      return made
    }
  }

  #sendSample(): void {
    const thin = this.#thin
    if (thin === undefined) return
    const { offset } = thin
    // Those who came since the last sample stand elsewhere than the others.
    const messageFrom = this.#messages(offset, (after) => this.#kept(thin, after))
    const behind: Reader[] = []
    let least = offset
    for (const reader of this.readers) {
      const after = reader.offset
      if (after === undefined || after >= offset) continue
      if (reader.isBehind || reader.outlet.isBacklogged) {
        reader.isBehind = true
        least = Math.min(least, after)
        continue
      }
      const message = messageFrom(after)
      if (message === undefined) {
        behind.push(reader)
        least = Math.min(least, after)
        continue
      }
      reader.outlet.send(message)
      reader.offset = offset
    }
    thin.forgetUpTo(least)
    for (const reader of behind) {
      reader.isBehind = true
      this.#services.catchUp(reader)
    }
  }

  #note(run: EventRun, { sources }: ShownEvents): boolean {
    return this.kind.try(this.kind.deliveryRule, () => this.#thin?.note(run, sources) ?? true) ?? false
  }

  #quietNews(): QuietNews {
    return new QuietNews({
      runtime: this.#services.runtime,
      readers: this.readers,
      encode: (after, offset) => encodeEvents(this.#channel, this.view, after, offset, []),
      reached: (offset) => {
        if (this.#told !== undefined && offset > this.#told) this.#told = offset
      },
    })
  }

  #presenceList(): PresenceList {
    const { runtime, limits, watchers, unneeded } = this.#services
    const channel = this.#channel
    const { view, kind } = this
    const announce = (message: Encoded) => this.#announce(message)
    return new PresenceList({ channel, view }, runtime, limits, announce, {
      here: (person) => watchers.here(channel, kind.name, view, person),
      gone: (person) => {
        unneeded(this)
        watchers.gone(channel, kind.name, view, person)
      },
    })
  }

  #announce(message: Encoded): void {
    for (const reader of this.readers) {
      reader.hasStalePresence = reader.outlet.isBacklogged
      if (!reader.hasStalePresence) reader.outlet.send(message)
    }
  }
}
