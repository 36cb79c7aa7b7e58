// Which of what waits is to be sent now.
import { type Attempt, isTried } from '@parley/outbound/rules'
import type { DoorQueue, QueuedDelivery } from './queue-fold.ts'

export interface Due {
  readonly start: readonly QueuedDelivery[]
  /** When there may be more without anything happening, in milliseconds since 1970. */
  readonly nextAt: number | undefined
}

/** Of each inquiry only the first: what comes behind it is told after it, whatever becomes of it; but a transcript tells all there is, in no order. */
export function dueOf(
  { queued }: DoorQueue,
  attempts: ReadonlyMap<string, Attempt>,
  now: number,
  concurrency: number,
): Due {
  let room = concurrency
  for (const { isReported } of attempts.values()) if (!isReported) room--
  const seen = new Set<string>()
  const start: QueuedDelivery[] = []
  let nextAt: number | undefined
  for (const id in queued) {
    const waiting = queued[id]!
    const { event } = waiting
    const lane = event.type === 'inquiry.transcript' ? id : event.inquiry.id
    if (seen.has(lane)) continue
    seen.add(lane)
    if (isTried(waiting, attempts.get(id))) continue
    if (waiting.nextAt > now) nextAt = Math.min(nextAt ?? waiting.nextAt, waiting.nextAt)
    else if (room > 0) {
      room--
      start.push(waiting)
    }
  }
  return { start, nextAt }
}
