// Which of what waits is to be tried now.
import type { Delivery, DeliveryQueue, QueuedDelivery } from '../contract/index.ts'

/** An attempt that has begun. It stays known until the queue shows what became of it. */
export interface Attempt {
  /** 1, 2, 3 … */
  readonly attempt: number
  readonly lane: string
  readonly user: string
  /** Whether its outcome is stored: it takes no place any more. */
  isReported: boolean
}

export interface Due {
  /** In the order in which they came. */
  readonly start: readonly QueuedDelivery[]
  /** When there may be more without anything happening, in milliseconds since 1970. */
  readonly nextAt: number | undefined
}

/** What one person hears of one category on one device goes one after the other, so that it comes in its order. */
export function laneOf({ user, category, device }: Delivery): string {
  return JSON.stringify([user, category, device?.id])
}

/** One person whose devices do not answer must not hold up everybody else. */
export const maxAtOncePerPerson = 2

/** At most `room` of them. What waits for another attempt lets those behind it pass. */
export function dueOf(
  { queued }: DeliveryQueue,
  attempts: ReadonlyMap<string, Attempt>,
  now: number,
  room: number,
): Due {
  const busy = new Set<string>()
  const perPerson = new Map<string, number>()
  const take = (user: string, lane: string) => {
    busy.add(lane)
    perPerson.set(user, (perPerson.get(user) ?? 0) + 1)
  }
  for (const { user, lane, isReported } of attempts.values()) if (!isReported) take(user, lane)
  const start: QueuedDelivery[] = []
  let nextAt: number | undefined
  for (const id in queued) {
    const waiting = queued[id]!
    if (isTried(waiting, attempts.get(id))) continue
    if (waiting.nextAt > now) {
      nextAt = Math.min(nextAt ?? waiting.nextAt, waiting.nextAt)
      continue
    }
    // Whoever makes room asks again.
    if (start.length >= room) continue
    const { user } = waiting.delivery
    const lane = laneOf(waiting.delivery)
    if (busy.has(lane) || (perPerson.get(user) ?? 0) >= maxAtOncePerPerson) continue
    take(user, lane)
    start.push(waiting)
  }
  return { start, nextAt }
}

/** Whether the attempt that would be next has been made. */
export function isTried({ attempts }: QueuedDelivery, known: Attempt | undefined): boolean {
  return known !== undefined && known.attempt > attempts
}
