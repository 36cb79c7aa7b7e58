import type { ShownDocument } from '../define/rules.ts'
import type { StoredDocument } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { CommandRequest } from './command-request.ts'
import type { Documents, RuledCommand, WantedDocument } from './decision.ts'
import * as reasons from './reasons.ts'
import type { Runtime } from './runtime.ts'
import type { Uncommitted } from './uncommitted.ts'

interface LookupServices {
  readonly store: Pick<Store, 'document'>
  readonly runtime: Runtime
  readonly uncommitted: Uncommitted
  /** Decides a command, with its documents if they were looked up; it may begin a lookup. */
  readonly take: (command: RuledCommand, documents: Documents | undefined) => void
}

/**
 * The documents that decisions of one channel need and its state does not hold. What events that are not stored yet put or
 * removed is taken from them, the rest is read from the store. Nothing is decided while that is under way, so that what was
 * read stays true; commands that come meanwhile stand in line.
 */
export class Lookups {
  readonly #channel: string
  readonly #services: LookupServices
  readonly #line: RuledCommand[] = []
  /** The command that waits for its documents; another object each time, so that an answer that comes too late is known as such. */
  #current: { readonly command: RuledCommand } | undefined

  constructor(channel: string, services: LookupServices) {
    this.#channel = channel
    this.#services = services
  }

  /** Whether commands that come now have to stand in line. */
  get isBusy(): boolean {
    return this.#current !== undefined || this.#line.length > 0
  }

  /** It is decided after those before it. */
  standInLine(command: RuledCommand): void {
    this.#line.push(command)
  }

  /** The command is taken when its documents are here: at once, if events that are not stored yet say all of them. */
  begin(command: RuledCommand, wanted: readonly WantedDocument[]): void {
    const { store, runtime, uncommitted, take } = this.#services
    const known = wanted.map(({ collection, id }) => uncommitted.document(collection, id))
    if (!known.includes(undefined)) {
      take(command, known.map(asShown))
      return
    }
    const current = { command }
    this.#current = current
    const reads = wanted.map(async ({ collection, id }, at) => {
      const written = known[at]
      return asShown(written === undefined ? await store.document(this.#channel, collection, id) : written)
    })
    Promise.all(reads).then(
      (documents) => this.#end(current, () => take(command, documents)),
      (error: unknown) =>
        this.#end(current, () => {
          runtime.report(error, `${this.#channel}: looking up documents for "${command.request.name}"`)
          command.request.refused(reasons.storeUnavailable)
        }),
    )
  }

  /** The state is dropped, and with it what was read: all who wait here, in their order, for somebody else to have them decided. */
  abandon(): readonly CommandRequest[] {
    const waiting = this.#current === undefined ? this.#line : [this.#current.command, ...this.#line]
    const requests = waiting.map(({ request }) => request)
    this.#current = undefined
    this.#line.length = 0
    return requests
  }

  #end(current: object, settle: () => void): void {
    if (this.#current !== current) return
    this.#current = undefined
    this.#run(settle)
    // Each may begin a lookup, or drop the state: then those behind it wait for that.
    while (this.#current === undefined) {
      const next = this.#line.shift()
      if (next === undefined) return
      this.#run(() => this.#services.take(next, undefined))
    }
  }

  /** Those behind it wait for their own turn, not for this one's luck. */
  #run(task: () => void): void {
    try {
      task()
    } catch (error) {
      this.#services.runtime.report(error, `${this.#channel}: after looking up documents`)
    }
  }
}

/** Each decision gets objects of its own. */
function asShown(stored: StoredDocument | null | undefined): ShownDocument | undefined {
  if (stored === null || stored === undefined) return undefined
  const { id, order, body } = stored
  return { id, order, body: JSON.parse(body) }
}
