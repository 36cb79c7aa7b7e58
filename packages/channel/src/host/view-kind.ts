import type { Actor } from '../define/actor.ts'
import type { AnyView } from '../define/define-channel.ts'
import { everyPart } from '../define/rules.ts'
import { isStarred } from '../values/starred-name.ts'
import { EventShow, type PresentState, type ShownEvents } from './event-show.ts'
import type { LogEvent } from './log-event.ts'
import type { Runtime } from './runtime.ts'

/** One view of one channel as its rule has it; all its parts, if it has parts. What the rule throws is reported. */
export class ViewKind {
  readonly channel: string
  /** `book/*` of all parts of a book. */
  readonly name: string
  readonly rule: AnyView
  readonly hasParts: boolean
  readonly #key: string
  readonly #show: EventShow
  readonly #runtime: Runtime

  constructor(channel: string, name: string, rule: AnyView, runtime: Runtime) {
    this.channel = channel
    this.name = name
    this.rule = rule
    this.hasParts = isStarred(name)
    this.#key = channel.slice(channel.indexOf('/') + 1)
    this.#show = new EventShow(rule, this.#key)
    this.#runtime = runtime
  }

  /** Whether what it shows depends on the state, as far as is known. */
  get usesState(): boolean {
    return this.#show.usesState
  }

  /** Which rule of its delivery looks at events, in words for the log. */
  get deliveryRule(): string {
    return this.rule.delivery?.kind === 'conflate' ? '"merge"' : '"key"'
  }

  /** Which parts this event concerns. Throws what the rule throws. */
  partsOf({ event }: LogEvent): readonly string[] {
    const parts: unknown = this.rule.parts?.(event, { key: this.#key })
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'string')) return parts
    throw new TypeError(`it must answer a list of texts at once; it answered ${String(parts)}`)
  }

  /** Those of these events that concern a part. Throws what the rule throws. */
  concerning(part: string, events: readonly LogEvent[]): readonly LogEvent[] {
    if (!this.hasParts) return events
    return events.filter((event) => {
      const parts = this.partsOf(event)
      return parts.includes(part) || parts.includes(everyPart)
    })
  }

  /** What it shows of events, by a state. `undefined`: `show` threw; `unsettled`: it needs a state, and there is none. */
  shown(
    events: readonly LogEvent[],
    part: string,
    present: PresentState | undefined,
  ): ShownEvents | 'unsettled' | undefined {
    return this.try('"show"', () => this.#show.show(events, part, present))
  }

  /** The whole view of a state, as JSON. Throws what `project` throws. */
  project(state: unknown, part: string): string {
    const { projection } = this.rule
    const whole = projection === undefined ? state : projection.project(state, { key: this.#key, part })
    const text = JSON.stringify(whole) as string | undefined
    if (text === undefined) throw new TypeError('a view shows JSON, not undefined')
    return text
  }

  /** What it says to somebody alone, as JSON; `undefined`: nothing. */
  you(actor: Actor, part: string): string | undefined {
    const { you } = this.rule
    if (you === undefined) return undefined
    return this.try('"you"', () => {
      const answer = you(actor, this.#key, part)
      if (answer instanceof Promise) throw new TypeError('it must answer at once; it answered a promise')
      return JSON.stringify(answer) as string | undefined
    })
  }

  /** `undefined`: the rule threw, which is reported. Parts have names of anybody's choice, which stay out of the log. */
  try<Result>(rule: string, work: () => Result): Result | undefined {
    try {
      return work()
    } catch (error) {
      this.#runtime.report(error, `${this.channel}: ${rule} of the view "${this.name}" threw`)
      return undefined
    }
  }
}
