// Which of what waits is to be tried now.
import { type Attempt as Begun, isTried } from '@parley/outbound/rules'
import type { Delivery, DeliveryQueue, QueuedDelivery } from '../contract/index.ts'

export interface Attempt extends Begun {
  readonly lane: string
  readonly user: string
  /** Whom it is sent to, of a way that leads to devices: a push service. */
  readonly origin: string | undefined
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

export function attemptOf({ delivery, attempts }: QueuedDelivery): Attempt {
  const { user } = delivery
  return { attempt: attempts + 1, lane: laneOf(delivery), user, origin: originOf(delivery), isReported: false }
}

function originOf({ device }: Delivery): string | undefined {
  return device === undefined ? undefined : /^[^/]*\/\/[^/?#]*/.exec(device.subscription.endpoint)?.[0]
}

/** How many are sent at one time: of all, to one person, by one push service. Who does not answer must not hold up everybody else. */
export interface AtOnce {
  readonly concurrency: number
  readonly concurrencyPerPerson: number
  readonly concurrencyPerOrigin: number
}

/** What waits for another attempt lets those behind it pass. */
export function dueOf(
  { queued }: DeliveryQueue,
  attempts: ReadonlyMap<string, Attempt>,
  now: number,
  most: AtOnce,
): Due {
  const busy = new Set<string>()
  const perPerson = new Map<string, number>()
  const perOrigin = new Map<string, number>()
  let room = most.concurrency
  const take = ({ user, lane, origin }: Attempt) => {
    room--
    busy.add(lane)
    perPerson.set(user, (perPerson.get(user) ?? 0) + 1)
    if (origin !== undefined) perOrigin.set(origin, (perOrigin.get(origin) ?? 0) + 1)
  }
  // The lane comes last: thousands may wait for the same person or push service, and its name takes longest.
  const mayBegin = (delivery: Delivery) =>
    (perPerson.get(delivery.user) ?? 0) < most.concurrencyPerPerson &&
    (perOrigin.get(originOf(delivery) ?? '') ?? 0) < most.concurrencyPerOrigin &&
    !busy.has(laneOf(delivery))
  for (const attempt of attempts.values()) if (!attempt.isReported) take(attempt)
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
    if (room <= 0) continue
    if (!mayBegin(waiting.delivery)) continue
    take(attemptOf(waiting))
    start.push(waiting)
  }
  return { start, nextAt }
}
