import type { Encoded } from '../messages/encoded.ts'
import { Pacer } from './pacer.ts'
import type { Reader } from './reader.ts'
import type { Runtime } from './runtime.ts'

/** Readers hear so often at most that the log went on, when there is nothing in it for them. */
const everyMs = 250

interface QuietServices {
  readonly runtime: Runtime
  readonly readers: Iterable<Reader>
  /** The message that the view shows nothing of `after + 1 … offset`. */
  readonly encode: (after: number, offset: number) => Encoded
  /** All readers who are level are there by now, or farther. */
  readonly reached: (offset: number) => void
}

/**
 * Tells the readers of a view that the log went on where it shows nothing. Each time all of them are told, so that is done now and then, however much happens: only
 * who waits to see what he did hears of it at once. Whatever is shown next joins on to where each of them is.
 */
export class QuietNews {
  readonly #services: QuietServices
  readonly #pacer: Pacer
  /** Who is level is here, or farther. */
  #from = 0
  #to = 0

  constructor(services: QuietServices) {
    this.#services = services
    this.#pacer = new Pacer(services.runtime, everyMs, () => this.#tellAll())
  }

  /** The view shows nothing of `from + 1 … to`. `waiting`: who waits until his view is as far, by their ids. */
  note(from: number, to: number, waiting: ReadonlySet<string>): void {
    this.#from = from
    this.#to = to
    const tell = this.#telling()
    for (const reader of this.#services.readers) if (waiting.has(reader.actor.id)) tell(reader)
    this.#pacer.askNow()
  }

  /** The log moved otherwise, or is another one: what was noted of it says nothing any more. */
  forget(): void {
    this.#from = 0
    this.#to = 0
  }

  #tellAll(): void {
    const tell = this.#telling()
    for (const reader of this.#services.readers) tell(reader)
    this.#services.reached(this.#to)
  }

  #telling(): (reader: Reader) => void {
    const [from, to] = [this.#from, this.#to]
    const messages = new Map<number, Encoded>()
    return (reader) => {
      const at = reader.offset ?? to
      // Whoever is behind is levelled when he has room.
      if (reader.outlet.isBacklogged && at < to) reader.isBehind = true
      if (reader.isBehind || at < from || at >= to) return
      const message = messages.get(at) ?? this.#services.encode(at, to)
      messages.set(at, message)
      reader.outlet.send(message)
      reader.offset = to
    }
  }
}
