// Ways out of the house: a webhook, mail, a bot, and what an app adds.
import { type FeatureServer, UsageError } from '@parley/channel'
import type { SendResult } from '@parley/outbound/rules'
import { checkList } from '../check-options.ts'
import { type DoorEvent, type DoorEventType, doorEventTypes, type QueuedEvent } from './event.ts'

export type { SendResult }

/**
 * A door of the app's own: `inquiry({ doors: [{ name: 'crm', send: async (event) => ({ status: 'sent' }) }] })`.
 *
 * `send` is called at least once for each event, again under the same `event.id` after a crash or `later`; of one inquiry one after the other, in their
 * order. `signal` is aborted when it has taken longer than `timeoutMs`; what it answers from then on is not heard. What it throws is `later`.
 */
export interface Door {
  /** 1 to 40 of `a`–`z`, `0`–`9`, `-`, `_`; not `mail`, not `bot`. */
  readonly name: string
  /** @default all of them */
  readonly events?: readonly DoorEventType[]
  /** Notes of agents, too. @default false */
  readonly tellsNotes?: boolean
  /** The customer's name, his answers in the form, and the page he was at; else only his id. @default true */
  readonly tellsCustomer?: boolean
  /** How long one may take, up to 10 minutes. @default 10000 */
  readonly timeoutMs?: number
  /** So many are sent at one time, of as many inquiries, 1 to 1000. @default 16 */
  readonly concurrency?: number
  send(event: DoorEvent, signal: AbortSignal): Promise<SendResult>
}

/** What is to be sent: at once, or not before a time; `together`: until then, with what else of this inquiry comes. */
export interface Enqueued {
  readonly event: QueuedEvent
  readonly notBefore?: number
  readonly together?: true
}

/** A door as the channels know it. */
export interface DoorRule {
  readonly name: string
  /** What of an event is sent by it; `undefined`: nothing. Pure. */
  take(event: QueuedEvent): Enqueued | undefined
}

export type Send = (event: QueuedEvent, signal: AbortSignal) => Promise<SendResult>

/** A door as the server runs it. */
export interface HouseDoor extends DoorRule {
  readonly timeoutMs: number
  readonly concurrency: number
  open(server: FeatureServer): Send
}

/** Names of those that are options of their own. */
const ownDoors: readonly string[] = ['mail', 'bot']
export const maxTimeoutMs = 600_000

/** Throws `UsageError` (`ERR_INQUIRY_DOOR`). */
export function houseDoors(doors: readonly Door[]): readonly HouseDoor[] {
  checkList('ERR_INQUIRY_DOOR', '"doors"', doors, 'doors: [webhook({ url, secret })]')
  const names = new Set<string>(ownDoors)
  return doors.map((door) => {
    check(door, names)
    names.add(door.name)
    const { name, timeoutMs = 10_000, concurrency = 16 } = door
    return {
      ...{ name, timeoutMs, concurrency },
      take: (event) => taken(event, door),
      open: () => (event, signal) => door.send(event as DoorEvent, signal),
    }
  })
}

function taken(event: QueuedEvent, { events = doorEventTypes, tellsNotes, tellsCustomer }: Door): Enqueued | undefined {
  if (event.type === 'inquiry.asked' || event.type === 'inquiry.transcript') return undefined
  if (!events.includes(event.type)) return undefined
  if (event.type === 'inquiry.message' && event.message.kind === 'note' && !tellsNotes) return undefined
  const told = event.type === 'inquiry.assigned' && !tellsNotes ? withoutNote(event) : event
  return { event: tellsCustomer === false ? withoutCustomer(told) : told }
}

function withoutNote({ note: _note, ...event }: Extract<DoorEvent, { type: 'inquiry.assigned' }>): DoorEvent {
  return event
}

function withoutCustomer(event: DoorEvent): DoorEvent {
  const inquiry = { ...event.inquiry, customer: { ...event.inquiry.customer, name: '' } }
  if (event.type === 'inquiry.opened') {
    const { page: _page, ...rest } = event
    return { ...rest, inquiry, answers: {} }
  }
  if (event.type !== 'inquiry.message' || event.message.kind !== 'customer') return { ...event, inquiry }
  return { ...event, inquiry, message: { ...event.message, by: { ...event.message.by, name: '' } } }
}

function check(door: Door, known: ReadonlySet<string>): void {
  if (typeof door?.send !== 'function')
    throw wrongDoor(`"doors" are objects with "send": { name: 'crm', send: async (event) => ({ status: 'sent' }) }`)
  const { name, events = [], timeoutMs = 1, concurrency = 1 } = door
  if (typeof name !== 'string' || !/^[a-z0-9_-]{1,40}$/.test(name) || known.has(name))
    throw wrongDoor(
      `A door has a name of its own, 1 to 40 of a–z, 0–9, "-" and "_", not "mail" or "bot": ${JSON.stringify(name)}`,
    )
  const unknown = events.find((type) => !doorEventTypes.includes(type))
  if (unknown !== undefined)
    throw wrongDoor(`"events" of the door "${name}" are ${doorEventTypes.join(', ')}, not ${JSON.stringify(unknown)}`)
  const number = (field: string, value: number, most: number) =>
    checkWhole(value, most, (what) => wrongDoor(`"${field}" of the door "${name}" ${what}`))
  number('timeoutMs', timeoutMs, maxTimeoutMs)
  number('concurrency', concurrency, 1_000)
}

/** `wrong`: makes what is thrown of what the number should be. */
export function checkWhole(value: number, most: number, wrong: (what: string) => UsageError): void {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return
  throw wrong(`is a whole number from 1 to ${most}, not ${String(value)}`)
}

export function wrongDoor(message: string): UsageError {
  return new UsageError('ERR_INQUIRY_DOOR', `${message} (inquiry()).`)
}
