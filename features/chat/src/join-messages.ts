import type { Message } from './room.ts'
import { maxMessages } from './room.ts'

/**
 * Joins the messages we kept with the newest of a room. The state drops a message for each new one, so what we have
 * shown must be kept here; but after a long absence the state may start far behind what we kept, and then the kept ones
 * are let go rather than shown beside a hole. They come back by paging.
 */
export function joinMessages(kept: readonly Message[], newest: readonly Message[]): readonly Message[] {
  const first = newest[0]
  const last = kept.at(-1)
  if (!first || !last) return [...newest]
  const isWholeRoom = newest.length < maxMessages
  const hasHole = last.offset < first.offset - 1
  if (isWholeRoom || hasHole) return [...newest]
  return [...kept.filter((message) => message.offset < first.offset), ...newest]
}
