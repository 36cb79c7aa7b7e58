import { systemActor } from '../define/actor.ts'
import type { AnyView } from '../define/define-channel.ts'
import type { Person } from '../messages/down.ts'
import { encodeEvents, encodeOpenedFor, encodeOpenedFresh, encodeOpenedLevelled } from '../messages/encode-down.ts'
import type { Encoded } from '../messages/encoded.ts'
import { type EventRun, fits, partsOf } from './event-run.ts'
import { EventShow, type PresentState, type SealedEvents, type ShownEvents } from './event-show.ts'
import type { HostLimits } from './limits.ts'
import { Pacer } from './pacer.ts'
import { PresenceList } from './presence-list.ts'
import type { PresenceWatchers } from './presence-watchers.ts'
import type { Outlet, Reader } from './reader.ts'
import type { Runtime } from './runtime.ts'
import { type KeptEvent, ThinNews } from './thin-news.ts'

export interface FeedServices {
  readonly runtime: Runtime
  readonly limits: HostLimits
  readonly watchers: PresenceWatchers
  /** The channel's state, if all of it is stored: readers must not be told by anything else. */
  readonly present: () => PresentState | undefined
  /** Brings a reader level that could not be told. */
  readonly catchUp: (reader: Reader) => void
}

/** One view of one channel and all who read it. What happens is encoded once, whatever their number. */
export class ViewFeed {
  readonly readers = new Set<Reader>()
  readonly rule: AnyView
  readonly #channel: string
  readonly #key: string
  readonly #view: string
  readonly #presence: PresenceList | undefined
  readonly #show: EventShow
  readonly #services: FeedServices
  readonly #limits: HostLimits
  /** For views that send less than everything. */
  readonly #thin: ThinNews | undefined
  /** For views that send now and then. */
  readonly #samples: Pacer | undefined
  #fresh: { readonly epoch: string; readonly offset: number; readonly encoded: Encoded } | undefined
  #levelled: { readonly key: string; readonly encoded: Encoded } | undefined

