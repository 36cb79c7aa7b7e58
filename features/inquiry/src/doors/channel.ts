import { defineChannel, type NewEvent, type Refusal, refuse, sendCommand, systemActor } from '@parley/channel'
import { nextAttempt, type SendResult, sendResult } from '@parley/outbound/rules'
import { z } from 'zod'
import { InquiryCode } from '../contract/index.ts'
import type { DeskConfig } from '../options.ts'
import type { Enqueued } from './door.ts'
import { doorName } from './enqueue.ts'
import { concerns } from './erase.ts'
import { type DoorQueueEvents, type QueuedDelivery, queueFold } from './queue-fold.ts'
import { type DoorState, doorFold, type LoggedEvents, togetherIn } from './queue-state.ts'

type Logged = NewEvent<LoggedEvents>

const inputs = {
  // Only inquiries of the same server send it: what it says was checked there.
  enqueue: z.custom<Enqueued>((value) => typeof value === 'object' && value !== null && 'event' in value),
  reported: z.object({ id: z.string().min(1).max(100), attempt: z.number().int().min(1), result: sendResult }),
  empty: z.object({}),
}

const fullRetryMs = 5_000

/** The channels `inquiry-door/<door>`: what waits to be sent outside, as a machine. For the server alone. */
export function doorChannel({ limits: { maxQueued }, doors }: Pick<DeskConfig, 'limits' | 'doors'>) {
  const isOpen = (name: string) => doors.some((door) => door.name === name)
  return defineChannel(doorName, doorFold, {
    acceptsKey: (key) => /^[a-z0-9_-]{1,40}$/.test(key),
    commands: {
      enqueue: {
        input: inputs.enqueue,
        decide: (state, enqueued, { actor, key }): readonly Logged[] | Refusal => {
          if (actor !== systemActor) return notFromYou()
          // What was decided before the app took the door away goes nowhere.
          if (!isOpen(key)) return emptied(state)
          if (Object.hasOwn(state.queue.queued, enqueued.event.id)) return []
          const along = takenAlong(state, enqueued)
          if (along !== undefined) return along
          if (state.own.count < maxQueued) return [{ type: 'enqueued', data: enqueued }]
          // Nothing is lost: it waits where it was decided.
          return refuse(InquiryCode.tooMany, `At most ${maxQueued} events of one door wait.`, {
            retryAfterMs: fullRetryMs,
          })
        },
      },
      reported: {
        input: inputs.reported,
        decide: ({ queue: { queued } }, { id, attempt, result }, { actor, now }): readonly Logged[] | Refusal => {
          if (actor !== systemActor) return notFromYou()
          const known = Object.hasOwn(queued, id) ? queued[id] : undefined
          // A worker that began again after a crash may report the same attempt twice.
          if (known === undefined || attempt !== known.attempts + 1) return []
          return [outcomeOf(known, attempt, result, now)]
        },
      },
      empty: {
        input: inputs.empty,
        decide: (state, _input, { actor, key }): readonly Logged[] | Refusal => {
          if (actor !== systemActor) return notFromYou()
          return isOpen(key) ? [] : emptied(state)
        },
      },
    },
    effects: {
      ended: ({ data: { handOff: inquiry } }) =>
        inquiry === undefined
          ? []
          : [sendCommand('inquiry-desk/main', 'handOff', { inquiry, by: 'bot', reason: 'gave up' })],
    },
    erase: ({ type, data }, person): Logged | undefined =>
      type === 'enqueued' && concerns(data.event, person) ? { type: 'erased', data: {} } : undefined,
    views: {
      queue: {
        allow: (_state, actor) => actor === systemActor,
        history: false,
        projection: {
          fold: queueFold,
          project: ({ queue }) => queue,
          show: (event) => (event.type === 'erased' ? undefined : (event as NewEvent<DoorQueueEvents>)),
        },
      },
    },
  })
}

function emptied({ own: { count } }: DoorState): readonly Logged[] {
  return count === 0 ? [] : [{ type: 'emptied', data: {} }]
}

/**
 * What becomes of it if one of this inquiry that waits will say it, too: the newest, until its time has come, and after it as long as it waits behind
 * another. So of an inquiry two wait at most.
 */
function takenAlong(state: DoorState, { event, together }: Enqueued): readonly Logged[] | undefined {
  const waiting = togetherIn(state, event.inquiry.id)
  const id = waiting.at(-1)
  if (!together || id === undefined) return undefined
  if (event.at <= (state.queue.queued[id]?.notBefore ?? 0)) return []
  return waiting.length > 1 ? [{ type: 'stretched', data: { id, at: event.at } }] : undefined
}

function outcomeOf(
  { event: { id, type, inquiry }, since }: QueuedDelivery,
  attempts: number,
  result: SendResult,
  now: number,
): Logged {
  const ended = (status: 'sent' | 'failed', reason?: string): Logged => ({
    type: 'ended',
    data: {
      ...{ id, status, attempts },
      ...(reason !== undefined && { reason }),
      // Nobody is left alone with a bot that does not answer.
      ...(status === 'failed' && type === 'inquiry.asked' && { handOff: inquiry.id }),
    },
  })
  if (result.status === 'sent') return ended('sent')
  if (result.status !== 'later') return ended('failed', result.reason)
  const { reason, retryAfterMs } = result
  const next = nextAttempt({ attempts, since, now, ...(retryAfterMs !== undefined && { retryAfterMs }) })
  if (typeof next === 'string') return ended('failed', `${next}: ${reason}`)
  return { type: 'postponed', data: { id, attempts, nextAt: next, reason } }
}

function notFromYou(): Refusal {
  return refuse('not-allowed', 'Only the server itself sends things outside.')
}
