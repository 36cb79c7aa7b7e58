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

/** Who may see the views of one channel; in doubt nobody may. */
export class ViewAccess {
  readonly #channel: Watched
  readonly #runtime: Runtime

  constructor(channel: Watched, runtime: Runtime) {
    this.#channel = channel
    this.#runtime = runtime
  }

  /** Whether this reader may see its view in this state. */
  mayRead(reader: Reader, state: unknown): boolean {
    const { definition, key } = this.#channel
    const allow = definition.views.get(reader.view)?.allow
    if (allow === undefined) return true
    try {
      const answer: unknown = allow(state, reader.actor, key)
      if (typeof answer === 'boolean') return answer
      // Anything else, a promise above all, would be taken for a yes.
      const what = answer instanceof Promise ? 'a promise' : String(answer)
      throw new TypeError(`it must answer true or false at once; it answered ${what}`)
    } catch (error) {
      this.#runtime.report(error, `${reader.channel}: "allow" of the view "${reader.view}" threw`)
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
