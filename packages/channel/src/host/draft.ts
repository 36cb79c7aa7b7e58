import type { Reason } from '../messages/down.ts'
import type { Encoded } from '../messages/encoded.ts'
import type { CommandOutcome } from '../store/store.ts'
import type { CommandRequest, Reader } from './reader.ts'
import { commandKey } from './recent-outcomes.ts'

/** A reader that waits for a whole state. `encoded` is made when the draft is sealed: the state then ends where it does. */
export interface WaitingOpen {
  readonly reader: Reader
  readonly refused: (reason: Reason) => void
  encoded: Encoded | undefined
}

/** A command whose events stand in a draft, with everybody who sent it: a retry may arrive before the first answer. */
export interface DraftedCommand {
  readonly requests: CommandRequest[]
  readonly offset: number
}

/** What one channel decided since its last transaction: applied in memory, not yet durable, seen by nobody. */
export class Draft {
  /** Offset of the log before the first event of this draft. */
  readonly after: number
  readonly events: string[] = []
  readonly commands = new Map<string, DraftedCommand>()
  /** Commands that needed no events, answered once what they saw is durable. */
  readonly unchanged: { readonly request: CommandRequest; readonly offset: number }[] = []
  readonly opens: WaitingOpen[] = []

  constructor(after: number) {
    this.after = after
  }

  get offset(): number {
    return this.after + this.events.length
  }

  find(request: CommandRequest): DraftedCommand | undefined {
    return this.commands.get(commandKey({ actor: request.actor.id, command: request.id }))
  }

  add(request: CommandRequest, events: readonly string[]): void {
    this.events.push(...events)
    const key = commandKey({ actor: request.actor.id, command: request.id })
    this.commands.set(key, { requests: [request], offset: this.offset })
  }

  /** All who wait for this draft, in the order they came. */
  requests(): CommandRequest[] {
    const drafted = [...this.commands.values()].flatMap(({ requests }) => requests)
    return [...drafted, ...this.unchanged.map(({ request }) => request)]
  }

  outcomes(): CommandOutcome[] {
    const outcomes: CommandOutcome[] = []
    for (const { requests, offset } of this.commands.values()) {
      const first = requests[0]
      if (first !== undefined) {
        outcomes.push({ actor: first.actor.id, command: first.id, offset })
      }
    }
    return outcomes
  }
}
