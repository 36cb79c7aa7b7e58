import type { Reason } from '../messages/down.ts'
import type { Read } from '../messages/up.ts'
import type { StoredEvent } from '../store/store.ts'
import type { ShownEvents } from './event-show.ts'
import type { LiveChannel } from './live-channel.ts'
import * as reasons from './reasons.ts'
import type { ViewFeed } from './view-feed.ts'

export interface ReadPage {
  readonly events: readonly string[]
  readonly more: boolean
}

/** Events of its channel that one page of a part looks at, at most. */
const maxLooked = 1_000
const lookedAtOnce = 200

/**
 * The newest events before an offset, as the view shows them; fewer than asked for if they would be too many bytes. Throws what the store
 * throws, and for events that the view cannot show.
 */
export async function readEvents(
  channel: LiveChannel,
  { view, before, limit }: Read,
  maxBytes: number,
): Promise<ReadPage | Reason> {
  const feed = channel.readers.feeds.for(view)
  if (feed === undefined) return reasons.unknownView(channel.name, view)
  if (feed.kind.rule.history === false) return reasons.noHistory(channel.name, view)
  return feed.kind.hasParts
    ? readPart(channel, feed, { before, limit }, maxBytes)
    : look(channel, feed, { before, limit }, maxBytes)
}

interface Look extends ReadPage {
  /** How many events of the channel were looked at, and where the first of them stands; 0: there are none. */
  readonly looked: number
  readonly first: number
}

/** What concerns a part is looked for among the events of the whole channel; who finds none among many is told that there is more. */
async function readPart(
  channel: LiveChannel,
  feed: ViewFeed,
  { before, limit }: Pick<Read, 'before' | 'limit'>,
  maxBytes: number,
): Promise<ReadPage | Reason> {
  let events: readonly string[] = []
  let end = before
  for (let looked = 0; ; ) {
    const page = await look(channel, feed, { before: end, limit: lookedAtOnce }, maxBytes)
    if ('code' in page) return page
    const found = [...page.events, ...events]
    events = found.slice(-limit)
    looked += page.looked
    end = page.first
    const isFull = found.length >= limit || looked >= maxLooked || sizeOf(events) >= maxBytes
    if (isFull || !page.more) return { events, more: page.more || found.length > limit }
  }
}

async function look(
  channel: LiveChannel,
  feed: ViewFeed,
  { before, limit }: Pick<Read, 'before' | 'limit'>,
  maxBytes: number,
): Promise<Look | Reason> {
  const whole = await channel.log.readBefore(channel.name, before, limit)
  const stored = newestWithin(whole, maxBytes)
  const shown = await shownBy(channel, feed, stored)
  if ('code' in shown) return shown
  // Fewer than asked for: there are no more, or they were dropped.
  const hasMore = stored.length < whole.length || whole.length === limit
  const first = stored[0]?.offset ?? 0
  return { events: shown.texts, more: hasMore && first > 1, looked: stored.length, first }
}

function sizeOf(events: readonly string[]): number {
  return events.reduce((sum, { length }) => sum + length, 0)
}

async function shownBy(
  channel: LiveChannel,
  feed: ViewFeed,
  stored: readonly StoredEvent[],
): Promise<ShownEvents | Reason> {
  // While the store was read the channel may have dropped its state, by which events are shown.
  if (!(await channel.wake())) return reasons.storeUnavailable
  const shown = feed.opened.shownOf(
    stored.map(({ event }) => event),
    channel.present,
  )
  if (shown === undefined) throw new Error(`the view "${feed.kind.name}" cannot show these events`)
  return shown === 'unsettled' ? reasons.storeUnavailable : shown
}

/** The newest of these events that fit, one at least. */
function newestWithin(events: readonly StoredEvent[], maxBytes: number): readonly StoredEvent[] {
  let bytes = 0
  for (let i = events.length - 1; i >= 0; i--) {
    bytes += events[i]?.event.length ?? 0
    if (bytes > maxBytes && i < events.length - 1) return events.slice(i + 1)
  }
  return events
}
