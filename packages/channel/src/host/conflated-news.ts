import type { AnyEvent } from '../define/define-channel.ts'
import type { ConflateDelivery } from '../define/delivery.ts'
import type { EventMeta } from '../define/fold.ts'
import type { EventRun } from './event-run.ts'
import type { KeptEvent, KeptNews } from './kept-news.ts'

/** `after` is there if it stands for more than one: for all that the view shows of the offsets `after + 1 … offset`. */
type MergedEvent = AnyEvent & EventMeta & { readonly after?: number }

/** An event, or what was merged of the events from `first` to its offset. */
interface Stretch {
  readonly first: number
  readonly event: MergedEvent
}

/**
 * What happened since the last sending, for a view that sends it as one event. Beyond `maxKept` the oldest are merged ahead, so that memory stays bounded however
 * much happens between two sendings, and all but those who stand between them still get what they miss.
 */
export class ConflatedNews implements KeptNews {
  readonly #delivery: ConflateDelivery<AnyEvent>
  /** Oldest first. */
  #kept: Stretch[] = []
  /** Who is at this offset or beyond finds all it missed here; `undefined`: nobody does. */
  #since: number | undefined
  #offset = 0

  constructor(delivery: ConflateDelivery<AnyEvent>) {
    this.#delivery = delivery
  }

  get offset(): number {
    return this.#offset
  }

  note({ after, offset, events }: EventRun): void {
    if (this.#since === undefined || this.#offset !== after) {
      this.#since = after
      this.#kept = []
    }
    this.#offset = offset
    for (const text of events) {
      const event = JSON.parse(text) as MergedEvent
      this.#kept.push({ first: event.offset, event })
      if (this.#kept.length > this.#delivery.maxKept) this.#mergeOldest()
    }
  }

  after(offset: number): readonly KeptEvent[] | undefined {
    if (this.#since === undefined || offset < this.#since) return undefined
    const missed = this.#kept.filter(({ event }) => event.offset > offset)
    // It has a part of what was merged.
    if (missed.some(({ first }) => first <= offset)) return undefined
    const merged = this.#merge(missed)
    return merged === undefined ? [] : [{ text: JSON.stringify(merged), source: undefined }]
  }

  forget(): void {
    this.#since = undefined
    this.#kept = []
  }

  forgetUpTo(offset: number): void {
    if (this.#since === undefined || offset <= this.#since) return
    this.#since = offset
    this.#kept = this.#kept.filter(({ event }) => event.offset > offset)
  }

  thin(texts: readonly string[]): readonly string[] {
    if (texts.length < 2) return texts
    const events = texts.map((text) => JSON.parse(text) as MergedEvent)
    return [JSON.stringify(this.#merge(events.map((event) => ({ first: event.offset, event }))))]
  }

  /** Half of them at once, so that an event is merged a few times and not with each that comes. */
  #mergeOldest(): void {
    const oldest = this.#kept.splice(0, Math.max(2, this.#kept.length >> 1))
    const event = this.#merge(oldest)
    const [first] = oldest
    if (first === undefined || event === undefined) return
    // As it will be sent: what it shares with others may change.
    this.#kept.unshift({ first: first.first, event: JSON.parse(JSON.stringify(event)) })
  }

  #merge(stretches: readonly Stretch[]): MergedEvent | undefined {
    const [first] = stretches
    const last = stretches.at(-1)?.event
    if (first === undefined || last === undefined || stretches.length === 1) return last
    const merged: unknown = this.#delivery.merge(stretches.map(({ event }) => event))
    const { type, data } = (merged ?? {}) as Partial<AnyEvent>
    if (typeof type !== 'string') throw new TypeError(`it must answer an event at once; it answered ${String(merged)}`)
    return { offset: last.offset, type, at: last.at, after: first.first - 1, data }
  }
}
