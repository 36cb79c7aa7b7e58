import type { AnyEvent } from '../define/define-channel.ts'
import type { EventMeta } from '../define/fold.ts'

/** An event as the log keeps it: parsed when somebody looks into it, and once for all who do. */
export class LogEvent {
  readonly text: string
  #event: (AnyEvent & EventMeta) | undefined

  constructor(text: string) {
    this.text = text
  }

  get event(): AnyEvent & EventMeta {
    this.#event ??= JSON.parse(this.text) as AnyEvent & EventMeta
    return this.#event
  }
}

export function logEvents(texts: readonly string[]): readonly LogEvent[] {
  return texts.map((text) => new LogEvent(text))
}
