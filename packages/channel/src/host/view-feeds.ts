import type { ChannelDefinition } from '../define/define-channel.ts'
import { everyPart } from '../define/rules.ts'
import { viewIn } from '../define/view-in.ts'
import { type EventBatch, eventsOfPart } from './event-batch.ts'
import type { LogEvent } from './log-event.ts'
import type { Reader } from './reader.ts'
import { type FeedServices, ViewFeed } from './view-feed.ts'
import { ViewKind } from './view-kind.ts'

interface PartFeeds {
  readonly kind: ViewKind
  readonly feeds: Map<string, ViewFeed>
}

const none: readonly LogEvent[] = []

/** A feed with the events of a batch that concern it; `undefined`: its rule cannot say. */
export type TouchedFeed = readonly [ViewFeed, readonly LogEvent[] | undefined]

/**
 * The feeds of one channel: one for each view, and for a view in parts one for each part that somebody reads, or is to be told that a person is gone
 * from. So what nobody looks at costs nothing.
 */
export class ViewFeeds {
  readonly #definition: ChannelDefinition
  readonly #services: Omit<FeedServices, 'unneeded'>
  readonly #whole = new Map<string, ViewFeed>()
  readonly #inParts = new Map<string, PartFeeds>()

  constructor(channel: string, definition: ChannelDefinition, services: Omit<FeedServices, 'unneeded'>) {
    this.#definition = definition
    this.#services = services
    for (const [name, rule] of definition.views) {
      const kind = new ViewKind(channel, name, rule, services.runtime)
      if (kind.hasParts) this.#inParts.set(name, { kind, feeds: new Map() })
      else this.#whole.set(name, this.#make(kind, name, ''))
    }
  }

  /** What a view's rule is, or that of the view it is a part of. `undefined`: there is no such view. */
  kindOf(view: string): ViewKind | undefined {
    return this.#whole.get(view)?.kind ?? this.#partOf(view)?.kind
  }

  /** The feed of a view, if it is there. */
  get(view: string): ViewFeed | undefined {
    return this.#whole.get(view) ?? this.#partOf(view)?.feed
  }

  /** The same; of a part that nobody reads one that is not kept, and good for one answer. `undefined`: there is no such view. */
  for(view: string): ViewFeed | undefined {
    const whole = this.#whole.get(view)
    if (whole !== undefined) return whole
    const place = this.#partOf(view)
    return place && (place.feed ?? this.#make(place.kind, view, place.part))
  }

  /** The reader is level at `offset`, which is the end of what may be told; from now on it gets the news. */
  join(reader: Reader, offset: number): void {
    const feed = this.for(reader.view)
    if (feed === undefined) return
    if (feed.part !== '') this.#inParts.get(feed.kind.name)?.feeds.set(feed.part, feed)
    feed.join(reader, offset)
  }

  leave(reader: Reader): void {
    const feed = this.get(reader.view)
    feed?.leave(reader)
    if (feed !== undefined) this.#dropUnneeded(feed)
  }

  /** All that are there. */
  *all(): Generator<ViewFeed> {
    yield* this.#whole.values()
    for (const { feeds } of this.#inParts.values()) yield* feeds.values()
  }

  /** Those that a rule goes for: a view, or all parts of one. */
  ofRule(name: string): Iterable<ViewFeed> {
    const whole = this.#whole.get(name)
    return whole === undefined ? (this.#inParts.get(name)?.feeds.values() ?? []) : [whole]
  }

  /** Those that events concern: of views in parts the parts that are named, however many there are. */
  touchedBy(batch: EventBatch): readonly TouchedFeed[] {
    const touched: TouchedFeed[] = []
    // Who has no readers looks at nothing.
    for (const feed of this.#whole.values()) touched.push([feed, feed.readers.size === 0 ? none : batch.events])
    for (const { kind, feeds } of this.#inParts.values()) {
      if (feeds.size === 0) continue
      const named = batch.partsNamed(kind)
      if (named === undefined) for (const feed of feeds.values()) touched.push([feed, undefined])
      else if (named.has(everyPart)) for (const [part, feed] of feeds) touched.push([feed, eventsOfPart(named, part)])
      else {
        for (const [part, events] of named) {
          const feed = feeds.get(part)
          if (feed !== undefined) touched.push([feed, events])
        }
      }
    }
    return touched
  }

  #make(kind: ViewKind, view: string, part: string): ViewFeed {
    return new ViewFeed(kind, view, part, { ...this.#services, unneeded: (feed) => this.#dropUnneeded(feed) })
  }

  #partOf(
    view: string,
  ): { readonly kind: ViewKind; readonly part: string; readonly feed: ViewFeed | undefined } | undefined {
    const { ruleName, part } = viewIn(this.#definition.views, view) ?? {}
    const place = ruleName === undefined ? undefined : this.#inParts.get(ruleName)
    if (place === undefined || part === undefined) return undefined
    return { kind: place.kind, part, feed: place.feeds.get(part) }
  }

  #dropUnneeded(feed: ViewFeed): void {
    if (feed.part === '' || feed.isNeeded) return
    feed.end()
    const feeds = this.#inParts.get(feed.kind.name)?.feeds
    if (feeds?.get(feed.part) === feed) feeds.delete(feed.part)
  }
}
