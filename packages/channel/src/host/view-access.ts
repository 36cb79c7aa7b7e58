import type { Actor } from '../define/actor.ts'
import type { ChannelDefinition } from '../define/define-channel.ts'
import type { ChannelReaders } from './channel-readers.ts'
import type { Reader } from './reader.ts'
import * as reasons from './reasons.ts'
import type { Runtime } from './runtime.ts'

interface Watched {
  readonly name: string
  readonly key: string
  readonly definition: ChannelDefinition
  readonly readers: ChannelReaders
}

type Allow = (state: unknown, actor: Actor, key: string) => boolean

/** Who may see the views of one channel, and who may send its signals; in doubt nobody may. */
export class ViewAccess {
  readonly #channel: Watched
  readonly #runtime: Runtime

  constructor(channel: Watched, runtime: Runtime) {
    this.#channel = channel
    this.#runtime = runtime
  }

  /** Whether this reader may see its view in this state. */
  mayRead(reader: Reader, state: unknown): boolean {
    const { view, actor } = reader
    return this.#ask(this.#channel.definition.views.get(view)?.allow, state, actor, `the view "${view}"`)
  }

  /** Whether this actor, who has a view open, may send this signal in this state. */
  maySend(actor: Actor, signal: string, state: unknown): boolean {
    return this.#ask(this.#channel.definition.signals.get(signal)?.allow, state, actor, `the signal "${signal}"`)
  }

  #ask(allow: Allow | undefined, state: unknown, actor: Actor, what: string): boolean {
    if (allow === undefined) return true
    const { name, key } = this.#channel
    try {
      const answer: unknown = allow(state, actor, key)
      if (typeof answer === 'boolean') return answer
      // Anything else, a promise above all, would be taken for a yes.
      const answered = answer instanceof Promise ? 'a promise' : String(answer)
      throw new TypeError(`it must answer true or false at once; it answered ${answered}`)
    } catch (error) {
      this.#runtime.report(error, `${name}: "allow" of ${what} threw`)
      return false
    }
  }

  /** All who may not see their view in this state: who has it open, and who waits for it. */
  refusedAt(state: unknown, waiting: readonly { readonly reader: Reader }[]): readonly Reader[] {
    const mayRead = (reader: Reader) => this.mayRead(reader, state)
    const refused = waiting.map(({ reader }) => reader).filter((reader) => !mayRead(reader))
    return [...this.#channel.readers.refusedBy(mayRead), ...refused]
  }

  endAll(refused: readonly Reader[]): void {
    const { name, readers } = this.#channel
    for (const reader of refused) readers.end(reader, reasons.notAllowed(name))
  }
}
