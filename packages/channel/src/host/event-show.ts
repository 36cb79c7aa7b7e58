import type { AnyEvent, AnyView } from '../define/define-channel.ts'
import type { EventMeta } from '../define/fold.ts'
import type { ShowContext } from '../define/rules.ts'

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

/** Turns events into what one view shows of them, by the state of the channel. */
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
  show(events: readonly string[], present: PresentState | undefined): ShownEvents | 'unsettled' {
    const projection = this.#projection
    if (projection === undefined) return { texts: events, sources: events }
    const context = new Context(this.#key, present)
    const texts: string[] = []
    const sources: string[] = []
    try {
      for (const source of events) {
        const event = JSON.parse(source) as AnyEvent & EventMeta
        const visible = projection.show(event, context)
        if (visible === undefined) continue
        const { offset, at } = event
        texts.push(JSON.stringify({ offset, type: visible.type, at, data: visible.data }))
        sources.push(source)
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
  readonly #present: PresentState | undefined
  isUsed = false

  constructor(key: string, present: PresentState | undefined) {
    this.key = key
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