  constructor(channel: string, view: string, rule: AnyView, services: FeedServices) {
    const { runtime, limits } = services
    this.#channel = channel
    this.#view = view
    this.rule = rule
    this.#key = channel.slice(channel.indexOf('/') + 1)
    this.#show = new EventShow(rule, this.#key)
    this.#services = services
    this.#limits = limits
    this.#presence = rule.presence ? this.#presenceList() : undefined
    const { delivery = { kind: 'events' } } = rule
    this.#thin = delivery.kind === 'events' ? undefined : new ThinNews(delivery)
    this.#samples =
      delivery.kind === 'sample' ? new Pacer(runtime, delivery.everyMs, () => this.#sendSample()) : undefined
  }

  /** The reader is level at `offset`; from now on it gets the news. */
  join(reader: Reader, offset: number): void {
    reader.offset = offset
    reader.isBehind = false
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
    return this.#presence?.isEmpty === false && this.#services.watchers.has(this.#channel, this.#view)
  }

  leave(reader: Reader): void {
    if (this.readers.delete(reader) && reader.actor !== systemActor) this.#presence?.leave(reader.actor)
  }

  /**
   * `sealed`: what is shown of them, if that was said when they were handed to the store. `false`: the view cannot show these events, and nobody was
   * told; `unsettled`: nor can it now.
   */
  publish({ after, offset, events }: EventRun, sealed: SealedEvents | undefined): boolean | 'unsettled' {
    this.#levelled = undefined
    if (this.readers.size === 0) {
      this.#thin?.forget()
      return true
    }
    const shown = sealed?.has(this.#view) ? sealed.get(this.#view) : this.shown(events)
    if (shown === undefined) return false
    if (shown === 'unsettled') return shown
    const run = { after, offset, events: shown.texts }
    if (this.#samples !== undefined) {
      this.#samples.ask()
      return this.#note(run, shown)
    }
    const isAnybodyBehind = this.#send(run)
    if (isAnybodyBehind) return this.#note(run, shown)
    this.#thin?.forget()
    return true
  }

  /** An `opened` as this reader gets it: with what the view says to him alone, if that is anything. */
  openedFor({ actor }: Reader, opened: Encoded): Encoded | string {
    const { you } = this.rule
    if (you === undefined) return opened
    const said = this.#try('"you"', () => {
      const answer = you(actor, this.#key)
      if (answer instanceof Promise) throw new TypeError('it must answer at once; it answered a promise')
      return JSON.stringify(answer) as string | undefined
    })
    return said === undefined ? opened : encodeOpenedFor(opened, said)
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
    const events = this.#textsOf(this.#thin.after(reader.offset))
    if (events === undefined || !fits(events, this.#limits.maxNewsBytes)) return false
    const { offset } = this.#thin
    reader.isBehind = false
    if (reader.offset >= offset) return true
    reader.outlet.send(encodeEvents(this.#channel, this.#view, reader.offset, offset, events))
    reader.offset = offset
    return true
  }

  /** The whole view at `offset`, encoded once however many open it there. */
  encodeFresh(epoch: string, offset: number, state: unknown): Encoded {
    if (this.#fresh?.offset !== offset || this.#fresh.epoch !== epoch) {
      const { projection } = this.rule
      const text = JSON.stringify(projection === undefined ? state : projection.project(state)) as string | undefined
      if (text === undefined) throw new TypeError('a view shows JSON, not undefined')
      this.#fresh = { epoch, offset, encoded: encodeOpenedFresh(this.#channel, this.#view, epoch, offset, text) }
    }
    return this.#fresh.encoded
  }

  /**
   * Encoded once however many return from there: after a cut that is everybody. `undefined`: the view cannot show these
   * events; `too-much`: they are more than one message may hold, unless the reader `takesAll`; `unsettled`: it cannot show them now.
   */
  encodeLevelled(
    epoch: string,
    { after, offset, events }: EventRun,
    takesAll: boolean,
    present = this.#services.present(),
  ): Encoded | 'too-much' | 'unsettled' | undefined {
    const key = `${after} ${offset} ${epoch}`
    if (this.#levelled?.key === key) return this.#levelled.encoded
    const shown = this.shown(events, present)
    if (shown === undefined || shown === 'unsettled') return shown
    const { texts } = shown
    const thinned = this.#try('"key"', () => this.#thin?.thin(texts) ?? texts)
    if (thinned === undefined) return undefined
    const isTooMuch = !fits(thinned, this.#limits.maxNewsBytes)
    if (isTooMuch && !takesAll) return 'too-much'
    const encoded = encodeOpenedLevelled(this.#channel, this.#view, epoch, after, offset, thinned)
    if (!isTooMuch) this.#levelled = { key, encoded }
    return encoded
  }

  /** The states a fold makes are changed in place, so a text made before a reload says nothing about after it. */
  forgetFresh(): void {
    this.#fresh = undefined
    this.#levelled = undefined
  }

  /** The log moved while nobody looked: what was kept of it does not join on. */
  forgetNews(): void {
    this.#levelled = undefined
    this.#thin?.forget()
  }

  /** Whether what it shows depends on the state, as far as is known. */
  get usesState(): boolean {
    return this.#show.usesState
  }

  /** What this view shows of events, by a state. `undefined`: its `show` threw; `unsettled`: it needs a state, and there is none. */
  shown(events: readonly string[], present = this.#services.present()): ShownEvents | 'unsettled' | undefined {
    return this.#try('"show"', () => this.#show.show(events, present))
  }

  /** Events that were kept for a while, as they are shown now; `undefined`: that is not known here. */
  #textsOf(kept: readonly KeptEvent[] | undefined): readonly string[] | undefined {
    if (!this.#show.usesState) return kept?.map(({ text }) => text)
    const shown = kept && this.shown(kept.map(({ source }) => source))
    return shown === 'unsettled' ? undefined : shown?.texts
  }

  /** Tells those who are level and have room. Whether anybody is left behind. */
  #send(run: EventRun): boolean {
    let isAnybodyBehind = false
    for (const { after, offset, events } of partsOf(run, this.#limits.maxNewsBytes)) {
      const message = encodeEvents(this.#channel, this.#view, after, offset, events)
      for (const reader of this.readers) {
        // A reader that was left out once has a hole; it waits until it is levelled.
        if (reader.isBehind || reader.offset !== after || reader.outlet.isBacklogged) {
          reader.isBehind = true
          isAnybodyBehind = true
        } else {
          reader.outlet.send(message)
          reader.offset = offset
        }
      }
    }
    return isAnybodyBehind
  }

  #sendSample(): void {
    if (this.#thin === undefined) return
    const { offset } = this.#thin
    /** Those who came since the last sample stand elsewhere than the others. */
    const messages = new Map<number, Encoded>()
    const behind: Reader[] = []
    for (const reader of this.readers) {
      const after = reader.offset
      if (reader.isBehind || after === undefined || after >= offset) continue
      if (reader.outlet.isBacklogged) {
        reader.isBehind = true
        continue
      }
      let message = messages.get(after)
      if (message === undefined) {
        const events = this.#textsOf(this.#thin.after(after))
        if (events === undefined) {
          behind.push(reader)
          continue
        }
        message = encodeEvents(this.#channel, this.#view, after, offset, events)
        messages.set(after, message)
      }
      reader.outlet.send(message)
      reader.offset = offset
    }
    for (const reader of behind) {
      reader.isBehind = true
      this.#services.catchUp(reader)
    }
  }

  #note(run: EventRun, { sources }: ShownEvents): boolean {
    return this.#try('"key"', () => this.#thin?.note(run, sources) ?? true) ?? false
  }

  /** `undefined`: the rule threw, which is reported. */
  #try<Result>(rule: string, work: () => Result): Result | undefined {
    try {
      return work()
    } catch (error) {
      this.#services.runtime.report(error, `${this.#channel}: ${rule} of the view "${this.#view}" threw`)
      return undefined
    }
  }

  #presenceList(): PresenceList {
    const { runtime, limits, watchers } = this.#services
    const channel = this.#channel
    const view = this.#view
    const announce = (message: Encoded) => this.#announce(message)
    return new PresenceList({ channel, view }, runtime, limits, announce, {
      here: (person) => watchers.here(channel, view, person),
      gone: (person) => watchers.gone(channel, view, person),
    })
  }

  #announce(message: Encoded): void {
    for (const reader of this.readers) {
      reader.hasStalePresence = reader.outlet.isBacklogged
      if (!reader.hasStalePresence) reader.outlet.send(message)
    }
  }
}
