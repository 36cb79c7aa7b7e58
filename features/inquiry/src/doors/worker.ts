import { applyEvent, type FeatureRun, type FeatureServer } from '@parley/channel'
import { QueueWorker } from '@parley/outbound'
import type { Attempt } from '@parley/outbound/rules'
import type { HouseDoor } from './door.ts'
import { dueOf } from './due.ts'
import { doorName } from './enqueue.ts'
import { type DoorQueue, type DoorQueueEvents, type QueuedDelivery, queueFold } from './queue-fold.ts'

/** Sends what waits in `inquiry-door/<door>`, and says what is given up. */
export function doorWorker(server: FeatureServer, door: HouseDoor): FeatureRun {
  const { name, timeoutMs, concurrency } = door
  const send = door.open(server)
  const where = `inquiry: the door "${name}"`
  return new QueueWorker<DoorQueue, QueuedDelivery, Attempt>(server, queueFold.state(), {
    channel: `${doorName}/${name}`,
    where: { sending: where, reporting: `${where}: reporting` },
    timeoutMs,
    hear: (queue, event) => {
      applyEvent(queueFold, queue, event)
      if (event.type !== 'postponed' && event.type !== 'ended') return []
      const { id, ...told } = event.data as DoorQueueEvents['ended']
      if (event.type === 'ended' && told.status === 'failed') {
        server.report(new Error(`${id} is given up: ${told.reason}`), where)
      }
      return [id]
    },
    waitingIn: ({ queued }, id) => (Object.hasOwn(queued, id) ? queued[id] : undefined),
    due: (queue, attempts, now) => dueOf(queue, attempts, now, concurrency),
    begin: ({ event: { id }, attempts }) => ({ id, attempt: { attempt: attempts + 1, isReported: false } }),
    send: ({ event }, signal) => send(event, signal),
    fault: `"send" of the door "${name}" answers { status: 'sent' } or another SendResult.`,
    heard: (id, result) => {
      if (result.status === 'sent') return result
      const { detail, ...rest } = result
      // What the other side said is for the log.
      if (detail !== undefined) server.report(new Error(`${id}: ${detail}`), where)
      return rest
    },
  })
}
