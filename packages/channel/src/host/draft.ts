import type { Reason } from '../messages/down.ts'
import type { Encoded } from '../messages/encoded.ts'
import type { CommandOutcome } from '../store/store.ts'
import type { CommandRequest } from './command-request.ts'
import type { Reader } from './reader.ts'

/** A reader that waits for a whole state. `encoded` is made when the draft is sealed: the state then ends where it does. */
export interface WaitingOpen {
  readonly reader: Reader
  readonly refused: (reason: Reason) => void
  encoded: Encoded | undefined
}

/** A command whose events stand in a draft. `retries`: who sent it again before it was answered. */
export interface DraftedCommand {
  readonly request: CommandRequest
  readonly offset: number
  retries: CommandRequest[] | undefined
}

/** A command without events: refused for a reason, or with nothing to do at `offset`. */
export interface UnchangedCommand {
  readonly request: CommandRequest
  readonly reason: Reason | undefined
  readonly offset: number
}

/** What one channel decided since its last transaction: applied in memory, not yet durable, seen by nobody. */
export class Draft {
  /** Offset of the log before the first event of this draft. */
  readonly after: number
  readonly events: string[] = []
  readonly commands = new Map<string, DraftedCommand>()
  /** Answered once what they saw is durable. */
  readonly unchanged: UnchangedCommand[] = []
  readonly opens: WaitingOpen[] = []

  constructor(after: number) {
    this.after = after
  }

  get offset(): number {
    return this.after + this.events.length
  }

  find(request: CommandRequest): DraftedCommand | undefined {
    return this.commands.get(request.key)
  }

  add(request: CommandRequest, events: readonly string[]): void {
    for (const event of events) this.events.push(event)
    this.commands.set(request.key, { request, offset: this.offset, retries: undefined })
  }

  /** All who wait for this draft, in the order they came. */
  requests(): CommandRequest[] {
    const drafted = [...this.commands.values()].flatMap(({ request, retries = [] }) => [request, ...retries])
    return [...drafted, ...this.unchanged.map(({ request }) => request)]
  }

  outcomes(): CommandOutcome[] {
    const outcomes: CommandOutcome[] = []
    for (const { request, offset } of this.commands.values()) {
      outcomes.push({ actor: request.actor.id, command: request.id, offset })
    }
    return outcomes
  }
}
