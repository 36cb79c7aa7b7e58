import type { ChannelDefinition } from '../define/define-channel.ts'
import { ChannelLog } from '../host/channel-log.ts'
import type { LiveChannel } from '../host/live-channel.ts'
import type { Runtime } from '../host/runtime.ts'
import type { StoredDocument } from '../store/records.ts'
import type { Store, StoredEvent } from '../store/store.ts'
import { type StateAt, StatesAt } from './state-at.ts'

/** A view that somebody has open, or could. */
export interface InspectedView {
  /** With its part, `book/BTC-USD`; `book/*` where nobody reads a part of it. */
  readonly view: string
  readonly readers: number
}

/** A channel that is in memory. */
export interface InspectedChannel {
  readonly name: string
  /** The durable end of its log; `undefined`: it was not loaded yet. */
  readonly offset: number | undefined
  readonly epoch: string | undefined
  /** Readers of all its views. */
  readonly readers: number
  readonly views: readonly InspectedView[]
  /** Which collections of documents its views can be asked for. */
  readonly collections: readonly string[]
}

export interface InspectedLog {
  /** As they are stored, made new for this version of the code; oldest first. */
  readonly events: readonly StoredEvent[]
  readonly hasMore: boolean
}

/** Views of one channel that are listed: a channel in parts may have a reader for each. */
const maxViews = 100

/**
 * What a host's channels are at the moment, for who looks on while he develops. It asks nothing of a channel that lives and leaves no trace in it:
 * lists are read from what is there, logs and states from the store.
 */
export class HostInspection {
  readonly #channels: ReadonlyMap<string, LiveChannel>
  readonly #definitionOf: (channel: string) => ChannelDefinition | undefined
  readonly #store: Store
  readonly #states: StatesAt

  /** Made by `Host.inspection()`. */
  constructor(
    channels: ReadonlyMap<string, LiveChannel>,
    definitionOf: (channel: string) => ChannelDefinition | undefined,
    store: Store,
    runtime: Runtime,
  ) {
    this.#channels = channels
    this.#definitionOf = definitionOf
    this.#store = store
    this.#states = new StatesAt(store, runtime)
  }

  /** How many channels are in memory. */
  get count(): number {
    return this.#channels.size
  }

  /** Those in memory, the newest `limit` of them, by name. */
  list(limit: number): readonly InspectedChannel[] {
    const newest = [...this.#channels.values()].slice(-limit)
    return newest.map(inspect).sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** The newest events before an offset; `undefined`: no feature has such a channel. Rejects with `StoreError`. */
  async log(channel: string, before: number, limit: number): Promise<InspectedLog | undefined> {
    const definition = this.#definitionOf(channel)
    if (definition === undefined) return undefined
    const events = await new ChannelLog(this.#store, definition).readBefore(channel, before, limit)
    return { events, hasMore: events.length === limit && (events[0]?.offset ?? 1) > 1 }
  }

  /** See {@link StatesAt.of}; `undefined`: no feature has such a channel. */
  async stateAt(
    channel: string,
    view: string | undefined,
    offset: number,
    isWanted?: () => boolean,
  ): Promise<StateAt | undefined> {
    const definition = this.#definitionOf(channel)
    return definition && this.#states.of(channel, definition, view, offset, isWanted)
  }

  /** The newest documents of a collection; `undefined`: no feature has such a channel. Rejects with `StoreError`. */
  async documents(channel: string, collection: string, limit: number): Promise<readonly StoredDocument[] | undefined> {
    if (this.#definitionOf(channel) === undefined) return undefined
    return this.#store.documents(channel, collection, undefined, limit)
  }
}

function inspect({ name, definition, readers }: LiveChannel): InspectedChannel {
  const { committed, feeds } = readers
  const views: InspectedView[] = []
  let count = 0
  const seen = new Set<string>()
  for (const feed of feeds.all()) {
    count += feed.readers.size
    seen.add(feed.kind.name)
    if (views.length < maxViews) views.push({ view: feed.view, readers: feed.readers.size })
  }
  for (const view of definition.views.keys()) if (!seen.has(view)) views.push({ view, readers: 0 })
  const collections = [...definition.views.values()].flatMap(({ documents }) => Object.keys(documents ?? {}))
  return {
    name,
    offset: committed?.offset,
    epoch: committed?.epoch,
    readers: count,
    views,
    collections: [...new Set(collections)],
  }
}
