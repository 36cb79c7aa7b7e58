import type { Effect, NewEvent } from '@parley/channel'
import { defineChannel, defineFold, refuse, sendCommand, systemActor } from '@parley/channel'
import { nextAttempt, sendResult } from '@parley/outbound/rules'
import { z } from 'zod'
import type {
  Delivery,
  DeliveryQueue,
  DeliveryQueueEvents,
  InboxSystemCommands,
  SendResult,
  Why,
} from '../contract/index.ts'
import { NotificationsCode } from '../contract/index.ts'
import { wordsWithout } from '../inbox/erase.ts'
import type { InboxConfig } from '../options.ts'
import { type CalledOff, type Cancel, isMoreToCome, meantBy, noteCalledOff, whyCalledOff } from './cancelling.ts'
import { queueFold } from './queue-fold.ts'

/** Of what was called off or is told nothing: whom and what it was. */
interface About {
  readonly about: Pick<Delivery, 'user' | 'n'> & { readonly device?: string }
}

type Nothing = Readonly<Record<never, never>>

/** The log of a queue. `ended` and `postponed` say whom to tell, since what they name may have left the state. */
interface LoggedEvents {
  readonly enqueued: DeliveryQueueEvents['enqueued']
  readonly postponed: DeliveryQueueEvents['postponed'] & About
  readonly ended: DeliveryQueueEvents['ended'] & About & { readonly gone?: true }
  /** `ids`: those that wait. `isMore`: others may still come. */
  readonly cancelled: DeliveryQueueEvents['cancelled'] & { readonly cancel: Cancel; readonly isMore?: true }
  /** What concerned only somebody who was erased. */
  readonly erased: Nothing
}

type Logged = NewEvent<LoggedEvents>

interface QueueState extends DeliveryQueue {
  calledOff: CalledOff
}

const stateFold = defineFold<QueueState, LoggedEvents>({
  state: () => ({ ...queueFold.state(), calledOff: {} }),
  events: {
    ...queueFold.events,
    cancelled: (state, data, meta) => {
      queueFold.events.cancelled(state, data, meta)
      if (data.isMore) noteCalledOff(state.calledOff, data.cancel, meta.at)
    },
    erased: () => {},
  },
})

const id = z.string().min(1).max(400)

const inputs = {
  // Only inboxes of the same server send it: what it says was checked there.
  enqueue: z.custom<Delivery>(
    (value) => typeof value === 'object' && value !== null && 'id' in value && 'user' in value,
  ),
  cancel: z.object({
    user: z.string(),
    n: z.number().int().min(1).exactOptional(),
    device: z.string().exactOptional(),
    upTo: z.number().int().min(0),
    left: z.number().int().min(1).exactOptional(),
    reason: z.custom<Why>((value) => typeof value === 'string'),
  }),
  reported: z.object({ id, attempt: z.number().int().min(1), result: sendResult }),
}

