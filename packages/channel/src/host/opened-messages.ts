import { encodeOpenedFor, encodeOpenedFresh, encodeOpenedLevelled } from '../messages/encode-down.ts'
import type { Encoded } from '../messages/encoded.ts'
import { type EventRun, fits } from './event-run.ts'
import type { PresentState, ShownEvents } from './event-show.ts'
import type { HostLimits } from './limits.ts'
import { type LogEvent, logEvents } from './log-event.ts'
import type { Reader } from './reader.ts'
import type { ViewKind } from './view-kind.ts'

/** A view, or one part of it. */
interface Viewed {
  readonly kind: ViewKind
  readonly part: string
  readonly view: string
}

/** What those who open a view are sent: the state, or what they missed. Each is made once, however many it is for. */
export class OpenedMessages {
  readonly #viewed: Viewed
  readonly #limits: HostLimits
  readonly #present: () => PresentState | undefined
  readonly #thin: (texts: readonly string[]) => readonly string[]
  #fresh: { readonly epoch: string; readonly offset: number; readonly encoded: Encoded } | undefined
  #levelled: { readonly key: string; readonly encoded: Encoded } | undefined

  /** `thin`: what the view's delivery makes of missed events. It may throw what the rule throws. */
  constructor(
    viewed: Viewed,
    limits: HostLimits,
    present: () => PresentState | undefined,
    thin: (texts: readonly string[]) => readonly string[],
  ) {
    this.#viewed = viewed
    this.#limits = limits
    this.#present = present
    this.#thin = thin
  }

  /** As this reader gets it: with what the view says to him alone, if that is anything. */
  for({ actor }: Reader, opened: Encoded): Encoded | string {
    const { kind, part } = this.#viewed
    const said = kind.you(actor, part)
    return said === undefined ? opened : encodeOpenedFor(opened, said)
  }

  /** The whole view at `offset`, encoded once however many open it there. */
  fresh(epoch: string, offset: number, state: unknown): Encoded {
    if (this.#fresh?.offset !== offset || this.#fresh.epoch !== epoch) {
      const { kind, part, view } = this.#viewed
      const text = kind.project(state, part)
      this.#fresh = { epoch, offset, encoded: encodeOpenedFresh(kind.channel, view, epoch, offset, text) }
    }
    return this.#fresh.encoded
  }

  /**
   * `events`: all of the channel. Encoded once however many return from there: after a cut that is everybody. `undefined`: the view cannot show these
   * events; `too-much`: they are more than one message may hold, unless the reader `takesAll`; `unsettled`: it cannot show them now.
   */
  levelled(
    epoch: string,
    { after, offset, events }: EventRun,
    takesAll: boolean,
    present = this.#present(),
  ): Encoded | 'too-much' | 'unsettled' | undefined {
    const key = `${after} ${offset} ${epoch}`
    if (this.#levelled?.key === key) return this.#levelled.encoded
    const shown = this.shownOf(events, present)
    if (shown === undefined || shown === 'unsettled') return shown
    const { kind, view } = this.#viewed
    const thinned = kind.try(kind.deliveryRule, () => this.#thin(shown.texts))
    if (thinned === undefined) return undefined
    const isTooMuch = !fits(thinned, this.#limits.maxNewsBytes)
    if (isTooMuch && !takesAll) return 'too-much'
    const encoded = encodeOpenedLevelled(kind.channel, view, epoch, after, offset, thinned)
    if (!isTooMuch) this.#levelled = { key, encoded }
    return encoded
  }

  /** The states a fold makes are changed in place, so a text made before a reload says nothing about after it. */
  forget(): void {
    this.#fresh = undefined
    this.#levelled = undefined
  }

  forgetLevelled(): void {
    this.#levelled = undefined
  }

  /** What it shows of events that concern it, by a state. `undefined`: its `show` threw; `unsettled`: it needs a state, and there is none. */
  shown(events: readonly LogEvent[], present = this.#present()): ShownEvents | 'unsettled' | undefined {
    const { kind, part } = this.#viewed
    return kind.shown(events, part, present)
  }

  /** The same of events of the channel, whomever they concern. */
  shownOf(texts: readonly string[], present = this.#present()): ShownEvents | 'unsettled' | undefined {
    const { kind, part } = this.#viewed
    const events = kind.try('"parts"', () => kind.concerning(part, logEvents(texts)))
    return events && this.shown(events, present)
  }
}
