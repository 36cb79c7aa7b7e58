import { defineFold } from '@parley/channel/client'
import type { DeliveryQueue, DeliveryQueueEvents } from '../contract/index.ts'

/** The view `queue`: PROTOCOL.md#notifications. */
export const queueFold = defineFold<DeliveryQueue, DeliveryQueueEvents>({
  state: () => ({ queued: {} }),
  events: {
    enqueued: ({ queued }, { delivery }, { at }) => {
      queued[delivery.id] = { delivery, attempts: 0, nextAt: at, since: at }
    },
    postponed: ({ queued }, { id, attempts, nextAt }) => {
      const known = queued[id]
      if (known !== undefined) queued[id] = { ...known, attempts, nextAt }
    },
    cancelled: ({ queued }, { ids, reason }, { at }) => {
      for (const id of ids) {
        const known = queued[id]
        // Its end is due at once.
        if (known !== undefined) queued[id] = { ...known, nextAt: Math.min(known.nextAt, at), cancelled: reason }
      }
    },
    ended: ({ queued }, { id }) => {
      delete queued[id]
    },
  },
})
