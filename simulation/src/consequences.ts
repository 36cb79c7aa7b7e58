import type { SimulatedEvent } from './feature/events.ts'
import { mentionedIn, mentionOf, reminderOf } from './feature/notes.ts'
import { noteId } from './feature/notes-folds.ts'
import type { LedgerOptions } from './ledger.ts'

/** A document that should be there. */
export interface ExpectedDocument {
  readonly id: string
  readonly order: number
  readonly by: string
  readonly text: string
}

/**
 * What the stored events must lead to: timers that fire, other channels that are told, documents that are found. It knows the
 * feature and the events, and nothing of how the platform keeps plans and documents.
 */
export class Consequences {
  readonly #options: Pick<LedgerOptions, 'latestNow' | 'violate'>
  /** When each timer is due, by channel and note. */
  readonly #timers = new Map<string, number>()
  /** What an inbox was not told yet. */
  readonly #owed = new Set<string>()
  /** What an inbox may be told or not: a person was erased from the event that says so before it was sent. */
  readonly #excused = new Set<string>()
  readonly #documents = new Map<string, Map<string, ExpectedDocument>>()
  /** How many had been dropped before each that was. */
  readonly #dropped = new Map<string, number>()

  constructor(options: Pick<LedgerOptions, 'latestNow' | 'violate'>) {
    this.#options = options
  }

  note(channel: string, event: SimulatedEvent): void {
    const key = channel.slice(channel.indexOf('/') + 1)
    this.#noteDocument(channel, event)
    switch (event.type) {
      case 'added': {
        const note = noteId(event.data)
        const { remindAt } = event.data
        for (const what of toldBy(key, event)) this.#owed.add(what)
        if (remindAt !== 0) this.#timers.set(`${channel} ${note}`, remindAt)
        break
      }
      case 'snoozed':
        this.#timers.set(`${channel} ${event.data.note}`, event.data.until)
        break
      case 'dropped':
        this.#timers.delete(`${channel} ${event.data.note}`)
        break
      case 'reminded':
        this.#fired(channel, event.data.note)
        for (const what of toldBy(key, event)) this.#owed.add(what)
        break
      case 'notified':
        if (
          !this.#owed.delete(`${channel} ${event.data.what}`) &&
          !this.#excused.delete(`${channel} ${event.data.what}`)
        )
          this.#options.violate(`${channel}: "${event.data.what}" was told twice, or never happened`)
        break
      default:
    }
  }

  /** The documents of a log that was rewritten are those of its new texts; what they no longer say need not be told. */
  rewritten(channel: string, before: readonly SimulatedEvent[], events: readonly SimulatedEvent[]): void {
    const key = channel.slice(channel.indexOf('/') + 1)
    const said = new Set(events.flatMap((event) => toldBy(key, event)))
    for (const what of before.flatMap((event) => toldBy(key, event))) {
      if (!said.has(what) && this.#owed.delete(what)) this.#excused.add(what)
    }
    this.#documents.delete(channel)
    for (const event of events) this.#noteDocument(channel, event)
  }

  documents(channel: string): ReadonlyMap<string, ExpectedDocument> {
    return this.#documents.get(channel) ?? new Map()
  }

  /** How many documents were dropped so far. */
  get dropped(): number {
    return this.#dropped.size
  }

  /** Whether a document was stored, and was not dropped yet when so many others had been. */
  wasThere(channel: string, id: string, dropped: number): boolean {
    const before = this.#dropped.get(`${channel} ${id}`)
    return before === undefined ? this.documents(channel).has(id) : before >= dropped
  }

  /** When timers are due that have neither fired nor been called off, by channel and note. */
  get timers(): ReadonlyMap<string, number> {
    return this.#timers
  }

  /** Who was not told of what yet. */
  get owed(): ReadonlySet<string> {
    return this.#owed
  }

  #fired(channel: string, note: string): void {
    const { violate, latestNow } = this.#options
    const dueAt = this.#timers.get(`${channel} ${note}`)
    this.#timers.delete(`${channel} ${note}`)
    if (dueAt === undefined) violate(`${channel}: the timer of ${note} fired twice, or was called off, or never set`)
    else if (dueAt > latestNow()) violate(`${channel}: the timer of ${note} fired ${dueAt - latestNow()} ms early`)
  }

  #noteDocument(channel: string, event: SimulatedEvent): void {
    const documents = this.#documents.get(channel) ?? new Map<string, ExpectedDocument>()
    this.#documents.set(channel, documents)
    if (event.type === 'added') {
      const { by, text } = event.data
      const id = noteId(event.data)
      documents.set(id, { id, order: event.offset, by, text })
    } else if (event.type === 'dropped') {
      documents.delete(event.data.note)
      const key = `${channel} ${event.data.note}`
      if (!this.#dropped.has(key)) this.#dropped.set(key, this.#dropped.size)
    }
  }
}

/** What an event makes an inbox hear of. */
function toldBy(key: string, event: SimulatedEvent): readonly string[] {
  if (event.type === 'reminded') {
    return [`inbox/${event.data.whom} ${reminderOf(key, event.data.note, event.offset)}`]
  }
  if (event.type !== 'added') return []
  const whom = mentionedIn(event.data.text)
  return whom === undefined ? [] : [`inbox/${whom} ${mentionOf(key, noteId(event.data))}`]
}
