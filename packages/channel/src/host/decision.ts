import type { AnnouncementTaker } from '../define/announcement.ts'
import type { AnyCommand, AnyEvent, ChannelDefinition } from '../define/define-channel.ts'
import { applyEvent } from '../define/fold.ts'
import { Refusal } from '../define/refusal.ts'
import type { DecideContext, ShownDocument } from '../define/rules.ts'
import type { Write } from '../store/records.ts'
import type { Awake } from './channel-memory.ts'
import type { CommandRequest } from './command-request.ts'
import { writesOf } from './event-writes.ts'
import * as reasons from './reasons.ts'
import type { Runtime } from './runtime.ts'

/** A channel as far as a decision needs to know it. */
export interface DecidingChannel {
  readonly name: string
  readonly key: string
  readonly definition: ChannelDefinition
}

/** A command with the rule that decides it. */
export interface RuledCommand {
  readonly rule: AnyCommand
  readonly request: CommandRequest
}

/** A document by its place in the channel. */
export interface WantedDocument {
  readonly collection: string
  readonly id: string
}

/** What was found of those, in the same order. */
export type Documents = readonly (ShownDocument | undefined)[]

/** How many documents one decision may ask for. */
const maxLookups = 8

const none: Documents = []

/** What a decision adds to its channel. */
export interface Decided {
  readonly events: readonly string[]
  readonly writes: readonly Write[]
}

/** Asks the rules of one channel, and applies what they decide. A rule that throws, or answers something else than it may, is reported. */
export class Decider {
  readonly #channel: DecidingChannel
  readonly #runtime: Runtime
  readonly #taker: AnnouncementTaker | undefined

  constructor(channel: DecidingChannel, runtime: Runtime, taker: AnnouncementTaker | undefined) {
    this.#channel = channel
    this.#runtime = runtime
    this.#taker = taker
  }

  /** Which documents the decision needs; `undefined`: none. */
  wanted(
    { rule, request }: RuledCommand,
    state: unknown,
    now: number,
  ): readonly WantedDocument[] | Refusal | undefined {
    if (rule.lookup === undefined) return undefined
    try {
      const wanted = checkWanted(rule.lookup(state, request.input, this.#contextOf(request, now, none)))
      return wanted.length === 0 ? undefined : wanted
    } catch (error) {
      return this.#fault(error, `the lookup of "${request.name}" threw`)
    }
  }

  decide(
    { rule, request }: RuledCommand,
    state: unknown,
    now: number,
    documents: Documents = none,
  ): readonly AnyEvent[] | Refusal {
    try {
      const decision: unknown = rule.decide(state, request.input, this.#contextOf(request, now, documents))
      if (decision instanceof Refusal) return decision
      if (!Array.isArray(decision)) throw new TypeError('it must return events or a refusal at once, not a promise')
      for (const event of decision as unknown[]) checkEvent(event)
      return decision
    } catch (error) {
      return this.#fault(error, `the decision on "${request.name}" threw`)
    }
  }

  /**
   * Folds the events into the state in memory, and gives them as the log keeps them with all that they write beside it. If it throws,
   * the state may be half changed.
   */
  apply(awake: Awake, decision: readonly AnyEvent[], at: number): Decided {
    const { name, key, definition } = this.#channel
    const events: string[] = []
    const writes: Write[] = []
    const place = { name, key, epoch: awake.epoch }
    for (const { type, data } of decision) {
      const offset = awake.head + 1
      // The text is made first: the log says what was decided, whatever a handler does with the data.
      events.push(encodeEvent(offset, type, at, definition.version, data))
      const event = { offset, type, at, data }
      applyEvent(definition.fold, awake.state, event)
      awake.head = offset
      if (definition.effects.size > 0) writes.push(...writesOf(definition, place, event, awake.state, this.#taker))
    }
    return { events, writes }
  }

  #contextOf({ actor, id }: CommandRequest, now: number, documents: Documents): DecideContext {
    return { actor, key: this.#channel.key, id, now, documents }
  }

  #fault(error: unknown, what: string): Refusal {
    this.#runtime.report(error, `${this.#channel.name}: ${what}`)
    return new Refusal(reasons.internal)
  }
}

function checkWanted(wanted: unknown): readonly WantedDocument[] {
  if (!Array.isArray(wanted)) throw new TypeError('it must return a list of { collection, id } at once')
  if (wanted.length > maxLookups) throw new TypeError(`it may ask for ${maxLookups} documents, not ${wanted.length}`)
  for (const place of wanted) {
    if (typeof place?.collection !== 'string' || typeof place.id !== 'string') {
      throw new TypeError(`it must ask for { collection, id }, both strings, not ${JSON.stringify(place)}`)
    }
  }
  return wanted
}

/** An event as the log keeps it and the wire carries it. `v` is left out where it is 1. */
export function encodeEvent(offset: number, type: string, at: number, version: number, data: unknown): string {
  const v = version === 1 ? '' : `"v":${version},`
  return `{"offset":${offset},"type":${JSON.stringify(type)},"at":${at},${v}"data":${JSON.stringify(data) ?? 'null'}}`
}

/** What is written to a log stays there: an event that could not be read again would end its channel. */
function checkEvent(event: unknown): asserts event is AnyEvent {
  if (typeof (event as { type?: unknown } | undefined | null)?.type === 'string') return
  throw new TypeError(`an event is { type: string, data }, not ${JSON.stringify(event)}`)
}
