import { applyEvent, type FeatureRun, type FeatureServer } from '@parley/channel'
import { QueueWorker } from '@parley/outbound'
import type { DeliveryQueue, DeliveryQueueEvents, QueuedDelivery } from '../contract/index.ts'
import type { Way } from '../ways/way.ts'
import { type AtOnce, type Attempt, attemptOf, dueOf } from './due.ts'
import { queueFold } from './queue-fold.ts'

export interface WorkerOptions extends AtOnce {
  /** How long one may take. */
  readonly timeoutMs: number
}

/** Sends what waits in `notify-delivery/<way>`. */
export function deliveryWorker(server: FeatureServer, way: Way, options: WorkerOptions): FeatureRun {
  const { name } = way
  const sending = `notifications: sending by "${name}"`
  return new QueueWorker<DeliveryQueue, QueuedDelivery, Attempt>(server, queueFold.state(), {
    channel: `notify-delivery/${name}`,
    where: { sending, reporting: `notifications: reporting of "${name}"` },
    timeoutMs: options.timeoutMs,
    hear: (queue, event) => {
      applyEvent(queueFold, queue, event)
      return idsIn(event.data as DeliveryQueueEvents[keyof DeliveryQueueEvents])
    },
    waitingIn: ({ queued }, id) => (Object.hasOwn(queued, id) ? queued[id] : undefined),
    due: (queue, attempts, now) => dueOf(queue, attempts, now, options),
    begin: (waiting) => ({ id: waiting.delivery.id, attempt: attemptOf(waiting) }),
    send: ({ delivery, cancelled }, signal) => {
      const { expiresAt = Number.POSITIVE_INFINITY } = delivery
      // The queue says of what cannot be tried later that it was called off or is too old.
      const isOver = cancelled !== undefined || expiresAt <= server.now()
      return isOver ? { status: 'later', reason: 'too-old' } : way.send(delivery, signal)
    },
    fault: `"send" of the way "${name}" answers { status: 'sent' } or another SendResult.`,
    heard: (_id, result) => {
      if (result.status === 'sent') return result
      const { detail, ...rest } = result
      // What the other side said is for the log. That a device is gone is no fault.
      if (detail !== undefined && rest.status !== 'gone') server.report(new Error(detail), sending)
      return rest
    },
  })
}

function idsIn(data: DeliveryQueueEvents[keyof DeliveryQueueEvents]): readonly string[] {
  if ('ids' in data) return data.ids
  return ['delivery' in data ? data.delivery.id : data.id]
}
