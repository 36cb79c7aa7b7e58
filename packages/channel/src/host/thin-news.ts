import type { AnyEvent } from '../define/define-channel.ts'
import type { LatestDelivery, SampleDelivery } from '../define/delivery.ts'
import type { EventMeta } from '../define/fold.ts'
import type { EventRun } from './event-run.ts'
import type { KeptEvent, KeptNews } from './kept-news.ts'
import { LatestEvents } from './latest-events.ts'

/**
 * What a thinned view keeps for readers that are behind: the newest event of each key, once for all of them. So a slow reader
 * costs no memory of its own here, and what it is sent in the end is bounded by the number of keys.
 */
export class ThinNews implements KeptNews {
  readonly #keyOf: KeyOf
  readonly #maxKeys: number
  #kept: LatestEvents<KeptEvent> | undefined
  #offset = 0

  constructor(delivery: LatestDelivery<AnyEvent> | SampleDelivery) {
    this.#keyOf = delivery.kind === 'sample' ? () => '' : (event) => checked(delivery.key(event))
    this.#maxKeys = delivery.kind === 'sample' ? 1 : delivery.maxKeys
  }

  /** Up to where it knows what happened. */
  get offset(): number {
    return this.#offset
  }

  /** `sources`: the texts of the log behind the events, one for each. Throws what the view's `key` throws. */
  note({ after, offset, events }: EventRun, sources: readonly string[] = events): void {
    if (this.#kept === undefined || this.#offset !== after) this.#kept = new LatestEvents(after, this.#maxKeys)
    const kept = this.#kept
    events.forEach((text, at) => {
      const event = parse(text)
      kept.add(this.#keyOf(event), event.offset, { text, source: sources[at] ?? text })
    })
    this.#offset = offset
  }

  /** All that a reader at `offset` needs; `undefined`: it is not known here. */
  after(offset: number): readonly KeptEvent[] | undefined {
    return this.#kept?.after(offset)
  }

  /** Nobody is behind. */
  forget(): void {
    this.#kept = undefined
  }

  /** What is newest is kept for all who come. */
  forgetUpTo(): void {}

  /** Of these events the newest of each key. Throws what the view's `key` throws. */
  thin(events: readonly string[]): readonly string[] {
    const all = new LatestEvents<string>(0, Number.POSITIVE_INFINITY)
    for (const text of events) {
      const event = parse(text)
      all.add(this.#keyOf(event), event.offset, text)
    }
    return all.after(0) ?? events
  }
}

type KeyOf = (event: AnyEvent & EventMeta) => string

function parse(text: string): AnyEvent & EventMeta {
  return JSON.parse(text)
}

function checked(key: unknown): string {
  if (typeof key === 'string') return key
  throw new TypeError(`it must answer a string at once; it answered ${String(key)}`)
}
