import type { Retention } from '../define/rules.ts'
import type { Store } from '../store/store.ts'

const dayMs = 86_400_000
const pageSize = 200

/**
 * Drops the events of a channel that `retain` keeps no longer, none after `offset`, where a state is stored. Looks at no more events
 * than it drops, and one page.
 */
export async function trimLog(
  store: Store,
  channel: string,
  { events, days }: Retention,
  offset: number,
  now: number,
): Promise<void> {
  const beyondCount = events === undefined ? 0 : offset - events
  const beyondAge = days === undefined ? 0 : await lastBefore(store, channel, now - days * dayMs)
  const upTo = Math.min(offset, Math.max(beyondCount, beyondAge))
  if (upTo > 0) await store.trim(channel, upTo)
}

/** The offset of the last of the events that came before `time`, from the first that is kept; 0: there is none. */
async function lastBefore(store: Store, channel: string, time: number): Promise<number> {
  let last = 0
  for (;;) {
    const page = await store.readAfter(channel, last, pageSize)
    for (const { offset, event } of page) {
      if ((JSON.parse(event) as { at: number }).at >= time) return last
      last = offset
    }
    if (page.length < pageSize) return last
  }
}
