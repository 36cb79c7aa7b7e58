import type { Actor } from '../define/actor.ts'
import type { ChannelDefinition } from '../define/define-channel.ts'
import { viewIn } from '../define/view-in.ts'
import type { Reason } from '../messages/down.ts'
import type { ChannelReaders } from './channel-readers.ts'
import type { EventBatch } from './event-batch.ts'
import type { Reader } from './reader.ts'
import * as reasons from './reasons.ts'
import type { Runtime } from './runtime.ts'

interface Watched {
  readonly name: string
  readonly key: string
  readonly definition: ChannelDefinition
  readonly readers: ChannelReaders
}

/** Who may see the views of one channel, and who may send its signals; in doubt nobody may. */
export class ViewAccess {
  readonly #channel: Watched
  readonly #runtime: Runtime

  constructor(channel: Watched, runtime: Runtime) {
    this.#channel = channel
    this.#runtime = runtime
  }

  /** Why this reader may not open its view in this state; `undefined`: he may. */
  refusal(reader: Reader, state: unknown): Reason | undefined {
    const { name, key, definition } = this.#channel
    const { rule, part, ruleName } = viewIn(definition.views, reader.view) ?? {}
    const { acceptsPart } = rule ?? {}
    const isThere =
      acceptsPart === undefined ||
      this.#ask(() => acceptsPart(state, part ?? '', key), `"acceptsPart" of the view "${ruleName}"`)
    if (rule === undefined || !isThere) return reasons.unknownView(name, reader.view)
    return this.mayRead(reader, state) ? undefined : reasons.notAllowed(name)
  }

  /** Whether this reader may see its view in this state. */
  mayRead({ view, actor }: Reader, state: unknown): boolean {
    const { key, definition } = this.#channel
    const { rule, part, ruleName } = viewIn(definition.views, view) ?? {}
    const { allow } = rule ?? {}
    return (
      allow === undefined || this.#ask(() => allow(state, actor, key, part ?? ''), `"allow" of the view "${ruleName}"`)
    )
  }

  /** Whether this actor, who has a view open, may send this signal in this state. */
  maySend(actor: Actor, signal: string, state: unknown): boolean {
    const { key, definition } = this.#channel
    const allow = definition.signals.get(signal)?.allow
    return allow === undefined || this.#ask(() => allow(state, actor, key), `"allow" of the signal "${signal}"`)
  }

  #ask(rule: () => boolean, what: string): boolean {
    try {
      const answer: unknown = rule()
      if (typeof answer === 'boolean') return answer
      // Anything else, a promise above all, would be taken for a yes.
      const answered = answer instanceof Promise ? 'a promise' : String(answer)
      throw new TypeError(`it must answer true or false at once; it answered ${answered}`)
    } catch (error) {
      this.#runtime.report(error, `${this.#channel.name}: ${what} threw`)
      return false
    }
  }

  /** All who may not see their view in this state: who has it open, where events `concern` it, and who waits for it. */
  refusedAt(state: unknown, waiting: readonly { readonly reader: Reader }[], concern?: EventBatch): readonly Reader[] {
    const mayRead = (reader: Reader) => this.mayRead(reader, state)
    const refused = waiting.map(({ reader }) => reader).filter((reader) => !mayRead(reader))
    return [...this.#channel.readers.refusedBy(mayRead, concern), ...refused]
  }

  endAll(refused: readonly Reader[]): void {
    const { name, readers } = this.#channel
    for (const reader of refused) readers.end(reader, reasons.notAllowed(name))
  }
}
