import type { AnyEvent, AnyView } from '../define/define-channel.ts'
import type { EventMeta } from '../define/fold.ts'
import { encodeEvents, encodeOpenedFresh, encodeOpenedLevelled } from '../messages/encode-down.ts'
import type { Encoded } from '../messages/encoded.ts'
import type { HostLimits } from './limits.ts'
import { PresenceList } from './presence-list.ts'
import type { Reader } from './reader.ts'
import type { Runtime } from './runtime.ts'

/** One view of one channel and all who read it. What happens is encoded once, whatever their number. */
export class ViewFeed {
  readonly readers = new Set<Reader>()
  readonly rule: AnyView
  readonly #channel: string
  readonly #view: string
  readonly #presence: PresenceList | undefined
  readonly #runtime: Runtime
  #fresh: { readonly epoch: string; readonly offset: number; readonly encoded: Encoded } | undefined

  constructor(channel: string, view: string, rule: AnyView, runtime: Runtime, limits: HostLimits) {
    this.#channel = channel
    this.#view = view
    this.rule = rule
    this.#runtime = runtime
    this.#presence = rule.presence
      ? new PresenceList({ channel, view }, runtime, limits, (message) => this.#announce(message))
      : undefined
  }

  /** The reader is level at `offset`; from now on it gets the news. */
  join(reader: Reader, offset: number): void {
    reader.offset = offset
    reader.isBehind = false
    if (this.readers.has(reader)) return
    this.readers.add(reader)
    if (this.#presence !== undefined) {
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

  leave(reader: Reader): void {
    if (this.readers.delete(reader)) this.#presence?.leave(reader.actor)
  }

  /** `false`: the view cannot show these events, and nobody was told. */
  publish(after: number, offset: number, events: readonly string[]): boolean {
    if (this.readers.size === 0) return true
    const shown = this.shown(events)
    if (shown === undefined) return false
    const message = encodeEvents(this.#channel, this.#view, after, offset, shown)
    for (const reader of this.readers) {
      // A reader that was left out once has a hole; it waits until it is levelled.
      if (reader.isBehind || reader.offset !== after || reader.outlet.isBacklogged) {
        reader.isBehind = true
      } else {
        reader.outlet.send(message)
        reader.offset = offset
      }
    }
    return true
  }

  /** Something ephemeral for all readers: who has no room does not get it. */
  tell(message: Encoded, except?: Reader['outlet']): void {
    for (const reader of this.readers) {
      if (reader.outlet !== except && !reader.outlet.isBacklogged) reader.outlet.send(message)
    }
  }

  /** The whole view at `offset`, encoded once however many open it there. */
  encodeFresh(epoch: string, offset: number, state: unknown): Encoded {
    if (this.#fresh?.offset !== offset || this.#fresh.epoch !== epoch) {
      const { projection } = this.rule
      const text = JSON.stringify(projection === undefined ? state : projection.project(state))
      this.#fresh = { epoch, offset, encoded: encodeOpenedFresh(this.#channel, this.#view, epoch, offset, text) }
    }
    return this.#fresh.encoded
  }

  /** `undefined`: the view cannot show these events. */
  encodeLevelled(epoch: string, after: number, offset: number, events: readonly string[]): Encoded | undefined {
    const shown = this.shown(events)
    return shown && encodeOpenedLevelled(this.#channel, this.#view, epoch, after, offset, shown)
  }

  /** The states a fold makes are changed in place, so a text made before a reload says nothing about after it. */
  forgetFresh(): void {
    this.#fresh = undefined
  }

  /** What this view shows of events: without a projection the very texts of the log. `undefined`: its `show` threw. */
  shown(events: readonly string[]): readonly string[] | undefined {
    const { projection } = this.rule
    if (projection === undefined) return events
    try {
      const shown: string[] = []
      for (const text of events) {
        const event = JSON.parse(text) as AnyEvent & EventMeta
        const visible = projection.show(event)
        if (visible === undefined) continue
        const { offset, at } = event
        shown.push(JSON.stringify({ offset, type: visible.type, at, data: visible.data }))
      }
      return shown
    } catch (error) {
      this.#runtime.report(error, `${this.#channel}: "show" of the view "${this.#view}" threw`)
      return undefined
    }
  }

  #announce(message: Encoded): void {
    for (const reader of this.readers) {
      reader.hasStalePresence = reader.outlet.isBacklogged
      if (!reader.hasStalePresence) reader.outlet.send(message)
    }
  }
}
