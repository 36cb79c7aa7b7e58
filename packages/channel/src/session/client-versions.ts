import type { Host } from '../host/host.ts'
import * as reasons from '../host/reasons.ts'
import type { Reason } from '../messages/down.ts'

/** For which versions of the kinds of channel the client of one session was written, as far as it has said. */
export class ClientVersions {
  readonly #host: Pick<Host, 'mismatches'>
  readonly #tell: (reason: Reason) => void
  /** Kinds of channel that the client's `hello` named in another version. */
  #mismatches: readonly string[] = []
  readonly #told = new Set<string>()

  /** `tell`: says it to the client, apart from what is refused for it. */
  constructor(host: Pick<Host, 'mismatches'>, tell: (reason: Reason) => void) {
    this.#host = host
    this.#tell = tell
  }

  /** An old page is told at once what it can no longer open; the rest of it goes on. */
  hello(schema: { readonly [channel: string]: number }): void {
    this.#mismatches = this.#host.mismatches(schema)
    if (this.#mismatches.length === 0) return
    for (const name of this.#mismatches) this.#told.add(name)
    this.#tell(reasons.schemaMismatch(this.#mismatches))
  }

  /**
   * Why a view of this channel cannot be opened by code of this version, which counts more than what `hello` said: a page may have come
   * to use the channel later. `undefined`: it can, or nobody said.
   */
  mismatchOf(channel: string, version: number | undefined): Reason | undefined {
    const name = channel.slice(0, Math.max(0, channel.indexOf('/')))
    const mismatches = version === undefined ? this.#mismatches : this.#host.mismatches({ [name]: version })
    if (!mismatches.includes(name)) return undefined
    const reason = reasons.schemaMismatch([name])
    if (!this.#told.has(name)) {
      this.#told.add(name)
      this.#tell(reason)
    }
    return reason
  }
}
