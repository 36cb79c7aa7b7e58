// What an event of an inquiry sends outside. All of it goes by the inquiry's own log, so that each door hears of one inquiry in its order.
import { type Effect, type EffectContext, type EventMeta, sendCommand } from '@parley/channel'
import { erasedId } from '../erased.ts'
import type { StoredEvents } from '../inquiry/events.ts'
import type { InquiryState } from '../inquiry/inquiry-state.ts'
import type { DeskConfig } from '../options.ts'
import type { DoorEvent, DoorInquiry, QueuedEvent } from './event.ts'

type Told = {
  readonly [Type in keyof StoredEvents]: { readonly type: Type; readonly data: StoredEvents[Type] } & EventMeta
}[keyof StoredEvents]
type What = DoorEvent extends infer Event
  ? Event extends DoorEvent
    ? Omit<Event, 'id' | 'at' | 'inquiry'>
    : never
  : never

export const doorName = 'inquiry-door'

/** For the effects of `inquiry/<id>`: nothing where no door wants it. */
export function doorEffects(event: Told, { state, key }: EffectContext<InquiryState>, config: DeskConfig): Effect[] {
  const { doors } = config
  if (doors.length === 0 || (state.own.customer?.id ?? erasedId) === erasedId) return []
  const place = { id: `inq_${key}_${event.offset}`, at: event.at, inquiry: inquiryOf(state, key, config) }
  const what = whatOf(event)
  const n = askedSince(event, state)
  const told: QueuedEvent[] = [
    ...(what === undefined ? [] : [{ ...place, ...what } as DoorEvent]),
    ...(n === undefined ? [] : [{ ...place, type: 'inquiry.asked', n } as const]),
    ...(event.type === 'transcriptAsked' ? [{ ...place, type: 'inquiry.transcript' } as const] : []),
  ]
  return told.flatMap((each) =>
    doors.flatMap((door) => {
      const enqueued = door.take(each)
      return enqueued === undefined ? [] : [sendCommand(`${doorName}/${door.name}`, 'enqueue', enqueued)]
    }),
  )
}

function inquiryOf({ own, agent: { facts, info } }: InquiryState, id: string, { hasBot }: DeskConfig): DoorInquiry {
  const { customer, subject, team } = own
  return {
    id,
    ...(info?.no !== undefined && { no: info.no }),
    subject,
    team: facts?.team ?? team,
    status: facts?.status ?? (hasBot ? 'pending' : 'open'),
    priority: facts?.priority ?? 'normal',
    customer: customer!,
    ...(facts?.agent && { agent: facts.agent }),
  }
}

function whatOf({ type, data, offset: n }: Told): What | undefined {
  switch (type) {
    case 'began': {
      const { answers, page } = data
      return { type: 'inquiry.opened', answers, ...(page && { page }) }
    }
    case 'said': {
      const { kind, by, text, files, erased } = data.message
      if (erased) return undefined
      return { type: 'inquiry.message', message: { n, kind, by, text, ...(files && { files }) } }
    }
    case 'rated':
      return { type: 'inquiry.rated', rating: data.rating }
    case 'routed':
      return data.activity && activityOf(data.activity)
    default:
      return undefined
  }
}

function activityOf(activity: NonNullable<StoredEvents['routed']['activity']>): What | undefined {
  switch (activity.what) {
    case 'assigned': {
      const { agent, how, by, note } = activity
      return { type: 'inquiry.assigned', agent, how, by, ...(note !== undefined && { note }) }
    }
    case 'resolved':
    case 'reopened':
      return { type: `inquiry.${activity.what}`, by: activity.by }
    case 'breached':
      return { type: 'inquiry.breached', target: activity.target, due: activity.due }
    default:
      return undefined
  }
}

/**
 * Whether the bot is to be asked now, and since which entry the customer waits: he has written, or the desk has just said that the inquiry is a bot's.
 * Before that word there would be nothing that it could be handed over to.
 */
function askedSince({ type, data }: Told, { agent: { facts, recent } }: InquiryState): number | undefined {
  if (facts?.status !== 'pending') return undefined
  if (type !== 'routed' && !(type === 'said' && data.message.kind === 'customer')) return undefined
  const last = recent.findLast(({ kind }) => kind === 'customer' || kind === 'bot' || kind === 'agent')
  return last?.kind === 'customer' ? last.n : undefined
}
