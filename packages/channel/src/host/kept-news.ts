import type { AnyEvent } from '../define/define-channel.ts'
import type { Delivery } from '../define/delivery.ts'
import { ConflatedNews } from './conflated-news.ts'
import type { EventRun } from './event-run.ts'
import { ThinNews } from './thin-news.ts'

/** An event as it was shown, and as it stands in the log; one that was merged of many stands nowhere. */
export interface KeptEvent {
  readonly text: string
  readonly source: string | undefined
}

/** What a view that sends less than everything keeps of its news, once for all its readers. */
export interface KeptNews {
  /** Up to where it knows what happened. */
  readonly offset: number
  /** `sources`: the texts of the log behind the events, one for each. Throws what the view's rule throws. */
  note(run: EventRun, sources: readonly string[]): void
  /** All that a reader at `offset` needs; `undefined`: it is not known here. Throws what the view's rule throws. */
  after(offset: number): readonly KeptEvent[] | undefined
  /** No reader needs any of it. */
  forget(): void
  /** All readers are here or beyond. */
  forgetUpTo(offset: number): void
  /** What is sent of these events to one who missed all of them. Throws what the view's rule throws. */
  thin(events: readonly string[]): readonly string[]
}

/** `undefined`: all is sent, so nothing need be kept. */
export function keptNewsOf(delivery: Delivery<AnyEvent> | undefined): KeptNews | undefined {
  switch (delivery?.kind) {
    case 'latest':
    case 'sample':
      return new ThinNews(delivery)
    case 'conflate':
      return new ConflatedNews(delivery)
    default:
      return undefined
  }
}