/** The channels `notify-delivery/<way>`, as PROTOCOL.md#notifications describes them: what waits to be sent, as a machine. */
export function deliveryChannel({ limits }: Pick<InboxConfig, 'limits'>) {
  return defineChannel('notify-delivery', stateFold, {
    commands: {
      enqueue: {
        input: inputs.enqueue,
        decide: ({ queued, calledOff }, delivery, { actor, now }): readonly Logged[] | ReturnType<typeof refuse> => {
          if (actor !== systemActor) return notFromYou()
          if (Object.hasOwn(queued, delivery.id)) return []
          const why = whyCalledOff(calledOff, delivery)
          if (why !== undefined) return [ended(delivery, 0, 'not-sent', why)]
          if (delivery.expiresAt !== undefined && delivery.expiresAt <= now)
            return [ended(delivery, 0, 'not-sent', 'too-old')]
          if (Object.keys(queued).length < limits.maxQueued) return [{ type: 'enqueued', data: { delivery } }]
          const what = `At most ${limits.maxQueued} deliveries of one way wait.`
          return refuse(NotificationsCode.tooMany, what, { retryAfterMs: 5000 })
        },
      },
      cancel: {
        input: inputs.cancel,
        decide: (queue, cancel, { actor }): readonly Logged[] | ReturnType<typeof refuse> => {
          if (actor !== systemActor) return notFromYou()
          const ids = meantBy(queue, cancel)
          const isMore = isMoreToCome(queue, cancel)
          if (ids.length === 0 && !isMore) return []
          const { reason } = cancel
          return [{ type: 'cancelled', data: { ids, reason, cancel, ...(isMore ? { isMore } : {}) } }]
        },
      },
      reported: {
        input: inputs.reported,
        decide: (
          { queued },
          { id, attempt, result },
          { actor, now },
        ): readonly Logged[] | ReturnType<typeof refuse> => {
          if (actor !== systemActor) return notFromYou()
          const known = Object.hasOwn(queued, id) ? queued[id] : undefined
          // A worker that began again after a crash may report the same attempt twice.
          if (known === undefined || attempt !== known.attempts + 1) return []
          return [outcomeOf(known, attempt, result, now)]
        },
      },
    },
    effects: {
      postponed: ({ data: { about, attempts, nextAt, reason } }, { key }) => [
        toInbox(about, { ...of(about, key), status: 'retrying', reason, attempt: attempts, until: nextAt }),
      ],
      ended: ({ data: { about, status, attempts, reason, gone } }, { key }) => {
        const why = { ...(reason === undefined ? {} : { reason }), ...(gone === undefined ? {} : { gone }) }
        return [toInbox(about, { ...of(about, key), status, attempt: attempts, ...why })]
      },
    },
    erase: (event, person): Logged | undefined => {
      if (event.type === 'erased') return undefined
      if (event.type === 'postponed' || event.type === 'ended')
        return event.data.about.user === person ? { type: 'erased', data: {} } : undefined
      if (event.type === 'cancelled')
        return event.data.cancel.user === person ? { type: 'erased', data: {} } : undefined
      const { delivery } = event.data
      if (delivery.user === person) return { type: 'erased', data: {} }
      const left = wordsWithout(delivery, person)
      const isSame = JSON.stringify(left) === JSON.stringify(delivery)
      return isSame ? undefined : { type: 'enqueued', data: { delivery: left } }
    },
    views: {
      queue: {
        allow: (_state, actor) => actor === systemActor,
        history: false,
        projection: {
          fold: queueFold,
          project: ({ queued }) => ({ queued }),
          show: ({ type, data }) => {
            if (type === 'erased') return undefined
            if (type === 'enqueued') return { type, data }
            if (type === 'cancelled') return { type, data: { ids: data.ids, reason: data.reason } }
            const { about: _about, gone: _gone, ...shown } = data as LoggedEvents['ended']
            return { type, data: shown } as NewEvent<DeliveryQueueEvents>
          },
        },
      },
    },
  })
}

function outcomeOf(
  { delivery, since, cancelled }: DeliveryQueue['queued'][string],
  attempts: number,
  result: SendResult,
  now: number,
): Logged {
  if (result.status === 'sent') return ended(delivery, attempts, 'sent')
  if (result.status === 'failed') return ended(delivery, attempts, 'failed', result.reason)
  if (result.status === 'gone') {
    const end = ended(delivery, attempts, 'failed', result.reason)
    return { type: 'ended', data: { ...end.data, gone: true } }
  }
  if (cancelled !== undefined) return ended(delivery, attempts, 'not-sent', cancelled)
  const { reason, retryAfterMs } = result
  const { expiresAt } = delivery
  const next = nextAttempt({
    ...{ attempts, since, now },
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
  if (next === 'gave-up') return ended(delivery, attempts, 'failed', `gave-up: ${reason}`)
  if (next === 'too-old') return ended(delivery, attempts, 'not-sent', 'too-old')
  return { type: 'postponed', data: { id: delivery.id, attempts, nextAt: next, reason, ...aboutOf(delivery) } }
}

function ended(
  delivery: Delivery,
  attempts: number,
  status: LoggedEvents['ended']['status'],
  reason?: string,
): { readonly type: 'ended'; readonly data: LoggedEvents['ended'] } {
  const why = reason === undefined ? {} : { reason }
  return { type: 'ended', data: { id: delivery.id, status, attempts, ...why, ...aboutOf(delivery) } }
}

function aboutOf({ user, n, device }: Delivery): About {
  return { about: { user, n, ...(device === undefined ? {} : { device: device.id }) } }
}

function of({ n, device }: About['about'], way: string) {
  return { n, way, ...(device === undefined ? {} : { subscription: device }) }
}

function toInbox({ user }: About['about'], report: InboxSystemCommands['reported']): Effect {
  return sendCommand(`inbox/${user}`, 'reported', report)
}

function notFromYou() {
  return refuse('not-allowed', 'Only the server itself sends things away.')
}
