import type { AnyView } from '../define/define-channel.ts'
import type { ShowContext } from '../define/rules.ts'
import type { LogEvent } from './log-event.ts'

/** What a view shows of events, and the texts of the log that this was made from, one for each. */
export interface ShownEvents {
  readonly texts: readonly string[]
  readonly sources: readonly string[]
}

/** What views show of the events of one transaction, by the name of the view; `undefined`: it cannot show them. */
export type SealedEvents = ReadonlyMap<string, ShownEvents | undefined>

/** A channel's state. */
export interface PresentState {
  readonly state: unknown
}

/** Turns events into what one view, or a part of it, shows of them, by the state of the channel. */
export class EventShow {
  readonly #projection: AnyView['projection']
  readonly #key: string
  /** `undefined`: nothing was shown yet. */
  #usesState: boolean | undefined

  constructor(rule: AnyView, key: string) {
    this.#projection = rule.projection
    this.#key = key
  }

  /** Whether what was shown once may be shown otherwise later; taken for granted until something was shown. */
  get usesState(): boolean {
    return this.#projection !== undefined && this.#usesState !== false
  }

  /**
   * Without a projection the very texts of the log. `unsettled`: that takes the state, and there is none that may be shown now. Throws
   * what `show` throws.
   */
  show(events: readonly LogEvent[], part: string, present: PresentState | undefined): ShownEvents | 'unsettled' {
    const projection = this.#projection
    if (projection === undefined) {
      const whole = events.map(({ text }) => text)
      return { texts: whole, sources: whole }
    }
    const context = new Context(this.#key, part, present)
    const texts: string[] = []
    const sources: string[] = []
    try {
      for (const { text, event } of events) {
        const visible = projection.show(event, context)
        if (visible === undefined) continue
        const { offset, at } = event
        texts.push(JSON.stringify({ offset, type: visible.type, at, data: visible.data }))
        sources.push(text)
      }
    } catch (error) {
      if (!context.isMissed) throw error
    }
    if (events.length > 0) this.#usesState = context.isUsed || this.#usesState === true
    return context.isMissed ? 'unsettled' : { texts, sources }
  }
}

/** Notices whether the state is looked at: who does not, need not wait for it. */
class Context implements ShowContext<unknown> {
  readonly key: string
  readonly part: string
  readonly #present: PresentState | undefined
  isUsed = false

  constructor(key: string, part: string, present: PresentState | undefined) {
    this.key = key
    this.part = part
    this.#present = present
  }

  get isMissed(): boolean {
    return this.isUsed && this.#present === undefined
  }

  get state(): unknown {
    this.isUsed = true
    if (this.#present === undefined) throw new Error('there is no state to show this by')
    return this.#present.state
  }
}
