import type { Reason } from '../messages/down.ts'
import type { Encoded } from '../messages/encoded.ts'
import type { Position } from '../position.ts'
import type { StoredDocument, Write } from '../store/records.ts'
import type { CommandOutcome } from '../store/store.ts'
import type { CommandRequest } from './command-request.ts'
import type { Decided } from './decision.ts'
import type { EventBatch } from './event-batch.ts'
import type { SealedEvents } from './event-show.ts'
import type { Reader } from './reader.ts'

/** A reader that waits for a whole state. `encoded` is made when the draft is sealed: the state then ends where it does. */
export interface WaitingOpen {
  readonly reader: Reader
  readonly refused: (reason: Reason) => void
  encoded: Encoded | undefined
  /** It has one: then it waits only for what says whether it may, and gets what it missed. */
  readonly position: Position | undefined
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
  /** What the events write beside the log, and what is forgotten without an event. */
  readonly writes: Write[] = []
  readonly commands = new Map<string, DraftedCommand>()
  /** Answered once what they saw is durable. */
  readonly unchanged: UnchangedCommand[] = []
  readonly opens: WaitingOpen[] = []
  /** The state after this draft is stored with it. */
  hasState = false
  /** Who wants to know whether this was stored, besides those who sent commands. */
  readonly watchers: ((isStored: boolean) => void)[] = []
  /** Readers who may no longer see their view once this is durable. */
  refused: readonly Reader[] = []
  /** Its events as readers get them; there once it is sealed. */
  batch: EventBatch | undefined
  /** What views whose `show` looks at the state show of its events; there once it is sealed. */
  shown: SealedEvents | undefined
  /** The documents among the first `#indexed` writes, by `documentKey`: made when somebody asks for one. */
  readonly #documents = new Map<string, StoredDocument | null>()
  #indexed = 0

  constructor(after: number) {
    this.after = after
  }

  get offset(): number {
    return this.after + this.events.length
  }

  find(request: CommandRequest): DraftedCommand | undefined {
    return this.commands.get(request.key)
  }

  add(request: CommandRequest, { events, writes }: Decided): void {
    for (const event of events) this.events.push(event)
    for (const write of writes) this.writes.push(write)
    this.commands.set(request.key, { request, offset: this.offset, retries: undefined })
  }

  addWrite(write: Write, watcher: (isStored: boolean) => void): void {
    this.writes.push(write)
    this.watchers.push(watcher)
  }

  /** A document as these events leave it: `null` if they remove it, `undefined` if they do not touch it. */
  document(collection: string, id: string): StoredDocument | null | undefined {
    for (; this.#indexed < this.writes.length; this.#indexed++) {
      const write = this.writes[this.#indexed]
      if (write?.do === 'put')
        this.#documents.set(documentKey(write.document.collection, write.document.id), write.document)
      else if (write?.do === 'remove') this.#documents.set(documentKey(write.collection, write.id), null)
    }
    return this.#documents.get(documentKey(collection, id))
  }

  /** All who wait for this draft, in the order they came. */
  requests(): CommandRequest[] {
    const drafted = [...this.commands.values()].flatMap(({ request, retries = [] }) => [request, ...retries])
    return [...drafted, ...this.unchanged.map(({ request }) => request)]
  }

  /** The ids of those who wait for an answer. */
  actors(): ReadonlySet<string> {
    const ids = new Set<string>()
    for (const { request } of this.commands.values()) ids.add(request.actor.id)
    for (const { request } of this.unchanged) ids.add(request.actor.id)
    return ids
  }

  outcomes(): CommandOutcome[] {
    const outcomes: CommandOutcome[] = []
    for (const { request, offset } of this.commands.values()) {
      outcomes.push({ actor: request.actor.id, command: request.id, offset })
    }
    return outcomes
  }
}

/** The length tells where the one ends and the other begins. */
function documentKey(collection: string, id: string): string {
  return `${collection.length} ${collection}${id}`
}
