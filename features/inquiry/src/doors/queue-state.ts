import { applyEvent, defineFold, type EventMeta } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import { type DoorQueue, type DoorQueueEvents, queueFold } from './queue-fold.ts'

/** `erased`: what concerned somebody who was erased; it is not sent. */
export type LoggedEvents = DoorQueueEvents & { readonly erased: Readonly<Record<never, never>> }

/** The queue as its worker has it, and what is known of it without a look at all that waits. */
export interface DoorState {
  readonly queue: DoorQueue
  readonly own: {
    count: number
    /** By inquiry: ids of what waits with what else comes, in their order. */
    together: { [inquiry: string]: readonly string[] }
  }
}

export const doorFold = defineFold<DoorState, LoggedEvents>({
  state: () => ({ queue: queueFold.state(), own: { count: 0, together: {} } }),
  events: {
    enqueued: (state, enqueued, meta) => {
      const { queue, own } = state
      const { event, together } = enqueued
      const isNew = !Object.hasOwn(queue.queued, event.id)
      grow(queue, 'enqueued', enqueued, meta)
      if (!isNew) return
      own.count++
      if (together) own.together[event.inquiry.id] = [...togetherIn(state, event.inquiry.id), event.id]
    },
    stretched: ({ queue }, data, meta) => grow(queue, 'stretched', data, meta),
    postponed: ({ queue }, data, meta) => grow(queue, 'postponed', data, meta),
    ended: (state, data, meta) => {
      const { queue, own } = state
      const known = ownValue(queue.queued, data.id)
      grow(queue, 'ended', data, meta)
      if (known === undefined) return
      own.count--
      if (!known.together) return
      const { id } = known.event.inquiry
      const left = togetherIn(state, id).filter((each) => each !== data.id)
      if (left.length > 0) own.together[id] = left
      else delete own.together[id]
    },
    emptied: (state, data, meta) => {
      grow(state.queue, 'emptied', data, meta)
      Object.assign(state.own, { count: 0, together: {} })
    },
    erased: () => {},
  },
})

export function togetherIn({ own }: DoorState, inquiry: string): readonly string[] {
  return ownValue(own.together, inquiry) ?? []
}

function grow<Type extends keyof DoorQueueEvents>(
  queue: DoorQueue,
  type: Type,
  data: DoorQueueEvents[Type],
  { offset, at }: EventMeta,
): void {
  applyEvent(queueFold, queue, { type, data, offset, at })
}
