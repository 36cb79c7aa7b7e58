import type { ChannelDefinition } from '../define/define-channel.ts'
import type { Store, StoredChannel, StoredEvent } from '../store/store.ts'
import { encodeEvent } from './decision.ts'
import { LogFault } from './log-fault.ts'
import { decodeState } from './stored-state.ts'

/** What a channel asks of the store about its own log. */
export type LogReader = Pick<Store, 'load' | 'readAfter' | 'readBefore' | 'outcome'>

interface LoggedEvent {
  readonly offset: number
  readonly type: string
  readonly at: number
  readonly v?: number
  readonly data: unknown
}

const pageSize = 500

/** The logs of one kind of channel, read as this version of the code wrote them: older events and states are made new as they come. */
export class ChannelLog implements LogReader {
  readonly #store: Store
  readonly #definition: ChannelDefinition

  constructor(store: Store, definition: ChannelDefinition) {
    this.#store = store
    this.#definition = definition
  }

  async load(channel: string): Promise<StoredChannel | undefined> {
    const stored = await this.#store.load(channel)
    if (stored === undefined) return undefined
    const { snapshot } = stored
    const events = this.#current(stored.events)
    if (snapshot === undefined) return { ...stored, events }
    const { version, state } = decodeState(snapshot.state)
    if (version === this.#definition.version) return { ...stored, events, snapshot: { ...snapshot, state } }
    if (version > this.#definition.version) throw this.#newer(`its state is of version ${version}`)
    const { upcastState } = this.#definition
    if (upcastState === undefined) {
      return { ...stored, snapshot: undefined, events: await this.readWhole(channel, stored.offset) }
    }
    return { ...stored, events, snapshot: { ...snapshot, state: renewState(upcastState, state, version) } }
  }

  async readAfter(channel: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#current(await this.#store.readAfter(channel, after, limit))
  }

  async readBefore(channel: string, before: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#current(await this.#store.readBefore(channel, before, limit))
  }

  outcome(channel: string, actor: string, command: string): Promise<number | undefined> {
    return this.#store.outcome(channel, actor, command)
  }

  /** All events up to `offset`. Throws `LogFault` if the first of them were dropped. */
  async readWhole(channel: string, offset: number): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = []
    while (events.length < offset) {
      const page = await this.readAfter(channel, events.length, pageSize)
      if (page[0]?.offset !== events.length + 1) {
        const why = 'the log was trimmed, so the state cannot be folded anew: define upcastState, or eraseState'
        throw new LogFault(`${channel}: ${why}`)
      }
      events.push(...page)
    }
    return events.slice(0, offset)
  }

  #current(events: readonly StoredEvent[]): readonly StoredEvent[] {
    if (this.#definition.version > 1) {
      return events.map(({ offset, event }) => ({ offset, event: this.#upcast(event) }))
    }
    // Versions only rise, so the newest event tells.
    const newest = events.at(-1)
    if (newest !== undefined) this.#upcast(newest.event)
    return events
  }

  #upcast(text: string): string {
    try {
      return this.#asCurrent(text)
    } catch (error) {
      if (error instanceof LogFault) throw error
      throw new LogFault(`an event could not be made new: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      })
    }
  }

  #asCurrent(text: string): string {
    const { version, upcast } = this.#definition
    const { offset, type, at, v = 1, data } = JSON.parse(text) as LoggedEvent
    if (v === version) return text
    if (v > version) throw this.#newer(`its event ${offset} is of version ${v}`)
    const renew = upcast.get(type)
    return encodeEvent(offset, type, at, version, renew === undefined ? data : renew(data, v))
  }

  #newer(what: string): LogFault {
    const { name, version } = this.#definition
    return new LogFault(`${what}, and this code defines "${name}" in version ${version}: run the newer code`)
  }
}

function renewState(upcastState: (state: unknown, from: number) => unknown, text: string, from: number): string {
  try {
    return JSON.stringify(upcastState(JSON.parse(text), from))
  } catch (error) {
    throw new LogFault(`upcastState threw: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}
