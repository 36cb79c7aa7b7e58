import { everyPart } from '../define/rules.ts'
import { type LogEvent, logEvents } from './log-event.ts'
import type { ViewKind } from './view-kind.ts'

/** Of each part that events of a batch name, those events. */
export type NamedParts = ReadonlyMap<string, readonly LogEvent[]>

/** The events `after + 1 … offset` of one transaction. They are looked into once, whatever the number of views, and not at all where none asks. */
export class EventBatch {
  readonly after: number
  readonly offset: number
  readonly texts: readonly string[]
  #events: readonly LogEvent[] | undefined
  readonly #named = new Map<ViewKind, NamedParts | undefined>()

  constructor(after: number, texts: readonly string[]) {
    this.after = after
    this.offset = after + texts.length
    this.texts = texts
  }

  get events(): readonly LogEvent[] {
    this.#events ??= logEvents(this.texts)
    return this.#events
  }

  /** Which parts of this view the events concern; `undefined`: its rule threw. */
  partsNamed(kind: ViewKind): NamedParts | undefined {
    if (!this.#named.has(kind)) {
      this.#named.set(
        kind,
        kind.try('"parts"', () => this.#sort(kind)),
      )
    }
    return this.#named.get(kind)
  }

  #sort(kind: ViewKind): NamedParts {
    const named = new Map<string, LogEvent[]>()
    for (const event of this.events) {
      for (const part of kind.partsOf(event)) {
        const events = named.get(part)
        if (events === undefined) named.set(part, [event])
        // The list may name a part twice.
        else if (events.at(-1) !== event) events.push(event)
      }
    }
    return named
  }
}

/** Those of one part and those of all parts, in their order. */
export function eventsOfPart(named: NamedParts, part: string): readonly LogEvent[] {
  const own = named.get(part) ?? []
  const shared = named.get(everyPart) ?? []
  if (shared.length === 0) return own
  if (own.length === 0) return shared
  return [...new Set([...own, ...shared])].sort((one, other) => one.event.offset - other.event.offset)
}
